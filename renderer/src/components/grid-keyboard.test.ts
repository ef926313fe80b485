import type { KeyboardEvent } from 'react';
import { expect, test, vi } from 'vitest';
import { onGridKey } from './grid-keyboard.ts';

interface Row {
  readonly level: number;
  readonly expanded?: boolean;
}
const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  // The grid looks at nothing but the key and what is held with it.
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }) as KeyboardEvent;

function gridOf(rows: readonly Row[], selected: number) {
  const onSelect = vi.fn();
  const onExpand = vi.fn();
  const onRange = vi.fn();
  const grid = {
    ...{ rows, columns: [], selected, onSelect },
    tree: { level: (row: Row) => row.level, expanded: (row: Row) => row.expanded, onExpand },
    picks: { has: () => false, onToggle: () => undefined, onRange },
  };
  return { grid, onSelect, onExpand, onRange };
}
const rows: readonly Row[] = [{ level: 1, expanded: true }, { level: 2 }, { level: 2, expanded: false }, { level: 1 }];

test('in a tree the right arrow unfolds, then goes in; the left one folds, or goes out', () => {
  const folded = gridOf(rows, 2);
  onGridKey(folded.grid, press('ArrowRight'), 5);
  expect(folded.onExpand).toHaveBeenCalledWith(2, true);
  onGridKey(folded.grid, press('ArrowLeft'), 5);
  expect(folded.onSelect).toHaveBeenCalledWith(0);
  const open = gridOf(rows, 0);
  onGridKey(open.grid, press('ArrowRight'), 5);
  expect(open.onSelect).toHaveBeenCalledWith(1);
  onGridKey(open.grid, press('ArrowLeft'), 5);
  expect(open.onExpand).toHaveBeenCalledWith(0, false);
});

test('Shift with an arrow and Ctrl+A pick rows; other keys with Ctrl are not the grid’s', () => {
  const { grid, onRange, onSelect } = gridOf(rows, 1);
  expect(onGridKey(grid, press('ArrowDown', { shiftKey: true }), 5)).toBe(true);
  expect(onRange).toHaveBeenCalledWith(1, 2);
  expect(onSelect).toHaveBeenCalledWith(2);
  expect(onGridKey(grid, press('a', { ctrlKey: true }), 5)).toBe(true);
  expect(onRange).toHaveBeenLastCalledWith(0, 3);
  expect(onGridKey(grid, press('ArrowDown', { ctrlKey: true }), 5)).toBe(false);
  expect(onGridKey(grid, press('x'), 5)).toBe(false);
});
