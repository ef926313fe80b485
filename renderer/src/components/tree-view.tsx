import { type KeyboardEvent, type MouseEvent, useId, useState } from 'react';
import { IconChevronRight, IconFolder, IconHistory } from '../icons.ts';
import { visibleText } from '../lib/text.ts';
import { FileIcon } from './file-icon.tsx';
import { rowAfterKey } from './grid-keys.ts';
import './tree-view.css';

/** What the tree needs to know of a row; `level` counts from 1. */
export interface TreeRow {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly level: number;
  readonly expanded: boolean | undefined;
  readonly note?: string;
  readonly strong?: boolean;
  /** Has unsaved text. */
  readonly marked?: boolean;
}

interface TreeViewProps<Row extends TreeRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** Id of the row that is on view in the editor. */
  readonly selected: string | null;
  onOpen(row: Row): void;
  onToggle(row: Row): void;
}

function RowIcon({ row }: { readonly row: TreeRow }) {
  if (row.kind === 'connector') return <FileIcon name="overview" />;
  if (row.kind === 'folder') return <IconFolder size={14} className="tone-dim" aria-hidden />;
  if (row.kind === 'history') return <IconHistory size={14} className="tone-dim" aria-hidden />;
  return row.kind === 'file' ? <FileIcon name={row.label} /> : null;
}

/** A tree with one stop for the Tab key: arrows move, fold and unfold; Enter opens. */
export function TreeView<Row extends TreeRow>({ label, rows, selected, onOpen, onToggle }: TreeViewProps<Row>) {
  const base = useId();
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = rows.findIndex((row) => row.id === (focused ?? selected));
  const current = wanted === -1 ? 0 : wanted;

  const focus = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    setFocused(row.id);
    document.getElementById(`${base}-${row.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rowAfterKey(event.key, current, rows.length, 10);
    if (next !== undefined) focus(next);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(row);
    else if (event.key === 'ArrowRight') {
      if (row.expanded === false) onToggle(row);
      else if (row.expanded === true) focus(current + 1);
    } else if (event.key === 'ArrowLeft') {
      if (row.expanded === true) onToggle(row);
      else focus(rows.findLastIndex((one, index) => index < current && one.level < row.level));
    } else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const element = target?.closest('[data-index]');
    const row = element instanceof HTMLElement ? rows[Number(element.dataset.index)] : undefined;
    if (row === undefined) return;
    setFocused(row.id);
    if (target?.closest('.tree-chevron') && row.expanded !== undefined) onToggle(row);
    else onOpen(row);
  };
  const active = rows[current];
  return (
    <div
      role="tree"
      aria-label={label}
      aria-activedescendant={active ? `${base}-${active.id}` : undefined}
      tabIndex={0}
      className="tree"
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rows.map((row, index) => (
        <div
          key={row.id}
          id={`${base}-${row.id}`}
          role="treeitem"
          tabIndex={-1}
          data-index={index}
          data-focused={index === current}
          data-strong={row.strong}
          aria-level={row.level}
          aria-expanded={row.expanded}
          aria-selected={row.id === selected}
          className="tree-row"
          style={{ paddingLeft: 4 + (row.level - 1) * 14 }}
        >
          <span className="tree-chevron" data-open={row.expanded === true}>
            {row.expanded === undefined ? null : <IconChevronRight size={13} aria-hidden />}
          </span>
          <RowIcon row={row} />
          <span className="ellipsis">{visibleText(row.label)}</span>
          {row.note ? <span className="tree-note">{row.note}</span> : null}
          {row.marked ? <span className="tree-mark" role="img" aria-label="unsaved" /> : null}
        </div>
      ))}
    </div>
  );
}
