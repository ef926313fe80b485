import { describe, expect, it } from 'vitest';
import type { Entity } from '../../../../shared/connector/manifest.ts';
import { childrenOf, diagramTables, filterCommands, filterTables } from './model.ts';
import { findName, findOperation } from './places.ts';

const entity = (name: string, part: Partial<Entity> = {}): Entity => ({
  name,
  title: name,
  operation: `GET /${name}`,
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [{ name: 'id', type: 'string', nullable: false }],
  ...part,
});
const deals = entity('deals');
const notes = entity('notes', { parent: { entity: 'deals', bindings: { dealId: 'id' } } });
const tasks = entity('tasks', {
  parent: { entity: 'deals', bindings: { dealId: 'id' } },
  fields: [
    { name: 'id', type: 'string', nullable: false },
    { name: 'deal', type: 'string', nullable: true, relation: { entity: 'deals', field: 'id' } },
  ],
});

describe('tables', () => {
  it('are found by name, operation and field', () => {
    const found = (text: string) => filterTables([deals, notes, tasks], text).map(({ name }) => name);
    expect(found(' DEAL ')).toEqual(['deals', 'tasks']);
    expect(found('/notes')).toEqual(['notes']);
    expect(found('')).toHaveLength(3);
  });

  it('lead to those that are read per row of them', () => {
    expect(childrenOf([deals, notes, tasks], 'deals')).toEqual(['notes', 'tasks']);
  });

  it('are drawn with their keys and relations; a parent is a line of its own only where no field tells it', () => {
    const [, second, third] = diagramTables([deals, notes, tasks]);
    expect(second?.fields[0]).toEqual({
      name: '{dealId}',
      type: '',
      key: false,
      target: { table: 'deals', field: 'id' },
    });
    expect(third?.fields.map(({ name, key }) => [name, key])).toEqual([
      ['id', true],
      ['deal', false],
    ]);
  });
});

it('commands are found by name, capability and description', () => {
  const command = { params: [], sideEffect: true };
  const rows = [
    ['closeDeal', { ...command, capability: 'deal.close' }],
    ['ping', { ...command, description: 'Says whether it is there.' }],
  ] as const;
  expect(filterCommands(rows, 'deal.').map(([name]) => name)).toEqual(['closeDeal']);
  expect(filterCommands(rows, 'THERE').map(([name]) => name)).toEqual(['ping']);
});

describe('places', () => {
  it.each([
    ['{\n  "paths": {\n    "/deals/{id}": {}', 'GET /deals/{id}', { line: 3, column: 6 }],
    ['paths:\n  /deals:\n    get:', 'GET /deals', { line: 2, column: 3 }],
    ['paths:\n  /deals/x:\n  /deals:', 'POST /deals', { line: 3, column: 3 }],
    ['{"paths":{"/deals":{}}}', 'GET /deals#second', { line: 1, column: 12 }],
    ["curl 'https://a.example/deals?x=1'", 'GET /deals', { line: 1, column: 24 }],
  ])('of an operation in %j', (text, operation, place) => expect(findOperation(text, operation)).toEqual(place));

  it('of a name in code', () => {
    const code = "// deals first\nimport x;\nconst deals = { name: 'Deal' };\n";
    expect(findName(code, 'deals')).toEqual({ line: 3, column: 7 });
    expect(findName("export const e = {\n  'odd-name': {},\n};", 'odd-name')).toEqual({ line: 2, column: 4 });
    expect(findName(code, 'gone')).toBeUndefined();
    expect(findOperation('{}', 'GET /deals')).toBeUndefined();
  });
});
