import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

interface FixedRowsOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  /** Height of each row, px. */
  readonly height: number;
  /** What stays in view above the rows, px. */
  readonly head?: number;
}

/** The rows in view, and how to bring another one there. */
export interface FixedRows {
  readonly from: number;
  /** Past the last one. */
  readonly to: number;
  /** Of all rows, px. */
  readonly total: number;
  /** To be called when the scroller scrolls. */
  update(): void;
  show(index: number, align: 'nearest' | 'end'): void;
}

/** Rows beyond either edge that are there before they come into view. */
const overscan = 6;
/** Rows before anything has been measured. */
const firstRows = 40;

/**
 * A virtual list of rows of one height. The library for lists makes an object for each row whenever their number changes, which
 * for a hundred thousand of them, live, costs more than all that is on view; here nothing depends on their number.
 */
export function useFixedRows({ scroller, count, height, head = 0 }: FixedRowsOptions): FixedRows {
  const [range, setRange] = useState({ first: 0, rows: firstRows });

  const update = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    const first = Math.floor(box.scrollTop / height);
    const rows = Math.ceil(Math.max(0, box.clientHeight - head) / height) + 1;
    setRange((before) => (before.first === first && before.rows === rows ? before : { first, rows }));
  }, [scroller, height, head]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    update();
    const observer = new ResizeObserver(update);
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller, update]);

  const show = useCallback(
    (index: number, align: 'nearest' | 'end') => {
      const box = scroller.current;
      if (box === null) return;
      const top = index * height;
      const bottom = top + height + head;
      if (align === 'end' || bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
      else if (top < box.scrollTop) box.scrollTop = top;
      else return;
      update();
    },
    [scroller, height, head, update],
  );

  // Fewer rows than before: the browser moves the view up only after they are gone.
  const first = Math.min(range.first, Math.max(0, count - range.rows));
  const from = Math.max(0, first - overscan);
  return { from, to: Math.min(count, first + range.rows + overscan), total: count * height, update, show };
}
