import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReportEntity } from '../../../../shared/import/report.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Operation } from '../../components/operation.tsx';
import { PaginationBadge } from '../../components/pagination-badge.tsx';
import { Empty } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { ChoiceBar } from './choice-bar.tsx';
import { Confidence } from './confidence.tsx';
import { filterEntities, flipped, withAll } from './review.ts';

interface ReviewEntitiesProps {
  readonly entities: readonly ReportEntity[];
  readonly chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** The tables that were found: what each is read from, and how sure that is. */
export function ReviewEntities({ entities, chosen, onChange }: ReviewEntitiesProps) {
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState(-1);
  const rows = useMemo(() => filterEntities(entities, filter), [entities, filter]);
  const columns = useMemo((): readonly GridColumn<ReportEntity>[] => {
    const flip = (name: string) => onChange(flipped(chosen, name));
    return [
      {
        id: 'chosen',
        title: 'Take',
        width: '48px',
        cell: (row) => (
          <Checkbox
            aria-label={`Take ${row.name}`}
            checked={chosen.has(row.name)}
            onChange={() => flip(row.name)}
            tabIndex={-1}
          />
        ),
      },
      {
        id: 'name',
        title: 'Name',
        width: 'minmax(120px, 1fr)',
        cell: (row) => <span title={visibleText(row.title)}>{visibleText(row.name)}</span>,
      },
      {
        id: 'operation',
        title: 'Operation',
        width: 'minmax(180px, 1.8fr)',
        cell: (row) => <Operation operation={row.operation} />,
      },
      {
        id: 'records',
        title: 'Records',
        width: 'minmax(80px, 0.9fr)',
        cell: (row) => <span className="mono">{visibleText(row.records)}</span>,
      },
      {
        id: 'key',
        title: 'Key',
        width: 'minmax(60px, 0.6fr)',
        cell: (row) => <span className="mono">{row.primaryKey.map(visibleText).join(', ') || '–'}</span>,
      },
      {
        id: 'pagination',
        title: 'Pagination',
        width: '104px',
        cell: (row) => <PaginationBadge pagination={row.pagination} />,
      },
      { id: 'fields', title: 'Fields', width: '58px', align: 'end', cell: (row) => row.fields.length },
      { id: 'confidence', title: 'Confidence', width: '116px', cell: (row) => <Confidence entity={row} /> },
    ];
  }, [chosen, onChange]);
  if (entities.length === 0)
    return (
      <Empty title="No tables found">
        <p>No operation returns a list of rows. The commands can still be taken.</p>
      </Empty>
    );
  return (
    <>
      <ChoiceBar
        what="entities"
        filter={filter}
        shown={rows.length}
        total={entities.length}
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
        label="Entities found"
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
