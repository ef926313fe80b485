import type { ReactNode } from 'react';

/** One column: `width` is a grid track such as `64px` or `minmax(120px, 1fr)`. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly width: string;
  readonly align?: 'end';
  /** Shown instead of the title, which then only names the column. */
  readonly header?: ReactNode;
  /** Left out until it is asked for in the menu of the columns. */
  readonly hiddenAtFirst?: boolean;
  cell(row: Row, index: number): ReactNode;
  /** Makes the column sortable: which of two rows comes first, ascending. */
  compare?(a: Row, b: Row): number;
}
