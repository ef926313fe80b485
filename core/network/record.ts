import type { BodyRef, Exchange, Header, Initiator } from '../../shared/run/exchange.ts';
import { type CredentialPlaces, maskHeaders, maskUrl } from './credentials.ts';
import type { HopResponse } from './hop.ts';
import type { Masker } from './masker.ts';
import { noTimings, type PhaseClock } from './phases.ts';
import { learnTokens } from './token-secrets.ts';
import type { HttpFailure, Recorder } from './types.ts';

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
  readonly redirectOf?: string | undefined;
  readonly retryOf?: string | undefined;
  readonly replayOf?: string | undefined;
  readonly initiator?: Initiator | undefined;
  /** Default: the network. */
  readonly answeredBy?: Exchange['answeredBy'] | undefined;
  readonly fault?: string | undefined;
}

export interface ExchangeLogOptions {
  /** Id of the run that the exchanges belong to. */
  readonly run: string;
  readonly masker: Masker;
  readonly places: CredentialPlaces;
  readonly recorder: Recorder;
}

/** Without the members that are undefined. */
const given = <T extends object>(value: T): Partial<{ [Name in keyof T]: Exclude<T[Name], undefined> }> =>
  // Only members that are undefined go.
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<{
    [Name in keyof T]: Exclude<T[Name], undefined>;
  }>;

/**
 * Writes the exchanges of one run to the recorder, masked: nothing unmasked leaves this file (promise 2, A105). All that
 * answer a request of the run share one, so that the numbers of its exchanges are the order of sending.
 */
export class ExchangeLog {
  private readonly options: ExchangeLogOptions;
  private seq = 0;

  constructor(options: ExchangeLogOptions) {
    this.options = options;
  }

  begin(sending: Sending): Exchange {
    const { run, masker, places, recorder } = this.options;
    const seq = ++this.seq;
    const id = `${run}-${seq}`;
    learnTokens(masker, sending.initiator, sending.body);
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
      ...given({
        redirectOf: sending.redirectOf,
        retryOf: sending.retryOf,
        replayOf: sending.replayOf,
        initiator: sending.initiator,
        answeredBy: sending.answeredBy,
        fault: sending.fault,
      }),
    };
    recorder.put(exchange);
    return exchange;
  }

  /** Shows a recorded exchange again in this run; its bodies are the recorded ones. */
  again(recorded: Exchange, redirectOf: string | undefined): Exchange {
    const { redirectOf: _redirectOf, retryOf: _retryOf, initiator: _initiator, ...rest } = recorded;
    const seq = ++this.seq;
    const exchange: Exchange = {
      ...rest,
      id: `${this.options.run}-${seq}`,
      run: this.options.run,
      seq,
      startedAt: new Date().toISOString(),
      replayOf: recorded.id,
      answeredBy: 'recording',
      ...(redirectOf === undefined ? {} : { redirectOf }),
    };
    this.options.recorder.put(exchange);
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
    learnTokens(masker, exchange.initiator, decoded);
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
