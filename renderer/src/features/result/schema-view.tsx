import { useMemo, useState } from 'react';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { byText } from '../../components/grid-sort.ts';
import { SchemaDiagram } from '../../components/schema-diagram.tsx';
import { useSortedRows } from '../../components/use-sorted-rows.ts';
import { visibleText } from '../../lib/text.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { type SchemaField, schemaFields, schemaTables } from './schema-tables.ts';

const column = (id: keyof SchemaField, width: string): GridColumn<SchemaField> => ({
  id,
  title: texts.fieldColumns[id],
  width,
  cell: (row) => <span title={row[id].length > 24 ? visibleText(row[id]) : undefined}>{visibleText(row[id])}</span>,
  compare: (a, b) => byText(a[id], b[id]),
});

const columns: readonly GridColumn<SchemaField>[] = [
  column('table', '130px'),
  column('id', '140px'),
  column('name', '140px'),
  column('type', '130px'),
  column('target', '150px'),
  column('cardinality', '110px'),
  column('options', '160px'),
  column('description', 'minmax(120px, 1fr)'),
];

/** The fields of all tables of a schema as a list; `table` is where to begin. */
export function SchemaFields({ schema, table }: { readonly schema: unknown; readonly table: string | null }) {
  const fields = useMemo(() => schemaFields(schema), [schema]);
  const { layout, shown } = useSortedRows('schema', fields, columns);
  const [selected, setSelected] = useState(() => shown.findIndex((field) => field.table === table));
  return (
    <DataGrid
      label={texts.fieldList}
      rows={shown}
      columns={columns}
      selected={selected}
      onSelect={setSelected}
      layout={layout}
      recycle
    />
  );
}

/** A schema as its tables and relations. */
export function SchemaPicture({ schema, onOpen }: { readonly schema: unknown; onOpen(table: string): void }) {
  const tables = useMemo(() => schemaTables(schema), [schema]);
  return <SchemaDiagram tables={tables} onOpen={onOpen} />;
}
