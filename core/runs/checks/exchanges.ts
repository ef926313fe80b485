import type { Exchange } from '../../../shared/run/exchange.ts';
import { headerOf } from '../../../shared/run/header.ts';
import { classifyAddress, MASK } from '../../network/index.ts';
import { type Place, quoted, type Report } from './report.ts';
import type { Subject } from './subject.ts';

/** What became of requests that failed; of those that did not, nothing is kept. */
interface Course {
  /** Exchanges that were tried again. */
  readonly retried: ReadonlySet<string>;
  /** Number of the last success by method and address, where one of them failed before. */
  readonly lastSuccess: ReadonlyMap<string, number>;
}

type ExchangeCheck = (exchange: Exchange, subject: Subject, report: Report) => void;

const place =
  ({ id }: Exchange): (() => Place) =>
  () => ({ kind: 'exchange', exchange: id });
const request = ({ method, url }: Exchange): string => `${method} ${url.slice(0, 200)}`;
const failed = ({ status, error }: Exchange): boolean => error !== undefined || (status !== null && status >= 400);
const target = ({ method, url }: Exchange): string => `${method} ${url}`;

function* courseOf({ exchanges }: Subject): Generator<void, Course> {
  const retried = new Set<string>();
  const lastSuccess = new Map<string, number>();
  for (const one of exchanges) {
    const name = target(one);
    if (one.retryOf !== undefined) retried.add(one.retryOf);
    if (!failed(one)) {
      if (lastSuccess.has(name)) lastSuccess.set(name, one.seq);
    } else if (!lastSuccess.has(name)) lastSuccess.set(name, 0);
    yield;
  }
  return { retried, lastSuccess };
}

/** A run that is ok although an answer was not: the function took a failure for data. */
function checkFailed(exchange: Exchange, { retried, lastSuccess }: Course, report: Report): void {
  // A further try, by the studio or by the function itself, mends it.
  if (retried.has(exchange.id) || (lastSuccess.get(target(exchange)) ?? 0) > exchange.seq) return;
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
}

/** An answer over TLS that leads to one without (A55). */
const downgraded: ExchangeCheck = (exchange, subject, report) => {
  if (exchange.redirectOf === undefined || !exchange.url.startsWith('http:')) return;
  const from = subject.exchange(exchange.redirectOf);
  if (!from?.url.startsWith('https:')) return;
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

const inClear: ExchangeCheck = (exchange, _subject, report) => {
  if (!exchange.url.startsWith('http:') || !sendsCredential(exchange) || !isPublic(exchange)) return;
  report({
    code: 'credential_in_clear',
    place: place(exchange),
    message: () =>
      `${request(exchange)} carries a credential over plain http, where anyone on the way can read it; use https.`,
  });
};

const deprecated: ExchangeCheck = (exchange, _subject, report) => {
  const deprecation = headerOf(exchange.responseHeaders, 'deprecation');
  const sunset = headerOf(exchange.responseHeaders, 'sunset');
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
    const value = headerOf(exchange.responseHeaders, name);
    if (value !== undefined) return value.trim();
  }
  return /[;,\s](?:r|remaining)=(\d+)/.exec(headerOf(exchange.responseHeaders, 'ratelimit') ?? '')?.[1];
}

const usedUp: ExchangeCheck = (exchange, _subject, report) => {
  if (!/^0+(?:\D.*)?$/.test(remaining(exchange) ?? '')) return;
  report({
    code: 'rate_limit_used_up',
    place: place(exchange),
    message: () =>
      `After ${request(exchange)} nothing is left of the source's rate limit; the next requests may be refused for a while.`,
  });
};

const CHECKS: readonly ExchangeCheck[] = [downgraded, inClear, deprecated, usedUp];

/** Checks the requests of a run one after another, step by step. */
export function exchangeChecks(subject: Subject, report: Report): (exchange: Exchange) => Generator<void> {
  let course: Course | undefined;
  return function* (exchange) {
    if (subject.ok && failed(exchange)) {
      course ??= yield* courseOf(subject);
      checkFailed(exchange, course, report);
    }
    for (const check of CHECKS) check(exchange, subject, report);
  };
}
