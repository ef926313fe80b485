import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import { createMarketplace } from './index.ts';
import { createRateLimit } from './rate-limit.ts';
import { behind, runningMarketplace, samplePackage, send, temporaryFolder, upload } from './testing/running.ts';

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

  it('A123: over the limit is 429 with Retry-After and the number', async () => {
    const { url } = await runningMarketplace();
    let last = await send(`${url}/healthz`);
    while (last.status === 200) {
      const batch = await Promise.all(Array.from({ length: 200 }, () => send(`${url}/healthz`)));
      last = batch.find((answer) => answer.status !== 200) ?? last;
    }
    expect(last).toMatchObject({ status: 429, body: { error: { type: 'rate_limit_error' } } });
    expect(JSON.stringify(last.body)).toContain(String(marketplaceLimits.requestsPerMinute));
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
