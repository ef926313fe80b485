import { useMemo } from 'react';
import type { GridColumn } from './grid-column.ts';
import { sortRows } from './grid-sort.ts';
import { useGridLayout } from './use-grid-layout.ts';

/** The rows of a table in the order that its head was asked for, and its layout, which is remembered under a name. */
export function useSortedRows<T>(name: string, rows: readonly T[], columns: readonly GridColumn<T>[]) {
  const layout = useGridLayout(name);
  const { sort } = layout.layout;
  const shown = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  return { layout, shown };
}
