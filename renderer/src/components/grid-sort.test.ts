import { expect, test } from 'vitest';
import type { GridColumn } from './grid-column.ts';
import { byNumber, byText, nextSort, sortRows } from './grid-sort.ts';

interface Row {
  readonly name: string;
  readonly size: number;
}
const columns: readonly GridColumn<Row>[] = [
  { id: 'name', title: 'Name', width: '1fr', cell: (row) => row.name, compare: (a, b) => byText(a.name, b.name) },
  { id: 'size', title: 'Size', width: '1fr', cell: (row) => row.size, compare: (a, b) => byNumber(a.size, b.size) },
  { id: 'plain', title: 'Plain', width: '1fr', cell: () => '' },
];
const rows: readonly Row[] = [
  { name: 'b', size: 2 },
  { name: 'A', size: 2 },
  { name: 'a10', size: 1 },
  { name: 'a9', size: 3 },
];
const names = (sort: Parameters<typeof sortRows>[2]) => sortRows(rows, columns, sort).map((row) => row.name);

test('a header sorts up, then down, then no more; another one begins anew', () => {
  const up = nextSort(null, 'size');
  expect(up).toEqual({ column: 'size', descending: false });
  const down = nextSort(up, 'size');
  expect(down).toEqual({ column: 'size', descending: true });
  expect(nextSort(down, 'size')).toBeNull();
  expect(nextSort(down, 'name')).toEqual({ column: 'name', descending: false });
});

test('rows are sorted by their column, equal ones keep their order both ways', () => {
  expect(names({ column: 'name', descending: false })).toEqual(['A', 'a9', 'a10', 'b']);
  expect(names({ column: 'size', descending: false })).toEqual(['a10', 'b', 'A', 'a9']);
  expect(names({ column: 'size', descending: true })).toEqual(['a9', 'b', 'A', 'a10']);
});

test('nothing is copied where nothing is to be sorted', () => {
  expect(sortRows(rows, columns, null)).toBe(rows);
  expect(sortRows(rows, columns, { column: 'plain', descending: false })).toBe(rows);
  expect(sortRows(rows, columns, { column: 'gone', descending: true })).toBe(rows);
});
