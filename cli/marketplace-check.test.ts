import { afterEach, expect, it, vi } from 'vitest';
import { answeringServer, sendJson } from '../core/publish/testing/server.ts';
import { registerMarketplaceCheck } from './commands/marketplace-check.ts';
import { runCommand } from './testing/run-command.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const check = (...args: readonly string[]) => runCommand(registerMarketplaceCheck, 'marketplace-check', ...args);

const list = { object: 'list', data: [], has_more: false, next_cursor: null };
const marketplace = () =>
  answeringServer((response, { url, headers }) => {
    if (headers.authorization !== 'Bearer sk_live_1')
      sendJson(response, 401, { error: { code: 'invalid_key', message: 'No.' } });
    else if (url.startsWith('/v1/')) sendJson(response, 200, list);
    else sendJson(response, 404, { error: { code: 'not_found', message: 'No.' } });
  });

it('marketplace-check prints a table, and ends with 0 only where nothing failed', async () => {
  vi.stubEnv('MARKET_KEY', 'sk_live_1');
  const { url } = await marketplace();
  const fine = await check(url, '--key-env', 'MARKET_KEY', '--only', 'FC-1,FC-2,FC-3');
  expect(fine.out).toContain('FC-1  passed   The major version is in the path');
  expect(fine.out).toContain('FC-3 skipped: it needs a key that may only read (--read-key-env)');
  expect(fine.out).toContain('2 passed, 0 failed, 1 skipped.');
  expect(fine.code).toBe(0);
  const worse = await check(url, '--key-env', 'MARKET_KEY', '--only', 'FC-30', '--json');
  expect(JSON.parse(worse.out)).toMatchObject({ results: [{ id: 'FC-30', outcome: 'failed' }] });
  expect([worse.code, worse.err]).toEqual([1, 'FC-30 FAILED\n']);
});

it('marketplace-check names the variable that is missing, and what goes together', async () => {
  vi.stubEnv('MARKET_KEY', 'sk_live_1');
  vi.stubEnv('INSTALL', 'no JSON');
  const { url } = await marketplace();
  expect(await check(url, '--key-env', 'NOT_SET_HERE')).toMatchObject({
    code: 2,
    err: expect.stringContaining('NOT_SET_HERE'),
  });
  const alone = await check(url, '--key-env', 'MARKET_KEY', '--listing', 'cn-crm');
  expect(alone).toMatchObject({ code: 2, err: expect.stringContaining('--listing and --install-env go together') });
  const bad = await check(url, '--key-env', 'MARKET_KEY', '--listing', 'cn-crm', '--install-env', 'INSTALL');
  expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('must hold JSON') });
});
