import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { copyText } from '../lib/clipboard.ts';
import { kitTexts } from '../texts/kit.ts';
import { rowAfterKey } from './grid-keys.ts';
import { FloatingMenu, type MenuPlace } from './grid-menu.tsx';
import { Line } from './json-line.tsx';
import { parentLine } from './json-lines.ts';
import { JsonItems } from './json-menu.tsx';
import { JsonModel } from './json-model.ts';
import { codePath } from './json-path.ts';
import { JsonToolbar } from './json-toolbar.tsx';
import { useFixedRows } from './use-fixed-rows.ts';
import { useJsonSearch } from './use-json-search.ts';
import './json-tree.css';

interface JsonTreeProps {
  /** Accessible name of the tree. */
  readonly label: string;
  /** Name shown on the root line; code that reads a value begins with it. */
  readonly rootKey: string;
  /** The value; or its `text`, of which numbers stay as they were written, and any size is read beside the page. */
  readonly value?: unknown;
  readonly text?: string;
  /** Looked for at first. */
  readonly wanted?: string;
  /** Offers to put code that reads a value somewhere. */
  onUse?(code: string): void;
  /** Told where the text turns out to be no JSON. */
  onBroken?(offset: number): void;
}

const lineHeight = 19;
const indent = 14;
/** Deeper lines are not moved further to the right. */
const deepest = 80;

function useModel(text: string): JsonModel {
  const [model, setModel] = useState(() => new JsonModel(text));
  const shown = useRef(text);
  useEffect(() => {
    if (shown.current === text) return;
    shown.current = text;
    setModel(new JsonModel(text));
  }, [text]);
  useEffect(() => () => model.close(), [model]);
  return model;
}

/**
 * A JSON document as a virtual tree. Arrows move, open and close; Enter or Space toggles; Ctrl+C copies the value of the line,
 * Ctrl+F searches. Values are shown as text, whatever they hold.
 */
export function JsonTree({ label, rootKey, value, text: given, wanted = '', onUse, onBroken }: JsonTreeProps) {
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const text = useMemo(() => given ?? JSON.stringify(value) ?? 'null', [given, value]);
  const model = useModel(text);
  const { lines, current, stage, sorted } = useSyncExternalStore(model.subscribe, model.getView);
  const { search, onText, move } = useJsonSearch(model, wanted);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const { from, to, total, update, show } = useFixedRows({ scroller, count: lines.length, height: lineHeight });
  useEffect(() => show(current, 'nearest'), [current, show]);
  const broken = stage.kind === 'broken' ? stage.offset : undefined;
  useEffect(() => {
    if (broken !== undefined) onBroken?.(broken);
  }, [broken, onBroken]);

  const use = () => onUse?.(codePath(rootKey, model.pathOf(current)));
  const openMenu = () => {
    const row = document.getElementById(`${base}-${current}`)?.getBoundingClientRect();
    if (row && lines[current]?.kind === 'node') setMenu({ x: row.left + 40, y: row.bottom });
  };
  const withControl = (key: string): boolean => {
    if (key === 'f') input.current?.select();
    else if (key === 'c' && window.getSelection()?.isCollapsed !== false)
      void model.valueOf(current).then((copied) => copyText(copied, kitTexts.json.value));
    else return false;
    return true;
  };
  const plain = (event: KeyboardEvent): boolean => {
    const line = lines[current];
    const open = line?.kind === 'node' ? line.open : false;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight) - 1);
    const next = rowAfterKey(event.key, current, lines.length, page);
    if (next !== undefined) model.select(next);
    else if (event.key === 'Enter' || event.key === ' ') void model.toggle(current);
    else if (event.key === 'ArrowRight') {
      if (open) model.select(current + 1);
      else void model.toggle(current);
    } else if (event.key === 'ArrowLeft') {
      if (open) void model.toggle(current);
      else model.select(parentLine(lines, current));
    } else if (event.key === '*') void model.expand(current, Number.POSITIVE_INFINITY);
    else if (event.key === 'F3') move(event.shiftKey ? -1 : 1);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu();
    else if (event.key === 'u' && onUse) use();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const taken = event.ctrlKey || event.metaKey ? withControl(event.key.toLowerCase()) : plain(event);
    if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const lineAt = (event: MouseEvent): number => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    return row instanceof HTMLElement ? Number(row.dataset.index) : -1;
  };
  const onClick = (event: MouseEvent) => {
    const index = lineAt(event);
    if (index < 0) return;
    model.select(index);
    if (window.getSelection()?.isCollapsed !== false) void model.toggle(index);
  };
  const onContextMenu = (event: MouseEvent) => {
    const index = lineAt(event);
    event.preventDefault();
    if (lines[index]?.kind !== 'node') return;
    model.select(index);
    setMenu({ x: event.clientX, y: event.clientY });
  };

  return (
    <>
      <JsonToolbar
        {...{ search, sorted, onText }}
        inputRef={input}
        onMove={move}
        onExpand={() => void model.expand(0, Number.POSITIVE_INFINITY)}
        onCollapse={() => model.collapse()}
        onSort={(on) => void model.sort(on)}
        onLeave={() => tree.current?.focus()}
      />
      <div ref={scroller} className="json-scroll" onScroll={update}>
        <div
          ref={tree}
          role="tree"
          aria-label={label}
          aria-activedescendant={`${base}-${current}`}
          aria-busy={stage.kind === 'reading'}
          tabIndex={0}
          className="json-tree"
          style={{ height: total }}
          {...{ onKeyDown, onClick, onContextMenu }}
        >
          {lines.slice(from, to).map((line, offset) => {
            const index = from + offset;
            return (
              <div
                key={line.id}
                id={`${base}-${index}`}
                data-index={index}
                role="treeitem"
                tabIndex={-1}
                aria-level={line.depth + 1}
                aria-selected={index === current}
                aria-expanded={line.kind === 'node' ? line.open : undefined}
                className="json-line"
                style={{
                  top: index * lineHeight,
                  paddingLeft: 6 + Math.min(line.depth, deepest) * indent,
                }}
                data-leaf={line.kind === 'node' && line.open === undefined}
              >
                <Line line={line} rootKey={rootKey} wanted={search.text} isReading={stage.kind === 'reading'} />
              </div>
            );
          })}
        </div>
      </div>
      {menu === null ? null : (
        <FloatingMenu {...menu} label={kitTexts.json.menu} onClose={() => setMenu(null)}>
          <JsonItems {...{ model, rootKey, onUse }} index={current} />
        </FloatingMenu>
      )}
    </>
  );
}
