import { expect, test } from 'vitest';
import { cellText, columnCount, columnsOf, compareCells, filterRows, maxColumns, numbered, rowsOf } from './rows.ts';

test('rows are found in every shape that a function or a command returns', () => {
  const rows = [{ id: 1 }];
  for (const result of [
    rows,
    { items: rows },
    { types: rows },
    { success: true, payload: rows },
    { payload: { items: rows } },
  ])
    expect(rowsOf(result)).toEqual(rows);
  for (const result of [null, 3, [], ['a'], [[1]], { items: [] }, { name: 'Ada' }])
    expect(rowsOf(result)).toBeUndefined();
});

test('columns are the union of the keys, with the type of their values', () => {
  const columns = columnsOf([
    { id: 1, name: 'Ada', created: '2026-01-02T03:04:05Z', tags: ['a'], active: true, note: null },
    { id: 2, name: '2026-01-02', late: 'x', note: null },
  ]);
  expect(columns.map((column) => [column.name, column.type])).toEqual([
    ['id', 'number'],
    ['name', 'string'],
    ['created', 'date'],
    ['tags', 'json'],
    ['active', 'boolean'],
    ['note', 'string'],
    ['late', 'string'],
  ]);
});

test('widths follow the content within bounds', () => {
  const [short, long] = columnsOf([{ a: 1, b: 'x'.repeat(500) }]);
  expect(short?.width).toBe(60);
  expect(long?.width).toBe(Math.round(44 * 7.4 + 24));
});

test('columns beyond the limit are counted, not shown', () => {
  const wide = Object.fromEntries(Array.from({ length: maxColumns + 20 }, (_, index) => [`c${index}`, index]));
  expect(columnsOf([wide])).toHaveLength(maxColumns);
  expect(columnCount([wide])).toBe(maxColumns + 20);
});

test('a cell is one line of text', () => {
  expect([null, undefined, 'x', 3, false, { a: 1 }].map(cellText)).toEqual(['', '', 'x', '3', 'false', '{"a":1}']);
});

test('cells have an order: numbers by value, texts as people sort them, what is empty last', () => {
  const cells = ['b10', null, 3, undefined, 'b9', true, -1, { a: 1 }];
  expect(cells.filter((one) => one !== undefined).toSorted(compareCells)).toEqual([
    -1,
    3,
    true,
    'b9',
    'b10',
    { a: 1 },
    null,
  ]);
});

test('rows keep their number when they are filtered', () => {
  const rows = numbered([{ name: 'Ada' }, { name: 'Bob', nested: { city: 'Adana' } }, { name: 'Cy' }]);
  expect(filterRows(rows, ' ADA ').map(({ number }) => number)).toEqual([0, 1]);
  expect(filterRows(rows, '')).toBe(rows);
});
