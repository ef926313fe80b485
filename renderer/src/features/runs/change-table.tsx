import { useState } from 'react';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { visibleText } from '../../lib/text.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import type { ChangeRow } from './change-rows.ts';

const tones = { added: 'tone-ok', removed: 'tone-error', changed: 'tone-warn' } as const;

const text = (id: 'place' | 'before' | 'after', title: string, width: string): GridColumn<ChangeRow> => ({
  id,
  title,
  width,
  cell: (row) => (
    <span className="mono" title={visibleText(row[id])}>
      {visibleText(row[id])}
    </span>
  ),
});

const columns: readonly GridColumn<ChangeRow>[] = [
  {
    id: 'kind',
    title: texts.change,
    width: '78px',
    cell: ({ kind }) => <span className={tones[kind]}>{texts.kinds[kind]}</span>,
  },
  text('place', texts.place, 'minmax(180px, 2fr)'),
  text('before', texts.before, 'minmax(120px, 1fr)'),
  text('after', texts.after, 'minmax(120px, 1fr)'),
];

/** Differences as a list. */
export function ChangeTable({ label, rows }: { readonly label: string; readonly rows: readonly ChangeRow[] }) {
  const [selected, setSelected] = useState(-1);
  return <DataGrid label={label} rows={rows} columns={columns} selected={selected} onSelect={setSelected} recycle />;
}
