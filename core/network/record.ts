import type { BodyRef, Exchange, Header } from '../../shared/run/exchange.ts';
import { maskHeaders, maskUrl } from './credentials.ts';
import type { HopResponse } from './hop.ts';
import { noTimings, type PhaseClock } from './phases.ts';
import type { HttpClientOptions, HttpFailure } from './types.ts';

const DEFAULT_MIME_TYPE = 'application/octet-stream';

const mimeType = (headers: readonly Header[]): string =>
  headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? DEFAULT_MIME_TYPE;

export interface Sending {
  readonly method: string;
  readonly url: string;
  /** As they go over the wire. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array | undefined;
  readonly queuedMs: number;
  readonly redirectOf: string | undefined;
}

/** Writes exchanges to the recorder, masked: nothing unmasked leaves this file (promise 2, A105). */
export class ExchangeLog {
  private readonly options: HttpClientOptions;
  private seq = 0;

  constructor(options: HttpClientOptions) {
    this.options = options;
  }

  begin(sending: Sending): Exchange {
    const { run, masker, places, recorder } = this.options;
    const seq = ++this.seq;
    const id = `${run}-${seq}`;
    const requestBody = this.body(`${id}-request`, sending.body, mimeType(sending.headers));
    const exchange: Exchange = {
      id,
      run,
      seq,
      method: masker.text(sending.method),
      url: maskUrl(sending.url, masker, places),
      status: null,
      statusText: '',
      startedAt: new Date(Date.now() - sending.queuedMs).toISOString(),
      durationMs: 0,
      timings: noTimings,
      httpVersion: 'HTTP/1.1',
      requestHeaders: maskHeaders(sending.headers, masker, places),
      responseHeaders: [],
      requestBytes: sending.body?.byteLength ?? 0,
      responseBytes: 0,
      ...(requestBody ? { requestBody } : {}),
      ...(sending.redirectOf === undefined ? {} : { redirectOf: sending.redirectOf }),
    };
    recorder.put(exchange);
    return exchange;
  }

  /** A response that came whole; `failure` where it could not be used all the same (its encoding, its size). */
  responded(
    exchange: Exchange,
    clock: PhaseClock,
    remoteAddress: string | undefined,
    response: HopResponse,
    decoded: Uint8Array,
    failure?: HttpFailure,
  ): void {
    const { masker, places, recorder } = this.options;
    const responseBody = this.body(`${exchange.id}-response`, decoded, mimeType(response.headers));
    recorder.put({
      ...exchange,
      ...clock.stop(),
      status: response.status,
      statusText: masker.text(response.statusText),
      responseHeaders: maskHeaders(response.headers, masker, places),
      responseBytes: response.body.byteLength,
      ...(responseBody ? { responseBody } : {}),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      ...(failure ? { error: this.error(failure) } : {}),
    });
  }

  failed(exchange: Exchange, clock: PhaseClock, remoteAddress: string | undefined, failure: HttpFailure): void {
    this.options.recorder.put({
      ...exchange,
      ...clock.stop(),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      error: this.error(failure),
    });
  }

  private error(failure: HttpFailure): { code: string; message: string } {
    return { code: failure.code, message: this.options.masker.text(failure.message) };
  }

  private body(id: string, bytes: Uint8Array | undefined, type: string): BodyRef | undefined {
    if (!bytes || bytes.byteLength === 0) return undefined;
    const masked = this.options.masker.bytes(bytes);
    this.options.recorder.writeBody(id, masked);
    return { id, bytes: masked.byteLength, mimeType: this.options.masker.text(type) };
  }
}
