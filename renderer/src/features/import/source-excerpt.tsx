import { useEffect, useRef } from 'react';
import type { ExcerptLine, Location } from '../../../../shared/import/location.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';

function Line({ line, place }: { readonly line: ExcerptLine; readonly place: Location }) {
  const here = line.number === place.line;
  const within = line.number >= place.line && line.number <= place.endLine;
  const column = place.column - 1 - line.from;
  const text = (part: string) => visibleText(part);
  return (
    <div
      className={`excerpt-line${here ? ' excerpt-here' : within ? ' excerpt-within' : ''}`}
      aria-current={here ? 'location' : undefined}
    >
      <span className="excerpt-number">{line.number}</span>
      <span className="excerpt-text">
        {line.from > 0 ? <span className="dim">{texts.cut} </span> : null}
        {here ? (
          <>
            {text(line.text.slice(0, column))}
            <mark>{text(line.text.slice(column))}</mark>
          </>
        ) : (
          text(line.text)
        )}
        {line.cut ? <span className="dim"> {texts.cut}</span> : null}
      </span>
    </div>
  );
}

// A scroll container must be reachable by keyboard although it is no control.
const focusable = { tabIndex: 0 } as const;

/** A part of a description as plain text, with the place it is about. */
export function SourceExcerpt({ place, label }: { readonly place: Location; readonly label: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = scroller.current;
    const here = box?.querySelector('[aria-current]');
    if (box && here instanceof HTMLElement) box.scrollTop = here.offsetTop - Math.min(60, box.clientHeight / 3);
    void place;
  }, [place]);
  return (
    <div ref={scroller} className="excerpt mono" role="document" aria-label={label} {...focusable}>
      {place.lines.map((line) => (
        <Line key={line.number} line={line} place={place} />
      ))}
    </div>
  );
}
