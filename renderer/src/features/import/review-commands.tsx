import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReportCommand } from '../../../../shared/import/report.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Operation } from '../../components/operation.tsx';
import { Empty } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { ChoiceBar } from './choice-bar.tsx';
import { filterCommands, flipped, withAll } from './review.ts';

interface ReviewCommandsProps {
  readonly commands: readonly ReportCommand[];
  readonly chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** The commands that were found; there can be a thousand. */
export function ReviewCommands({ commands, chosen, onChange }: ReviewCommandsProps) {
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState(-1);
  const rows = useMemo(() => filterCommands(commands, filter), [commands, filter]);
  const columns = useMemo(
    (): readonly GridColumn<ReportCommand>[] => [
      {
        id: 'chosen',
        title: 'Take',
        width: '48px',
        cell: (row) => (
          <Checkbox
            aria-label={`Take ${row.name}`}
            checked={chosen.has(row.name)}
            onChange={() => onChange(flipped(chosen, row.name))}
            tabIndex={-1}
          />
        ),
      },
      {
        id: 'name',
        title: 'Name',
        width: 'minmax(140px, 1.2fr)',
        cell: (row) => <span className="mono">{visibleText(row.name)}</span>,
      },
      {
        id: 'operation',
        title: 'Operation',
        width: 'minmax(180px, 1.8fr)',
        cell: (row) => <Operation operation={row.operation} />,
      },
      { id: 'effect', title: 'Effect', width: '70px', cell: (row) => (row.sideEffect ? 'writes' : 'reads') },
      { id: 'params', title: 'Params', width: '62px', align: 'end', cell: (row) => row.params.length },
      {
        id: 'title',
        title: 'Description',
        width: 'minmax(140px, 1.6fr)',
        cell: (row) => <span className="dim">{visibleText(row.title ?? row.description ?? '')}</span>,
      },
    ],
    [chosen, onChange],
  );
  if (commands.length === 0) return <Empty title="No commands found" />;
  return (
    <>
      <ChoiceBar
        what="commands"
        filter={filter}
        shown={rows.length}
        total={commands.length}
        onFilter={setFilter}
        onAll={(all) =>
          onChange(
            withAll(
              chosen,
              rows.map((row) => row.name),
              all,
            ),
          )
        }
      />
      <DataGrid
        label="Commands found"
        rows={rows}
        columns={columns}
        rowHeight={26}
        selected={selected}
        onSelect={setSelected}
        onToggle={(index) => {
          const row = rows[index];
          if (row) onChange(flipped(chosen, row.name));
        }}
        rowClass={(row) => (chosen.has(row.name) ? undefined : 'row-pending')}
      />
    </>
  );
}
