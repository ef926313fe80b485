import type { Exchange } from '../../../shared/run/exchange.ts';
import { classifyAddress, MASK } from '../../network/index.ts';
import { responseHeader } from './body-text.ts';
import { type Place, quoted, type Report } from './report.ts';
import type { Subject } from './subject.ts';

/** What has become of the requests of a run, looked up instead of searched for. */
interface Course {
  readonly ok: boolean;
  readonly byId: ReadonlyMap<string, Exchange>;
  /** Exchanges that were tried again. */
  readonly retried: ReadonlySet<string>;
  /** Number of the last success by method and address. */
  readonly lastSuccess: ReadonlyMap<string, number>;
}

type ExchangeCheck = (exchange: Exchange, course: Course, report: Report) => void;

const place =
  ({ id }: Exchange): (() => Place) =>
  () => ({ kind: 'exchange', exchange: id });
const request = ({ method, url }: Exchange): string => `${method} ${url.slice(0, 200)}`;
const failed = ({ status, error }: Exchange): boolean => error !== undefined || (status !== null && status >= 400);
const target = ({ method, url }: Exchange): string => `${method} ${url}`;

function courseOf({ ok, exchanges }: Subject): Course {
  return {
    ok,
    byId: new Map(exchanges.map((one) => [one.id, one])),
    retried: new Set(exchanges.flatMap((one) => one.retryOf ?? [])),
    lastSuccess: new Map(exchanges.filter((one) => !failed(one)).map((one) => [target(one), one.seq])),
  };
}

/** A run that is ok although an answer was not: the function took a failure for data. */
const swallowed: ExchangeCheck = (exchange, { ok, retried, lastSuccess }, report) => {
  // A further try, by the studio or by the function itself, mends it.
  const isMended = retried.has(exchange.id) || (lastSuccess.get(target(exchange)) ?? 0) > exchange.seq;
  if (!ok || !failed(exchange) || isMended) return;
  const { status, error } = exchange;
  const isAnswer = status !== null && !error;
  report({
    code: isAnswer ? 'answer_swallowed' : 'failure_swallowed',
    about: isAnswer ? String(status) : error?.code,
    place: place(exchange),
    message: () =>
      isAnswer
        ? `${request(exchange)} answered ${status}, yet the run is ok: throw where response.ok is false, unless this answer is expected.`
        : `${request(exchange)} got no answer (${error?.code ?? 'unknown'}), yet the run is ok: let the error pass, unless it is expected.`,
  });
};

/** An answer over TLS that leads to one without (A55). */
const downgraded: ExchangeCheck = (exchange, { byId }, report) => {
  const from = byId.get(exchange.redirectOf ?? '');
  if (!from?.url.startsWith('https:') || !exchange.url.startsWith('http:')) return;
  report({
    code: 'redirect_downgraded',
    place: place(exchange),
    message: () =>
      `${request(from)} was redirected to ${exchange.url.slice(0, 200)}, without encryption; the credentials were left out, and the answer could be anyone's.`,
  });
};

/** Cookies and credential headers are masked whole, so that a mask shows that one was sent. */
const sendsCredential = ({ url, requestHeaders }: Exchange): boolean =>
  url.includes(MASK) || requestHeaders.some(([, value]) => value.includes(MASK));

const isPublic = ({ url, remoteAddress }: Exchange): boolean => {
  const host = URL.parse(url)?.hostname ?? '';
  const kind = classifyAddress(remoteAddress ?? host);
  return kind === undefined ? !/(?:^|\.)localhost\.?$/i.test(host) : kind === 'public';
};

const inClear: ExchangeCheck = (exchange, _course, report) => {
  if (!exchange.url.startsWith('http:') || !sendsCredential(exchange) || !isPublic(exchange)) return;
  report({
    code: 'credential_in_clear',
    place: place(exchange),
    message: () =>
      `${request(exchange)} carries a credential over plain http, where anyone on the way can read it; use https.`,
  });
};

const deprecated: ExchangeCheck = (exchange, _course, report) => {
  const deprecation = responseHeader(exchange, 'deprecation');
  const sunset = responseHeader(exchange, 'sunset');
  if (sunset === undefined && (deprecation === undefined || deprecation === 'false')) return;
  const end = sunset === undefined ? '' : `, and will end on ${quoted(sunset).slice(1, -1)}`;
  report({
    code: 'deprecated_endpoint',
    about: `${exchange.method} ${exchange.url.replace(/[?#].*$/s, '')}`,
    place: place(exchange),
    message: () => `The source says that ${request(exchange)} is deprecated${end}; look for its successor.`,
  });
};

/** What is left of the rate limit, by the headers in use: `X-RateLimit-Remaining`, `RateLimit-Remaining`, `RateLimit: "a";r=0`. */
function remaining(exchange: Exchange): string | undefined {
  for (const name of ['x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining']) {
    const value = responseHeader(exchange, name);
    if (value !== undefined) return value.trim();
  }
  return /[;,\s](?:r|remaining)=(\d+)/.exec(responseHeader(exchange, 'ratelimit') ?? '')?.[1];
}

const usedUp: ExchangeCheck = (exchange, _course, report) => {
  if (!/^0+(?:\D.*)?$/.test(remaining(exchange) ?? '')) return;
  report({
    code: 'rate_limit_used_up',
    place: place(exchange),
    message: () =>
      `After ${request(exchange)} nothing is left of the source's rate limit; the next requests may be refused for a while.`,
  });
};

const CHECKS: readonly ExchangeCheck[] = [swallowed, downgraded, inClear, deprecated, usedUp];

/** Checks the requests of a run, step by step. */
export function* checkExchanges(subject: Subject, report: Report): Generator<void> {
  const course = courseOf(subject);
  for (const [index, exchange] of subject.exchanges.entries()) {
    for (const check of CHECKS) check(exchange, course, report);
    if (index % 100 === 99) yield;
  }
}
