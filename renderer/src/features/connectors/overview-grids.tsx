import { useMemo, useState } from 'react';
import type { Command, Entity } from '../../../../shared/connector/manifest.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Operation } from '../../components/operation.tsx';
import { PaginationBadge } from '../../components/pagination-badge.tsx';
import { visibleText } from '../../lib/text.ts';
import { overviewTexts as texts } from '../../texts/overview.ts';
import { ProbeCell } from '../probe/probe-cell.tsx';
import { openDialog } from '../workbench/dialogs.ts';

const rowHeight = 26;
const heightOf = (rows: number): number => Math.min(rows, 10) * rowHeight + 26;

const entityColumns: readonly GridColumn<Entity>[] = [
  { id: 'name', title: texts.columns.name, width: 'minmax(120px, 1fr)', cell: (row) => visibleText(row.name) },
  {
    id: 'operation',
    title: texts.columns.operation,
    width: 'minmax(180px, 2fr)',
    cell: (row) => <Operation operation={row.operation} />,
  },
  {
    id: 'records',
    title: texts.columns.records,
    width: 'minmax(80px, 1fr)',
    cell: (row) => <span className="mono">{visibleText(row.records)}</span>,
  },
  {
    id: 'key',
    title: texts.columns.key,
    width: 'minmax(60px, 0.6fr)',
    cell: (row) => <span className="mono">{row.primaryKey.map(visibleText).join(', ') || '–'}</span>,
  },
  {
    id: 'pagination',
    title: texts.columns.pagination,
    width: '110px',
    cell: (row) => <PaginationBadge pagination={row.pagination} />,
  },
];

const columnsOf = (connector: string): readonly GridColumn<Entity>[] => [
  ...entityColumns,
  {
    id: 'probe',
    title: texts.columns.live,
    width: '150px',
    cell: (row) => <ProbeCell connector={connector} entity={row} />,
  },
];

interface EntityGridProps {
  readonly connector: string;
  readonly entities: readonly Entity[];
  /** Name of the entity to preview. */
  onOpen(name: string): void;
}

/** The tables of a connector. */
export function EntityGrid({ connector, entities, onOpen }: EntityGridProps) {
  const [selected, setSelected] = useState(-1);
  const columns = useMemo(() => columnsOf(connector), [connector]);
  if (entities.length === 0) return <p className="dim">{texts.noEntities}</p>;
  return (
    <div className="overview-grid" style={{ height: heightOf(entities.length) }}>
      <DataGrid
        label={texts.entities}
        rows={entities}
        columns={columns}
        rowHeight={rowHeight}
        selected={selected}
        onSelect={setSelected}
        onOpen={(index) => {
          const entity = entities[index];
          if (entity) onOpen(entity.name);
        }}
        onToggle={(index) => {
          const entity = entities[index];
          if (entity) openDialog({ kind: 'probe', connector, entities: [entity.name] });
        }}
      />
    </div>
  );
}

type CommandRow = readonly [string, Command];

const commandColumns: readonly GridColumn<CommandRow>[] = [
  {
    id: 'name',
    title: texts.columns.name,
    width: 'minmax(140px, 1fr)',
    cell: ([name]) => <span className="mono">{name}</span>,
  },
  {
    id: 'operation',
    title: texts.columns.operation,
    width: 'minmax(180px, 1.4fr)',
    cell: ([, command]) => (command.operation ? <Operation operation={command.operation} /> : '–'),
  },
  {
    id: 'effect',
    title: texts.columns.effect,
    width: '80px',
    cell: ([, command]) => (command.sideEffect ? texts.writes : texts.reads),
  },
  {
    id: 'description',
    title: texts.columns.description,
    width: 'minmax(140px, 2fr)',
    cell: ([, command]) => <span className="dim">{visibleText(command.description ?? '')}</span>,
  },
];

interface CommandGridProps {
  readonly commands: readonly CommandRow[];
  /** Name of the command to put into the run bar. */
  onOpen(name: string): void;
}

/** The commands of a connector. */
export function CommandGrid({ commands, onOpen }: CommandGridProps) {
  const [selected, setSelected] = useState(-1);
  return (
    <div className="overview-grid" style={{ height: heightOf(commands.length) }}>
      <DataGrid
        label={texts.commands}
        rows={commands}
        columns={commandColumns}
        rowHeight={rowHeight}
        selected={selected}
        onSelect={setSelected}
        onOpen={(index) => {
          const command = commands[index];
          if (command) onOpen(command[0]);
        }}
      />
    </div>
  );
}
