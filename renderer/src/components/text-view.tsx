import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { visibleText } from '../lib/text.ts';
import { textRows } from './text-lines.ts';
import './text-view.css';

/** Plain text of any size, read-only, as a virtual list of lines. */
export function TextView({ label, text }: { readonly label: string; readonly text: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => textRows(text), [text]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 18,
    overscan: 20,
  });
  return (
    <div ref={scroller} className="text-scroll" role="document" aria-label={label} {...focusable}>
      <div className="text-rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            <div key={item.key} className="text-row" style={{ transform: `translateY(${item.start}px)` }}>
              <span className="text-number" aria-hidden>
                {row?.line === 0 ? '' : row?.line}
              </span>
              <span>{visibleText(row?.text ?? '')}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

// A scroll container must be reachable by keyboard although it is no control.
const focusable = { tabIndex: 0 } as const;
