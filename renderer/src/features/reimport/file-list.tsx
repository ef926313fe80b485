import { useState } from 'react';
import type { MergedFile, MergePlan } from '../../../../shared/import/merge.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { visibleText } from '../../lib/text.ts';
import { reimportTexts as texts } from '../../texts/reimport.ts';

const columns: readonly GridColumn<MergedFile>[] = [
  {
    id: 'path',
    title: texts.file,
    width: 'minmax(180px, 1.4fr)',
    cell: (row) => <span className="mono">{visibleText(row.path)}</span>,
  },
  { id: 'action', title: texts.merge, width: '110px', cell: (row) => texts.actions[row.action] },
  {
    id: 'edited',
    title: texts.yourEdits,
    width: 'minmax(120px, 1fr)',
    cell: (row) => (row.edited ? texts.kept : <span className="dim">{texts.none}</span>),
  },
];

/** What the merge does to each file, and what was left in place for a reason. */
export function FileList({ plan }: { readonly plan: MergePlan }) {
  const [selected, setSelected] = useState(-1);
  const sentences = [...plan.breaking, ...plan.notes];
  return (
    <>
      {sentences.length > 0 ? (
        <ul className="merge-notes">
          {sentences.map((sentence) => (
            <li key={sentence}>{visibleText(sentence)}</li>
          ))}
        </ul>
      ) : null}
      <DataGrid label={texts.files} rows={plan.files} columns={columns} selected={selected} onSelect={setSelected} />
    </>
  );
}
