import { useState } from 'react';
import type { ImportNote } from '../../../../shared/import/report.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { TextView } from '../../components/text-view.tsx';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';

const columns: readonly GridColumn<ImportNote>[] = [
  { id: 'title', title: texts.note, width: 'minmax(160px, 1fr)', cell: (row) => visibleText(row.title) },
  {
    id: 'pointer',
    title: texts.where,
    width: 'minmax(120px, 1fr)',
    cell: (row) => <span className="mono dim">{visibleText(row.pointer)}</span>,
  },
];

/** Texts that came with a description, such as the scripts of a collection: to be read, and never run (A19, PM-8). */
export function ReviewNotes({ notes }: { readonly notes: readonly ImportNote[] }) {
  const [selected, setSelected] = useState(0);
  const note = notes[selected];
  return (
    <div className="review-split">
      <div className="review-main">
        <p className="review-summary">
          <strong>{texts.keptNeverRun}</strong> <span className="dim">{texts.keptNeverRunHint}</span>
        </p>
        <DataGrid label={texts.notes} rows={notes} columns={columns} selected={selected} onSelect={setSelected} />
      </div>
      {note ? (
        <section className="review-detail review-note" aria-label={visibleText(note.title)}>
          <TextView label={texts.textOf(note.title)} text={note.text} />
        </section>
      ) : null}
    </div>
  );
}
