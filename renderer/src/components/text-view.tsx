import { useMemo, useRef } from 'react';
import { Highlighted } from './highlighted.tsx';
import { textRows } from './text-lines.ts';
import './text-view.css';
import { useFixedRows } from './use-fixed-rows.ts';

interface TextViewProps {
  /** Accessible name of the text. */
  readonly label: string;
  readonly text: string;
  /** Text that is marked where it stands. */
  readonly wanted?: string;
}

const rowHeight = 18;

const indices = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, offset) => from + offset);

/** Plain text of any size, read-only, as a virtual list of lines. */
export function TextView({ label, text, wanted = '' }: TextViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => textRows(text), [text]);
  const { from, to, total, update } = useFixedRows({ scroller, count: rows.length, height: rowHeight });
  return (
    <div ref={scroller} className="text-scroll" role="document" aria-label={label} onScroll={update} {...focusable}>
      <div className="text-rows" style={{ height: total }}>
        {indices(from, to).map((index) => {
          const row = rows[index];
          return (
            <div key={index} className="text-row" style={{ transform: `translateY(${index * rowHeight}px)` }}>
              <span className="text-number" aria-hidden>
                {row?.line === 0 ? '' : row?.line}
              </span>
              <span>
                <Highlighted text={row?.text ?? ''} wanted={wanted} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

// A scroll container must be reachable by keyboard although it is no control.
const focusable = { tabIndex: 0 } as const;
