import { useMemo, useRef } from 'react';
import { type CodeLanguage, codePieces } from './code-pieces.ts';
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
  readonly language?: CodeLanguage;
}

const rowHeight = 18;

const indices = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, offset) => from + offset);

function Coloured({ text, wanted, language }: { text: string; wanted: string; language: CodeLanguage }) {
  let at = 0;
  return codePieces(text, language).map((piece) => {
    const key = at;
    at += piece.text.length;
    const shown = <Highlighted text={piece.text} wanted={wanted} />;
    return (
      <span key={key} className={piece.tone && `code-${piece.tone}`}>
        {shown}
      </span>
    );
  });
}

/** Plain text of any size, read-only, as a virtual list of lines. */
export function TextView({ label, text, wanted = '', language = 'plain' }: TextViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => textRows(text), [text]);
  const { from, to, total, update } = useFixedRows({ scroller, count: rows.length, height: rowHeight });
  return (
    <div ref={scroller} className="text-scroll" role="document" aria-label={label} onScroll={update} {...focusable}>
      <div className="text-rows" style={{ height: total }}>
        {indices(from, to).map((index) => {
          const row = rows[index];
          return (
            <div key={index} className="text-row" style={{ top: index * rowHeight }}>
              <span className="text-number" aria-hidden>
                {row?.line === 0 ? '' : row?.line}
              </span>
              <span>
                <Coloured text={row?.text ?? ''} wanted={wanted} language={language} />
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
