import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../../shared/limits.ts';
import { toHar } from '../testing/har.ts';
import { recordedBy } from '../testing/recorded.ts';
import { checkHar } from './check.ts';
import { schemaErrors } from './testing/schema.ts';

type Json = Record<string, unknown>;

/** A right archive of two entries with one change made to its first entry. */
function archive(change: (entry: { request: Json; response: Json; timings: Json } & Json) => void): unknown {
  const text = JSON.stringify(toHar(recordedBy({}, {}), () => undefined, '1'));
  const document = JSON.parse(text);
  change(document.log.entries[0]);
  return document;
}
const faultsOf = (document: unknown) =>
  checkHar(document).map(({ pointer, message, severity }) => `${severity} ${pointer} ${message}`);

describe('checkHar', () => {
  it('a right archive has no faults', () => {
    const har = archive(() => undefined);
    expect(faultsOf(har)).toEqual([]);
    expect(schemaErrors(har)).toEqual([]);
  });

  const at = '#/log/entries/0';
  it.each<[string, Parameters<typeof archive>[0], string]>([
    ['a missing phase', (one) => delete one.timings.receive, `invalid ${at}/timings/receive is missing`],
    ['a bad date', (one) => (one.startedDateTime = 'yesterday'), `unreadable ${at}/startedDateTime must be a date`],
    [
      'a relative URL',
      (one) => (one.request.url = '/a'),
      `unreadable ${at}/request/url must be an absolute URL, not "/a"`,
    ],
    ['an empty address', (one) => (one.serverIPAddress = ''), `invalid ${at}/serverIPAddress must be an IP address`],
    ['a request that is a text', (one) => (one.request = Object('x')), `unreadable ${at}/request`],
  ])('what the schema refuses is refused: %s', (_, change, expected) => {
    const har = archive(change);
    expect(schemaErrors(har).length).toBeGreaterThan(0);
    expect(faultsOf(har)[0]).toContain(expected);
  });

  it.each<[string, Parameters<typeof archive>[0], string]>([
    [
      'HR-5: a negative phase',
      (one) => (one.timings.send = -1),
      `invalid ${at}/timings/send must be a number of milliseconds`,
    ],
    ['HR-1: a wrong sum', (one) => (one.time = 9), `invalid ${at}/time is 9, and the phases together are 6`],
    ['HR-1: ssl counted twice', (one) => (one.time = 7.5), `invalid ${at}/time is 7.5`],
    [
      'HR-2: TLS without a connection',
      (one) => (one.timings = { ...one.timings, connect: -1, ssl: 9, wait: 4 }),
      `invalid ${at}/timings/ssl is longer than connect`,
    ],
    [
      'HR-5: text and params',
      (one) => (one.request.postData = { mimeType: 'a/b', text: 'a=1', params: [] }),
      `invalid ${at}/request/postData has both`,
    ],
    [
      'HR-4: broken base64',
      (one) => (one.response.content = { size: 1, mimeType: 'a/b', text: '§', encoding: 'base64' }),
      `unreadable ${at}/response/content/text is said to be base64`,
    ],
    [
      'HR-4: an unknown encoding',
      (one) => (one.response.content = { size: 1, mimeType: 'a/b', text: '', encoding: 'br' }),
      `unreadable ${at}/response/content/encoding must be "base64"`,
    ],
    ['a negative status', (one) => (one.response.status = -1), `invalid ${at}/response/status must be a whole number`],
    [
      'a header without a value',
      (one) => (one.request.headers = [{ name: 'a' }]),
      `invalid ${at}/request/headers/0/value is missing`,
    ],
    [
      'a cache entry without a date',
      (one) => (one.cache = { beforeRequest: null, afterRequest: { eTag: '', hitCount: 0 } }),
      `invalid ${at}/cache/afterRequest/lastAccess is missing`,
    ],
  ])('what the schema lets pass is found too: %s', (_, change, expected) => {
    expect(faultsOf(archive(change)).join('\n')).toContain(expected);
  });

  it('HR-3: custom members are nobody else’s business', () => {
    expect(faultsOf(archive((one) => Object.assign(one, { _priority: 'High', _webSocketMessages: [1] })))).toEqual([]);
  });

  it.each([[null], [[]], ['x'], [{}], [{ log: {} }], [{ log: { entries: {} } }], [{ log: { entries: [null] } }]])(
    'what is no archive is unreadable: %j',
    (document) => expect(checkHar(document).some((one) => one.severity === 'unreadable')).toBe(true),
  );

  it('lists a limited number of faults, and those that make it unreadable however many others there are', () => {
    const entries = Array.from({ length: 300 }, () => ({
      startedDateTime: '2026-01-01T00:00:00Z',
      request: { method: 'GET', url: 'https://a.example/' },
      response: {},
    }));
    const faults = checkHar({
      log: { version: '1.2', creator: { name: 'a', version: '1' }, entries: [...entries, null] },
    });
    expect(faults).toHaveLength(exchangeLimits.harFaults + 1);
    expect(faults.at(-1)).toMatchObject({ severity: 'unreadable', pointer: '#/log/entries/300' });
  });
});
