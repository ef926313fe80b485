import { memo } from 'react';
import { cellAria, rowAria, type TreeRowAria } from './grid-aria.ts';
import type { GridColumn } from './grid-column.ts';

interface RowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly selected: boolean;
  /** The active column of the selected row, -1 for none. */
  readonly column: number;
  readonly className: string | undefined;
  readonly level: TreeRowAria['level'];
  readonly expanded: TreeRowAria['expanded'];
}

function PlainRow<Row>(props: RowProps<Row>) {
  const { id, row, index, top, height, columns, selected, column, className, level, expanded } = props;
  return (
    <div
      {...rowAria(index, selected, { level, expanded })}
      id={id}
      data-index={index}
      className={`grid-row ${className ?? ''}`}
      style={{ top, height }}
    >
      {columns.map((one, at) => (
        <div
          {...cellAria}
          key={one.id}
          id={`${id}-${at}`}
          data-column={at}
          className={at === column ? 'grid-cell cell-active' : 'grid-cell'}
          data-align={one.align}
        >
          {one.cell(row, index)}
        </div>
      ))}
    </div>
  );
}

/** A row of a grid: its cells stay as they are until something of it changes. The cast keeps the type parameter, which memo() drops. */
export const GridRow = memo(PlainRow) as typeof PlainRow;
