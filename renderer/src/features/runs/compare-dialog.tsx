import { Modal, Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunComparison } from '../../../../shared/run/compare/types.ts';
import { attempt } from '../../backend/session.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { type ChangeRow, ChangeTable, changeRows, requestRows, rowRows } from './change-table.tsx';
import './runs.css';

type Counts = RunComparison['requests']['counts'];

const countsText = ({ added, removed, changed, same }: Counts): string =>
  texts.counts(formatCount(added), formatCount(removed), formatCount(changed), formatCount(same));

function Times({ timings }: Pick<RunComparison, 'timings'>) {
  const name = (key: string) => (key === 'run' ? texts.timing.total : texts.timing.requests);
  return (
    <table className="compare-times">
      <thead>
        <tr>
          <th scope="col">{texts.times}</th>
          <th scope="col">{texts.before}</th>
          <th scope="col">{texts.after}</th>
        </tr>
      </thead>
      <tbody>
        {timings.map((one) => (
          <tr key={one.name}>
            <th scope="row">{name(one.name)}</th>
            <td>{formatDuration(one.a)}</td>
            <td>{formatDuration(one.b)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PartProps {
  readonly label: string;
  /** What stands above the list. */
  readonly note: string;
  readonly rows: readonly ChangeRow[];
  readonly more: number;
  /** Said where there is nothing to list. */
  readonly same: string;
}

function Part({ label, note, rows, more, same }: PartProps) {
  return (
    <div className="compare-part">
      {note === '' ? null : <p className="dim">{note}</p>}
      {rows.length === 0 ? <Empty title={same} /> : <ChangeTable label={label} rows={rows} />}
      {more > 0 ? <p className="dim">{texts.moreChanges(formatCount(more))}</p> : null}
    </div>
  );
}

const countOf = ({ added, removed, changed }: Counts): number => added + removed + changed;

/** The parts of a comparison, each with the number of its differences. */
export function partsOf(
  found: RunComparison,
): readonly (PartProps & { readonly id: string; readonly count: number })[] {
  const { requests, result, findings, record } = found;
  const resultPart = (): Omit<PartProps, 'label'> & { readonly title: string; readonly count: number } => {
    switch (result.kind) {
      case 'none':
        return { title: texts.result, note: '', rows: [], more: 0, same: texts.noResult, count: 0 };
      case 'rows': {
        const rows = rowRows(result);
        const count = countOf(result.counts);
        const by = result.key.length === 0 ? texts.byPosition : texts.byKey(result.key.join(', '));
        const note = `${countsText(result.counts)}; ${by}`;
        const listed = result.added.length + result.removed.length + result.changed.length;
        return { title: texts.rows, note, rows, more: count - listed, same: texts.resultSame, count };
      }
      case 'schema': {
        const count = countOf(result.counts);
        const note = countsText(result.counts);
        return {
          title: texts.fields,
          note,
          rows: changeRows(result),
          more: result.more,
          same: texts.resultSame,
          count,
        };
      }
      case 'json': {
        const count = result.changes.length + result.more;
        return {
          title: texts.result,
          note: '',
          rows: changeRows(result),
          more: result.more,
          same: texts.resultSame,
          count,
        };
      }
    }
  };
  const { title, ...value } = resultPart();
  const requestCount = countOf(requests.counts);
  const listed = requests.onlyA.length + requests.onlyB.length + requests.changed.length;
  const found2 = [
    ...findings.onlyA.map(
      (one): ChangeRow => ({ kind: 'removed', place: one.severity, before: one.message, after: '' }),
    ),
    ...findings.onlyB.map((one): ChangeRow => ({ kind: 'added', place: one.severity, before: '', after: one.message })),
  ];
  return [
    { id: 'result', label: title, ...value },
    {
      id: 'requests',
      label: texts.requests,
      note: countsText(requests.counts),
      rows: requestRows(requests),
      more: requestCount - listed,
      same: texts.requestsSame,
      count: requestCount,
    },
    {
      id: 'findings',
      label: texts.findings,
      note: '',
      rows: found2,
      more: 0,
      same: texts.findingsSame,
      count: found2.length,
    },
    {
      id: 'record',
      label: texts.record,
      note: '',
      rows: changeRows(record),
      more: record.more,
      same: texts.recordSame,
      count: record.changes.length + record.more,
    },
  ];
}

function Comparison({ found }: { readonly found: RunComparison }) {
  const parts = partsOf(found);
  const first = parts.find((part) => part.count > 0)?.id ?? 'result';
  return (
    <div className="compare">
      {found.same ? <p className="tone-ok">{texts.same}</p> : null}
      <Times timings={found.timings} />
      <Tabs defaultValue={first} keepMounted={false} className="compare-tabs">
        <Tabs.List aria-label={texts.comparison}>
          {parts.map((part) => (
            <Tabs.Tab key={part.id} value={part.id}>
              {part.label} <span className="dim">{formatCount(part.count)}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(({ id, count: _count, ...part }) => (
          <Tabs.Panel key={id} value={id} className="compare-panel">
            <Part {...part} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}

/** What sets two runs apart: `a` is the one before. */
export function CompareDialog({ a, b }: { readonly a: string; readonly b: string }) {
  const [found, setFound] = useState<Loadable<RunComparison>>(loading);
  useEffect(() => {
    let isCurrent = true;
    setFound(loading);
    void attempt((api) => api.runs.compare({ a, b })).then((result) => {
      if (!isCurrent) return;
      setFound(result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', failure: result.error });
    });
    return () => {
      isCurrent = false;
    };
  }, [a, b]);
  return (
    <Modal opened onClose={closeDialog} title={texts.comparison} size="min(1100px, 92vw)">
      <div className="compare-body">
        {found.kind === 'loading' ? (
          <Loading what={texts.comparing} />
        ) : found.kind === 'failed' ? (
          <Failed failure={found.failure} />
        ) : (
          <Comparison found={found.value} />
        )}
      </div>
    </Modal>
  );
}
