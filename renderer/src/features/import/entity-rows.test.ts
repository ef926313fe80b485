import { expect, test } from 'vitest';
import { type EntityFilter, entityRows, filterEntities, noFilter, summaryOf, tagsOf } from './entity-rows.ts';
import { firstReview } from './review.ts';
import { entity, report as reportOf } from './testing.ts';

const report = reportOf([
  entity('deals', { tags: ['Sales'], parent: { entity: 'people', bindings: {} } }),
  entity('people', { tags: ['Sales', 'Core'], pagination: { kind: 'unproven' }, evidence: [] }),
  entity('audit', {
    operation: 'GET /a',
    evidence: [{ field: 'records', rule: 'r', pointer: '#', confidence: 0.95 }],
  }),
]);
const review = firstReview(report, 'crm', 'CRM');
const corrections = new Map([['people', { name: 'humans' }]]);
const rows = entityRows(report, { ...review, corrections, entities: new Set(['deals']) }, new Map([['audit', 'odd']]));
const names = (filter: Partial<EntityFilter>) =>
  filterEntities(rows, { ...noFilter, ...filter }).map((row) => row.found.name);

test('rows show what will be made', () => {
  expect(rows[0]).toMatchObject({
    chosen: true,
    correction: undefined,
    least: 0.6,
    shown: { parent: { entity: 'humans' } },
  });
  expect(rows[1]).toMatchObject({
    chosen: false,
    correction: { name: 'humans' },
    unproven: true,
    shown: { name: 'humans' },
  });
  expect(rows[2]).toMatchObject({ problem: 'odd' });
});

test('a row that has not changed is the same object, so that it is not drawn again', () => {
  const choices = { ...review, corrections };
  const first = entityRows(report, choices, new Map());
  const again = entityRows(report, { ...choices, entities: new Set(['people', 'audit']) }, new Map(), first);
  expect(again.map((row, index) => row === first[index])).toEqual([false, true, true]);
  const renamed = entityRows(report, { ...choices, corrections: new Map() }, new Map(), first);
  expect(renamed.map((row, index) => row === first[index])).toEqual([false, false, true]);
});

test('filters take the unproven, the little sure, those set by the user, and those of a tag', () => {
  expect(names({})).toEqual(['deals', 'people', 'audit']);
  expect(names({ unproven: true })).toEqual(['people']);
  expect(names({ low: true })).toEqual(['deals']);
  expect(names({ set: true })).toEqual(['people']);
  expect(names({ tag: 'Core' })).toEqual(['people']);
  expect(names({ tag: 'Sales', low: true })).toEqual(['deals']);
});

test('the search looks into names, operations, keys and parents', () => {
  expect(names({ text: ' HUMANS' })).toEqual(['deals', 'people']);
  expect(names({ text: 'get /a' })).toEqual(['audit']);
  expect(names({ text: 'unproven' })).toEqual(['people']);
  expect(names({ text: 'nothing' })).toEqual([]);
});

test('rows can be put in order by any column, without changing the others', () => {
  expect(names({ sort: 'name' })).toEqual(['audit', 'deals', 'people']);
  expect(names({ sort: 'confidence' })).toEqual(['deals', 'audit', 'people']);
  expect(names({ sort: 'operation' })).toEqual(['audit', 'deals', 'people']);
  expect(names({})).toEqual(['deals', 'people', 'audit']);
});

test('tags and the summary count what is there', () => {
  expect(tagsOf(report.entities)).toEqual([
    { tag: 'Sales', count: 2 },
    { tag: 'Core', count: 1 },
  ]);
  expect(summaryOf(rows)).toEqual({
    all: 3,
    chosen: 1,
    proven: 1,
    likely: 1,
    told: 0,
    unproven: 1,
    low: 1,
    set: 1,
  });
  const told = new Map([['people', { pagination: { kind: 'none' as const } }]]);
  expect(summaryOf(entityRows(report, { ...review, corrections: told }, new Map()))).toMatchObject({
    told: 1,
    unproven: 0,
  });
});
