import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { kitTexts } from '../texts/kit.ts';
import './data-grid.css';
import { gridAria, groupAria } from './grid-aria.ts';
import { GridHeader } from './grid-header.tsx';
import { onGridKey } from './grid-keyboard.ts';
import { emptyLayout, shownColumns, tracksOf } from './grid-layout.ts';
import { ColumnItems, FloatingMenu, type MenuPlace } from './grid-menu.tsx';
import type { DataGridProps } from './grid-props.ts';
import { GridRow } from './grid-row.tsx';
import { useFixedRows } from './use-fixed-rows.ts';

export type { GridColumn } from './grid-column.ts';
export type { CellCursor } from './grid-props.ts';

declare module 'react' {
  interface CSSProperties {
    /** Grid tracks of the rows of a DataGrid. */
    '--columns'?: string;
  }
}

const headerHeight = 24;

type OpenMenu = MenuPlace & { readonly of: 'columns' | number };

/**
 * A virtual grid: any number of rows, only those in view in the document. One stop for the Tab key, arrows move the
 * selection, Enter opens. With a `layout` its columns can be sorted, resized and hidden.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, rows, selected, onSelect, onOpen, onPress, cells, tree, picks, layout, menu, focusRef, rowClass } =
    props;
  const { rowHeight = 22, follow = false, recycle = false } = props;
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [openMenu, setOpenMenu] = useState<OpenMenu | null>(null);
  const arranged = layout?.layout ?? emptyLayout;
  const isArranged = layout !== undefined;
  const { shown } = arranged;
  // Not of the widths: while one is dragged, no row renders.
  const columns = useMemo(
    () => (isArranged ? shownColumns(props.columns, { shown }) : props.columns),
    [isArranged, props.columns, shown],
  );
  const count = rows.length;
  const { from, to, total, update, show } = useFixedRows({ scroller, count, height: rowHeight, head: headerHeight });

  useEffect(() => {
    if (selected >= 0) show(selected, 'nearest');
  }, [selected, show]);
  useEffect(() => {
    if (follow && atEnd.current && count > 0) show(count - 1, 'end');
  }, [follow, count, show]);

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
    update();
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < rowHeight * 2;
  };
  const numberAt = (event: MouseEvent, name: 'index' | 'column'): number => {
    const found = event.target instanceof Element ? event.target.closest(`[data-${name}]`) : null;
    return found instanceof HTMLElement ? Number(found.dataset[name]) : -1;
  };
  const onClick = (event: MouseEvent) => {
    const index = numberAt(event, 'index');
    const row = rows[index];
    if (row === undefined) return;
    if (tree && event.target instanceof Element && event.target.closest('[data-fold]')) {
      tree.onExpand(index, tree.expanded(row) !== true);
      return;
    }
    if (picks && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      if (event.shiftKey && selected >= 0) picks.onExtend(index);
      else picks.onToggle(index);
      return;
    }
    onSelect(index);
    onPress?.(index);
    const column = numberAt(event, 'column');
    if (column < 0) return;
    cells?.onColumn(column);
    cells?.onPick?.(index, column);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const index = numberAt(event, 'index');
    if (index >= 0) onOpen?.(index);
  };
  const onContextMenu = (event: MouseEvent) => {
    if (!menu) return;
    event.preventDefault();
    const index = numberAt(event, 'index');
    const row = rows[index];
    if (row === undefined) return;
    // On one of several that were picked, the menu is for all of them.
    if (index !== selected && picks?.has(row) !== true) onSelect(index);
    setOpenMenu({ of: index, x: event.clientX, y: event.clientY });
  };
  const openRowMenu = () => {
    const element = document.getElementById(`${base}-${selected}`);
    if (!menu || element === null || scroller.current === null) return;
    const box = scroller.current.getBoundingClientRect();
    setOpenMenu({ of: selected, x: box.left + 24, y: element.getBoundingClientRect().bottom });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of a control within a cell are its own.
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    if (menu && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) openRowMenu();
    else if (!onGridKey({ ...props, columns }, event, page)) return;
    event.preventDefault();
  };
  const activeRow = selected >= 0 && selected < count ? `${base}-${selected}` : undefined;
  const active = activeRow !== undefined && cells ? `${activeRow}-${cells.column}` : activeRow;
  const close = () => setOpenMenu(null);

  return (
    <div ref={scroller} className="grid-scroll" onScroll={onScroll}>
      <div
        {...gridAria({ label, rows: count + 1, activeRow: active, isTree: tree !== undefined, isMulti: !!picks })}
        ref={focusRef}
        {...{ onKeyDown, onClick, onDoubleClick, onContextMenu }}
        className="grid"
        style={{ '--columns': tracksOf(columns, arranged) }}
      >
        <GridHeader columns={columns} layout={layout} onMenu={(x, y) => setOpenMenu({ of: 'columns', x, y })} />
        <div {...groupAria} className="grid-body" style={{ height: total }}>
          {rows.slice(from, to).map((row, offset) => {
            const index = from + offset;
            return (
              <GridRow
                // As many slots as rows in view: each row that leaves hands its elements to the one that comes.
                key={recycle ? index % (to - from) : index}
                id={`${base}-${index}`}
                row={row}
                index={index}
                top={index * rowHeight}
                height={rowHeight}
                columns={columns}
                selected={index === selected || picks?.has(row) === true}
                column={index === selected && cells ? cells.column : -1}
                className={rowClass?.(row)}
                level={tree?.level(row)}
                expanded={tree?.expanded(row)}
              />
            );
          })}
        </div>
      </div>
      {openMenu === null ? null : openMenu.of === 'columns' ? (
        layout && (
          <FloatingMenu {...openMenu} label={kitTexts.grid.columnMenu} onClose={close}>
            <ColumnItems columns={props.columns} layout={layout} />
          </FloatingMenu>
        )
      ) : (
        <FloatingMenu {...openMenu} label={kitTexts.grid.rowMenu} onClose={close}>
          {menu?.(openMenu.of)}
        </FloatingMenu>
      )}
    </div>
  );
}
