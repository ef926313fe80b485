/**
 * The ARIA of a grid made of <div>. Real table elements would bring the roles along, but Chromium restyles every cell
 * of a table whenever a row comes or goes: 20 ms a frame while scrolling, against 3 ms for this.
 */

/** The grid itself; the one stop for the Tab key. `activeRow` is the id of the selected row; `rows` counts the header too. */
export const gridAria = (label: string, rows: number, activeRow: string | undefined) =>
  ({
    role: 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-rowcount': rows,
    'aria-activedescendant': activeRow,
  }) as const;

/** The header row. */
export const headerRowAria = { role: 'row', 'aria-rowindex': 1 } as const;

/** A row by its index from 0. */
export const rowAria = (index: number, selected: boolean) =>
  ({ role: 'row', 'aria-rowindex': index + 2, 'aria-selected': selected }) as const;

/** A group of rows: the header, or all others. */
export const groupAria = { role: 'rowgroup' } as const;

/** A cell of the header. */
export const columnHeaderAria = { role: 'columnheader' } as const;

/** A cell. */
export const cellAria = { role: 'gridcell' } as const;
