import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import { createMarketplace } from './index.ts';
import { createRateLimit } from './rate-limit.ts';
import {
  behind,
  call,
  furtherKey,
  type RunningMarketplace,
  runningMarketplace,
  samplePackage,
  send,
  temporaryFolder,
  upload,
} from './testing/running.ts';

/** The tenant of the first key. */
const tenantIn = (marketplace: RunningMarketplace): Promise<string> =>
  behind(
    marketplace,
    async ({ db }) => (await db.selectFrom('keys').select('tenant').executeTakeFirstOrThrow()).tenant,
  );

/** The middle of a minute, so that no test runs over its end. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:30Z') });
  onTestFinished(() => void vi.useRealTimers());
}

describe('createMarketplace', () => {
  it('shows a key at the first start only and keeps its hash alone (A114)', async () => {
    const dataDirectory = temporaryFolder();
    const first = await createMarketplace({ dataDirectory });
    const key = first.key ?? '';
    expect(key).toMatch(/^sk_live_[0-9a-f]{48}$/);
    expect(await upload({ url: first.url, key }, 'cn-weather', await samplePackage())).toMatchObject({ status: 201 });
    await first.close();
    const everything = readdirSync(dataDirectory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
      .join('');
    expect(everything).not.toContain(key.slice('sk_live_'.length));
    const second = await runningMarketplace({ dataDirectory });
    expect(second.key).toBe('');
    expect(await upload({ url: second.url, key }, 'cn-weather', await samplePackage())).toMatchObject({
      status: 200,
      body: { created: false },
    });
  });

  it('listens on loopback and keeps its files to its user', async () => {
    const dataDirectory = path.join(temporaryFolder(), 'data');
    const { url } = await runningMarketplace({ dataDirectory });
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((statSync(dataDirectory).mode & 0o777).toString(8)).toBe('700');
    expect((statSync(path.join(dataDirectory, 'marketplace.db')).mode & 0o777).toString(8)).toBe('600');
  });

  it('rejects with the error of the system where the port is taken, and makes no key then', async () => {
    const { url } = await runningMarketplace();
    const dataDirectory = temporaryFolder();
    const port = Number(new URL(url).port);
    await expect(createMarketplace({ dataDirectory, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const later = await runningMarketplace({ dataDirectory });
    expect(later.key).toMatch(/^sk_/);
  });

  it('refuses the database of a newer server', async () => {
    const dataDirectory = temporaryFolder();
    await (await createMarketplace({ dataDirectory })).close();
    const db = new Database(path.join(dataDirectory, 'marketplace.db'));
    db.pragma('user_version = 99');
    db.close();
    await expect(createMarketplace({ dataDirectory })).rejects.toThrow('written by a newer marketplace (version 99)');
  });

  it('takes over what an older server kept as files', async () => {
    const dataDirectory = temporaryFolder();
    const archive = await samplePackage();
    const name = `${archive.digest.replace('sha256:', '')}.connector`;
    mkdirSync(path.join(dataDirectory, 'archives'));
    writeFileSync(path.join(dataDirectory, 'archives', name), archive.bytes);
    const marketplace = await runningMarketplace({ dataDirectory });
    const kept = await behind(marketplace, ({ db }) => db.selectFrom('archives').selectAll().execute());
    expect(kept.map(({ digest, content }) => [digest, content.equals(archive.bytes)])).toEqual([
      [archive.digest, true],
    ]);
    expect(readdirSync(dataDirectory)).not.toContain('archives');
  });

  it('a bug is 500 with a number to report, without its cause', async () => {
    const marketplace = await runningMarketplace();
    const { url, key } = marketplace;
    await behind(marketplace, ({ db }) => db.schema.alterTable('listings').renameTo('lost').execute());
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await send(`${url}/v1/listings`, { headers: { authorization: `Bearer ${key}` } });
    expect(answer).toMatchObject({ status: 500, body: { error: { type: 'api_error', code: 'internal_error' } } });
    expect(JSON.stringify(answer.body)).not.toMatch(/listings|sqlite|at /i);
    expect(log.mock.calls[0]?.[0]).toContain(answer.headers.get('x-request-id'));
    log.mockRestore();
  });
});

describe('rate limit', () => {
  it('A123: counts per caller and minute, and says when it starts anew', () => {
    let now = 90_000;
    const allow = createRateLimit(2, () => now);
    expect([allow('a'), allow('a'), allow('a')].map((one) => [one.remaining, one.exceeded])).toEqual([
      [1, false],
      [0, false],
      [0, true],
    ]);
    expect(allow('b')).toEqual({ limit: 2, remaining: 1, reset: 120, exceeded: false });
    now = 120_000;
    expect(allow('a').exceeded).toBe(false);
  });

  it('A123: over the limit is 429 with Retry-After and the number; another tenant is answered as before', async () => {
    stopClock();
    const requestsPerMinute = 50;
    const marketplace = await runningMarketplace('sqlite', { requestsPerMinute });
    const second = await furtherKey(marketplace, { tenant: await tenantIn(marketplace) });
    const other = await furtherKey(marketplace);
    const list = (key: string) => call({ ...marketplace, key }, 'GET', '/v1/categories');
    const answers = await Promise.all(Array.from({ length: 60 }, () => list(marketplace.key)));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(10);
    for (const { body, headers } of refused) {
      expect(body).toMatchObject({ error: { type: 'rate_limit_error', message: expect.stringContaining('50') } });
      expect(Number(headers.get('retry-after'))).toBe(30);
    }
    // The second key of this tenant has nothing left, another tenant nearly all.
    expect((await list(second)).status).toBe(429);
    const theirs = await list(other);
    expect([theirs.status, theirs.headers.get('x-ratelimit-remaining'), theirs.headers.get('retry-after')]).toEqual([
      ...[200, String(requestsPerMinute - 1), null],
    ]);
  });

  it('FC-32: every answer says what is left, also one that there is nothing at, a bug, and noise', async () => {
    stopClock();
    const marketplace = await runningMarketplace();
    const { url, key } = marketplace;
    const left = (headers: Headers) => ({
      limit: Number(headers.get('x-ratelimit-limit')),
      remaining: Number(headers.get('x-ratelimit-remaining')),
      reset: Number(headers.get('x-ratelimit-reset')),
    });
    const says = (remaining: number) => ({
      limit: marketplaceLimits.requestsPerMinute,
      remaining: marketplaceLimits.requestsPerMinute - remaining,
      reset: Date.parse('2026-03-01T12:01:00Z') / 1000,
    });
    const asTenant = async (method: string, address: string) =>
      left((await call(marketplace, method, address)).headers);
    expect(await asTenant('GET', '/v1/listings')).toEqual(says(1));
    expect(await asTenant('GET', '/v1/listings/cn-none')).toEqual(says(2));
    expect(await asTenant('DELETE', '/v1/nothing')).toEqual(says(3));
    expect(await asTenant('GET', '/v1/listings?limit=0')).toEqual(says(4));
    const second = await furtherKey(marketplace, { tenant: await tenantIn(marketplace) });
    expect(left((await call({ url, key: second }, 'GET', '/v1/listings')).headers)).toEqual(says(5));
    expect(left((await send(`${url}/v1/listings/%E0%A4%A`)).headers)).toEqual(says(1));
    expect(left((await call({ url, key: 'sk_live_wrong' }, 'GET', '/v1/listings')).headers)).toEqual(says(2));
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('\x16\x03\x01 hello\r\n\r\n');
    const noise = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.destroy();
    expect(noise).toContain(`x-ratelimit-remaining: ${marketplaceLimits.requestsPerMinute - 3}\r\n`);
    expect(noise).toMatch(/x-request-id: req_/);
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await behind(marketplace, ({ db }) => db.schema.alterTable('listings').renameTo('lost').execute());
    const bug = await call(marketplace, 'GET', '/v1/listings');
    expect([bug.status, left(bug.headers)]).toEqual([500, says(6)]);
    await behind(marketplace, ({ db }) => db.schema.alterTable('keys').renameTo('gone').execute());
    const blind = await call({ url, key }, 'GET', '/healthz');
    expect([blind.status, left(blind.headers)]).toEqual([500, says(4)]);
    log.mockRestore();
  });
});
