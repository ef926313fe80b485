import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entity, Pagination } from '../../shared/connector/manifest.ts';
import type { ProbeVerdict } from '../../shared/import/probe.ts';
import { report } from '../import/testing.ts';
import { shopV1, shopV2 } from '../reimport/testing/shop.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { writeVerdicts } from './apply-verdicts.ts';
import { createFromReport } from './import.ts';
import { readManifest } from './manifest.ts';
import { openFiles } from './open.ts';
import { plainMerge, reimport } from './reimport.ts';
import { openTestStudio } from './testing.ts';

const at = '2026-03-01T12:00:00.000Z';
const cursor = { kind: 'cursor', params: { cursor: 'after' }, next: '$.next' } as const;
const offset = { kind: 'offset', params: { offset: 'skip', size: 'limit' }, start: 0, pageSize: 20 } as const;

let test: ReturnType<typeof openTestStudio>;
beforeEach(async () => {
  test = openTestStudio();
  const choices = { id: 'shop', entities: 'all', commands: 'all' } as const;
  unwrap(createFromReport(test.studio, await report(shopV1()), choices, { fileName: 'api.json', text: shopV1() }));
});
afterEach(() => test.close());

const stored = () => unwrap(test.studio.workspace.connectors.files('shop'));
const fileOf = (path: string): string => stored().files.find((file) => file.path === path)?.text ?? '';
const entityOf = (name: string): Entity | undefined =>
  unwrap(readManifest(test.studio, 'shop')).entities.find((entity) => entity.name === name);

/** Saves an edit as a person does. */
function edit(path: string, from: string | RegExp, to: string): void {
  const text = fileOf(path).replace(from, to);
  expect(text).not.toBe(fileOf(path));
  unwrap(test.studio.workspace.connectors.save('shop', stored().revision, [{ path, text }], 'edited'));
}

/** Writes what a probe would have said of one table. */
const apply = (entity: string, pagination: Pagination, verdict: ProbeVerdict['verdict'] = 'refuted') => {
  const said = {
    entity,
    before: pagination,
    verdict,
    pagination,
    saw: ['page 2: other rows'],
    checks: [],
    requests: 2,
  };
  return writeVerdicts(test.studio, 'shop', { connector: 'shop', run: 'run_1', at, requests: 2, verdicts: [said] });
};

const readOf = (table: string): RegExp => new RegExp(`(const ${table} = \\{[\\s\\S]*?await get\\()account`);

const reimported = async (text: string) =>
  unwrap(
    await reimport(
      test.studio,
      'shop',
      { report: await report(text), description: { fileName: 'api.json', text } },
      plainMerge,
    ),
  );

describe('what a probe proved', () => {
  it('is one revision, in which edits of another table and of the README stay', async () => {
    edit('functions/entities.js', readOf('customers'), '$1/* mine */ account');
    edit('README.md', '## Connect', 'My own words.\n\n## Connect');
    const written = unwrap(await apply('orders', cursor));
    expect(written).toEqual({
      revision: 4,
      files: expect.arrayContaining(['connector.json', 'functions/entities.js']),
    });
    expect(unwrap(test.studio.workspace.connectors.revisions('shop'))[0]).toMatchObject({
      number: 4,
      message: 'Probed orders',
    });
    expect(fileOf('functions/entities.js')).toContain("get(/* mine */ account, '/customers', { page: cursor");
    expect(fileOf('functions/entities.js')).toContain("get(account, '/orders', { after: cursor");
    expect(fileOf('README.md')).toContain('My own words.');
    expect(fileOf('README.md')).toMatch(/Order \| GET \/orders \|.*cursor/);
    expect(entityOf('orders')).toMatchObject({
      pagination: cursor,
      proof: { verdict: 'refuted', pagination: cursor, at },
    });
    expect(entityOf('customers')).not.toHaveProperty('proof');
  });

  it('stays with its proof in a re-import, and can be proven to be another again', async () => {
    unwrap(await apply('orders', cursor));
    expect(await reimported(shopV1())).toMatchObject({ saved: false, plan: { conflicts: [] } });
    unwrap(await apply('orders', offset));
    expect(entityOf('orders')).toMatchObject({ pagination: offset, proof: { pagination: offset } });
    expect(fileOf('functions/entities.js')).toContain('skip: cursor');
    const { plan } = await reimported(shopV2());
    expect(plan.conflicts.map((conflict) => conflict.id)).toEqual(['connector.json:entities.orders.pagination']);
  });

  it('can be what the description says after all', async () => {
    const described = entityOf('orders')?.pagination ?? cursor;
    const generated = fileOf('functions/entities.js');
    unwrap(await apply('orders', cursor));
    unwrap(await apply('orders', described));
    expect(entityOf('orders')).toMatchObject({ pagination: described, proof: { pagination: described } });
    expect(fileOf('functions/entities.js')).toBe(generated);
  });

  it('is not written where the user edited the very block: the sentence names it and what to change', async () => {
    edit('functions/entities.js', readOf('orders'), '$1/* mine */ account');
    const before = stored();
    const written = await apply('orders', cursor);
    expect(written).toMatchObject({
      ok: false,
      error: {
        kind: 'input',
        code: 'edited_by_hand',
        message:
          'Nothing was written: your edits of orders.read in functions/entities.js stand where new source must go; change by hand: orders is cursor (after, next $.next).',
        details: { path: 'functions/entities.js', conflicts: ['functions/entities.js:orders.read'] },
      },
    });
    expect(stored()).toEqual(before);
  });

  it('leaves lines of the README to the user who wrote over them', async () => {
    edit('README.md', /\| Order .*/, '| My order |');
    const { files } = unwrap(await apply('orders', cursor));
    expect(files).not.toContain('README.md');
    expect(fileOf('README.md')).toContain('| My order |');
    expect(fileOf('functions/entities.js')).toContain('after: cursor');
  });

  it('takes the place of a paging that the user wrote into the manifest, under the name that the user gave', async () => {
    edit('functions/entities.js', '{ customers, orders }', '{ customers, sales: orders }');
    edit('connector.json', '"name": "orders"', '"name": "sales"');
    edit('connector.json', /("name": "sales"[\s\S]*?"page": )"page"/, '$1"p"');
    unwrap(await apply('sales', cursor));
    expect(entityOf('sales')).toMatchObject({ pagination: cursor, proof: { pagination: cursor } });
    expect(fileOf('functions/entities.js')).toContain('after: cursor');
    expect(fileOf('functions/entities.js')).toContain('{ customers, sales: orders }');
  });

  it('is known in a connector that comes from a folder', async () => {
    unwrap(await apply('orders', cursor));
    const { files } = stored();
    test.studio.workspace.connectors.remove('shop');
    unwrap(openFiles(test.studio, files, 'Opened from a folder'));
    expect(await reimported(shopV1())).toMatchObject({ saved: false, plan: { base: 'generated', conflicts: [] } });
    unwrap(await apply('orders', offset));
    expect(fileOf('functions/entities.js')).toContain('skip: cursor');
  });

  it('is to be written by hand for a table that no description tells of', async () => {
    edit('connector.json', '"GET /orders"', '"GET /my/orders"');
    const { revision } = stored();
    expect(await apply('orders', cursor)).toMatchObject({
      ok: false,
      error: {
        code: 'no_description',
        message:
          'Nothing was written: shop keeps no description of orders to write its source from; change by hand: orders is cursor (after, next $.next).',
      },
    });
    unwrap(
      test.studio.workspace.connectors.replace(
        'shop',
        stored().files.filter((file) => !file.path.startsWith('spec/')),
        'without',
      ),
    );
    const written = await apply('customers', cursor);
    expect(written.ok ? '' : written.error.message).toBe(
      'Nothing was written: shop keeps no description to write its source from; change by hand: customers is cursor (after, next $.next).',
    );
    expect(stored().revision).toBe(revision + 1);
  });
});
