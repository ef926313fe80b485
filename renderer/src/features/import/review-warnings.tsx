import { useState } from 'react';
import type { ImportWarning } from '../../../../shared/import/report.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Empty } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';

const columns: readonly GridColumn<ImportWarning>[] = [
  {
    id: 'message',
    title: 'Warning',
    width: 'minmax(260px, 2fr)',
    cell: (row) => <span title={visibleText(row.message)}>{visibleText(row.message)}</span>,
  },
  {
    id: 'pointer',
    title: 'Where',
    width: 'minmax(140px, 1fr)',
    cell: (row) => (
      <span className="mono dim" title={visibleText(row.pointer)}>
        {visibleText(row.pointer)}
      </span>
    ),
  },
  {
    id: 'code',
    title: 'Code',
    width: '170px',
    cell: (row) => <span className="mono dim">{visibleText(row.code)}</span>,
  },
];

/** What the import could not take as it stands; the selected one is shown in full. */
export function ReviewWarnings({ warnings }: { readonly warnings: readonly ImportWarning[] }) {
  const [selected, setSelected] = useState(-1);
  const warning = warnings[selected];
  if (warnings.length === 0) return <Empty title="No warnings" />;
  return (
    <>
      <DataGrid label="Warnings" rows={warnings} columns={columns} selected={selected} onSelect={setSelected} />
      {warning ? <p className="warning-full">{visibleText(warning.message)}</p> : null}
    </>
  );
}
