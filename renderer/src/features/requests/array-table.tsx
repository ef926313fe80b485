import { useMemo, useState } from 'react';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { byText, sortRows } from '../../components/grid-sort.ts';
import { useGridLayout } from '../../components/use-grid-layout.ts';
import { copyText } from '../../lib/clipboard.ts';
import { clip, visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import type { ArrayTable } from './array-rows.ts';

type Row = ArrayTable['rows'][number];

/** Characters shown of one cell. */
const cellChars = 200;

const columnOf = (name: string): GridColumn<Row> => ({
  id: name,
  title: visibleText(clip(name, 60)),
  width: '140px',
  compare: (a, b) => byText(a.get(name) ?? '', b.get(name) ?? ''),
  cell: (row) => {
    const text = visibleText(clip(row.get(name) ?? '', cellChars).replaceAll('\n', ' '));
    return <span title={text.length > 18 ? text : undefined}>{text}</span>;
  },
});

/** A list of objects of a body as a table; Enter copies the cell. */
export function ArrayTableView({ table }: { readonly table: ArrayTable }) {
  const [selected, setSelected] = useState(-1);
  const [column, setColumn] = useState(0);
  const columns = useMemo(() => table.columns.map(columnOf), [table]);
  const layout = useGridLayout('body');
  const { sort } = layout.layout;
  const rows = useMemo(() => sortRows(table.rows, columns, sort), [table, columns, sort]);
  return (
    <DataGrid
      label={requestsTexts.body.rowsOf(table.path === '' ? '[]' : visibleText(table.path))}
      {...{ rows, columns, selected, layout }}
      onSelect={setSelected}
      onOpen={(index) => copyText(rows[index]?.get(table.columns[column] ?? '') ?? '', requestsTexts.body.value)}
      cells={{ column, onColumn: setColumn }}
      recycle
    />
  );
}
