import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMarketplace } from '../marketplace/index.ts';
import { call, samplePackage, upload } from '../marketplace/testing/running.ts';
import { registerMarketplaceVerify } from './commands/marketplace-verify.ts';
import { registerRotateKeys } from './commands/servers.ts';
import { runCommand } from './testing/run-command.ts';

let data = '';
beforeEach(() => {
  for (const name of ['DATABASE_URL', 'STUDIO_MARKETPLACE_VAULT_KEY']) vi.stubEnv(name, undefined);
  data = mkdtempSync(path.join(tmpdir(), 'studio-rotate-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true, force: true });
});

/** Rotates the keys of the folder of the test. */
const rotate = (...args: readonly string[]) =>
  runCommand(registerRotateKeys, 'marketplace-rotate-keys', '--data', data, ...args);

const keys = (): string => readFileSync(path.join(data, 'vault-keys.json'), 'utf8');

it('marketplace-rotate-keys makes a new key, and says nothing of it but its name', async () => {
  await (await createMarketplace({ dataDirectory: data })).close();
  const before = keys();
  const said = await rotate('--json');
  expect(said).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(said.out)).toEqual({ key: expect.stringMatching(/^vk_[0-9a-f]{16}$/), tenants: 0 });
  expect(keys()).not.toBe(before);
});

it('A118: marketplace-verify marks the names of a publisher, and takes the mark away', async () => {
  const marketplace = await createMarketplace({ dataDirectory: data });
  const key = marketplace.key ?? '';
  await upload({ url: marketplace.url, key }, 'cn-weather', await samplePackage());
  const listing = (method: string, body?: unknown) =>
    call({ url: marketplace.url, key }, method, '/v1/listings/cn-weather', body);
  const { body } = await listing('GET');
  const tenant = body instanceof Object && 'publisher_id' in body ? String(body.publisher_id) : '';
  const verify = (...args: readonly string[]) =>
    runCommand(registerMarketplaceVerify, 'marketplace-verify', '--data', data, '--tenant', tenant, ...args);
  const nameless = await verify();
  expect([nameless.code, nameless.err]).toEqual([2, expect.stringContaining('publishes nothing under a name')]);
  await listing('PATCH', { publisher: 'Rain Ltd.' });
  expect(await verify()).toMatchObject({ code: 0, out: `Rain Ltd. (${tenant}) is verified.\n` });
  expect((await listing('GET')).body).toMatchObject({ publisher_verified: true });
  expect(JSON.parse((await verify('--revoke', '--json')).out)).toEqual({
    ...{ tenant, publishers: ['Rain Ltd.'], verified: false },
  });
  expect((await listing('GET')).body).toMatchObject({ publisher_verified: false });
  await marketplace.close();
});

it('marketplace-rotate-keys refuses a folder without a marketplace, and leaves it as it is', async () => {
  const said = await rotate();
  expect([said.code, said.err]).toEqual([1, expect.stringContaining(`there is no marketplace in ${data}`)]);
});
