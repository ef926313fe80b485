import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { shopV1, shopV2 } from '../reimport/testing/shop.ts';
import { createFromReport } from './import.ts';
import { plainMerge, reimport } from './reimport.ts';
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

describe('a re-import', () => {
  it('of the same description changes nothing and makes no revision', async () => {
    await importShop();
    expect(await again(shopV1())).toMatchObject({
      saved: false,
      revision: 1,
      plan: { base: 'stored', diff: { changes: [] }, conflicts: [], open: 0, changes: false },
    });
    edit('functions/data.js', (text) => `${text}\n// mine\n`);
    expect(await again(shopV1())).toMatchObject({ saved: false, revision: 2, plan: { conflicts: [] } });
    expect(fileOf('functions/data.js')).toContain('// mine');
  });

  it('of an untouched connector gives what an import would have given', async () => {
    await importShop();
    const outcome = await again(shopV2(), WITH_NEW);
    expect(outcome).toMatchObject({
      saved: true,
      revision: 2,
      plan: { added: { entities: ['products'] }, removed: { commands: ['deleteCustomer'] }, conflicts: [] },
    });
    const merged = stored().files;
    const { report: found, description } = await newer(shopV2());
    value(createFromReport(test.studio, found, { id: 'other', entities: 'all', commands: 'all' }, description));
    const fresh = value(test.studio.workspace.connectors.files('other')).files;
    const plain = (files: readonly ConnectorFile[]) =>
      files.map(({ path, text }) => [path, text.replaceAll('"other"', '"shop"')]);
    expect(plain(merged)).toEqual(plain(fresh));
    expect(value(test.studio.workspace.connectors.files('shop', 1)).files).not.toEqual(merged);
    expect((await again(shopV2(), WITH_NEW)).saved).toBe(false);
  });

  it('keeps the edits of the user where only they changed something', async () => {
    await importShop();
    edit('functions/entities.js', (text) =>
      text.replace("get(account, '/customers', {", "get(account, '/customers', { q: 'mine',"),
    );
    edit('commands.js', (text) => `${text}\nfunction myOwn() {\n  return send('GET', '/me');\n}\n`);
    edit('README.md', (text) => `${text}\nMy notes.\n`);
    editManifest((manifest) => {
      const [customers] = manifest.entities;
      if (customers) customers.title = 'Client';
      manifest.description = 'Mine';
      manifest.version = '2.3.0';
      manifest.hosts.push('files.example.com');
    });
    const before = stored().revision;
    const outcome = await again(shopV2(), WITH_NEW);
    expect(outcome.plan.conflicts).toEqual([]);
    expect(outcome).toMatchObject({ saved: true, revision: before + 1 });
    const now = manifestNow();
    expect(now).toMatchObject({
      description: 'Mine',
      version: '2.3.0',
      hosts: ['api.example.com', 'files.example.com'],
      authentication: [{ id: 'token' }, { id: 'key', type: 'apiKey', param: 'X-Key' }],
    });
    expect(now.entities.map(({ name, title }) => [name, title])).toEqual([
      ['customers', 'Client'],
      ['orders', 'Order'],
      ['products', 'Product'],
    ]);
    expect(now.entities[0]?.fields.map((field) => field.name)).toEqual(['id', 'name', 'mail']);
    expect(now.entities[1]?.pagination).toMatchObject({ kind: 'cursor' });
    expect(Object.keys(now.commands)).not.toContain('deleteCustomer');
    const tables = fileOf('functions/entities.js');
    expect(tables).toContain("q: 'mine'");
    expect(tables).toContain("mail: { name: 'Mail'");
    expect(tables).toContain('{ customers, orders, products }');
    expect(fileOf('commands.js')).toContain('function myOwn()');
    expect(fileOf('commands.js')).not.toContain('deleteCustomer');
    expect(fileOf('commands.js')).toContain("'reason'");
    expect(fileOf('README.md')).toContain('My notes.');
    expect(outcome.plan.breaking).toContain('The command deleteCustomer is gone: DELETE /customers/{id}.');
    // The older revision is still there.
    const older = value(test.studio.workspace.connectors.files('shop', before)).files;
    expect(older.find((file) => file.path === 'commands.js')?.text).toContain('deleteCustomer');
    expect((await again(shopV2(), WITH_NEW)).saved).toBe(false);
  });

  it('takes nothing new that was not asked for, and says what there is', async () => {
    await importShop();
    const { plan } = await again(shopV2());
    expect(plan.available.entities).toEqual(['products']);
    expect(manifestNow().entities.map((entity) => entity.name)).toEqual(['customers', 'orders']);
    const asked = await again(shopV2(), { choices: { entities: ['products'], commands: 'same' } });
    expect(asked).toMatchObject({ saved: true, plan: { added: { entities: ['products'] }, diff: { changes: [] } } });
  });
});

describe('what the user took out', () => {
  it('stays out, also where the description changes it', async () => {
    await importShop();
    edit('functions/entities.js', (text) =>
      text.replace(/\n\/\*\* GET \/orders[\s\S]*?\n\};\n/, '').replace('{ customers, orders }', '{ customers }'),
    );
    editManifest((manifest) => {
      manifest.entities = manifest.entities.filter((entity) => entity.name !== 'orders');
    });
    const outcome = await again(shopV2());
    expect(outcome).toMatchObject({ saved: true, plan: { conflicts: [], removed: { entities: [] } } });
    expect(manifestNow().entities.map((entity) => entity.name)).toEqual(['customers']);
    expect(fileOf('functions/entities.js')).not.toContain('orders');
  });

  it('comes back where it is asked for', async () => {
    await importShop();
    editManifest((manifest) => {
      manifest.commands = Object.fromEntries(Object.entries(manifest.commands).filter(([name]) => name !== 'getMe'));
    });
    edit('commands.js', (text) => text.replace(/\/\*\* GET \/me \*\/[\s\S]*?\n\}\n\n/, ''));
    expect((await again(shopV1())).saved).toBe(false);
    const outcome = await again(shopV1(), { choices: { entities: 'same', commands: ['getMe'] } });
    expect(outcome).toMatchObject({ saved: true, plan: { added: { commands: ['getMe'] }, conflicts: [] } });
    expect(fileOf('commands.js')).toContain('function getMe()');
    expect(manifestNow().commands.getMe).toBeDefined();
  });
});

describe('a conflict', () => {
  const CODE = 'functions/entities.js:orders.read';
  const PAGING = 'connector.json:entities.orders.pagination';

  beforeEach(async () => {
    await importShop();
    edit('functions/entities.js', (text) =>
      text.replace(
        "get(account, '/orders', { page: cursor, limit: 50 })",
        "get(account, '/orders', { page: cursor, limit: 20 })",
      ),
    );
    editManifest((manifest) => {
      const orders = manifest.entities.find((entity) => entity.name === 'orders');
      if (orders) orders.pagination.pageSize = 20;
    });
  });

  it('is shown exactly where both changed something, and nothing is saved', async () => {
    const before = stored();
    const outcome = await again(shopV2());
    expect(outcome).toMatchObject({ saved: false, revision: before.revision, plan: { open: 2 } });
    expect(outcome.plan.conflicts.map((conflict) => conflict.id)).toEqual([PAGING, CODE]);
    const [, code] = outcome.plan.conflicts;
    expect(code?.base).toContain('limit: 50');
    expect(code?.ours).toContain('limit: 20');
    expect(code?.theirs).toContain('cursor');
    expect(stored()).toEqual(before);
  });

  it('is settled for all or one by one', async () => {
    const items = { [CODE]: 'ours' } as const;
    const partly = await again(shopV2(), { resolutions: { items } });
    expect(partly).toMatchObject({ saved: false, plan: { open: 1 } });
    const outcome = await again(shopV2(), { resolutions: { take: 'theirs', items } });
    expect(outcome).toMatchObject({ saved: true, plan: { open: 0 } });
    expect(fileOf('functions/entities.js')).toContain('limit: 20');
    expect(manifestNow().entities[1]?.pagination.kind).toBe('cursor');
    expect((await again(shopV2())).saved).toBe(false);
  });

  it('that does not exist cannot be settled', async () => {
    const result = await reimport(test.studio, 'shop', await newer(shopV2()), {
      ...plainMerge,
      resolutions: { items: { 'functions/entities.js:order': 'ours' } },
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'input', code: 'unknown_conflict' } });
  });

  it('whose answer gives code that cannot be read is not saved', async () => {
    const before = stored();
    const result = await reimport(test.studio, 'shop', await newer(shopV2()), {
      ...plainMerge,
      resolutions: { take: 'theirs', items: { [CODE]: 'both' } },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'merge_unreadable' } });
    expect(stored()).toEqual(before);
  });

  it('stands for the whole file where its code cannot be taken apart', async () => {
    edit('functions/entities.js', (text) => text.replace('limit: 20 });', 'limit: 20 }'));
    const { plan } = await again(shopV2());
    expect(plan.conflicts.map((conflict) => conflict.id)).toEqual([PAGING, 'functions/entities.js:text']);
  });
});

describe('what the newer description no longer has', () => {
  beforeEach(async () => {
    await importShop();
    edit('commands.js', (text) => text.replace("send('DELETE', ", "send('DELETE', /* mine */ "));
  });
  const ID = 'connector.json:commands.deleteCustomer';

  it('is a conflict where the user changed it', async () => {
    const { plan } = await again(shopV2());
    expect(plan.conflicts).toMatchObject([{ id: ID, kind: 'removed', theirs: null }]);
    expect(plan.removed.commands).toEqual([]);
  });

  it('stays with all that it needs, also when it is imported again', async () => {
    const outcome = await again(shopV2(), { resolutions: { items: { [ID]: 'ours' } } });
    expect(outcome.saved).toBe(true);
    expect(fileOf('commands.js')).toContain('/* mine */');
    expect(fileOf('commands.js')).toContain('DELETE: () =>');
    expect(manifestNow().commands.deleteCustomer).toBeDefined();
    expect(await again(shopV2())).toMatchObject({ saved: false, plan: { conflicts: [] } });
  });

  it('goes where that is the answer', async () => {
    const outcome = await again(shopV2(), { resolutions: { take: 'theirs', items: {} } });
    expect(outcome).toMatchObject({ saved: true, plan: { removed: { commands: ['deleteCustomer'] } } });
    expect(fileOf('commands.js')).not.toContain('mine');
    expect(manifestNow().commands.deleteCustomer).toBeUndefined();
  });
});
