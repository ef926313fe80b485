import { retryLimits } from '../limits.ts';
import type { Header } from './exchange.ts';
import { headerOf } from './header.ts';

/** Answers that may be others in a moment. */
const PASSING_STATUS: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** With these a source can say when to come back, and that it has done nothing yet. */
const ASKS_TO_WAIT: ReadonlySet<number> = new Set([429, 503]);
/** A second request of these changes nothing that the first did not (RFC 9110, 9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'QUERY']);
/** Failures of the way that may pass; refusals, requests that cannot be sent, and what breaks a limit stay as they are. */
const PASSING_FAILURES: ReadonlySet<string> = new Set([
  'connect_timeout',
  'connection_closed',
  'connection_refused',
  'dns_temporary',
  'headers_timeout',
  'idle_timeout',
  'timeout',
  'unreachable',
]);

/** What a try led to. */
export type TryEnd =
  | { readonly kind: 'response'; readonly status: number; readonly headers: readonly Header[] }
  | { readonly kind: 'failure'; readonly name: string; readonly code: string };

/** `none`: the end stands. `wait`: how long before the next try, ms. `tooLong`: the source asks for more than the limit, ms. */
export type NextTry =
  | { readonly kind: 'none' }
  | { readonly kind: 'wait'; readonly ms: number; readonly asked: boolean }
  | { readonly kind: 'tooLong'; readonly ms: number };

const NUMBER = /^\d+(?:\.\d+)?(?:e\+?\d+)?$/i;
/** The three forms of RFC 9110, 5.6.7; the last one names no zone and means UTC. */
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d/;

function dateOf(text: string): number | undefined {
  if (!DATE.test(text)) return undefined;
  const moment = Date.parse(text.includes('GMT') ? text : `${text} GMT`);
  return Number.isNaN(moment) ? undefined : moment;
}

/**
 * `Retry-After` as ms from now, maybe Infinity; undefined where it is missing, no number and no date, or in the past (A66).
 * A date is compared with the source's own `Date`, for the two clocks may differ; `now` is ms since the epoch.
 */
export function retryAfterMs(headers: readonly Header[], now: number): number | undefined {
  const text = headerOf(headers, 'retry-after')?.trim();
  if (text === undefined) return undefined;
  if (NUMBER.test(text)) return Math.ceil(Number(text) * 1_000);
  const moment = dateOf(text);
  if (moment === undefined) return undefined;
  const ms = moment - (dateOf(headerOf(headers, 'date')?.trim() ?? '') ?? now);
  return ms > 0 ? ms : undefined;
}

function maySendAgain(method: string, end: TryEnd, asked: number | undefined): boolean {
  if (end.kind === 'failure')
    return end.name === 'NetworkError' && PASSING_FAILURES.has(end.code) && IDEMPOTENT.has(method);
  if (!PASSING_STATUS.has(end.status)) return false;
  return IDEMPOTENT.has(method) || (ASKS_TO_WAIT.has(end.status) && asked !== undefined);
}

/**
 * Whether a request is tried again after its try number `attempt` (from 1), and when: what `Retry-After` says up to a
 * limit, else a random time up to a bound that grows with each try, so that many clients do not come back at once.
 * `random` gives numbers from 0 to 1.
 */
export function nextTry(
  request: { readonly method: string; readonly attempt: number },
  end: TryEnd,
  now: number,
  random: () => number,
): NextTry {
  const asked = end.kind === 'response' ? retryAfterMs(end.headers, now) : undefined;
  if (!maySendAgain(request.method, end, asked)) return { kind: 'none' };
  const { retryAfterMs: longest, baseMs, factor, maxMs } = retryLimits;
  if (asked !== undefined)
    return asked > longest ? { kind: 'tooLong', ms: asked } : { kind: 'wait', ms: asked, asked: true };
  const bound = Math.min(maxMs, baseMs * factor ** (request.attempt - 1));
  return { kind: 'wait', ms: Math.round(random() * bound), asked: false };
}
