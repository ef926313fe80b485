import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportReport } from '../../../../shared/import/report.ts';
import type { GridColumn } from '../../components/data-grid.tsx';
import { Operation } from '../../components/operation.tsx';
import { PaginationBadge } from '../../components/pagination-badge.tsx';
import { IconAlertTriangle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import type { EntityRow } from './entity-rows.ts';
import { ConfidenceBar, Mark, provenanceText } from './mark.tsx';
import { NameField } from './name-field.tsx';
import { paginationDetail } from './pagination.ts';
import { type EntityColumn, flipChosen } from './review-store.ts';
import { TakeBox } from './take-box.tsx';
import { provenanceOf, type ValueField } from './values.ts';

interface ColumnParts {
  readonly report: ImportReport;
  readonly renaming: string | null;
  onRenamed(): void;
}

const mono = (text: string) => <span className="mono">{visibleText(text)}</span>;

/** The columns of the table of entities: each value with how sure it is. */
export function entityColumnsOf({ report, renaming, onRenamed }: ColumnParts): readonly GridColumn<EntityRow>[] {
  const value = (row: EntityRow, field: ValueField, content: ReactNode) => {
    const provenance = provenanceOf(row.found, row.correction, field);
    return (
      <span className="value-cell" title={provenanceText(provenance)}>
        <span className="ellipsis">{content}</span>
        <Mark provenance={provenance} />
      </span>
    );
  };
  const column = (
    id: EntityColumn,
    title: string,
    width: string,
    cell: (row: EntityRow) => ReactNode,
  ): GridColumn<EntityRow> => ({ id, title, width, cell });
  return [
    column('take', texts.take, '44px', (row) => (
      <TakeBox name={row.shown.name} checked={row.chosen} onChange={() => flipChosen('entities', row.found.name)} />
    )),
    column('name', texts.columns.name, 'minmax(130px, 1.1fr)', (row) =>
      renaming === row.found.name ? (
        <NameField key={row.found.name} inline entity={row.found.name} report={report} onDone={onRenamed} />
      ) : (
        <>
          {value(row, 'name', visibleText(row.shown.name))}
          {row.problem === undefined ? null : (
            <Tooltip label={row.problem}>
              <IconAlertTriangle size={13} className="tone-error" aria-label={row.problem} />
            </Tooltip>
          )}
        </>
      ),
    ),
    column('operation', texts.operation, 'minmax(180px, 1.9fr)', (row) => (
      <Operation operation={row.found.operation} />
    )),
    column('records', texts.columns.records, 'minmax(84px, 0.8fr)', (row) =>
      value(row, 'records', mono(row.shown.records)),
    ),
    column('primaryKey', texts.columns.primaryKey, 'minmax(78px, 0.7fr)', (row) =>
      value(row, 'primaryKey', mono(row.shown.primaryKey.join(', ') || '–')),
    ),
    column('pagination', texts.pagination, 'minmax(148px, 1.2fr)', (row) =>
      value(
        row,
        'pagination',
        <>
          <PaginationBadge pagination={row.shown.pagination} />{' '}
          <span className="mono dim">{visibleText(paginationDetail(row.shown.pagination))}</span>
        </>,
      ),
    ),
    column('incremental', texts.columns.incremental, 'minmax(84px, 0.7fr)', (row) =>
      value(row, 'incremental', mono(row.shown.incremental?.param ?? '–')),
    ),
    column('parent', texts.columns.parent, 'minmax(84px, 0.7fr)', (row) =>
      value(row, 'parent', visibleText(row.shown.parent?.entity ?? '–')),
    ),
    { ...column('fields', texts.columns.fields, '52px', (row) => row.found.fields.length), align: 'end' },
    column('sure', texts.columns.sure, '104px', (row) => <ConfidenceBar confidence={row.least} />),
  ];
}
