import { expect, test } from 'vitest';
import type { GridColumn } from './grid-column.ts';
import {
  emptyLayout,
  gridLayoutSchema,
  isShown,
  leastWidth,
  shownColumns,
  tracksOf,
  withShown,
  withSort,
  withWidth,
} from './grid-layout.ts';

const column = (id: string, hiddenAtFirst = false): GridColumn<unknown> => ({
  id,
  title: id,
  width: 'minmax(80px, 1fr)',
  hiddenAtFirst,
  cell: () => id,
});
const columns = [column('a'), column('__proto__'), column('c', true)];
const ids = (layout = emptyLayout) => shownColumns(columns, layout).map((one) => one.id);

test('columns are shown and hidden, whatever they are called; one always stays', () => {
  expect(ids()).toEqual(['a', '__proto__']);
  expect(ids(withShown(emptyLayout, 'c', true))).toEqual(['a', '__proto__', 'c']);
  const hidden = withShown(emptyLayout, '__proto__', false);
  expect(ids(hidden)).toEqual(['a']);
  expect(ids(withShown(hidden, 'a', false))).toEqual(['a']);
  expect(ids(withShown(hidden, '__proto__', true))).toEqual(['a', '__proto__']);
  expect(isShown(hidden, columns[0] ?? column('x'))).toBe(true);
});

test('a width takes the place of the track, is never too narrow, and is given back', () => {
  const wide = withWidth(emptyLayout, '__proto__', 120.4);
  expect(tracksOf(columns, wide)).toBe('minmax(80px, 1fr) 120px minmax(80px, 1fr)');
  expect(tracksOf(columns.slice(0, 1), withWidth(wide, 'a', 3))).toBe(`${leastWidth}px`);
  expect(tracksOf(columns.slice(1, 2), withWidth(wide, '__proto__', undefined))).toBe('minmax(80px, 1fr)');
});

test('what is remembered comes back; anything else is refused', () => {
  const layout = withSort(withWidth(withShown(emptyLayout, 'c', true), 'a', 90), { column: 'a', descending: true });
  expect(gridLayoutSchema.parse(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
  expect(gridLayoutSchema.safeParse({ shown: [['a', 1]], widths: [], sort: null }).success).toBe(false);
});
