import { call } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shopV1, shopV2 } from '../reimport/testing/shop.ts';
import type { Studio } from '../studio/index.ts';
import { openTestStudio } from '../studio/testing.ts';
import { importProcedures } from './imports.ts';

let test: ReturnType<typeof openTestStudio>;
let imports: ReturnType<typeof importProcedures>;
beforeEach(async () => {
  test = openTestStudio();
  // The procedures of imports use nothing of a studio but its data.
  imports = importProcedures(test.studio as Studio);
  const { importId } = await call(imports.inspect, { fileName: 'v1.json', text: shopV1() });
  await call(imports.create, { importId, choices: { id: 'shop', entities: 'all', commands: 'all' } });
});
afterEach(() => test.close());

const again = () => call(imports.inspectAgain, { connector: 'shop', fileName: 'v2.json', text: shopV2() });
const plain = { choices: {}, resolutions: {} };

it('a newer description is planned, merged with further choices, and then no longer at hand', async () => {
  const { importId, plan } = await again();
  expect(plan).toMatchObject({ revision: 1, changes: true, available: { entities: ['products'] }, conflicts: [] });
  expect(test.studio.workspace.connectors.files('shop')).toMatchObject({ value: { revision: 1 } });
  const dry = await call(imports.merge, { importId, ...plain, dryRun: true });
  expect(dry).toMatchObject({ saved: false, revision: 1 });
  const merged = await call(imports.merge, { importId, ...plain, choices: { entities: 'new' } });
  expect(merged).toMatchObject({ saved: true, revision: 2, plan: { added: { entities: ['products'] } } });
  await expect(call(imports.merge, { importId, ...plain })).rejects.toMatchObject({ data: { code: 'unknown_import' } });
});

it('conflicts come back until they are settled', async () => {
  const { connectors } = test.studio.workspace;
  const code = connectors.readFile('shop', 'functions/entities.js');
  const text = (code.ok ? code.value.text : '').replaceAll('limit: 50', 'limit: 20');
  connectors.save('shop', 1, [{ path: 'functions/entities.js', text }], 'edited');
  const { importId, plan } = await again();
  expect(plan.conflicts.map((conflict) => conflict.id)).toEqual(['functions/entities.js:orders.read']);
  const open = await call(imports.merge, { importId, ...plain });
  expect(open).toMatchObject({ saved: false, revision: 2, plan: { open: 1 } });
  const items = { 'functions/entities.js:orders.read': 'theirs' } as const;
  expect(await call(imports.merge, { importId, choices: {}, resolutions: { items } })).toMatchObject({ saved: true });
});

it('an import of a new connector cannot be merged, and the other way round', async () => {
  const first = await call(imports.inspect, { fileName: 'v2.json', text: shopV2() });
  await expect(call(imports.merge, { importId: first.importId, ...plain })).rejects.toMatchObject({
    data: { code: 'no_connector', kind: 'input' },
  });
});
