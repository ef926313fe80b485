import { useMemo } from 'react';
import { useSize } from './diagram/use-size.ts';
import { hexBytes, hexRow } from './hex.ts';
import './text-view.css';
import { useFixedRows } from './use-fixed-rows.ts';

const rowHeight = 18;

/** Bytes as a virtual list of lines: offset, hexadecimal, ASCII. */
export function HexView({ label, bytes }: { readonly label: string; readonly bytes: Uint8Array }) {
  const { box: scroller, size } = useSize();
  const inLine = hexBytes(size.width);
  const count = Math.ceil(bytes.byteLength / inLine);
  const { from, to, total, update } = useFixedRows({ scroller, count, height: rowHeight });
  const rows = useMemo(
    () => Array.from({ length: to - from }, (_, offset) => hexRow(bytes, from + offset, inLine)),
    [bytes, from, to, inLine],
  );
  return (
    <div ref={scroller} className="text-scroll" role="document" aria-label={label} onScroll={update} {...focusable}>
      <div className="text-rows" style={{ height: total }}>
        {rows.map((row, offset) => (
          <div key={row.offset} className="text-row hex-row" style={{ top: (from + offset) * rowHeight }}>
            <span className="dim">{row.offset}</span>
            <span>{row.hex}</span>
            <span className="json-string">{row.text}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

// A scroll container must be reachable by keyboard although it is no control.
const focusable = { tabIndex: 0 } as const;
