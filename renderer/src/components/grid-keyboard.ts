import type { KeyboardEvent } from 'react';
import { rowAfterKey } from './grid-keys.ts';
import type { DataGridProps } from './grid-props.ts';

type Keyed<Row> = Pick<
  DataGridProps<Row>,
  'rows' | 'columns' | 'selected' | 'onSelect' | 'onOpen' | 'onToggle' | 'cells' | 'tree' | 'picks'
>;

/** Index of the row that holds the one at `index` in a tree; -1 where it has none. */
function parentRow<Row>({ rows, tree }: Keyed<Row>, index: number): number {
  const level = (at: number): number => {
    const row = rows[at];
    return row === undefined || !tree ? 1 : tree.level(row);
  };
  const own = level(index);
  for (let at = index - 1; at >= 0; at--) if (level(at) < own) return at;
  return -1;
}

/** Left and right: between cells, or in a tree. False where the key means nothing here. */
function sideways<Row>(grid: Keyed<Row>, step: 1 | -1): boolean {
  const { rows, columns, selected, onSelect, cells, tree } = grid;
  if (cells) {
    if (selected < 0 && rows.length > 0) onSelect(0);
    cells.onColumn(Math.max(0, Math.min(columns.length - 1, cells.column + step)));
    return true;
  }
  const row = rows[selected];
  if (!tree || row === undefined) return false;
  const expanded = tree.expanded(row);
  if (step === 1) {
    if (expanded === false) tree.onExpand(selected, true);
    else if (expanded === true) onSelect(Math.min(rows.length - 1, selected + 1));
  } else if (expanded === true) tree.onExpand(selected, false);
  else {
    const parent = parentRow(grid, selected);
    if (parent >= 0) onSelect(parent);
  }
  return true;
}

/** What a key does to the selection; false where it is not the grid's. `page` is the number of rows in view. */
export function onGridKey<Row>(grid: Keyed<Row>, event: KeyboardEvent, page: number): boolean {
  const { rows, selected, onSelect, onOpen, onToggle, picks } = grid;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isPlain) {
    if (!picks || event.altKey || event.key.toLowerCase() !== 'a' || rows.length === 0) return false;
    picks.onRange(0, rows.length - 1);
    return true;
  }
  if (event.key === ' ' && selected >= 0 && onToggle) {
    onToggle(selected);
    return true;
  }
  if (event.key === 'Enter' && selected >= 0) {
    onOpen?.(selected);
    return true;
  }
  if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
    return sideways(grid, event.key === 'ArrowRight' ? 1 : -1);
  const next = rowAfterKey(event.key, selected, rows.length, page);
  if (next === undefined) return false;
  if (event.shiftKey && picks && selected >= 0) picks.onRange(selected, next);
  onSelect(next);
  return true;
}
