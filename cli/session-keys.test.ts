import { expect, it, vi } from 'vitest';
import { temporaryFolder, temporaryWorkspace } from '../core/workspace/testing/temporary.ts';
import { crmMarketplace, goodKey, keySource } from '../marketplace/testing/crm.ts';
import { registerGallery } from './commands/gallery.ts';
import { registerInstances } from './commands/instances.ts';
import { registerPublications } from './commands/publications.ts';
import { registerPublish } from './commands/publish.ts';
import { registerTenants } from './commands/tenants.ts';
import { saveCrm } from './testing/market-studio.ts';
import { runCommand } from './testing/run-command.ts';

const registers = [registerGallery, registerInstances, registerPublications, registerPublish, registerTenants];

it('A106: without a keychain each command takes the key of a tenant from a variable, and keeps none', async () => {
  vi.stubEnv('STUDIO_VAULT', 'session');
  const [marketplace, source] = [await crmMarketplace('sqlite'), await keySource()];
  vi.stubEnv('MARKET', marketplace.key);
  vi.stubEnv('CRM', goodKey);
  const directory = temporaryFolder();
  await saveCrm({ workspace: temporaryWorkspace(directory) });
  const studio = async (...args: readonly string[]) => {
    const said = await runCommand(
      (program) => {
        for (const register of registers) register(program);
      },
      ...args,
      ...['--workspace', directory, '--json'],
    );
    return { code: said.code, json: said.out === '' ? undefined : JSON.parse(said.out) };
  };
  const withKey = (...args: readonly string[]) => studio(...args, '--key-env', 'MARKET');

  expect(await withKey('tenants', 'add', marketplace.url, 'acme')).toMatchObject({ code: 0 });
  expect(await studio('tenants')).toMatchObject({ json: [{ tenants: [{ name: 'acme', hasKey: false }] }] });
  const refused = { code: 2, json: { error: { code: 'missing_key' } } };
  expect(await studio('instances', 'list', 'acme')).toMatchObject(refused);
  const install = ['install', 'acme', 'cn-crm', '--auth', 'api_key', '--secret', 'key=CRM'];
  expect(await withKey('instances', ...install, '--set', `baseUrl=${source.url}`)).toMatchObject({
    json: { state: 'done' },
  });
  const [{ id }] = (await withKey('instances', 'list', 'acme')).json;
  expect(await withKey('instances', 'test', 'acme', id, '--tools', 'order.read')).toMatchObject({ code: 0 });
  expect(await withKey('tenants', 'check', 'acme')).toMatchObject({ code: 0 });
  expect((await withKey('gallery')).json).toMatchObject({ listings: [{ id: 'cn-crm' }] });
  expect(await withKey('fork', 'cn-crm', '--as', 'taken')).toMatchObject({ code: 0 });
  expect(await studio('update', 'taken')).toMatchObject({ code: 2, json: { error: { code: 'no_tenant' } } });
  expect(await withKey('update', 'taken')).toMatchObject({ code: 0, json: { available: null } });
  const written = await withKey('publish', 'crm', '--marketplace', marketplace.url, '--no-wait');
  expect(written).toMatchObject({ json: { state: 'waiting' } });
  await studio('publications', 'send');
  expect((await studio('publications')).json).not.toMatchObject([{ id: written.json.publication, state: 'done' }, {}]);
  await withKey('publications', 'retry', written.json.publication);
  expect((await studio('publications')).json).toContainEqual(
    expect.objectContaining({ id: written.json.publication, state: 'done' }),
  );
  vi.unstubAllEnvs();
});
