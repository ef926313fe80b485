import { STATUS_CODES } from 'node:http';
import type { Exchange, Header } from '../../../shared/run/exchange.ts';
import type { ExchangeLog, HttpFailure, HttpResponse } from '../../network/index.ts';
import { PhaseClock } from '../../network/phases.ts';
import type { RunHttpRequest } from '../network.ts';

/** Where an answer is written down that did not come over the wire. */
export interface LocalAnswer {
  readonly exchanges: ExchangeLog;
  readonly request: RunHttpRequest;
  /** How long the request waited before, ms. */
  readonly queuedMs: number;
  readonly answeredBy: Exclude<Exchange['answeredBy'], undefined>;
  /** The fault that it comes from, in words. */
  readonly fault?: string | undefined;
}

const begin = ({ exchanges, request, queuedMs, answeredBy, fault }: LocalAnswer): Exchange => {
  const { method, url, headers, body, initiator, retryOf, replayOf } = request;
  return exchanges.begin({ method, url, headers, body, queuedMs, initiator, retryOf, replayOf, answeredBy, fault });
};

/** Answers a request from here: an exchange like any other (promise 2). */
export function respond(
  answer: LocalAnswer,
  response: { readonly status: number; readonly headers: readonly Header[]; readonly body: Uint8Array },
): HttpResponse {
  const exchange = begin(answer);
  const { status, headers, body } = response;
  const statusText = STATUS_CODES[status] ?? '';
  const clock = new PhaseClock(answer.queuedMs);
  answer.exchanges.responded(exchange, clock, undefined, { status, statusText, headers: [...headers], body }, body);
  const url = URL.parse(answer.request.url)?.href ?? answer.request.url;
  return { kind: 'response', status, statusText, url, redirected: false, headers, body, exchange: exchange.id };
}

/** Says that there is no answer, as an exchange with this error. */
export function failHere(answer: LocalAnswer, code: string, message: string): HttpFailure {
  const failure: HttpFailure = { kind: 'failure', name: 'NetworkError', code, message };
  const exchange = begin(answer);
  answer.exchanges.failed(exchange, new PhaseClock(answer.queuedMs), undefined, failure);
  return { ...failure, exchange: exchange.id };
}
