import type { BodyRef, Exchange, Header, Initiator } from '../../shared/run/exchange.ts';
import { headerOf } from '../../shared/run/header.ts';
import { bounded, boundedMessage } from './bounded.ts';
import { type CredentialPlaces, maskHeaders, maskUrl } from './credentials.ts';
import type { HopHead, HopResponse } from './hop.ts';
import { MASK, type Masker } from './masker.ts';
import { noTimings, type PhaseClock } from './phases.ts';
import { learnTokens } from './token-secrets.ts';
import type { HttpFailure, Recorder } from './types.ts';

const DEFAULT_MIME_TYPE = 'application/octet-stream';

const mimeType = (headers: readonly Header[]): string => headerOf(headers, 'content-type') ?? DEFAULT_MIME_TYPE;

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

/** A name in it is the guest's choice: a function may be called like a secret (A49). */
export const maskInitiator = (initiator: Initiator, masker: Pick<Masker, 'text'>): Initiator =>
  initiator.kind === 'code' ? { ...initiator, function: masker.text(initiator.function) } : initiator;

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

  begin(asked: Sending): Exchange {
    const sending = bounded(asked);
    const { run, masker, places, recorder } = this.options;
    const seq = ++this.seq;
    const id = `${run}-${seq}`;
    learnTokens(masker, sending.initiator, sending.body);
    const requestBody = this.body(`${id}-request`, sending.body, mimeType(sending.headers));
    const exchange: Exchange = {
      id,
      run,
      seq,
      // Made upper case on its way, it is no form of the secret any more.
      method: masker.findsInHost(sending.method) ? MASK : sending.method,
      url: maskUrl(sending.url, masker, places),
      status: null,
      statusText: '',
      startedAt: new Date(Date.now() - sending.queuedMs).toISOString(),
      durationMs: 0,
      timings: noTimings,
      httpVersion: 'HTTP/1.1',
      requestHeaders: maskHeaders(sending.headers, masker, places),
      responseHeaders: [],
      requestBytes: asked.body?.byteLength ?? 0,
      responseBytes: 0,
      ...(requestBody ? { requestBody } : {}),
      ...given({
        redirectOf: sending.redirectOf,
        retryOf: sending.retryOf,
        replayOf: sending.replayOf,
        initiator: sending.initiator && maskInitiator(sending.initiator, masker),
        answeredBy: sending.answeredBy,
        fault: sending.fault,
      }),
    };
    recorder.put(exchange);
    return exchange;
  }

  /** Shows a recorded exchange again in this run; its bodies are the recorded ones, who asked for it is of today. */
  again(recorded: Exchange, asked: Pick<Sending, 'redirectOf' | 'retryOf' | 'initiator'>): Exchange {
    const { redirectOf: _redirectOf, retryOf: _retryOf, initiator: _initiator, ...rest } = recorded;
    const { redirectOf, retryOf } = asked;
    const initiator = asked.initiator && maskInitiator(asked.initiator, this.options.masker);
    const seq = ++this.seq;
    const exchange: Exchange = {
      ...rest,
      id: `${this.options.run}-${seq}`,
      run: this.options.run,
      seq,
      startedAt: new Date().toISOString(),
      replayOf: recorded.id,
      answeredBy: 'recording',
      ...given({ redirectOf, retryOf, initiator }),
    };
    this.options.recorder.put(exchange);
    return exchange;
  }

  /**
   * Notes that a fault shaped a recorded answer: what the guest got is what is kept. `body` stands in for the body that came,
   * `failure` says that the answer is not whole.
   */
  shaped(recorded: Exchange, fault: string, body?: Uint8Array, failure?: HttpFailure): void {
    const { responseBody: came, ...rest } = recorded;
    const type = came?.mimeType ?? mimeType(recorded.responseHeaders);
    const responseBody = body === undefined ? came : this.body(`${recorded.id}-response`, body, type);
    this.options.recorder.put({
      ...rest,
      fault: recorded.fault === undefined ? fault : `${recorded.fault}; ${fault}`,
      ...given({ responseBody, error: failure && this.error(failure) }),
    });
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
      responseBytes: response.bytes ?? response.body.byteLength,
      ...(responseBody ? { responseBody } : {}),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      ...(failure ? { error: this.error(failure) } : {}),
    });
  }

  /** @param received what had come of an answer that did not become whole */
  failed(
    exchange: Exchange,
    clock: PhaseClock,
    remoteAddress: string | undefined,
    failure: HttpFailure,
    received?: { readonly head: HopHead; readonly bytes: number },
  ): void {
    const { masker, places, recorder } = this.options;
    recorder.put({
      ...exchange,
      ...clock.stop(),
      ...(received
        ? {
            status: received.head.status,
            statusText: masker.text(received.head.statusText),
            responseHeaders: maskHeaders(received.head.headers, masker, places),
            responseBytes: received.bytes,
          }
        : {}),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      error: this.error(failure),
    });
  }

  private error(failure: HttpFailure): { code: string; message: string } {
    return { code: failure.code, message: boundedMessage(this.options.masker.text(failure.message)) };
  }

  private body(id: string, bytes: Uint8Array | undefined, type: string): BodyRef | undefined {
    if (!bytes || bytes.byteLength === 0) return undefined;
    const masked = this.options.masker.bytes(bytes);
    this.options.recorder.writeBody(id, masked);
    return { id, bytes: masked.byteLength, mimeType: this.options.masker.text(type) };
  }
}
