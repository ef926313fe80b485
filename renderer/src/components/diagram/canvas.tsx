import { type KeyboardEvent, type MouseEvent, type PointerEvent, type Ref, useId, useMemo, useRef } from 'react';
import { sheetAria } from './aria.ts';
import type { DiagramLayout } from './layout.ts';
import { Lines } from './lines.tsx';
import { TableBox } from './table-box.tsx';
import { detailAt, isDirection, isOnView, moveView, neighbour, reveal, type View, zoomView } from './view.ts';

interface CanvasProps {
  readonly layout: DiagramLayout;
  /** What is said of each table, by name. */
  readonly labels: ReadonlyMap<string, string>;
  readonly view: View;
  readonly size: { readonly width: number; readonly height: number };
  readonly selected: string | null;
  readonly boxRef: Ref<HTMLDivElement>;
  onView(view: View): void;
  /** Shows all of the sheet again. */
  onFit(): void;
  onSelect(name: string): void;
  onOpen(name: string): void;
}

/** Pixels of one step of the sheet by keyboard, and how far a press may slip and still be a click. */
const step = 60;
const slip = 3;

interface Drag {
  readonly view: View;
  readonly x: number;
  readonly y: number;
}

function tableAt(event: MouseEvent): string | undefined {
  const box = event.target instanceof Element ? event.target.closest('[data-table]') : null;
  return box instanceof HTMLElement ? box.dataset.table : undefined;
}

/** The sheet with its tables: dragged by the mouse, one stop for the Tab key, a list of options to a screen reader. */
export function Canvas({ layout, labels, view, size, selected, boxRef, onView, onFit, onSelect, onOpen }: CanvasProps) {
  const base = useId();
  const drag = useRef<Drag | null>(null);
  const places = useMemo(() => new Map(layout.boxes.map((box, at) => [box.table.name, at])), [layout]);
  const near = useMemo(() => {
    const names = layout.lines.flatMap(({ from, to }) =>
      from.table === selected ? [to.table] : to.table === selected ? [from.table] : [],
    );
    return new Set(names);
  }, [layout, selected]);

  const choose = (at: number) => {
    const box = layout.boxes[at];
    if (box === undefined) return;
    onSelect(box.table.name);
    onView(reveal(box, view, size));
  };
  const onArrow = (key: string, shift: boolean): boolean => {
    if (!isDirection(key)) return false;
    if (shift) {
      onView(moveView(view, key, step));
      return true;
    }
    const current = layout.boxes[places.get(selected ?? '') ?? -1];
    const next = current ? neighbour(layout.boxes, current, key) : layout.boxes[0];
    if (next) choose(places.get(next.table.name) ?? 0);
    return true;
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const middle = { x: size.width / 2, y: size.height / 2 };
    switch (event.key) {
      case '+':
      case '=':
        onView(zoomView(view, 1.25, middle));
        return true;
      case '-':
        onView(zoomView(view, 0.8, middle));
        return true;
      case '0':
        onFit();
        return true;
      case '1':
        onView(zoomView(view, 1 / view.scale, middle));
        return true;
      case 'Home':
        choose(0);
        return true;
      case 'End':
        choose(layout.boxes.length - 1);
        return true;
      case 'Enter':
        if (selected !== null) onOpen(selected);
        return selected !== null;
      default:
        return onArrow(event.key, event.shiftKey);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button > 1) return;
    drag.current = { view, x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = drag.current;
    if (from === null) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) {
      if (Math.abs(dx) + Math.abs(dy) <= slip) return;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    onView({ ...from.view, x: from.view.x + dx, y: from.view.y + dy });
  };
  const onPointerUp = () => {
    drag.current = null;
  };
  const onClick = (event: MouseEvent) => {
    const name = tableAt(event);
    if (name !== undefined) onSelect(name);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const name = tableAt(event);
    if (name !== undefined) onOpen(name);
  };
  const detail = detailAt(view.scale);
  const grown = Math.min(3, 1 / view.scale);
  const seen = layout.boxes.filter((box) => isOnView(box, view, size));
  const active = places.get(selected ?? '');
  return (
    <div
      {...sheetAria(active === undefined ? undefined : `${base}-${active}`)}
      {...{ onKeyDown, onClick, onDoubleClick, onPointerDown, onPointerMove, onPointerUp }}
      onPointerCancel={onPointerUp}
      ref={boxRef}
      className="diagram-canvas"
    >
      <div className="diagram-sheet" style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}>
        <Lines layout={layout} selected={selected} />
        {seen.map((box) => {
          const { name } = box.table;
          const place = places.get(name) ?? 0;
          return (
            <TableBox
              key={name}
              id={`${base}-${place}`}
              box={box}
              detail={detail}
              label={labels.get(name) ?? name}
              place={place + 1}
              count={layout.boxes.length}
              selected={name === selected}
              near={near.has(name)}
              grown={grown}
            />
          );
        })}
      </div>
    </div>
  );
}
