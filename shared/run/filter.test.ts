import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../limits.ts';
import type { Exchange } from './exchange.ts';
import { parseFilter } from './filter.ts';

const exchange = (part: Partial<Exchange>): Exchange => ({
  ...{ id: 'a', run: 'r', seq: 1, method: 'GET', url: 'https://api.example.com/v1/users?page=2', status: 200 },
  ...{ statusText: 'OK', startedAt: '2026-01-01T00:00:00.000Z', durationMs: 120, httpVersion: 'HTTP/1.1' },
  timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 120, receive: 0 },
  ...{
    requestHeaders: [],
    responseHeaders: [['Content-Type', 'application/json']],
    requestBytes: 0,
    responseBytes: 500,
  },
  ...part,
});

const all: readonly Exchange[] = [
  exchange({ id: 'list' }),
  exchange({ id: 'make', method: 'POST', status: 201, url: 'https://api.example.com/v1/users', responseBytes: 20 }),
  exchange({ id: 'moved', status: 302, durationMs: 5, responseHeaders: [] }),
  exchange({ id: 'there', redirectOf: 'moved', url: 'http://localhost:4010/there' }),
  exchange({ id: 'limit', status: 429, responseHeaders: [['Retry-After', '5']], fault: '429' }),
  exchange({ id: 'again', retryOf: 'limit', durationMs: 1600, initiator: { kind: 'studio', purpose: 'resend' } }),
  exchange({ id: 'lost', status: null, error: { code: 'timeout', message: 'too late' }, answeredBy: 'recording' }),
  exchange({
    id: 'image',
    url: 'https://cdn.example.com/A b.png',
    responseBody: { id: 'x', bytes: 20_000, mimeType: 'image/png' },
  }),
];

describe('a filter of exchanges', () => {
  it.each([
    ['', 'list make moved there limit again lost image'],
    ['method:get', 'list moved there limit again lost image'],
    ['METHOD:post,put', 'make'],
    ['-method:get', 'make'],
    ['status:>=400', 'limit'],
    ['status:4xx', 'limit'],
    ['status:201,302', 'make moved'],
    ['status:<300 -status:200', 'make'],
    ['host:cdn', 'image'],
    ['path:users method:post', 'make'],
    ['url:page=2 is:retry', 'again'],
    ['mime:json status:201', 'make'],
    ['mime:png', 'image'],
    ['size:>10k', 'image'],
    ['size:<=20', 'make'],
    ['size:0.01m', 'image'],
    ['time:>1.5s', 'again'],
    ['time:<10', 'moved'],
    ['is:redirect', 'moved there'],
    ['is:error', 'limit lost'],
    ['is:replayed', 'lost'],
    ['is:fault', 'limit'],
    ['is:resent', 'again'],
    ['is:pending', ''],
    ['header:retry-after', 'limit'],
    ['header:"retry-after: 5"', 'limit'],
    ['users post', ''],
    ['USERS method:post', 'make'],
    ['"a b"', 'image'],
    ['-"a b" -users', 'there'],
    ['path:"A b"', 'image'],
    ['localhost:4010', 'there'],
    ['https://cdn', 'image'],
    ['"quoted \\" mark"', ''],
    ['  status:302\t', 'moved'],
    ['- users method:post', ''],
  ])('%s', (text, ids) => {
    const filter = parseFilter(text);
    expect(filter.errors).toEqual([]);
    expect(
      all
        .filter((one) => filter.matches(one))
        .map((one) => one.id)
        .join(' '),
    ).toBe(ids);
  });

  it('body: texts are looked up apart; until then they exclude nothing', () => {
    const filter = parseFilter('body:"a b" -body:x method:get');
    expect(filter.bodies).toEqual(['a b', 'x']);
    const found = (hits?: ReadonlyMap<string, ReadonlySet<string>>) =>
      all.filter((one) => filter.matches(one, hits)).map((one) => one.id);
    expect(found()).toHaveLength(7);
    expect(
      found(
        new Map([
          ['a b', new Set(['list', 'limit'])],
          ['x', new Set(['limit'])],
        ]),
      ),
    ).toEqual(['list']);
  });

  it.each([
    ['ok statsu:200', 3, 13, 'There is no statsu: to filter by'],
    ['status:abc', 0, 10, 'status: takes a status such as'],
    ['status:200,x', 0, 12, 'status: takes'],
    ['a size:>10q', 2, 11, 'size: takes bytes'],
    ['time:', 0, 5, 'time: takes milliseconds'],
    ['is:constructor', 0, 14, 'is: takes one of redirect, retry'],
    ['constructor:x', 0, 13, 'There is no constructor:'],
    ['a "open text', 2, 12, 'This quotation mark is not closed.'],
    ['method:,', 0, 8, 'method: takes'],
  ])('%s is a mistake at its place, and the rest works', (text, at, end, message) => {
    const filter = parseFilter(text);
    expect(filter.errors).toEqual([{ at, end, message: expect.stringContaining(message) }]);
    expect(filter.matches(exchange({ url: 'https://a.example/a-ok' }))).toBe(true);
  });

  it('is bounded in characters and terms', () => {
    const terms = 'a '.repeat(exchangeLimits.filterTerms + 1);
    expect(parseFilter(terms).errors).toEqual([
      { at: 100, end: 102, message: 'A filter has at most 50 terms; the rest is left out.' },
    ]);
    expect(parseFilter(`"${'a'.repeat(exchangeLimits.searchChars)}"`).errors.map((one) => one.at)).toEqual([1000, 0]);
  });
});
