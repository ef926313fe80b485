import { expect, test } from 'vitest';
import { rowAt } from './finding-place.ts';
import { isOffline, lastGood } from './remedies.ts';
import { schemaFields, schemaTables } from './schema-tables.ts';
import { shapesOf } from './shapes.ts';
import { stackParts } from './stack.ts';
import { detail, exchange, record } from './testing.ts';

test.each([
  ['validate', { name: 'Ada' }, ['account', 'json']],
  ['config', { types: [] }, ['preview', 'json']],
  ['schema', {}, ['diagram', 'fields', 'json']],
  ['data', { items: [{ id: 1 }] }, ['table', 'profile', 'json']],
  ['data', { items: [] }, ['table', 'json']],
  ['data', { items: [1] }, ['json']],
  ['datalist', { items: [] }, ['options', 'json']],
  ['resource', { body: '' }, ['file', 'json']],
  ['createContact', { success: true, payload: { id: 1 } }, ['outcome', 'json']],
  ['listContacts', { success: true, payload: [{ id: 1 }] }, ['outcome', 'table', 'profile', 'json']],
])('a result of %s is shown in the ways that fit it', (target, result, shapes) => {
  expect(shapesOf(target, result)).toEqual(shapes);
});

const schema = {
  deals: {
    id: { type: 'id', name: 'Id' },
    site: { type: 'text', subType: 'url', name: 'Site', options: [{ name: 'a' }, 'odd'] },
    owner: {
      type: 'text',
      name: 'Owner',
      relation: { cardinality: 'many-to-one', targetType: 'users', targetFieldId: 'id', name: 'Owner' },
    },
  },
  users: 'no table',
};

test('FB-32: a schema becomes tables with their relations', () => {
  expect(schemaTables(schema)).toEqual([
    {
      name: 'deals',
      title: 'deals',
      fields: [
        { name: 'id', type: 'id', key: true },
        { name: 'site', type: 'text · url', key: false },
        { name: 'owner', type: 'text', key: false, target: { table: 'users', field: 'id' } },
      ],
    },
    { name: 'users', title: 'users', fields: [] },
  ]);
  expect(schemaTables(null)).toEqual([]);
});

test('a schema becomes a list of fields', () => {
  expect(schemaFields(schema).map(({ id, type, target, options }) => [id, type, target, options])).toEqual([
    ['id', 'id', '', ''],
    ['site', 'text · url', '', 'a'],
    ['owner', 'text', 'users.id', ''],
  ]);
});

test('the place of a finding leads to a row where it is in one', () => {
  expect(['$.items[12].id', '$[3]', '$.items', '$.filters[1]', '$'].map(rowAt)).toEqual([
    12,
    3,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a stack leads to the lines of the connector, and nowhere else', () => {
  const stack = 'at data (functions/data.js:4:9)\n    at node:internal/x.js:1:1\n    at commands.ts:12';
  expect(stackParts(stack).flatMap(({ place }) => place ?? [])).toEqual([
    { file: 'functions/data.js', line: 4, column: 9 },
    { file: 'commands.ts', line: 12, column: 1 },
  ]);
  expect(
    stackParts(stack)
      .map((part) => part.text)
      .join(''),
  ).toBe(stack);
});

test('a source that cannot be reached is told from one that fails, and from a fault that was asked for', () => {
  const lost = { ...exchange, status: null, error: { code: 'connection_refused', message: '' } };
  const failed = { ...detail, outcome: { kind: 'error', name: 'NetworkError', message: '' } } as const;
  expect(isOffline({ ...failed, exchanges: [lost] })).toBe(true);
  expect(isOffline({ ...failed, exchanges: [exchange] })).toBe(false);
  expect(isOffline({ ...failed, exchanges: [{ ...lost, fault: 'offline' }] })).toBe(false);
  expect(isOffline({ ...failed, mode: 'replay', exchanges: [lost] })).toBe(false);
});

test('the last good run is one of the same table, live, ok, with requests', () => {
  const good = { ...record, id: 'good', input: { requestedType: 'deals' } };
  const runs = [
    { ...good, id: 'replayed', mode: 'replay' as const },
    { ...good, id: 'silent', exchangeCount: 0 },
    { ...good, id: 'other', input: { requestedType: 'users' } },
    { ...good, id: 'failed', outcome: null },
    good,
  ];
  expect(lastGood({ ...detail, input: { requestedType: 'deals' } }, runs)?.id).toBe('good');
  expect(lastGood({ ...detail, target: 'schema' }, runs)).toBeUndefined();
});
