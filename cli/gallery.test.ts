import { describe, expect, it } from 'vitest';
import { connectorOrigin, forkListing } from '../core/studio/fork.ts';
import { galleryContent, galleryListing, searchGallery } from '../core/studio/gallery.ts';
import { impactOf } from '../core/studio/impact.ts';
import { startPublication } from '../core/studio/outbox/begin.ts';
import { addTenant } from '../core/studio/tenants.ts';
import { memoryVault } from '../core/studio/testing.ts';
import { applyUpdate, updateOf } from '../core/studio/update.ts';
import { temporaryWorkspace, unwrap } from '../core/workspace/testing/temporary.ts';
import { crmPackage, goodKey, keySource } from '../marketplace/testing/crm.ts';
import {
  behind,
  furtherKey,
  type RunningMarketplace,
  runningMarketplace,
  upload,
} from '../marketplace/testing/running.ts';
import { verifyPublisher } from '../marketplace/verified.ts';
import type { Manifest } from '../shared/connector/manifest.ts';
import type { InstallStep } from '../shared/contract/publication.ts';
import { marketStudio, saveCrm, tenantOf } from './testing/market-studio.ts';

/** An empty workspace with a tenant of a marketplace, into which others publish. */
async function reader(marketplace: RunningMarketplace) {
  const studio = { workspace: temporaryWorkspace(), vault: memoryVault(), environment: {} };
  const key = await furtherKey(marketplace);
  return { studio, tenant: unwrap(await addTenant(studio, { marketplace: marketplace.url, name: 'me', key })).id };
}

const publishCrm = async (marketplace: RunningMarketplace, ...given: Parameters<typeof crmPackage>) => {
  const answer = await upload(marketplace, 'cn-crm', await crmPackage(...given));
  expect(answer.status).toBe(201);
};

const textOf = (studio: Awaited<ReturnType<typeof reader>>['studio'], path: string): string =>
  unwrap(studio.workspace.connectors.readFile('crm', path)).text;

async function forked(...given: Parameters<typeof crmPackage>) {
  const marketplace = await runningMarketplace();
  await publishCrm(marketplace, ...given);
  const mine = await reader(marketplace);
  unwrap(await forkListing(mine.studio, { tenant: mine.tenant, listing: 'cn-crm', version: '1.0.0' }));
  return { marketplace, ...mine };
}

/** What an update asks a person to approve. */
async function available(studio: Awaited<ReturnType<typeof reader>>['studio']) {
  const update = unwrap(await updateOf(studio, 'crm')).available;
  if (!update) throw new Error('there is no update');
  return update;
}

describe('the gallery', () => {
  it('A118: says who publishes, whether that was verified, and what a listing may be taken for', async () => {
    const marketplace = await runningMarketplace();
    const real = await crmPackage({ id: 'stripe', name: 'Stripe' });
    expect((await upload(marketplace, 'cn-stripe', real)).status).toBe(201);
    const imitator = { url: marketplace.url, key: await furtherKey(marketplace) };
    const fake = { id: 'strpie', name: 'Cards' };
    expect((await upload(imitator, 'cn-strpie', await crmPackage(fake))).status).toBe(201);
    await behind(marketplace, async (store) => {
      const { tenant } = await store.db
        .updateTable('listings')
        .set({ publisher: 'Acme' })
        .where('id', '=', 'cn-stripe')
        .returning('tenant')
        .executeTakeFirstOrThrow();
      await verifyPublisher(store, tenant);
    });
    const { studio, tenant } = await reader(marketplace);
    const { listings } = unwrap(await searchGallery(studio, tenant, {}));
    expect(listings).toMatchObject([
      { id: 'cn-strpie', publisherId: 't_other', publisherVerified: false, resembles: 'cn-stripe' },
      { id: 'cn-stripe', publisher: 'Acme', publisherVerified: true, resembles: null },
    ]);
    unwrap(await forkListing(studio, { tenant, listing: 'cn-strpie', version: '1.0.0', as: 'crm' }));
    expect((await upload(imitator, 'cn-strpie', await crmPackage({ ...fake, version: '1.0.1' }))).status).toBe(201);
    expect(await available(studio)).toMatchObject({
      publisher: { publisherId: 't_other', publisherVerified: false, resembles: 'cn-stripe' },
    });
  });

  it('is read, looked into and forked from; a fork remembers where it came from, and nothing of it runs', async () => {
    const marketplace = await runningMarketplace();
    await publishCrm(marketplace, {}, { 'README.md': '# Crm', 'functions/validate.js': 'throw new Error("ran");\n' });
    const { studio, tenant } = await reader(marketplace);
    const page = unwrap(await searchGallery(studio, tenant, {}));
    expect(page).toMatchObject({ listings: [{ id: 'cn-crm', latestVersion: '1.0.0', kind: 'saas' }], cursor: null });
    const { versions } = unwrap(await galleryListing(studio, tenant, 'cn-crm'));
    const content = unwrap(await galleryContent(studio, tenant, 'cn-crm', undefined));
    expect(content).toMatchObject({ readme: '# Crm', digest: versions[0]?.digest, logo: null });
    expect(content.tools.map(({ name }) => name)).toContain('order.hold');
    const { digest, version } = content;
    const fork = { tenant, listing: 'cn-crm', version, digest };
    expect(unwrap(await forkListing(studio, fork))).toEqual({ connector: 'crm', revision: 1 });
    expect(connectorOrigin(studio, 'crm')).toMatchObject({
      listing: 'cn-crm',
      version,
      digest,
      marketplace: marketplace.url,
    });
    expect(await forkListing(studio, fork)).toMatchObject({ ok: false, error: { code: 'id_taken' } });
    expect(unwrap(await forkListing(studio, { ...fork, as: 'crm-two' })).connector).toBe('crm-two');
    expect(unwrap(await updateOf(studio, 'crm-two')).available).toBeNull();
  });

  it('A31: a version whose bytes are others now is refused, and the fork stays as it is', async () => {
    const { marketplace, studio, tenant } = await forked();
    const other = await crmPackage({}, { 'README.md': 'swapped' });
    await publishCrm(marketplace, { version: '1.0.1' });
    await behind(marketplace, async ({ db }) => {
      await db.updateTable('versions').set({ digest: other.digest }).where('version', '=', '1.0.0').execute();
      await db
        .insertInto('archives')
        .values({ digest: other.digest, content: Buffer.from(other.bytes) })
        .execute();
    });
    expect(await updateOf(studio, 'crm')).toMatchObject({
      ok: false,
      error: { code: 'changed_since', message: expect.stringContaining('your copy stays as it is') },
    });
    const origin = connectorOrigin(studio, 'crm');
    const digest = origin?.digest ?? '';
    const again = { tenant, listing: 'cn-crm', version: '1.0.0', digest, as: 'again' };
    expect(await forkListing(studio, again)).toMatchObject({ ok: false, error: { code: 'changed_since' } });
    expect(studio.workspace.connectors.list().data.map(({ id, revision }) => `${id} ${revision}`)).toEqual(['crm 1']);
  });

  it.each<[string, Partial<Manifest>, readonly string[]]>([
    ['a new host', { hosts: ['evil.example'] }, ['host.added hosts.evil.example']],
    ['AI repairs turned on', { allowAiAutoFixCode: true }, ['consent.changed allowAiAutoFixCode']],
    [
      'a new credential field',
      { connectionConfig: { baseUrl: { type: 'string', required: true }, token: { type: 'secret' } } },
      ['setting.added connectionConfig.token'],
    ],
  ])('A32: an update with %s waits for an approval of exactly that', async (_what, manifest, approvals) => {
    const { marketplace, studio } = await forked();
    await publishCrm(marketplace, { version: '2.0.0', ...manifest });
    const update = await available(studio);
    expect(update.approvals).toEqual(expect.arrayContaining([...approvals]));
    const { version, digest, revision: baseRevision } = update;
    const apply = (approved: readonly string[]) =>
      applyUpdate(studio, { connector: 'crm', version, digest, baseRevision, approved });
    for (const approved of [[], [...update.approvals, 'host.added hosts.other.example'], update.approvals.slice(1)]) {
      expect(await apply(approved)).toMatchObject({
        ok: false,
        error: { code: 'approval_needed', details: { approvals: update.approvals } },
      });
    }
    expect(unwrap(studio.workspace.connectors.get('crm')).revision).toBe(1);
    expect(unwrap(await apply(update.approvals))).toEqual({ revision: 2, changed: true, conflicts: [] });
    expect(connectorOrigin(studio, 'crm')?.version).toBe('2.0.0');
  });

  it('an update keeps what the user changed, and says where both changed the same place', async () => {
    const { marketplace, studio } = await forked({}, { 'README.md': 'one\ntwo\nthree\n', 'CHANGELOG.md': 'first\n' });
    const mine = [
      { path: 'README.md', text: 'ONE\ntwo\nthree\n' },
      { path: 'CHANGELOG.md', text: 'mine\n' },
    ];
    unwrap(studio.workspace.connectors.save('crm', 1, mine, 'Mine'));
    await publishCrm(
      marketplace,
      { version: '1.0.1' },
      { 'README.md': 'one\ntwo\nTHREE\n', 'CHANGELOG.md': 'theirs\n' },
    );
    const { files, approvals, version, digest, revision: baseRevision } = await available(studio);
    expect(files).toEqual([
      { path: 'CHANGELOG.md', outcome: 'conflict' },
      { path: 'README.md', outcome: 'merged' },
      { path: 'connector.json', outcome: 'theirs' },
    ]);
    const update = { connector: 'crm', version, digest, approved: approvals };
    expect(await applyUpdate(studio, { ...update, baseRevision: 1 })).toMatchObject({
      error: { code: 'stale_revision' },
    });
    expect(unwrap(await applyUpdate(studio, { ...update, baseRevision }))).toMatchObject({
      conflicts: ['CHANGELOG.md'],
    });
    expect([textOf(studio, 'README.md'), textOf(studio, 'CHANGELOG.md')]).toEqual(['ONE\ntwo\nTHREE\n', 'mine\n']);
    expect(textOf(studio, 'connector.json')).toContain('1.0.1');
    await publishCrm(
      marketplace,
      { version: '1.0.2' },
      { 'README.md': 'one\ntwo\nTHREE\n', 'CHANGELOG.md': 'later\n' },
    );
    const next = await available(studio);
    const { version: nextVersion, digest: nextDigest, revision } = next;
    const taken = { connector: 'crm', version: nextVersion, digest: nextDigest, baseRevision: revision };
    unwrap(await applyUpdate(studio, { ...taken, approved: next.approvals, take: ['CHANGELOG.md'] }));
    expect(textOf(studio, 'CHANGELOG.md')).toBe('later\n');
  });
});

describe('what a new version means', () => {
  it('is told for each installed instance of each tenant: what it loses and gains', async () => {
    const [marketplace, source] = [
      await runningMarketplace('sqlite', { allowedHosts: ['127.0.0.1'] }),
      await keySource(),
    ];
    const test = await marketStudio();
    const tenant = await tenantOf(test, marketplace, 'publisher');
    const other = await tenantOf(test, marketplace, 'other');
    const install: InstallStep = {
      mode: 'install',
      ...{ tenant, name: 'main' },
      ...{ auth: { type: 'api_key', key: goodKey }, config: { baseUrl: source.url } },
    };
    unwrap(await startPublication(test.studio, { connector: 'crm', tenant, installs: [install] }));
    await test.outbox.drive();
    const readOrder: Manifest['commands'] = {
      readOrder: { params: ['id'], sideEffect: false, capability: 'order.read' },
      dropOrder: { params: [], sideEffect: true, capability: 'order.drop' },
    };
    await saveCrm(test.studio, { version: '2.0.0', commands: readOrder });
    const impact = unwrap(await impactOf(test.studio, 'crm', [tenant, other]));
    expect(impact).toMatchObject([
      {
        tenant,
        failure: null,
        instances: [
          {
            ...{ name: 'main', version: '1.0.0', status: 'connected', level: 'major', problem: null },
            ...{ loses: ['order.count', 'order.hold'], gains: ['order.drop'] },
          },
        ],
      },
      { tenant: other, failure: null, instances: [] },
    ]);
  });
});
