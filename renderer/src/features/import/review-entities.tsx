import { type KeyboardEvent, useCallback, useMemo, useRef } from 'react';
import type { ImportReport } from '../../../../shared/import/report.ts';
import { DataGrid } from '../../components/data-grid.tsx';
import { Empty } from '../../components/states.tsx';
import { counted } from '../../texts/counted.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { EntityBar } from './entity-bar.tsx';
import { entityColumnsOf } from './entity-columns.tsx';
import { EntityDetail } from './entity-detail.tsx';
import { type EntityRow, type EntitySummary, entityRows, filterEntities, summaryOf, tagsOf } from './entity-rows.ts';
import { chooseAll, entityColumns, flipChosen, useReview } from './review-store.ts';

function Summary({ summary }: { readonly summary: EntitySummary }) {
  const { all, proven, likely, told, unproven } = summary;
  const parts = [
    texts.summary.proven(proven),
    ...(likely > 0 ? [texts.summary.likely(likely)] : []),
    ...(told > 0 ? [texts.summary.told(told)] : []),
    texts.summary.unproven(unproven),
  ];
  return (
    <p className="review-summary">
      <strong>{counted.entities(all)}</strong>
      {texts.paged(parts.join(', '))} {unproven === 0 ? null : <span className="dim">{texts.unprovenMeans}</span>}
    </p>
  );
}

interface ReviewEntitiesProps {
  readonly report: ImportReport;
  readonly importId: string;
  readonly problems: ReadonlyMap<string, string>;
}

/** The tables that were found: what each is read from, how sure that is, and what the user makes of it. */
export function ReviewEntities({ report, importId, problems }: ReviewEntitiesProps) {
  const { review, filter, entity, column, open, renaming } = useReview();
  const { entities, corrections } = review;
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const before = useRef<readonly EntityRow[]>([]);
  const rows = useMemo(() => {
    before.current = entityRows(report, { entities, corrections }, problems, before.current);
    return before.current;
  }, [report, entities, corrections, problems]);
  const shown = useMemo(() => filterEntities(rows, filter), [rows, filter]);
  const summary = useMemo(() => summaryOf(rows), [rows]);
  const tags = useMemo(() => tagsOf(report.entities), [report]);
  const selected = shown.findIndex((row) => row.found.name === entity);
  const onRenamed = useCallback(() => {
    useReview.setState({ renaming: null });
    grid.current?.focus();
  }, []);
  const columns = useMemo(() => entityColumnsOf({ report, renaming, onRenamed }), [report, renaming, onRenamed]);
  const current = shown[selected];
  if (report.entities.length === 0)
    return (
      <Empty title={texts.noTablesFound}>
        <p>{texts.noTablesHint}</p>
      </Empty>
    );

  const rename = (): void => {
    if (current) useReview.setState({ renaming: current.found.name });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') search.current?.focus();
    else if (event.key === 'F2') rename();
    else if (event.key === 'Escape' && open) useReview.setState({ open: false });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const show = (): void => {
    useReview.setState({ open: true });
    // Once it is there.
    requestAnimationFrame(() => detail.current?.focus());
  };
  return (
    <div className="review-split" {...{ onKeyDown }}>
      <div className="review-main">
        <Summary summary={summary} />
        <EntityBar
          filter={filter}
          summary={summary}
          tags={tags}
          shown={shown.length}
          searchRef={search}
          onAll={(all) =>
            chooseAll(
              'entities',
              shown.map((row) => row.found.name),
              all,
            )
          }
        />
        <DataGrid
          label={texts.entitiesFound}
          rows={shown}
          columns={columns}
          rowHeight={26}
          focusRef={grid}
          recycle
          selected={selected}
          onSelect={(index) => useReview.setState({ entity: shown[index]?.found.name ?? null })}
          cells={{
            column: entityColumns.indexOf(column),
            onColumn: (index) => useReview.setState({ column: entityColumns[index] ?? 'name' }),
            onPick: (_, index) => {
              if (entityColumns[index] !== 'take' && renaming === null) useReview.setState({ open: true });
            },
          }}
          onOpen={() => (column === 'name' && open ? rename() : show())}
          onToggle={(index) => {
            const row = shown[index];
            if (row) flipChosen('entities', row.found.name);
          }}
          rowClass={(row) => (row.problem !== undefined ? 'row-error' : row.chosen ? undefined : 'row-pending')}
        />
        {shown.length === 0 ? <p className="review-none dim">{texts.noneLikeThat}</p> : null}
      </div>
      {open && current ? (
        <EntityDetail
          row={current}
          column={column}
          report={report}
          importId={importId}
          focusRef={detail}
          onClose={() => {
            useReview.setState({ open: false });
            grid.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}
