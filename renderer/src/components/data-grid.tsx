import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, memo, type ReactNode, type Ref, useEffect, useId, useRef } from 'react';
import './data-grid.css';
import { cellAria, columnHeaderAria, gridAria, groupAria, headerRowAria, rowAria } from './grid-aria.ts';
import { rowAfterKey } from './grid-keys.ts';

/** One column: `width` is a grid track such as `64px` or `minmax(120px, 1fr)`. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly width: string;
  readonly align?: 'end';
  /** Shown instead of the title, which then only names the column. */
  readonly header?: ReactNode;
  cell(row: Row, index: number): ReactNode;
}

/** Makes cells, not rows, what the arrows move between: the column that is active in the selected row. */
export interface CellCursor {
  readonly column: number;
  onColumn(column: number): void;
  /** A click on a cell, after it became the active one. */
  onPick?(index: number, column: number): void;
}

interface DataGridProps<Row> {
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

declare module 'react' {
  interface CSSProperties {
    /** Grid tracks of the rows of a DataGrid. */
    '--columns'?: string;
  }
}

const headerHeight = 24;

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
}

function PlainRow<Row>({ id, row, index, top, height, columns, selected, column, className }: RowProps<Row>) {
  return (
    <div
      {...rowAria(index, selected)}
      id={id}
      data-index={index}
      className={`grid-row ${className ?? ''}`}
      style={{ transform: `translateY(${top}px)`, height }}
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

// The cast keeps the type parameter, which memo() drops.
const GridRow = memo(PlainRow) as typeof PlainRow;

/**
 * A virtual grid: any number of rows, only those in view in the document. One stop for the Tab key, arrows move the
 * selection, Enter opens.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const {
    label,
    rows,
    columns,
    selected,
    onSelect,
    onOpen,
    onToggle,
    cells,
    focusRef,
    rowClass,
    rowHeight = 22,
    follow = false,
    recycle = false,
  } = props;
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
  });
  const count = rows.length;
  const { scrollToIndex } = virtual;

  useEffect(() => {
    if (selected >= 0) scrollToIndex(selected, { align: 'auto' });
  }, [selected, scrollToIndex]);
  useEffect(() => {
    if (follow && atEnd.current && count > 0) scrollToIndex(count - 1, { align: 'end' });
  }, [follow, count, scrollToIndex]);

  const activeColumn = cells?.column;
  useEffect(() => {
    const box = scroller.current;
    const cell = activeColumn === undefined || selected < 0 ? null : box?.querySelector('.cell-active');
    if (!box || !(cell instanceof HTMLElement)) return;
    const end = cell.offsetLeft + cell.offsetWidth;
    if (cell.offsetLeft < box.scrollLeft) box.scrollLeft = cell.offsetLeft;
    else if (end > box.scrollLeft + box.clientWidth) box.scrollLeft = end - box.clientWidth;
  }, [activeColumn, selected]);

  const onScroll = () => {
    const element = scroller.current;
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < rowHeight * 2;
  };
  const numberAt = (event: MouseEvent, name: 'index' | 'column'): number => {
    const found = event.target instanceof Element ? event.target.closest(`[data-${name}]`) : null;
    return found instanceof HTMLElement ? Number(found.dataset[name]) : -1;
  };
  const indexOf = (event: MouseEvent): number => numberAt(event, 'index');
  const onClick = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index < 0) return;
    onSelect(index);
    const column = numberAt(event, 'column');
    if (column < 0) return;
    cells?.onColumn(column);
    cells?.onPick?.(index, column);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index >= 0) onOpen?.(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of a control within a cell are its own.
    if (event.target !== event.currentTarget) return;
    if (event.key === ' ' && selected >= 0 && onToggle) {
      event.preventDefault();
      onToggle(selected);
      return;
    }
    if (event.key === 'Enter' && selected >= 0) {
      event.preventDefault();
      onOpen?.(selected);
      return;
    }
    const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (cells && sideways !== 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      if (selected < 0 && count > 0) onSelect(0);
      cells.onColumn(Math.max(0, Math.min(columns.length - 1, cells.column + sideways)));
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const next = rowAfterKey(event.key, selected, count, page);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onSelect(next);
  };
  const items = virtual.getVirtualItems();
  const activeRow = selected >= 0 && selected < count ? `${base}-${selected}` : undefined;
  const active = activeRow !== undefined && cells ? `${activeRow}-${cells.column}` : activeRow;
  const template = columns.map((column) => column.width).join(' ');

  return (
    <div ref={scroller} className="grid-scroll" onScroll={onScroll}>
      <div
        {...gridAria(label, count + 1, active)}
        ref={focusRef}
        {...{ onKeyDown, onClick, onDoubleClick }}
        className="grid"
        style={{ '--columns': template }}
      >
        <div {...groupAria} className="grid-head">
          <div {...headerRowAria} className="grid-head-row">
            {columns.map((column) => (
              <div {...columnHeaderAria} key={column.id} className="grid-cell" data-align={column.align}>
                {column.header ?? column.title}
              </div>
            ))}
          </div>
        </div>
        <div {...groupAria} className="grid-body" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <GridRow
                // As many slots as rows in view: each row that leaves hands its elements to the one that comes.
                key={recycle ? item.index % items.length : item.key}
                id={`${base}-${item.index}`}
                row={row}
                index={item.index}
                top={item.start - headerHeight}
                height={rowHeight}
                columns={columns}
                selected={item.index === selected}
                column={item.index === selected && cells ? cells.column : -1}
                className={rowClass?.(row)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
