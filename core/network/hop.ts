import type { Dispatcher } from 'undici';
import type { Header } from '../../shared/run/exchange.ts';
import { BodyReader } from './body.ts';
import type { Connection } from './connection.ts';
import { ExchangeError, networkFailure } from './failure.ts';
import type { PhaseClock } from './phases.ts';
import type { NetworkLimits } from './types.ts';

/** The part of an answer before its body. */
export interface HopHead {
  readonly status: number;
  readonly statusText: string;
  /** In wire order, names as sent. */
  readonly headers: readonly Header[];
}

/** What came back for one request. */
export interface HopResponse extends HopHead {
  /** Decompressed; its buffer holds nothing else. */
  readonly body: Uint8Array;
  /** Bytes of the body as sent; absent where that is the length of `body`. */
  readonly bytes?: number;
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
  const text = (part: unknown): string => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part ?? ''));
  const headers: Header[] = [];
  for (let index = 0; index < raw.length; index += 2) headers.push([text(raw[index]), text(raw[index + 1])]);
  return headers;
}

function contentEncoding(headers: readonly Header[]): string {
  const found = headers.filter(([name]) => name.toLowerCase() === 'content-encoding');
  return found.map(([, value]) => value).join(',');
}

/**
 * One request on one connection, and its answer. `send` rejects with an ExchangeError for a limit or a silence
 * (`headers_timeout`, `idle_timeout`, `headers_too_large`, those of the body), with the signal's reason, or with the error of
 * the connection; what had come until then stays in `head` and `bytes`.
 */
export class Hop implements Dispatcher.DispatchHandler {
  /** Once it is there. */
  head: HopHead | undefined;
  private readonly connection: Connection;
  private readonly request: HopRequest;
  private readonly limits: NetworkLimits;
  private readonly clock: PhaseClock;
  private readonly signal: AbortSignal;
  private readonly promise = Promise.withResolvers<HopResponse>();
  private readonly aborted = () => this.stop(this.signal.reason);
  private controller: Dispatcher.DispatchController | undefined;
  private timer: NodeJS.Timeout | undefined;
  private body: BodyReader | undefined;

  constructor(
    connection: Connection,
    request: HopRequest,
    limits: NetworkLimits,
    clock: PhaseClock,
    signal: AbortSignal,
  ) {
    this.connection = connection;
    this.request = request;
    this.limits = limits;
    this.clock = clock;
    this.signal = signal;
  }

  /** Bytes of the body that came, as sent. */
  get bytes(): number {
    return this.body?.bytes ?? 0;
  }

  send(): Promise<HopResponse> {
    const { method, url, headers, body } = this.request;
    const { headersMs } = this.limits;
    this.signal.addEventListener('abort', this.aborted, { once: true });
    if (this.signal.aborted) this.aborted();
    else {
      this.clock.enter('send');
      this.timer = setTimeout(
        () => this.limit('headers_timeout', `no response headers within ${headersMs} ms, which is the limit`),
        headersMs,
      );
      const options = { method, path: url.pathname + url.search, headers: headers.flat(), body: body ?? null };
      this.connection.client.dispatch(options, this);
    }
    return this.promise.promise;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
  }

  onRequestSent(): void {
    this.clock.enter('wait');
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _: unknown, text?: string): void {
    // Early hints and the like: the answer is still to come.
    if (status < FIRST_FINAL_STATUS) return;
    this.clock.enter('receive');
    const headers = headerList(controller.rawHeaders);
    this.head = { status, statusText: text ?? '', headers };
    this.body = new BodyReader(this.request.url.host, contentEncoding(headers), this.limits, {
      pause: () => controller.pause(),
      resume: () => controller.resume(),
      failed: (error) => this.stop(error),
    });
    const { idleMs } = this.limits;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => this.limit('idle_timeout', `the body stopped for ${idleMs} ms, which is the limit`),
      idleMs,
    );
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    try {
      this.body?.push(chunk);
      this.timer?.refresh();
    } catch (error) {
      this.stop(error);
    }
  }

  async onResponseEnd(): Promise<void> {
    const { head, body } = this;
    clearTimeout(this.timer);
    try {
      if (!head || !body) throw new Error('the answer ended before it began');
      const decoded = body.end();
      const whole = decoded instanceof Uint8Array ? decoded : await decoded;
      this.settled();
      this.promise.resolve({ ...head, body: whole, bytes: body.bytes });
    } catch (error) {
      this.stop(error);
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const overflow = 'code' in error && error.code === 'UND_ERR_HEADERS_OVERFLOW';
    this.fail(overflow ? this.tooManyHeaders() : error);
  }

  private tooManyHeaders(): ExchangeError {
    const { headerBytes } = this.limits;
    return new ExchangeError(
      networkFailure(
        'headers_too_large',
        `The response headers from ${this.request.url.host} are larger than ${headerBytes} bytes, which is the limit.`,
      ),
    );
  }

  private limit(code: string, what: string): void {
    this.stop(new ExchangeError(networkFailure(code, `The request to ${this.request.url.host} failed: ${what}.`)));
  }

  /** Ends it from this side. */
  private stop(reason: unknown): void {
    this.fail(reason);
    const error = reason instanceof Error ? reason : new Error(String(reason));
    if (this.controller) this.controller.abort(error);
    else void this.connection.destroy();
  }

  private fail(error: unknown): void {
    this.settled();
    this.body?.destroy();
    this.promise.reject(error);
  }

  private settled(): void {
    clearTimeout(this.timer);
    this.signal.removeEventListener('abort', this.aborted);
  }
}
