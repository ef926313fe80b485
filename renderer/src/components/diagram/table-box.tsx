import { memo } from 'react';
import { IconKey } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { diagramTexts as texts } from '../../texts/schema-diagram.ts';
import { tableAria } from './aria.ts';
import type { Box } from './layout.ts';
import type { DiagramField } from './tables.ts';
import type { Detail } from './view.ts';

function Field({ field }: { readonly field: DiagramField }) {
  return (
    <div className="diagram-field" data-key={field.key}>
      <span className="diagram-mark">{field.key ? <IconKey size={11} aria-hidden /> : field.target ? '→' : null}</span>
      <span className="ellipsis">{visibleText(field.name)}</span>
      <span className="diagram-type">{visibleText(field.type)}</span>
    </div>
  );
}

interface TableBoxProps {
  readonly id: string;
  readonly box: Box;
  readonly detail: Detail;
  /** What a screen reader says. */
  readonly label: string;
  readonly place: number;
  readonly count: number;
  readonly selected: boolean;
  /** Whether a relation leads between it and the selected table. */
  readonly near: boolean;
  /** How much larger its title is drawn, so that it can be read from afar. */
  readonly grown: number;
}

function PlainBox({ id, box, detail, label, place, count, selected, near, grown }: TableBoxProps) {
  const left = box.table.fields.length - box.fields.length;
  return (
    <div
      {...tableAria(selected, place, count)}
      id={id}
      data-table={box.table.name}
      data-detail={detail}
      data-near={near}
      className="diagram-box"
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    >
      {/* Its name, in words: as its text, for what is drawn beside it is no part of it. */}
      <span className="sr-only">{label}</span>
      <div aria-hidden className="diagram-inside">
        {detail === 'none' ? null : (
          <div
            className="diagram-title ellipsis"
            style={detail === 'title' ? { fontSize: `${12 * grown}px` } : undefined}
          >
            {visibleText(box.table.title)}
          </div>
        )}
        {detail === 'fields' ? box.fields.map((field) => <Field key={field.name} field={field} />) : null}
        {detail === 'fields' && left > 0 ? <div className="diagram-more">{texts.more(formatCount(left))}</div> : null}
      </div>
    </div>
  );
}

/** One table of a diagram, as detailed as its size allows. */
export const TableBox = memo(PlainBox);
