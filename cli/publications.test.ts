import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listInstances } from '../core/publish/index.ts';
import { startPublication } from '../core/studio/outbox/begin.ts';
import { cancelPublication, removePublication, retryPublication } from '../core/studio/outbox/control.ts';
import { createOutbox } from '../core/studio/outbox/index.ts';
import { startSwap } from '../core/studio/outbox/installs.ts';
import { previewPublish } from '../core/studio/publish.ts';
import { removeTenant, tenantAccess } from '../core/studio/tenants.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { crmPackage, goodKey, keySource, type Source } from '../marketplace/testing/crm.ts';
import { behind, runningMarketplace, upload } from '../marketplace/testing/running.ts';
import { size } from '../marketplace/testing/soak.ts';
import type { InstallStep } from '../shared/contract/publication.ts';
import { type MarketStudio, marketStudio, saveCrm, tenantOf } from './testing/market-studio.ts';

const reaching = { allowedHosts: ['127.0.0.1'] };

const installIn = (tenant: string, { url }: Pick<Source, 'url'>, name = 'cn-crm', key = goodKey): InstallStep => ({
  ...{ mode: 'install', tenant, name },
  ...{ auth: { type: 'api_key', key }, config: { baseUrl: url } },
});

/** What is installed in a tenant: `name version status`. */
async function installedIn({ studio }: MarketStudio, tenant: string): Promise<string[]> {
  const page = unwrap(await listInstances(unwrap(await tenantAccess(studio, tenant))));
  return page.instances.map(({ name, version, status }) => `${name} ${version} ${status}`).sort();
}

/** `state: stage state, …`. */
const told = ({ studio }: MarketStudio, id: string): string => {
  const one = unwrap(studio.workspace.publications.get(id));
  return `${one.state}${one.waits && one.waits.for !== 'turn' ? ` (${one.waits.for}: ${one.waits.message})` : ''}: ${one.stages.map(({ kind, state }) => `${kind} ${state}`).join(', ')}`;
};

describe('publications', () => {
  it('publish what was confirmed, install it into two tenants in their order, and test it there', async () => {
    const [marketplace, source] = [await runningMarketplace('sqlite', reaching), await keySource()];
    const test = await marketStudio();
    const [tenant, one, two] = [
      await tenantOf(test, marketplace, 'publisher'),
      await tenantOf(test, marketplace, 'one'),
      await tenantOf(test, marketplace, 'two'),
    ];
    const { digest, confirmations, install } = await previewPublish(test.studio, 'crm', marketplace.url);
    expect(confirmations.capabilities).toContain('order.hold');
    expect(install.auth).toEqual([{ type: 'api_key', name: 'Key', keys: [] }]);
    const installs = [installIn(one, source), installIn(two, source, 'crm-two'), { mode: 'none', tenant } as const];
    const id = unwrap(await startPublication(test.studio, { connector: 'crm', tenant, digest, installs }));
    expect(told(test, id)).toBe(
      'waiting: publish waiting, install waiting, test waiting, install waiting, test waiting',
    );
    expect(JSON.stringify(test.studio.workspace.publications.list())).not.toContain(goodKey);
    await test.outbox.drive();
    expect(told(test, id)).toBe('done: publish done, install done, test done, install done, test done');
    expect([await installedIn(test, one), await installedIn(test, two), await installedIn(test, tenant)]).toEqual([
      ['cn-crm 1.0.0 connected'],
      ['crm-two 1.0.0 connected'],
      [],
    ]);
    expect(Object.keys(test.vault.all()).filter((key) => key.startsWith('publication/'))).toEqual([]);
    const [, , tested] = unwrap(test.studio.workspace.publications.get(id)).stages;
    expect(tested?.results.map(({ tool, mode, ok }) => `${tool} ${mode} ${ok}`)).toContain('order.hold dry_run true');
  });

  it('are refused with nothing written down where the content is another than was confirmed', async () => {
    const marketplace = await runningMarketplace('sqlite', reaching);
    const test = await marketStudio();
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const { digest } = await previewPublish(test.studio, 'crm');
    await saveCrm(test.studio, { hosts: ['elsewhere.example'] });
    expect(await startPublication(test.studio, { connector: 'crm', tenant, digest, installs: [] })).toMatchObject({
      ok: false,
      error: { code: 'changed_since' },
    });
    expect(test.studio.workspace.publications.list()).toEqual([]);
  });

  it('a red stage stops the later ones, says why, and is taken up again with other credentials', async () => {
    const [marketplace, source] = [await runningMarketplace('sqlite', reaching), await keySource()];
    const test = await marketStudio();
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const two = await tenantOf(test, marketplace, 'two');
    const installs = [installIn(tenant, source, 'a', 'crm_live_wrong_key'), installIn(two, source, 'b')];
    const id = unwrap(await startPublication(test.studio, { connector: 'crm', tenant, installs }));
    await test.outbox.drive();
    expect(told(test, id)).toBe('failed: publish done, install failed, test waiting, install waiting, test waiting');
    expect(unwrap(test.studio.workspace.publications.get(id)).stages[1]?.failure).toMatchObject({
      code: 'auth_failed',
    });
    expect(await removeTenant(test.studio, two)).toMatchObject({ ok: false, error: { code: 'tenant_in_use' } });
    unwrap(await retryPublication(test.studio, id, { type: 'api_key', key: goodKey }));
    source.answers.set('/count', 500);
    await test.outbox.drive();
    expect(told(test, id)).toBe('failed: publish done, install done, test failed, install waiting, test waiting');
    source.answers.delete('/count');
    unwrap(await retryPublication(test.studio, id));
    await test.outbox.drive();
    expect(told(test, id)).toBe('done: publish done, install done, test done, install done, test done');
    expect(unwrap(await removePublication(test.studio, id))).toBe(true);
  });

  it('given up, leave what is done and take their secrets with them', async () => {
    const [marketplace, source] = [await runningMarketplace('sqlite', reaching), await keySource()];
    const test = await marketStudio();
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const installs = [installIn(tenant, source, 'a', 'crm_live_wrong_key')];
    const id = unwrap(await startPublication(test.studio, { connector: 'crm', tenant, installs }));
    await test.outbox.drive();
    expect(unwrap(await removePublication(test.studio, id))).toBe(true);
    const other = unwrap(await startPublication(test.studio, { connector: 'crm', tenant, installs }));
    unwrap(await cancelPublication(test.studio, other));
    await test.outbox.drive();
    expect(told(test, other)).toBe('cancelled: publish cancelled, install cancelled, test cancelled');
    expect(JSON.stringify(test.vault.all())).not.toContain('crm_live_wrong_key');
    expect(await cancelPublication(test.studio, other)).toMatchObject({
      ok: false,
      error: { code: 'publication_over' },
    });
  });

  it('R18: wait visibly while the marketplace is not there, and go out by themselves, once', async () => {
    const source = await keySource();
    const marketplace = await runningMarketplace('sqlite', reaching);
    const test = await marketStudio();
    const tenant = await tenantOf(test, marketplace, 'publisher');
    await marketplace.close();
    const installs = [installIn(tenant, source)];
    const id = unwrap(await startPublication(test.studio, { connector: 'crm', tenant, installs }));
    test.outbox.start();
    await test.outbox.drive();
    const waiting = unwrap(test.studio.workspace.publications.get(id));
    expect(waiting).toMatchObject({ state: 'waiting', waits: { for: 'network', attempts: 1 } });
    expect(waiting.waits?.message).toContain('cannot be reached');
    const { port } = new URL(marketplace.url);
    await runningMarketplace(marketplace.place, { ...reaching, port: Number(port) });
    // Not due yet: the first wait has not passed.
    await test.outbox.drive();
    expect(told(test, id)).toContain('waiting (network: ');
    test.clock.tick(60_000);
    await test.outbox.drive();
    expect(told(test, id)).toBe('done: publish done, install done, test done');
    expect(await installedIn(test, tenant)).toEqual(['cn-crm 1.0.0 connected']);
  });

  it('with no keychain credentials cannot wait, which is said before anything is written down', async () => {
    const source = await keySource();
    const marketplace = await runningMarketplace('sqlite', reaching);
    const test = await marketStudio();
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const studio = { ...test.studio, vault: { ...test.vault, kind: 'session' as const } };
    const start = (installs: InstallStep[]) => startPublication(studio, { connector: 'crm', tenant, installs });
    await marketplace.close();
    expect(await start([installIn(tenant, source)])).toMatchObject({
      ok: false,
      error: { code: 'no_vault', message: expect.stringContaining('there is no keychain, and no vault file') },
    });
    expect(studio.workspace.publications.list()).toEqual([]);
    expect(await start([])).toMatchObject({ ok: true });
  });

  it('move an installed instance to the new version, which keeps its credentials', async () => {
    const [marketplace, source] = [await runningMarketplace('sqlite', reaching), await keySource()];
    const test = await marketStudio();
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const start = (installs: readonly InstallStep[]) =>
      startPublication(test.studio, { connector: 'crm', tenant, installs: [...installs] });
    const first = unwrap(await start([installIn(tenant, source)]));
    await test.outbox.drive();
    const instance = unwrap(test.studio.workspace.publications.get(first)).stages[1]?.instance ?? '';
    await saveCrm(test.studio, { version: '1.0.1' });
    const second = unwrap(await start([{ mode: 'upgrade', tenant, instance }]));
    await test.outbox.drive();
    expect(told(test, second)).toBe('done: publish done, upgrade done, test done');
    expect(await installedIn(test, tenant)).toEqual(['cn-crm 1.0.1 connected']);
  });

  it('FC-76: swaps a connector only where the new one can do the same, and passes its test', async () => {
    const [marketplace, source] = [await runningMarketplace('sqlite', reaching), await keySource()];
    const test = await marketStudio();
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const id = unwrap(
      await startPublication(test.studio, { connector: 'crm', tenant, installs: [installIn(tenant, source, 'old')] }),
    );
    await test.outbox.drive();
    const old = unwrap(test.studio.workspace.publications.get(id)).stages[1]?.instance ?? '';
    const less = { id: 'less', name: 'Less', commands: {} };
    await upload(marketplace, 'cn-less', await crmPackage(less));
    await upload(marketplace, 'cn-more', await crmPackage({ id: 'more', name: 'More' }));
    const swap = (listing: string, name: string) =>
      startSwap(test.studio, {
        ...{ tenant, instance: old, listing, name },
        ...{ auth: { type: 'api_key', key: goodKey }, config: { baseUrl: source.url } },
      });
    const lacking = unwrap(await swap('cn-less', 'less'));
    await test.outbox.drive();
    expect(told(test, lacking)).toBe('failed: install done, capabilities failed, test waiting, uninstall waiting');
    unwrap(await cancelPublication(test.studio, lacking));
    const good = unwrap(await swap('cn-more', 'more'));
    await test.outbox.drive();
    expect(told(test, good)).toBe('done: install done, capabilities done, test done, uninstall done');
    expect(await installedIn(test, tenant)).toEqual(['less 1.0.0 connected', 'more 1.0.0 connected']);
  });
});

/** Lets a process of its own drive the outbox until it kills itself at step n; false where it came to the end. */
async function killedAt(directory: string, n: number): Promise<boolean> {
  const script = path.join(import.meta.dirname, 'testing/drive-once.ts');
  const child = spawn(process.execPath, [script, directory, String(n)], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = await once(child, 'close');
  expect([code, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGKILL']);
  return signal === 'SIGKILL';
}

it('R5: killed at any step of publish, install and test, nothing is lost and nothing is done twice', async () => {
  const [marketplace, source] = [await runningMarketplace('sqlite', reaching), await keySource()];
  const test = await marketStudio();
  const tenant = await tenantOf(test, marketplace, 'publisher');
  const steps: number[] = [];
  for (let n = 1, goesOn = true; goesOn; n += size(4, 1)) {
    steps.push(n);
    await saveCrm(test.studio, { version: `1.0.${n}` });
    const installs = [installIn(tenant, source, `crm-${n}`)];
    const id = unwrap(await startPublication(test.studio, { connector: 'crm', tenant, installs }));
    goesOn = await killedAt(test.directory, n);
    await createOutbox(test.studio).drive(id);
    expect(told(test, id)).toBe('done: publish done, install done, test done');
  }
  const names = await behind(marketplace, ({ db }) => db.selectFrom('connectors').select(['name', 'status']).execute());
  expect(names.map(({ name, status }) => `${name} ${status}`)).toEqual(steps.map((n) => `crm-${n} connected`));
  const versions = await behind(marketplace, ({ db }) => db.selectFrom('versions').select('version').execute());
  expect([versions.length, (steps.at(-1) ?? 0) > 12]).toEqual([steps.length, true]);
  expect(Object.keys(test.vault.all()).filter((key) => key.startsWith('publication/'))).toEqual([]);
}, 180_000);
