import { describe, expect, it } from 'vitest';
import { retryLimits } from '../limits.ts';
import { nextTry, retryAfterMs, type TryEnd } from './retry.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const waitOf = (text: string, date?: string) =>
  retryAfterMs([['Retry-After', text], ...(date === undefined ? [] : [['Date', date] as [string, string]])], now);

describe('Retry-After', () => {
  it.each([
    ['2', 2_000],
    [' 0 ', 0],
    ['1.5', 1_500],
    ['99999999', 99_999_999_000],
    ['1e400', Number.POSITIVE_INFINITY],
    ['100000000000000000000000000000', 1e29 * 1_000],
    ['Fri, 20 Nov 2026 10:00:30 GMT', 30_000],
    ['Friday, 20-Nov-26 10:00:30 GMT', 30_000],
    ['Fri Nov 20 10:00:30 2026', 30_000],
  ])('A66: %j is a wait', (text, ms) => {
    expect(waitOf(text)).toBeCloseTo(ms, 0);
  });

  it.each([['-5'], ['soon'], [''], ['2026-11-20T10:00:30Z'], ['Wed, 21 Oct 2015 07:28:00 GMT'], ['Fri, 99 Foo 2026']])(
    'A66: %j says nothing about when',
    (text) => {
      expect(waitOf(text)).toBeUndefined();
    },
  );

  it('A66: of 2099 is longer than any wait', () => {
    expect(waitOf('Thu, 31 Dec 2099 23:59:59 GMT')).toBeGreaterThan(retryLimits.retryAfterMs);
  });

  it('R15: a date counts from the clock of the source, not from that of the machine', () => {
    expect(waitOf('Thu, 01 Jan 1970 00:01:00 GMT', 'Thu, 01 Jan 1970 00:00:50 GMT')).toBe(10_000);
    expect(waitOf('Thu, 01 Jan 1970 00:01:00 GMT', 'nonsense')).toBeUndefined();
  });
});

const answer = (status: number, retryAfter?: string): TryEnd => ({
  kind: 'response',
  status,
  headers: retryAfter === undefined ? [] : [['retry-after', retryAfter]],
});
const failure = (code: string, name = 'NetworkError'): TryEnd => ({ kind: 'failure', name, code });
const next = (end: TryEnd, method = 'GET', attempt = 1, random = 1) =>
  nextTry({ method, attempt }, end, now, () => random);

describe('a further try', () => {
  it('follows what may pass, and nothing else', () => {
    for (const status of [429, 502, 503, 504]) expect(next(answer(status)).kind).toBe('wait');
    for (const status of [200, 301, 400, 401, 404, 408, 500, 501]) expect(next(answer(status)).kind).toBe('none');
    for (const code of ['connection_refused', 'connection_closed', 'connect_timeout', 'timeout', 'dns_temporary'])
      expect(next(failure(code)).kind).toBe('wait');
    for (const code of ['dns_failure', 'tls_failure', 'response_too_large', 'cancelled', 'replay_miss', 'mock_miss'])
      expect(next(failure(code)).kind).toBe('none');
    expect(next(failure('refused', 'PolicyError')).kind).toBe('none');
    expect(next(failure('timeout', 'TypeError')).kind).toBe('none');
  });

  it('of a request that changes something follows only where the source says when', () => {
    for (const method of ['POST', 'PATCH']) {
      expect(next(answer(503), method).kind).toBe('none');
      expect(next(answer(503, 'soon'), method).kind).toBe('none');
      expect(next(answer(502, '1'), method).kind).toBe('none');
      expect(next(failure('connection_closed'), method).kind).toBe('none');
      expect(next(answer(503, '1'), method)).toEqual({ kind: 'wait', ms: 1_000, asked: true });
      expect(next(answer(429, '1'), method).kind).toBe('wait');
    }
    for (const method of ['PUT', 'DELETE', 'HEAD', 'OPTIONS']) expect(next(answer(503), method).kind).toBe('wait');
  });

  it('A66: waits as long as Retry-After says, up to the limit', () => {
    const { retryAfterMs: longest } = retryLimits;
    expect(next(answer(429, String(longest / 1_000)))).toEqual({ kind: 'wait', ms: longest, asked: true });
    expect(next(answer(429, String(longest / 1_000 + 1)))).toEqual({ kind: 'tooLong', ms: longest + 1_000 });
    expect(next(answer(429, '99999999')).kind).toBe('tooLong');
    expect(next(answer(429, '1e400'))).toEqual({ kind: 'tooLong', ms: Number.POSITIVE_INFINITY });
  });

  it('A66: otherwise waits a random time up to a bound that grows and ends', () => {
    const { baseMs, factor, maxMs } = retryLimits;
    for (const [attempt, bound] of [
      [1, baseMs],
      [2, baseMs * factor],
      [3, baseMs * factor ** 2],
      [9, maxMs],
    ] as const) {
      expect(next(answer(503), 'GET', attempt, 1)).toEqual({ kind: 'wait', ms: bound, asked: false });
      expect(next(answer(503), 'GET', attempt, 0)).toEqual({ kind: 'wait', ms: 0, asked: false });
      expect(next(answer(503, '-5'), 'GET', attempt, 0.5)).toEqual({ kind: 'wait', ms: bound / 2, asked: false });
    }
  });
});
