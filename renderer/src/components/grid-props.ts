import type { ReactNode, Ref } from 'react';
import type { GridColumn } from './grid-column.ts';
import type { GridLayoutState } from './use-grid-layout.ts';

/** Makes cells, not rows, what the arrows move between: the column that is active in the selected row. */
export interface CellCursor {
  readonly column: number;
  onColumn(column: number): void;
  /** A click on a cell, after it became the active one. */
  onPick?(index: number, column: number): void;
}

/** Makes the rows a tree: the left and right arrow fold and unfold. */
export interface GridTree<Row> {
  /** Depth of a row, from 1. */
  level(row: Row): number;
  /** Whether its children are on view; undefined where it has none. */
  expanded(row: Row): boolean | undefined;
  onExpand(index: number, expanded: boolean): void;
}

/** Lets more rows than the selected one be picked: Ctrl with a click, Shift with a click or an arrow, Ctrl+A. */
export interface GridPicks<Row> {
  has(row: Row): boolean;
  /** Picks a row beside the others, or lets it go. */
  onToggle(index: number): void;
  /** Picks all from the selected row to this one. */
  onRange(from: number, to: number): void;
}

export interface DataGridProps<Row> {
  /** Accessible name of the grid. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  /** Index of the selected row, -1 for none. */
  readonly selected: number;
  onSelect(index: number): void;
  /** Enter or a double click. */
  onOpen?(index: number): void;
  /** Space. */
  onToggle?(index: number): void;
  readonly cells?: CellCursor;
  readonly tree?: GridTree<Row>;
  readonly picks?: GridPicks<Row>;
  /** Makes columns that can be sorted, resized and hidden; the owner sorts the rows (`sortRows`). */
  readonly layout?: GridLayoutState;
  /** The items of the context menu of a row (right click, Shift+F10), which is selected first; null for no menu. */
  menu?(index: number): ReactNode;
  /** The element that takes the focus. */
  readonly focusRef?: Ref<HTMLDivElement>;
  /** Extra class of a row, for its state. */
  rowClass?(row: Row): string | undefined;
  /** Height of a row, px. */
  readonly rowHeight?: number;
  /** Reuses the elements of rows that leave the view; for rows whose cells keep no state of their own. */
  readonly recycle?: boolean;
  /** Keeps the end in view while rows come, as long as the reader stands at the end. */
  readonly follow?: boolean;
}
