import { describe, expect, it } from 'vitest';
import { marketplaceLimits } from '../../shared/limits.ts';
import type { Result } from '../../shared/result.ts';
import { packConnector, parseManifest } from '../package/index.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { downloadVersion, getListing, listListings, publishConnector } from './index.ts';
import { answeringServer, closedPort, sendJson } from './testing/server.ts';

const key = 'sk_live_0123456789abcdef';
const packed = await packConnector(sampleConnector());
const manifest = parseManifest(sampleConnector()[0]?.text ?? '');
if (!packed.ok || !manifest.ok) throw new Error('the sample cannot be packed');
const { bytes: archive, digest } = packed.value;
const good = { object: 'version', listing: 'cn-weather', version: '1.0.0', digest, status: 'live', created: true };

const publishTo = (marketplace: string, more: Partial<Parameters<typeof publishConnector>[0]> = {}) =>
  publishConnector({ archive, digest, manifest: manifest.value, marketplace, key, ...more });
const failureOf = (result: Result<unknown>): string =>
  result.ok ? 'no failure' : `${result.error.code}: ${result.error.message}`;
const envelope = (code: string, message: string) => ({ error: { type: 'x', code, message, request_id: 'req_1' } });

describe('the request', () => {
  it('carries archive, digest, key, and a retry key that depends on the content only', async () => {
    const { url, seen } = await answeringServer((response) => sendJson(response, 201, good));
    expect(await publishTo(url)).toEqual({
      ok: true,
      value: { listing: 'cn-weather', version: '1.0.0', digest, status: 'live', created: true },
    });
    await publishTo(`${url}/`);
    await publishTo(url, { digest: `sha256:${'0'.repeat(64)}` });
    const [first, second, other] = seen;
    expect(first).toMatchObject({
      method: 'POST',
      url: '/v1/listings/cn-weather/versions',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/vnd.connector+zip' },
    });
    expect(first?.headers['content-digest']).toMatch(/^sha-256=:.{44}:$/);
    expect(first?.body.equals(Buffer.from(archive))).toBe(true);
    expect(first?.headers['idempotency-key']).toMatch(/^publish-[0-9a-f]{64}$/);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    expect(other?.headers['idempotency-key']).not.toBe(first?.headers['idempotency-key']);
  });

  it('goes to https or to this machine only, and below the path that was named', async () => {
    for (const address of ['http://marketplace.example', 'http://192.168.1.4:4300', 'http://127.evil.example']) {
      expect(failureOf(await publishTo(address))).toMatch(/^insecure_marketplace: .*use https/);
    }
    for (const address of [
      'marketplace',
      'ftp://x',
      'file:///etc',
      'https://user:pw@x.example',
      'https://x.example/?a=1',
    ]) {
      expect(failureOf(await publishTo(address))).toMatch(/^bad_marketplace: /);
    }
    const { url, seen } = await answeringServer((response) => sendJson(response, 200, { ...good, created: false }));
    expect(await publishTo(`${url}/market`)).toMatchObject({ ok: true, value: { created: false } });
    expect(seen[0]?.url).toBe('/market/v1/listings/cn-weather/versions');
  });

  it('is not sent with a key that cannot be one, and never shows it', async () => {
    const failure = failureOf(await publishTo('http://127.0.0.1:1', { key: 'sk_live abc\r\nx: y' }));
    expect(failure).toMatch(/^bad_key: /);
    expect(failure).not.toContain('sk_live');
  });
});

describe('refusals', () => {
  it.each([
    [400, 'invalid_parameter', /^request_refused: .*HTTP 400\): Because\.$/],
    [401, 'invalid_key', /^bad_key: .*does not accept the key/],
    [403, 'missing_scope', /^not_permitted: .*cn-weather: Because\.$/],
    [404, 'not_found', /^foreign_listing: cn-weather .*belongs to another publisher: give your connector another id/],
    [409, 'state_conflict', /^version_exists: cn-weather 1\.0\.0 .*raise "version" in connector\.json/],
    [409, 'idempotency_conflict', /^conflict: /],
    [413, 'payload_too_large', /^package_too_large: /],
    [422, 'invalid_package', /^package_refused: .*Because\. Correct the connector/],
  ])('HTTP %i %s is one sentence with the address and the remedy', async (status, code, sentence) => {
    const { url, seen } = await answeringServer((response) => sendJson(response, status, envelope(code, 'Because.')));
    const failed = await publishTo(url);
    expect(failureOf(failed)).toMatch(sentence);
    expect(failed).toMatchObject({ ok: false, error: { kind: 'remote', details: { status, requestId: 'req_1' } } });
    if (status !== 409 || code !== 'state_conflict') expect(failureOf(failed)).toContain(new URL(url).host);
    expect(seen).toHaveLength(1);
  });

  it('foreign words are cut, kept on one line, and without the key', async () => {
    const words = `no\r\n\u001b[31m${key} \u202Ex${'y'.repeat(5000)}`;
    const { url } = await answeringServer((response) => sendJson(response, 403, envelope('x', words)));
    const failure = failureOf(await publishTo(url));
    expect(failure).toContain('no [31m****');
    expect(failure).not.toContain(key);
    expect([...failure].filter((one) => one < ' ' || one === '\u202e')).toEqual([]);
    expect(failure.length).toBeLessThan(500);
  });

  it('a redirect is not followed: the key stays', async () => {
    const trap = await answeringServer((response) => sendJson(response, 201, good));
    const { url } = await answeringServer((response) => response.writeHead(307, { location: `${trap.url}/x` }).end());
    expect(failureOf(await publishTo(url))).toMatch(/^redirected: .*the key was not sent there/);
    expect(trap.seen).toEqual([]);
  });

  it('a marketplace that is not there is said at once', async () => {
    const gone = `http://127.0.0.1:${await closedPort()}`;
    expect(failureOf(await publishTo(gone))).toBe(
      `unreachable: The marketplace ${gone} cannot be reached: nothing listens there; check the address and that it is running.`,
    );
    expect(failureOf(await publishTo('http://127.0.0.1:1'))).toContain('port 1 is not for HTTP');
    expect(failureOf(await publishTo('https://nowhere.invalid'))).toContain('its name');
  });
});

describe('retries', () => {
  it('R18: what may pass is tried again, with the same retry key', async () => {
    const { url, seen } = await answeringServer((response, _seen, number) => {
      if (number === 1) response.destroy();
      else if (number === 2) sendJson(response, 503, 'busy');
      else if (number === 3) sendJson(response, 429, envelope('rate_limited', 'Slow.'), { 'retry-after': '0' });
      else sendJson(response, 200, { ...good, created: false });
    });
    expect(await publishTo(url)).toMatchObject({ ok: true, value: { created: false } });
    expect(new Set(seen.map((one) => one.headers['idempotency-key'])).size).toBe(1);
  });

  it(`ends after ${marketplaceLimits.attempts} tries, or at once where the wait is too long`, async () => {
    const failing = await answeringServer((response) => sendJson(response, 500, '<h1>Oops</h1>'));
    expect(failureOf(await publishTo(failing.url))).toMatch(
      /^marketplace_failed: .*HTTP 500.*never makes a second version/,
    );
    expect(failing.seen).toHaveLength(marketplaceLimits.attempts);
    const busy = await answeringServer((response) =>
      sendJson(response, 429, envelope('x', 'y'), { 'retry-after': '60' }),
    );
    expect(failureOf(await publishTo(busy.url))).toMatch(/^too_many_requests: /);
    expect(busy.seen).toHaveLength(1);
  });
});

describe('A116: an answer that cannot be right', () => {
  it.each([
    ["someone else's listing", { ...good, listing: 'cn-other' }, 'it names the listing "cn-other", not cn-weather'],
    ['another version', { ...good, version: '9.9.9' }, 'it names the version "9.9.9", not 1.0.0'],
    ['another digest', { ...good, digest: `sha256:${'0'.repeat(64)}` }, 'it names the digest'],
    ['another schema', { ...good, digest: { sha256: 'x' } }, 'its digest is missing or of another kind'],
    ['a list', [good], 'it is not the object asked for'],
    ['JSON that is cut short', JSON.stringify(good).slice(0, -9), 'its JSON is cut short or damaged'],
  ])('%s', async (_what, body, reason) => {
    const { url } = await answeringServer((response) => sendJson(response, 201, body));
    const failure = failureOf(await publishTo(url));
    expect(failure).toMatch(/^bad_answer: /);
    expect(failure).toContain(reason);
  });

  it('HTML with 200, or a body that ends before its length', async () => {
    const page = await answeringServer((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to the hotel network</h1>'),
    );
    expect(failureOf(await publishTo(page.url))).toContain('it is text/html, not JSON');
    const cut = await answeringServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' });
      response.write('{"object":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(failureOf(await publishTo(cut.url))).toMatch(/^unreachable: .*the connection broke/);
  });

  it('more bytes than are read, also where the server never stops', async () => {
    let sent = 0;
    const { url } = await answeringServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        if (response.destroyed || sent > 50 * marketplaceLimits.responseBytes) return void response.end();
        sent += 65_536;
        if (response.write(' '.repeat(65_536))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    expect(failureOf(await publishTo(url))).toContain(`more than ${marketplaceLimits.responseBytes} bytes`);
    expect(sent).toBeLessThan(20 * marketplaceLimits.responseBytes);
  });

  it('a listing about another, a download with other bytes (A31)', async () => {
    const { url } = await answeringServer((response, seen) => {
      if (seen.url.endsWith('/download')) response.writeHead(200).end('other bytes');
      else {
        const listing = {
          id: 'cn-other',
          name: 'x',
          description: '',
          status: 'new',
          latest_version: '1',
          updated_at: '',
        };
        sendJson(response, 200, { ...listing, versions: [] });
      }
    });
    const access = { marketplace: url, key };
    expect(failureOf(await getListing({ ...access, listing: 'cn-weather' }))).toContain('it is about "cn-other"');
    const download = await downloadVersion({ ...access, listing: 'cn-weather', version: '1.0.0', digest });
    expect(failureOf(download)).toMatch(
      new RegExp(`^bad_answer: .*the package has the digest sha256:.*, not ${digest}`),
    );
    expect(failureOf(await listListings(access))).toMatch(/^bad_answer/);
  });
});
