import { memo } from 'react';
import type { DiagramLayout } from './layout.ts';
import { pathOf } from './path.ts';

interface LinesProps {
  readonly layout: DiagramLayout;
  /** Name of the selected table, whose relations stand out. */
  readonly selected: string | null;
}

function PlainLines({ layout, selected }: LinesProps) {
  const { width, height, lines } = layout;
  return (
    <svg className="diagram-lines" width={width} height={height} aria-hidden>
      <defs>
        <marker id="diagram-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0,0 L8,4 L0,8 Z" className="diagram-arrow" />
        </marker>
      </defs>
      {lines.map((line) => (
        <path
          key={`${line.from.table} ${line.from.field} ${line.to.table}`}
          d={pathOf(line.points)}
          className="diagram-line"
          data-near={selected !== null && (line.from.table === selected || line.to.table === selected)}
          markerEnd="url(#diagram-arrow)"
        />
      ))}
    </svg>
  );
}

/** The relations of a diagram. */
export const Lines = memo(PlainLines);
