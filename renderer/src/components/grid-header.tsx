import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { IconArrowDown, IconArrowUp } from '../icons.ts';
import { kitTexts } from '../texts/kit.ts';
import { columnHeaderAria, groupAria, headerRowAria } from './grid-aria.ts';
import type { GridColumn } from './grid-column.ts';
import { withSort, withWidth } from './grid-layout.ts';
import { nextSort } from './grid-sort.ts';
import type { GridLayoutState } from './use-grid-layout.ts';

interface HeaderProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  /** Absent where the columns are fixed: then titles are all there is. */
  readonly layout: GridLayoutState | undefined;
  /** Opens the menu of the columns at a place of the window, px. */
  onMenu(x: number, y: number): void;
}

/** Width by which a key makes a column wider or narrower, px. */
const keyStep = 16;

const cellOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[role="columnheader"]') : null;

/** A handle at the end of a header cell; a double click gives the column the width of its own again. */
function ResizeHandle({ id, layout }: { readonly id: string; readonly layout: GridLayoutState }) {
  const drag = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const cell = cellOf(event.target);
    if (cell === null || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width: cell.offsetWidth };
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = drag.current;
    if (from !== null) layout.change((now) => withWidth(now, id, from.width + event.clientX - from.x));
  };
  const onLostPointerCapture = () => {
    drag.current = null;
  };
  const onDoubleClick = () => layout.change((now) => withWidth(now, id, undefined));
  return (
    <span
      className="grid-resize"
      aria-hidden
      {...{ onPointerDown, onPointerMove, onLostPointerCapture, onDoubleClick }}
    />
  );
}

/**
 * The header row. Where columns can be arranged each title is a button, one stop of the Tab key for all of them: arrows move
 * between them, Enter sorts, Shift with an arrow makes the column wider or narrower.
 */
export function GridHeader<Row>({ columns, layout, onMenu }: HeaderProps<Row>) {
  const [current, setCurrent] = useState(0);
  const sort = layout?.layout.sort ?? null;
  const stop = Math.min(current, columns.length - 1);

  const sortBy = (column: GridColumn<Row>) => {
    if (column.compare) layout?.change((now) => withSort(now, nextSort(now.sort, column.id)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const column = columns[stop];
    const cell = cellOf(event.target);
    if (!layout || column === undefined || cell === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0 && event.shiftKey) {
      const width = cell.offsetWidth + step * keyStep;
      layout.change((now) => withWidth(now, column.id, width));
    } else if (step !== 0) {
      const next = Math.max(0, Math.min(columns.length - 1, stop + step));
      setCurrent(next);
      cell.parentElement?.querySelectorAll<HTMLElement>('.grid-title')[next]?.focus();
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const { left, bottom } = cell.getBoundingClientRect();
      onMenu(left, bottom);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onContextMenu = (event: MouseEvent) => {
    if (!layout) return;
    event.preventDefault();
    event.stopPropagation();
    onMenu(event.clientX, event.clientY);
  };
  const titleOf = (column: GridColumn<Row>, at: number): ReactNode => {
    const content = column.header ?? column.title;
    if (!layout) return content;
    return (
      <>
        <button
          type="button"
          className="grid-title"
          tabIndex={at === stop ? 0 : -1}
          aria-description={column.compare ? kitTexts.grid.sortHelp : kitTexts.grid.resizeHelp}
          onFocus={() => setCurrent(at)}
          onClick={() => sortBy(column)}
          data-sortable={column.compare !== undefined}
        >
          <span className="grid-title-text">{content}</span>
          {sort?.column !== column.id ? null : sort.descending ? (
            <IconArrowDown size={12} aria-hidden />
          ) : (
            <IconArrowUp size={12} aria-hidden />
          )}
        </button>
        <ResizeHandle id={column.id} layout={layout} />
      </>
    );
  };
  return (
    <div {...groupAria} className="grid-head">
      <div {...headerRowAria} {...{ onKeyDown, onContextMenu }} className="grid-head-row">
        {columns.map((column, at) => (
          <div
            {...columnHeaderAria(
              column.compare === undefined || !layout
                ? undefined
                : sort?.column !== column.id
                  ? 'none'
                  : sort.descending
                    ? 'descending'
                    : 'ascending',
            )}
            key={column.id}
            className="grid-cell"
            data-align={column.align}
          >
            {titleOf(column, at)}
          </div>
        ))}
      </div>
    </div>
  );
}
