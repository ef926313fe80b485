import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryFolder, temporaryWorkspace } from '../core/workspace/testing/temporary.ts';
import { crmPackage, goodKey, keySource } from '../marketplace/testing/crm.ts';
import { runningMarketplace, upload } from '../marketplace/testing/running.ts';
import { groupsFor } from './program.ts';
import { saveCrm } from './testing/market-studio.ts';
import { runCommand } from './testing/run-command.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('a connector is published, installed, tested, forked and uninstalled on the command line', async () => {
  const [marketplace, source] = [
    await runningMarketplace('sqlite', { allowedHosts: ['127.0.0.1'] }),
    await keySource(),
  ];
  const directory = temporaryFolder();
  await saveCrm({ workspace: temporaryWorkspace(directory) });
  for (const [name, value] of Object.entries({
    ...{ STUDIO_VAULT: '', MARKET: marketplace.key, CRM: goodKey, PASS: 'a long passphrase of a test' },
  }))
    vi.stubEnv(name, value);
  const studio = async (...args: string[]) => {
    const [group] = groupsFor(args);
    if (!group) throw new Error(`there is no command ${args[0]}`);
    const common = ['--workspace', directory, '--json', '--passphrase-env', 'PASS'];
    const { code, err, out } = await runCommand(await group.load(), ...args, ...common);
    return { code, stderr: err, json: out === '' ? undefined : JSON.parse(out) };
  };
  // Makes the vault file that the later commands open.
  expect(
    await studio('connect', 'crm', '--name', 'me', '--secret', 'key=CRM', '--set', `baseUrl=${source.url}`),
  ).toMatchObject({ code: 0 });
  expect(existsSync(path.join(directory, 'secrets.vault'))).toBe(true);
  const { url } = marketplace;
  expect(await studio('tenants', 'add', url, 'acme', '--key-env', 'MARKET')).toMatchObject({
    code: 0,
    json: { name: 'acme' },
  });
  const written = await studio('publish', 'crm', '--marketplace', url, '--no-wait');
  expect(written).toMatchObject({ code: 0, json: { state: 'waiting', created: null } });
  expect(await studio('publications', 'send')).toMatchObject({ code: 0, json: [] });
  expect((await studio('publications')).json).toMatchObject([{ state: 'done', listing: 'cn-crm' }]);
  const install = ['instances', 'install', 'acme', 'cn-crm', '--auth', 'api_key', '--set', `baseUrl=${source.url}`];
  const installed = await studio(...install, '--secret', 'key=CRM', '--set', 'retries=3');
  expect(installed).toMatchObject({
    code: 0,
    json: { state: 'done', stages: [{ kind: 'install' }, { kind: 'test' }] },
  });
  expect(await studio(...install, '--secret', 'key=MARKET')).toMatchObject({
    code: 1,
    json: { error: { code: 'name_taken' } },
  });
  const [{ id }] = (await studio('instances', 'list', 'acme')).json;
  expect(await studio('instances', 'test', 'acme', id, '--tools', 'order.read')).toMatchObject({
    code: 0,
    json: { status: 'passed' },
  });
  expect((await studio('gallery', '--tenant', 'acme')).json).toMatchObject({ listings: [{ id: 'cn-crm' }] });
  expect(await studio('fork', 'cn-crm', '--as', 'crm-fork')).toMatchObject({
    code: 0,
    json: { connector: 'crm-fork' },
  });
  expect(await studio('update', 'crm-fork')).toMatchObject({ code: 0, json: { available: null } });
  const credentials = (variable: string) =>
    studio('instances', 'credentials', 'acme', id, '--secret', `key=${variable}`);
  expect(await credentials('MARKET')).toMatchObject({ code: 1, json: { error: { code: 'auth_failed' } } });
  expect(await credentials('NOBODY')).toMatchObject({ code: 2, json: { error: { code: 'unset_variable' } } });
  expect(await credentials('CRM')).toMatchObject({ code: 0, json: { id, auth: { hint: 'crm_****41' } } });
  expect(await studio('instances', 'authorize', 'acme', id)).toMatchObject({
    code: 1,
    json: { error: { code: 'needs_no_consent' } },
  });
  const commands = { countOrders: { params: [], sideEffect: false, capability: 'order.count' } };
  await upload(marketplace, 'cn-crm', await crmPackage({ version: '2.0.0', commands }));
  const upgrade = (...more: string[]) => studio('instances', 'upgrade', 'acme', id, ...more);
  expect(await upgrade('--dry-run')).toMatchObject({
    code: 0,
    json: {
      version: '2.0.0',
      impact: { version: '1.0.0', loses: ['order.hold', 'order.read'], gains: [], operators: [], level: 'major' },
    },
  });
  expect(await upgrade('--to', '9.9.9')).toMatchObject({ code: 1, json: { error: { code: 'not_found' } } });
  const upgraded = await upgrade('--set', 'retries=4');
  expect(upgraded).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('1.0.0 -> 2.0.0'),
    json: { kind: 'upgrade', state: 'done', stages: [{ kind: 'upgrade' }, { kind: 'test' }] },
  });
  expect(await studio('instances', 'show', 'acme', id)).toMatchObject({ json: { version: '2.0.0' } });
  expect(await upgrade()).toMatchObject({ code: 2, json: { error: { code: 'same_version' } } });
  expect(await studio('instances', 'uninstall', 'acme', id)).toMatchObject({ code: 0 });
  expect(await studio('tenants', 'remove', 'nobody')).toMatchObject({
    code: 2,
    json: { error: { code: 'unknown_tenant' } },
  });
}, 120_000);
