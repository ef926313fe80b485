import { Modal, Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunComparison } from '../../../../shared/run/compare/types.ts';
import { attempt } from '../../backend/session.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { formatCount, formatDuration, formatTime } from '../../lib/format.ts';
import { type Loadable, loadedValue, loading } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { ChangeTable } from './change-table.tsx';
import { type ComparisonPart, partsOf } from './compare-parts.ts';
import './runs.css';
import { useRuns } from './store.ts';

/** A run as a heading names it; '' where it is on no list. */
function nameOf(run: string): string {
  const { byConnector, all } = useRuns.getState();
  const lists = [...byConnector.values(), ...(all ? [all] : [])];
  const record = lists.flatMap((list) => loadedValue(list) ?? []).find((one) => one.id === run);
  if (!record) return '';
  const { requestedType } = record.input;
  const what = typeof requestedType === 'string' ? `${record.target} ${requestedType}` : record.target;
  return `${visibleText(what)}, ${formatTime(record.startedAt)}`;
}

function Side({ title, run }: { readonly title: string; readonly run: string }) {
  const name = nameOf(run);
  return <th scope="col">{name === '' ? title : texts.side(title, name)}</th>;
}

function Times({ timings, a, b }: Pick<RunComparison, 'timings' | 'a' | 'b'>) {
  const name = (key: string) => (key === 'run' ? texts.timing.total : texts.timing.requests);
  return (
    <table className="compare-times">
      <thead>
        <tr>
          <th scope="col">{texts.times}</th>
          <Side title={texts.before} run={a} />
          <Side title={texts.after} run={b} />
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

function Part({ label, note, rows, more, same }: Omit<ComparisonPart, 'id' | 'count'>) {
  return (
    <div className="compare-part">
      {note === '' ? null : <p className="dim">{visibleText(note)}</p>}
      {rows.length === 0 ? <Empty title={same} /> : <ChangeTable label={label} rows={rows} />}
      {more > 0 ? <p className="dim">{texts.moreChanges(formatCount(more))}</p> : null}
    </div>
  );
}

function Comparison({ found }: { readonly found: RunComparison }) {
  const parts = partsOf(found);
  const first = parts.find((part) => part.count > 0)?.id ?? 'result';
  return (
    <div className="compare">
      {found.same ? <p className="tone-ok">{texts.same}</p> : null}
      <Times timings={found.timings} a={found.a} b={found.b} />
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
