import { ActionIcon } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Panel, Group as PanelGroup, Separator } from 'react-resizable-panels';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { JsonTree } from '../../components/json-tree.tsx';
import { IconX } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { type Column, cellText, columnCount, columnsOf, maxColumns, type Row } from './rows.ts';

function Cell({ value, column }: { readonly value: unknown; readonly column: Column }) {
  if (value === null || value === undefined) return <span className="cell-null">{value === null ? 'null' : ''}</span>;
  const text = visibleText(cellText(value).replaceAll('\n', ' '));
  return (
    <span
      className={`cell-${typeof value === 'object' ? 'json' : column.type}`}
      title={text.length > 20 ? text : undefined}
    >
      {text}
    </span>
  );
}

function gridColumns(columns: readonly Column[]): readonly GridColumn<Row>[] {
  return [
    {
      id: '\u0000n',
      title: '#',
      width: '52px',
      align: 'end',
      cell: (_row, index) => <span className="dim">{formatCount(index + 1)}</span>,
    },
    ...columns.map(
      (column): GridColumn<Row> => ({
        id: column.name,
        title: visibleText(column.name),
        width: `${column.width}px`,
        ...(column.type === 'number' ? { align: 'end' as const } : {}),
        cell: (row) => <Cell value={Object.hasOwn(row, column.name) ? row[column.name] : undefined} column={column} />,
      }),
    ),
  ];
}

/** Rows as a table; the selected one is shown whole beside it when it is opened. */
export function RowsTable({ rows }: { readonly rows: readonly Row[] }) {
  const [selected, setSelected] = useState(-1);
  const [open, setOpen] = useState(false);
  const columns = useMemo(() => gridColumns(columnsOf(rows)), [rows]);
  const count = useMemo(() => columnCount(rows), [rows]);
  const row = rows[selected];
  return (
    <div className="fill">
      {count > maxColumns ? (
        <div className="past-note">
          The first {maxColumns} of {formatCount(count)} columns are shown; Enter shows a whole row.
        </div>
      ) : null}
      <PanelGroup orientation="horizontal" className="grow">
        <Panel id="rows" minSize="30%">
          <div className="fill">
            <DataGrid
              label="Rows"
              rows={rows}
              columns={columns}
              selected={selected}
              onSelect={setSelected}
              onOpen={() => setOpen(true)}
              recycle
            />
          </div>
        </Panel>
        {open && row !== undefined ? (
          <>
            <Separator className="separator-v" aria-label="Resize row" />
            <Panel id="row" defaultSize="38%" minSize="20%">
              <section className="fill" aria-label="Row">
                <div className="result-bar">
                  <strong>Row {formatCount(selected + 1)}</strong>
                  <span className="grow" />
                  <ActionIcon aria-label="Close row" onClick={() => setOpen(false)}>
                    <IconX size={13} />
                  </ActionIcon>
                </div>
                <JsonTree label={`Row ${selected + 1}`} rootKey={String(selected)} value={row} />
              </section>
            </Panel>
          </>
        ) : null}
      </PanelGroup>
    </div>
  );
}
