import type { Header } from '../../shared/run/exchange.ts';
import type { Connection } from './connection.ts';
import { ExchangeError, networkFailure } from './failure.ts';
import type { PhaseClock } from './phases.ts';
import type { NetworkLimits } from './types.ts';

/** What came back for one request, before decompression. */
export interface HopResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

export interface HopRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | undefined;
}

const FIRST_FINAL_STATUS = 200;

/** Names and values alternate, in wire order; bytes are Latin-1 in HTTP/1.1. */
function headerList(raw: unknown): Header[] {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part: unknown) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)));
  return texts.flatMap((name, index): Header[] => (index % 2 === 0 ? [[name, texts[index + 1] ?? '']] : []));
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const body = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

/**
 * Sends one request on one connection and reads the whole answer. Rejects with an ExchangeError for a limit or a silence
 * (`headers_timeout`, `idle_timeout`, `response_too_large`, `headers_too_large`), with the signal's reason, or with the
 * error of the connection.
 */
export function sendHop(
  connection: Connection,
  request: HopRequest,
  limits: NetworkLimits,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<HopResponse> {
  const host = request.url.host;
  return new Promise((resolve, reject) => {
    let abort: ((reason: Error) => void) | undefined;
    let timer: NodeJS.Timeout | undefined;
    let status = 0;
    let statusText = '';
    let headers: Header[] = [];
    let bytes = 0;
    const chunks: Uint8Array[] = [];
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
    };
    const fail = (error: unknown) => {
      done();
      reject(error);
    };
    const stop = (reason: Error) => {
      fail(reason);
      if (abort) abort(reason);
      else void connection.destroy();
    };
    const aborted = () => stop(signal.reason);
    const limit = (code: string, message: string) => stop(new ExchangeError(networkFailure(code, message)));
    signal.addEventListener('abort', aborted, { once: true });
    if (signal.aborted) return aborted();
    clock.enter('send');
    timer = setTimeout(
      () =>
        limit(
          'headers_timeout',
          `The request to ${host} failed: no response headers within ${limits.headersMs} ms, which is the limit.`,
        ),
      limits.headersMs,
    );
    connection.client.dispatch(
      {
        method: request.method,
        path: request.url.pathname + request.url.search,
        headers: request.headers.flat(),
        body: request.body ?? null,
      },
      {
        onRequestStart: (controller) => {
          abort = (reason) => controller.abort(reason);
        },
        onRequestSent: () => clock.enter('wait'),
        onResponseStart: (controller, code, _headers, text) => {
          // Early hints and the like: the answer is still to come.
          if (code < FIRST_FINAL_STATUS) return;
          clock.enter('receive');
          status = code;
          statusText = text ?? '';
          headers = headerList(controller.rawHeaders);
          clearTimeout(timer);
          timer = setTimeout(
            () =>
              limit(
                'idle_timeout',
                `The request to ${host} failed: the body stopped for ${limits.idleMs} ms, which is the limit.`,
              ),
            limits.idleMs,
          );
        },
        onResponseData: (_controller, chunk) => {
          bytes += chunk.byteLength;
          if (bytes > limits.responseBytes) {
            return limit(
              'response_too_large',
              `The response body from ${host} is larger than ${limits.responseBytes} bytes, which is the limit.`,
            );
          }
          chunks.push(chunk);
          timer?.refresh();
        },
        onResponseEnd: () => {
          done();
          resolve({ status, statusText, headers, body: joined(chunks, bytes) });
        },
        onResponseError: (_controller, error) => {
          const overflow = 'code' in error && error.code === 'UND_ERR_HEADERS_OVERFLOW';
          fail(
            overflow
              ? new ExchangeError(
                  networkFailure(
                    'headers_too_large',
                    `The response headers from ${host} are larger than ${limits.headerBytes} bytes, which is the limit.`,
                  ),
                )
              : error,
          );
        },
      },
    );
  });
}
