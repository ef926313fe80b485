import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { IconChevronRight } from '../icons.ts';
import { rowAfterKey } from './grid-keys.ts';
import './tree-view.css';

/** What the tree needs to know of a row; `level` counts from 1. */
export interface TreeItem {
  readonly id: string;
  readonly level: number;
  /** Undefined for a row that holds nothing. */
  readonly expanded: boolean | undefined;
}

/** A place in the window, px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface TreeViewProps<Row extends TreeItem> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** Id of the row that is on view in the editor; the tree scrolls to it when it changes. */
  readonly selected: string | null;
  /** A click only looks; a double click or Enter opens to stay. */
  onOpen(row: Row, how: 'look' | 'keep'): void;
  onToggle(row: Row): void;
  /** A right click, Shift+F10 or the menu key. */
  onMenu?(row: Row, at: Point): void;
  /** Further keys; true where they were understood. */
  onKey?(event: KeyboardEvent, row: Row): boolean;
  /** A letter was typed. */
  onType?(letter: string): void;
  /** What a row shows behind its chevron. */
  children(row: Row): ReactNode;
}

const rowHeight = 22;
const indent = 12;
const inField = (target: EventTarget): boolean => target instanceof HTMLInputElement;

/** A virtual tree with one stop for the Tab key: arrows move, fold and unfold; Enter opens. */
export function TreeView<Row extends TreeItem>(props: TreeViewProps<Row>) {
  const { label, rows, selected, onOpen, onToggle, onMenu, onKey, onType, children } = props;
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = rows.findIndex((row) => row.id === (focused ?? selected));
  const current = wanted === -1 ? 0 : wanted;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
    getItemKey: (index) => rows[index]?.id ?? index,
  });

  const selectedAt = rows.findIndex((row) => row.id === selected);
  const scrollTo = useRef(virtual.scrollToIndex);
  scrollTo.current = virtual.scrollToIndex;
  // Once for each thing on view: a row that is looked at must not run away when others are unfolded.
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (selectedAt === -1 || shown.current === selected) return;
    shown.current = selected;
    scrollTo.current(selectedAt, { align: 'auto' });
    setFocused(null);
  }, [selected, selectedAt]);

  const focus = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    setFocused(row.id);
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  const menuAt = (row: Row) => {
    const box = document.getElementById(`${base}-${row.id}`)?.getBoundingClientRect();
    onMenu?.(row, { x: (box?.left ?? 0) + 40, y: box?.bottom ?? 0 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    if (row === undefined || inField(event.target)) return;
    if (onKey?.(event, row) === true) {
      event.preventDefault();
      return;
    }
    const menu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (menu && onMenu) menuAt(row);
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else {
      const next = rowAfterKey(event.key, current, rows.length, 10);
      if (next !== undefined) focus(next);
      else if (event.key === 'Enter') onOpen(row, 'keep');
      else if (event.key === ' ') onOpen(row, 'look');
      else if (event.key === 'ArrowRight') {
        if (row.expanded === false) onToggle(row);
        else if (row.expanded === true) focus(current + 1);
      } else if (event.key === 'ArrowLeft') {
        if (row.expanded === true) onToggle(row);
        else focus(rows.findLastIndex((one, index) => index < current && one.level < row.level));
      } else if (event.key.length === 1 && onType) onType(event.key);
      else return;
    }
    event.preventDefault();
  };
  const rowOf = (event: MouseEvent): Row | undefined => {
    const target = event.target instanceof Element ? event.target : null;
    if (target === null || inField(target)) return undefined;
    const element = target.closest('[data-index]');
    return element instanceof HTMLElement ? rows[Number(element.dataset.index)] : undefined;
  };
  const onClick = (event: MouseEvent) => {
    const row = rowOf(event);
    if (row === undefined || event.defaultPrevented) return;
    setFocused(row.id);
    const onChevron = event.target instanceof Element && event.target.closest('.tree-chevron') !== null;
    if (onChevron && row.expanded !== undefined) onToggle(row);
    else onOpen(row, event.detail > 1 ? 'keep' : 'look');
  };
  const onContextMenu = (event: MouseEvent) => {
    const row = rowOf(event);
    if (row === undefined || !onMenu) return;
    event.preventDefault();
    setFocused(row.id);
    onMenu(row, { x: event.clientX, y: event.clientY });
  };
  const items = virtual.getVirtualItems();
  const active = items.some((item) => item.index === current) ? rows[current] : undefined;
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      aria-activedescendant={active ? `${base}-${active.id}` : undefined}
      tabIndex={0}
      className="tree"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      <div role="presentation" className="tree-space" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={row.id}
              id={`${base}-${row.id}`}
              role="treeitem"
              tabIndex={-1}
              data-index={index}
              data-focused={index === current}
              aria-level={row.level}
              aria-expanded={row.expanded}
              aria-selected={row.id === selected}
              className="tree-row"
              style={{ top: start, paddingLeft: 4 + (row.level - 1) * indent }}
            >
              <span className="tree-chevron" data-open={row.expanded === true}>
                {row.expanded === undefined ? null : <IconChevronRight size={13} aria-hidden />}
              </span>
              {children(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
