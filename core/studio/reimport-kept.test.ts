import { describe, expect, it } from 'vitest';
import type { MergeOutcome } from '../../shared/import/merge.ts';
import { openApi } from '../import/testing.ts';
import { pathsV1, shopV1, shopV2 } from '../reimport/testing/shop.ts';
import { openFiles } from './open.ts';
import { currentReport, regenerate, reimport } from './reimport.ts';
import {
  again,
  edit,
  editManifest,
  fileOf,
  importShop,
  manifestNow,
  newer,
  stored,
  test,
  value,
  WITH_NEW,
} from './reimport-testing.ts';

describe('the common ancestor', () => {
  it('is made again from the kept description where the connector came from elsewhere', async () => {
    await importShop();
    edit('functions/entities.js', (text) => text.replace("title: 'name'", "title: 'email'"));
    const { files } = stored();
    test.studio.workspace.connectors.remove('shop');
    value(openFiles(test.studio, files, 'Opened from a folder'));
    const outcome = await again(shopV2(), WITH_NEW);
    expect(outcome).toMatchObject({ saved: true, revision: 2, plan: { base: 'generated', conflicts: [] } });
    expect(fileOf('functions/entities.js')).toContain("title: 'email'");
    expect(fileOf('functions/entities.js')).toContain('mail: {');
    expect((await again(shopV2(), WITH_NEW)).plan.base).toBe('stored');
  });

  it('is the one of the state that was gone back to', async () => {
    await importShop();
    const first = stored().files;
    await again(shopV2());
    value(openFiles(test.studio, first, 'back'));
    const outcome = await again(shopV2());
    expect(outcome).toMatchObject({ saved: true, plan: { base: 'stored', conflicts: [] } });
    expect(outcome.plan.diff.changes.length).toBeGreaterThan(0);
    expect(manifestNow().entities[1]?.pagination.kind).toBe('cursor');
  });

  it('cannot be made without a description', async () => {
    expect(await reimport(test.studio, 'crm', await newer(shopV2()))).toMatchObject({
      ok: false,
      error: { kind: 'input', code: 'no_description', message: expect.stringContaining('crm') },
    });
  });

  it('is not saved over what was saved meanwhile', async () => {
    await importShop();
    const description = await newer(shopV2());
    const [first, second] = await Promise.all([
      reimport(test.studio, 'shop', description),
      reimport(test.studio, 'shop', description).then(async (result) => result),
    ]);
    const codes = [first, second].map((result) => (result.ok ? 'ok' : result.error.code)).sort();
    expect(codes).toEqual(['ok', 'stale_revision']);
  });
});

describe('what was proven', () => {
  const text = shopV1();
  const proven = { kind: 'cursor', params: { cursor: 'after' }, next: '$.next' } as const;

  async function prove(name: string): Promise<MergeOutcome> {
    const now = value(await currentReport(test.studio, 'shop'));
    const entities = now.entities.map((entity) =>
      entity.name === name ? { ...entity, pagination: { ...proven, params: { ...proven.params } } } : entity,
    );
    return value(await regenerate(test.studio, 'shop', { ...now, entities }, `Proved ${name}`));
  }

  it('is written into the code, and the edits stay', async () => {
    await importShop(text);
    edit('functions/entities.js', (code) => code.replace("title: 'name'", "title: 'email'"));
    expect(await prove('orders')).toMatchObject({ saved: true, revision: 3, plan: { conflicts: [] } });
    expect(manifestNow().entities[1]?.pagination).toEqual(proven);
    expect(fileOf('functions/entities.js')).toContain('after: cursor');
    expect(fileOf('functions/entities.js')).toContain("title: 'email'");
    expect((await prove('orders')).saved).toBe(false);
    expect((await prove('customers')).saved).toBe(true);
    expect(manifestNow().entities.map((entity) => entity.pagination)).toEqual([proven, proven]);
  });

  it('stays when the newer description says nothing new about it, and is a conflict where it does', async () => {
    await importShop(text);
    await prove('customers');
    await prove('orders');
    const { plan } = await again(shopV2());
    expect(plan.conflicts).toMatchObject([{ id: 'connector.json:entities.orders.pagination', kind: 'edited' }]);
    const kept = await again(shopV2(), { resolutions: { take: 'ours', items: {} } });
    expect(kept.saved).toBe(true);
    expect(manifestNow().entities.map((entity) => entity.pagination)).toEqual([proven, proven]);
    expect(fileOf('functions/entities.js').match(/after: cursor/g)).toHaveLength(2);
    expect((await again(shopV2())).saved).toBe(false);
  });
});

it('of a manifest that cannot be read is refused, and the file is left as it is', async () => {
  await importShop();
  edit('connector.json', (text) => text.slice(1));
  expect(await reimport(test.studio, 'shop', await newer(shopV2()))).toMatchObject({
    ok: false,
    error: { kind: 'input', code: 'bad_manifest', message: expect.stringContaining('shop cannot be merged') },
  });
  expect(stored().revision).toBe(2);
});

describe('names', () => {
  it('stay when the paths move to another version', async () => {
    await importShop();
    const moved = Object.fromEntries(Object.entries(pathsV1).map(([path, item]) => [`/v2${path}`, item]));
    const outcome = await again(
      openApi(moved, { components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } }),
    );
    expect(outcome).toMatchObject({
      saved: true,
      plan: { added: { entities: [] }, removed: { entities: [], commands: [] } },
    });
    expect(manifestNow().entities.map(({ name, operation }) => [name, operation])).toEqual([
      ['customers', 'GET /v2/customers'],
      ['orders', 'GET /v2/orders'],
    ]);
    expect(fileOf('commands.js')).toContain('/v2/orders/');
  });

  it('that the user gave to a table and a command stay', async () => {
    await importShop();
    edit('functions/entities.js', (code) => code.replace('{ customers, orders }', '{ clients: customers, orders }'));
    edit('commands.js', (code) => code.replace('function refundOrder', 'function payBack'));
    editManifest((manifest) => {
      const [customers] = manifest.entities;
      if (customers) customers.name = 'clients';
      const { refundOrder, ...rest } = manifest.commands;
      manifest.commands = refundOrder ? { ...rest, payBack: refundOrder } : rest;
    });
    const outcome = await again(shopV2(), WITH_NEW);
    expect(outcome.plan.conflicts).toEqual([]);
    const now = manifestNow();
    expect(now.entities.map((entity) => entity.name)).toEqual(['clients', 'orders', 'products']);
    expect(now.entities[0]?.fields.map((field) => field.name)).toEqual(['id', 'name', 'mail']);
    expect(Object.keys(now.commands)).toContain('payBack');
    expect(Object.keys(now.commands)).not.toContain('refundOrder');
    expect(now.commands.payBack?.params).toContain('reason');
    expect(fileOf('functions/entities.js')).toContain('{ clients: customers, orders, products }');
    expect(fileOf('commands.js')).toMatch(/function payBack\(\) \{[\s\S]*?'reason'[\s\S]*?\n\}/);
    expect(fileOf('commands.js')).not.toContain('function refundOrder');
  });
});
