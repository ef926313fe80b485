import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { useEffect } from 'react';
import type { RunRecord } from '../../../../shared/run/run.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconHistory, IconRefresh } from '../../icons.ts';
import { formatDuration, formatPlural, formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { selectConnector, useConnectors } from '../connectors/store.ts';
import { openRun, useRun } from '../run/store.ts';
import { SideView } from '../workbench/side-view.tsx';
import { outcomeLabel } from './outcome-label.ts';
import './runs.css';
import { refreshRuns, useRuns } from './store.ts';

function Entry({ record, current }: { readonly record: RunRecord; readonly current: boolean }) {
  const { label, tone } = outcomeLabel(record.outcome);
  const entity = record.input.requestedType;
  return (
    <li>
      <button type="button" className="run-entry" aria-current={current} onClick={() => void openRun(record.id)}>
        <span className="run-entry-line">
          <strong className="ellipsis">
            {visibleText(record.target)}
            {typeof entity === 'string' ? <span className="dim"> {visibleText(entity)}</span> : null}
          </strong>
          <span className={`tone-${tone}`}>{label}</span>
        </span>
        <span className="run-entry-line dim">
          <span>
            {formatTime(record.startedAt)} · {formatPlural(record.exchangeCount, 'request')}
          </span>
          <span>{record.durationMs === null ? '' : formatDuration(record.durationMs)}</span>
        </span>
      </button>
    </li>
  );
}

function History({ connector }: { readonly connector: string }) {
  const list = useRuns((state) => state.byConnector.get(connector));
  const current = useRun((state) => state.view?.run ?? null);
  useEffect(() => void refreshRuns(connector), [connector]);
  if (list === undefined || list.kind === 'loading') return <Loading what="Reading the runs…" />;
  if (list.kind === 'failed') return <Failed failure={list.failure} onRetry={() => void refreshRuns(connector)} />;
  if (list.value.length === 0)
    return (
      <Empty icon={<IconHistory size={26} stroke={1.4} aria-hidden />} title="No runs yet">
        <p>Every run is kept here with its result, its logs and its requests.</p>
      </Empty>
    );
  return (
    <ol className="run-list" aria-label={`Runs of ${connector}`}>
      {list.value.map((record) => (
        <Entry key={record.id} record={record} current={record.id === current} />
      ))}
    </ol>
  );
}

/** The runs of a connector, newest first; one opens in the panel below. */
export function RunsView() {
  const active = useConnectors((state) => state.active);
  const list = useConnectors((state) => state.list);
  const ids = list.kind === 'ready' ? list.value.map((one) => one.id) : [];
  return (
    <SideView
      title="Runs"
      actions={
        <Tooltip label="Read the runs again">
          <ActionIcon
            aria-label="Refresh runs"
            disabled={active === null}
            onClick={() => active !== null && void refreshRuns(active)}
          >
            <IconRefresh size={14} />
          </ActionIcon>
        </Tooltip>
      }
    >
      {ids.length > 1 ? (
        <Select
          aria-label="Runs of connector"
          className="run-filter"
          data={ids}
          value={active}
          placeholder="Choose a connector"
          onChange={(id) => id !== null && selectConnector(id)}
        />
      ) : null}
      {active === null ? (
        <Empty icon={<IconHistory size={26} stroke={1.4} aria-hidden />} title="No connector chosen">
          <p>Choose a connector to see its runs.</p>
        </Empty>
      ) : (
        <History connector={active} />
      )}
    </SideView>
  );
}
