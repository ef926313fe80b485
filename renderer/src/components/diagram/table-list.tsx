import { useState } from 'react';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { diagramTexts as texts } from '../../texts/schema-diagram.ts';
import { DataGrid, type GridColumn } from '../data-grid.tsx';
import type { TableWords } from './names.ts';

const columns: readonly GridColumn<TableWords>[] = [
  {
    id: 'table',
    title: texts.columns.table,
    width: 'minmax(140px, 1fr)',
    cell: ({ table }) => visibleText(table.title),
  },
  {
    id: 'fields',
    title: texts.columns.fields,
    width: '64px',
    align: 'end',
    cell: ({ table }) => formatCount(table.fields.length),
  },
  {
    id: 'key',
    title: texts.columns.key,
    width: 'minmax(90px, 0.6fr)',
    cell: ({ key }) => <span className="mono">{key || '–'}</span>,
  },
  {
    id: 'pointsAt',
    title: texts.columns.pointsAt,
    width: 'minmax(200px, 2fr)',
    cell: ({ pointsAt }) => <span className="mono">{pointsAt || '–'}</span>,
  },
  {
    id: 'pointedAtBy',
    title: texts.columns.pointedAtBy,
    width: 'minmax(160px, 1.4fr)',
    cell: ({ pointedAtBy }) => pointedAtBy || '–',
  },
];

interface TableListProps {
  readonly rows: readonly TableWords[];
  onOpen(name: string): void;
}

/** What a diagram shows, as a list. */
export function TableList({ rows, onOpen }: TableListProps) {
  const [selected, setSelected] = useState(0);
  return (
    <DataGrid
      label={texts.label}
      rows={rows}
      columns={columns}
      selected={selected}
      onSelect={setSelected}
      onOpen={(index) => {
        const row = rows[index];
        if (row) onOpen(row.table.name);
      }}
    />
  );
}
