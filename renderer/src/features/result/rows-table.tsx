import { ActionIcon, Menu } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Panel, Group as PanelGroup, Separator } from 'react-resizable-panels';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { sortRows } from '../../components/grid-sort.ts';
import { JsonTree } from '../../components/json-tree.tsx';
import { useGridLayout } from '../../components/use-grid-layout.ts';
import { IconX } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { clip, visibleText } from '../../lib/text.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { toCsv } from './export.ts';
import {
  type Column,
  cellText,
  columnCount,
  columnsOf,
  compareCells,
  filterRows,
  maxColumns,
  type NumberedRow,
  numbered,
  type Row,
} from './rows.ts';
import { useResult } from './store.ts';

function Cell({ value, column }: { readonly value: unknown; readonly column: Column }) {
  if (value === null || value === undefined)
    return <span className="cell-null">{value === null ? texts.null : ''}</span>;
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

const fieldOf = ({ row }: NumberedRow, name: string): unknown => (Object.hasOwn(row, name) ? row[name] : undefined);

const gridColumns = (columns: readonly Column[]): readonly GridColumn<NumberedRow>[] => [
  {
    id: '\u0000n',
    title: texts.number,
    width: '52px',
    align: 'end',
    cell: ({ number }) => <span className="dim">{formatCount(number + 1)}</span>,
    compare: (a, b) => a.number - b.number,
  },
  ...columns.map(
    (column): GridColumn<NumberedRow> => ({
      id: column.name,
      title: visibleText(column.name),
      width: `${column.width}px`,
      ...(column.type === 'number' ? { align: 'end' as const } : {}),
      cell: (row) => <Cell value={fieldOf(row, column.name)} column={column} />,
      compare: (a, b) => compareCells(fieldOf(a, column.name), fieldOf(b, column.name)),
    }),
  ),
];

interface RowDetailProps {
  readonly row: NumberedRow;
  onClose(): void;
}

function RowDetail({ row: { row, number }, onClose }: RowDetailProps) {
  const title = texts.rowNumber(formatCount(number + 1));
  return (
    <section className="fill" aria-label={texts.rowDetail}>
      <div className="result-bar">
        <strong>{title}</strong>
        <span className="grow" />
        <ActionIcon aria-label={texts.closeRow} onClick={onClose}>
          <IconX size={13} />
        </ActionIcon>
      </div>
      <JsonTree label={title} rootKey={String(number)} value={row} />
    </section>
  );
}

interface RowsTableProps {
  readonly rows: readonly Row[];
  /** Key of the arrangement of the columns: that of the connector, target and table. */
  readonly layoutKey: string;
  readonly run: string | null;
  readonly filter: string;
  onFilter(text: string): void;
  /** The rows that are picked, in the order of the table. */
  onPicked(rows: readonly Row[]): void;
}

const nothing: ReadonlySet<NumberedRow> = new Set();

/** Rows as a table, sorted, filtered and copied; the selected one is shown whole beside it when it is opened. */
export function RowsTable({ rows, layoutKey, run, filter, onFilter, onPicked }: RowsTableProps) {
  const [selected, setSelected] = useState(-1);
  // Where a range that Shift picks starts: the row that was selected last without it.
  const anchor = useRef(-1);
  const [column, setColumn] = useState(1);
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState(nothing);
  const layout = useGridLayout(layoutKey);
  const columns = useMemo(() => gridColumns(columnsOf(rows)), [rows]);
  const count = useMemo(() => columnCount(rows), [rows]);
  const all = useMemo(() => numbered(rows), [rows]);
  const { sort } = layout.layout;
  const shown = useMemo(() => sortRows(filterRows(all, filter), columns, sort), [all, filter, columns, sort]);
  const reveal = useResult((state) => state.reveal);
  useEffect(() => {
    if (reveal === null || reveal.run !== run) return;
    const at = shown.findIndex(({ number }) => number === reveal.row);
    if (at < 0) return;
    setSelected(at);
    setOpen(true);
    // Once: later the table is its reader's.
    useResult.setState({ reveal: null });
  }, [reveal, run, shown]);
  const pick = (next: ReadonlySet<NumberedRow>) => {
    setPicked(next);
    onPicked(shown.filter((one) => next.has(one)).map(({ row }) => row));
  };
  const row = shown[selected];
  const cellName = columns[column]?.id ?? '';
  const cell = row && column > 0 ? fieldOf(row, cellName) : undefined;
  const copyCell = () => copyText(cellText(cell), texts.cell);
  const copyRow = () => row && copyText(JSON.stringify(row.row, null, 2), texts.rowWord);
  const copyPicked = () => {
    const chosen = shown.filter((one) => picked.has(one)).map((one) => one.row);
    copyText(
      toCsv(
        chosen,
        columnsOf(rows).map((one) => one.name),
      ).join(''),
      texts.selection,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'c' || row === undefined) return;
    if (window.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    if (picked.size > 0) copyPicked();
    else if (column > 0) copyCell();
    else copyRow();
  };
  const menu = () => (
    <>
      <Menu.Item onClick={copyCell}>{texts.copyCell}</Menu.Item>
      <Menu.Item onClick={copyRow}>{texts.copyRow}</Menu.Item>
      {picked.size > 0 ? (
        <Menu.Item onClick={copyPicked}>{texts.copyPicked(formatPlural(picked.size, texts.row))}</Menu.Item>
      ) : null}
      <Menu.Divider />
      <Menu.Item onClick={() => setOpen(true)}>{texts.showRow}</Menu.Item>
      {cellText(cell) === '' ? null : (
        <Menu.Item onClick={() => onFilter(cellText(cell))}>
          {texts.filterBy(visibleText(clip(cellText(cell), 40)))}
        </Menu.Item>
      )}
    </>
  );
  return (
    <div className="fill">
      {count > maxColumns ? (
        <div className="past-note">{texts.columnsCut(String(maxColumns), formatCount(count))}</div>
      ) : null}
      <PanelGroup orientation="horizontal" className="grow">
        <Panel id="rows" minSize="30%">
          <div className="fill" role="presentation" {...{ onKeyDown }}>
            <DataGrid
              label={texts.rows}
              rows={shown}
              columns={columns}
              selected={selected}
              onSelect={(index) => {
                anchor.current = index;
                setSelected(index);
              }}
              onOpen={() => setOpen(true)}
              cells={{ column, onColumn: setColumn }}
              picks={{
                has: (one) => picked.has(one),
                onToggle: (index) => {
                  const next = new Set(picked);
                  const one = shown[index];
                  if (one && !next.delete(one)) next.add(one);
                  pick(next);
                },
                onExtend: (index) => {
                  const from = anchor.current === -1 ? selected : anchor.current;
                  pick(new Set(shown.slice(Math.max(0, Math.min(from, index)), Math.max(from, index) + 1)));
                  setSelected(index);
                },
                onAll: () => pick(new Set(shown)),
              }}
              layout={layout}
              menu={menu}
              recycle
            />
          </div>
        </Panel>
        {open && row !== undefined ? (
          <>
            <Separator className="separator-v" aria-label={texts.resizeRow} />
            <Panel id="row" defaultSize="38%" minSize="20%">
              <RowDetail row={row} onClose={() => setOpen(false)} />
            </Panel>
          </>
        ) : null}
      </PanelGroup>
    </div>
  );
}
