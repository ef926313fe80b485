import type { GridColumn } from './grid-column.ts';

/** The column that rows are sorted by; without one they stand in their own order. */
export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

/** The order after a click on a header: ascending, descending, their own. */
export function nextSort(sort: GridSort | null, column: string): GridSort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** The rows in order; rows that are equal there keep theirs. The very same array where nothing is to be sorted. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
  sort: GridSort | null,
): readonly Row[] {
  const compare = columns.find((column) => column.id === sort?.column)?.compare;
  if (sort === null || compare === undefined) return rows;
  // Not reversed afterwards: equal rows would be too.
  return rows.toSorted(sort.descending ? (a, b) => compare(b, a) : compare);
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Compares texts as people sort them: without case, numbers in them by value. */
export const byText = (a: string, b: string): number => words.compare(a, b);

/** Compares numbers. */
export const byNumber = (a: number, b: number): number => a - b;
