/**
 * The ARIA of a grid made of <div>. Real table elements would bring the roles along, but Chromium restyles every cell
 * of a table whenever a row comes or goes: 20 ms a frame while scrolling, against 3 ms for this.
 */

/** What a row of a tree adds: its depth from 1, and whether its children are on view; undefined without children. */
export interface TreeRowAria {
  readonly level: number | undefined;
  readonly expanded: boolean | undefined;
}

interface GridAria {
  readonly label: string;
  /** Counts the header too. */
  readonly rows: number;
  /** Id of the selected row or cell. */
  readonly activeRow: string | undefined;
  readonly isTree: boolean;
  readonly isMulti: boolean;
}

/** The grid itself; the one stop for the Tab key. */
export const gridAria = ({ label, rows, activeRow, isTree, isMulti }: GridAria) =>
  ({
    role: isTree ? 'treegrid' : 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-rowcount': rows,
    'aria-activedescendant': activeRow,
    'aria-multiselectable': isMulti || undefined,
  }) as const;

/** The header row. */
export const headerRowAria = { role: 'row', 'aria-rowindex': 1 } as const;

/** A row by its index from 0. */
export const rowAria = (index: number, selected: boolean, { level, expanded }: TreeRowAria) =>
  ({
    role: 'row',
    'aria-rowindex': index + 2,
    'aria-selected': selected,
    'aria-level': level,
    'aria-expanded': expanded,
  }) as const;

/** A group of rows: the header, or all others. */
export const groupAria = { role: 'rowgroup' } as const;

/** A cell of the header; `sort` where its column can be sorted by. */
export const columnHeaderAria = (sort: 'ascending' | 'descending' | 'none' | undefined) =>
  ({ role: 'columnheader', 'aria-sort': sort }) as const;

/** A cell. */
export const cellAria = { role: 'gridcell' } as const;
