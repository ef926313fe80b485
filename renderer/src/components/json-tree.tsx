import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { IconChevronRight } from '../icons.ts';
import { copyText } from '../lib/clipboard.ts';
import { formatCount } from '../lib/format.ts';
import { clip, visibleText } from '../lib/text.ts';
import { rowAfterKey } from './grid-keys.ts';
import { type JsonLine, jsonLines, openAtFirst, parentLine, toggled, valueChars } from './json-lines.ts';
import './json-tree.css';

interface JsonTreeProps {
  /** Accessible name of the tree. */
  readonly label: string;
  /** Key shown on the root line. */
  readonly rootKey: string;
  readonly value: unknown;
}

const lineHeight = 19;

function Scalar({ value }: { readonly value: unknown }) {
  if (typeof value === 'string')
    return <span className="json-string">"{visibleText(clip(value, valueChars)).replaceAll('\n', '\\n')}"</span>;
  if (typeof value === 'number') return <span className="json-number">{String(value)}</span>;
  return <span className="json-word">{String(value)}</span>;
}

function Line({ line }: { readonly line: JsonLine }) {
  if (line.kind === 'more') return <span className="json-more">show more of {formatCount(line.hidden)} left</span>;
  const name = <span className="json-key">{visibleText(clip(line.key, valueChars))}</span>;
  if (line.kind === 'leaf')
    return (
      <>
        {name}
        <span className="dim">: </span>
        <Scalar value={line.value} />
      </>
    );
  const size = formatCount(line.size);
  return (
    <>
      <IconChevronRight size={12} className="json-chevron" data-open={line.open} aria-hidden />
      {name}
      <span className="dim">: {Array.isArray(line.value) ? `[${size}]` : `{${size}}`}</span>
    </>
  );
}

/**
 * A JSON value as a virtual tree. Arrows move, open and close; Enter or Space toggles; Ctrl+C copies the value of the
 * line. Values are shown as text, whatever they hold.
 */
export function JsonTree({ label, rootKey, value }: JsonTreeProps) {
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState({ value, open: openAtFirst(value) });
  const [current, setCurrent] = useState(0);
  // Another value starts with its own nodes open; set while rendering so that no frame mixes the two.
  if (!Object.is(shown.value, value)) {
    setShown({ value, open: openAtFirst(value) });
    setCurrent(0);
  }
  const lines = useMemo(() => jsonLines(shown.value, rootKey, shown.open), [shown, rootKey]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  const { scrollToIndex } = virtual;
  useEffect(() => scrollToIndex(current, { align: 'auto' }), [current, scrollToIndex]);

  const toggle = (line: JsonLine | undefined) => {
    if (line !== undefined && line.kind !== 'leaf')
      setShown((before) => ({ ...before, open: toggled(before.open, line) }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[current];
    if (line === undefined) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'c') {
      if (line.kind !== 'more' && window.getSelection()?.isCollapsed !== false) copyText(textOf(line.value), 'value');
      return;
    }
    const open = line.kind === 'branch' && line.open;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight) - 1);
    const next = rowAfterKey(event.key, current, lines.length, page);
    if (next !== undefined) setCurrent(next);
    else if (event.key === 'Enter' || event.key === ' ') toggle(line);
    else if (event.key === 'ArrowRight') {
      if (open) setCurrent(Math.min(lines.length - 1, current + 1));
      else toggle(line);
    } else if (event.key === 'ArrowLeft') {
      if (open) toggle(line);
      else setCurrent(parentLine(lines, current));
    } else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (!(row instanceof HTMLElement)) return;
    const index = Number(row.dataset.index);
    setCurrent(index);
    if (window.getSelection()?.isCollapsed !== false) toggle(lines[index]);
  };

  return (
    <div ref={scroller} className="json-scroll">
      <div
        role="tree"
        aria-label={label}
        aria-activedescendant={`${base}-${current}`}
        tabIndex={0}
        className="json-tree"
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <div
              key={item.key}
              id={`${base}-${item.index}`}
              data-index={item.index}
              role="treeitem"
              tabIndex={-1}
              aria-level={line.depth + 1}
              aria-selected={item.index === current}
              aria-expanded={line.kind === 'branch' ? line.open : undefined}
              className="json-line"
              style={{ transform: `translateY(${item.start}px)`, paddingLeft: 6 + line.depth * 14 }}
              data-leaf={line.kind === 'leaf'}
            >
              <Line line={line} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? String(value));
