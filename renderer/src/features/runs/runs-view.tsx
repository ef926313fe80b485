import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconHistory, IconRefresh, IconTrash } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { selectConnector, useConnectors } from '../connectors/store.ts';
import { useRun } from '../run/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { SideView } from '../workbench/side-view.tsx';
import { everyRun, filterRuns, isFiltering, type RunFilter, targetsIn } from './filter.ts';
import { RunEntry } from './run-entry.tsx';
import './runs.css';
import { allConnectors, refreshRuns, runList, runsOf, useRuns } from './store.ts';

const anything = 'any';
const outcomes = [
  { value: anything, label: texts.anyOutcome },
  { value: 'ok', label: 'ok' },
  { value: 'failed', label: 'failed' },
];
const modes = [
  { value: anything, label: texts.anyMode },
  ...(['live', 'replay', 'mock'] as const).map((value) => ({ value, label: texts.modes[value] })),
];

const changeFilter = (change: Partial<RunFilter>): void =>
  useRuns.setState(({ filter }) => ({ filter: { ...filter, ...change } }));

function Filters({ targets }: { readonly targets: readonly string[] }) {
  const filter = useRuns((state) => state.filter);
  return (
    <div className="run-filters">
      <Select
        aria-label={texts.filterTarget}
        data={[
          { value: anything, label: texts.anyTarget },
          ...targets.map((value) => ({ value, label: visibleText(value) })),
        ]}
        value={filter.target ?? anything}
        onChange={(value) => changeFilter({ target: value === anything ? null : value })}
        comboboxProps={{ width: 200, position: 'bottom-start' }}
      />
      <Select
        aria-label={texts.filterOutcome}
        data={outcomes}
        value={filter.outcome ?? anything}
        onChange={(value) => changeFilter({ outcome: value === 'ok' || value === 'failed' ? value : null })}
      />
      <Select
        aria-label={texts.filterMode}
        data={modes}
        value={filter.mode ?? anything}
        onChange={(value) =>
          changeFilter({ mode: value === 'live' || value === 'replay' || value === 'mock' ? value : null })
        }
      />
    </div>
  );
}

function History({ connector }: { readonly connector: string }) {
  const list = useRuns((state) => runList(state, connector));
  const runs = useRuns(useShallow((state) => runsOf(state, connector)));
  const filter = useRuns((state) => state.filter);
  const current = useRun((state) => state.view?.run ?? null);
  const active = useRun((state) => state.active);
  useEffect(() => void refreshRuns(connector), [connector]);
  const targets = useMemo(() => targetsIn(runs), [runs]);
  const live = useMemo(
    () => active.filter((run) => connector === allConnectors || run.connector === connector),
    [active, connector],
  );
  const shown = useMemo(() => {
    const ids = new Set(live.map((run) => run.id));
    return filterRuns(
      runs.filter((run) => !ids.has(run.id)),
      filter,
    );
  }, [runs, live, filter]);
  if (list === undefined || list.kind === 'loading') return <Loading what={texts.reading} />;
  if (list.kind === 'failed') return <Failed failure={list.failure} onRetry={() => void refreshRuns(connector)} />;
  if (runs.length === 0 && live.length === 0)
    return (
      <Empty icon={<IconHistory size={26} stroke={1.4} aria-hidden />} title={texts.none}>
        <p>{texts.noneHint}</p>
      </Empty>
    );
  const isOfAll = connector === allConnectors;
  const label = texts.listLabel(isOfAll ? texts.allConnectors.toLowerCase() : connector);
  return (
    <>
      <Filters targets={targets} />
      <ol className="run-list" aria-label={label}>
        {[...live, ...shown].map((record) => (
          <RunEntry
            key={record.id}
            record={record}
            current={record.id === current}
            isLive={live.includes(record)}
            withConnector={isOfAll}
          />
        ))}
      </ol>
      {shown.length === 0 && isFiltering(filter) ? (
        <Empty title={texts.noneFits}>
          <Button variant="default" onClick={() => useRuns.setState({ filter: everyRun })}>
            {texts.clearFilter}
          </Button>
        </Empty>
      ) : null}
    </>
  );
}

function Actions({ connector }: { readonly connector: string | null }) {
  return (
    <>
      <Tooltip label={texts.removeAll}>
        <ActionIcon
          aria-label={texts.removeAll}
          disabled={connector === null || connector === allConnectors}
          onClick={() => connector !== null && openDialog({ kind: 'remove-runs', connector })}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={texts.refresh}>
        <ActionIcon
          aria-label={texts.refreshLabel}
          disabled={connector === null}
          onClick={() => connector !== null && void refreshRuns(connector)}
        >
          <IconRefresh size={14} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** The runs of a connector or of all, newest first; those under way stand first. One opens in the panel below. */
export function RunsView() {
  const active = useConnectors((state) => state.active);
  const list = useConnectors((state) => state.list);
  const isOfAll = useRuns((state) => state.isOfAll);
  const ids = list.kind === 'ready' ? list.value.map((one) => one.id) : [];
  const connector = isOfAll ? allConnectors : active;
  return (
    <SideView title={texts.title} actions={<Actions connector={connector} />}>
      {ids.length > 1 ? (
        <Select
          aria-label={texts.ofConnector}
          className="run-filter"
          data={[{ value: allConnectors, label: texts.allConnectors }, ...ids]}
          value={connector}
          onChange={(id) => {
            useRuns.setState({ isOfAll: id === allConnectors });
            if (id !== null && id !== allConnectors) selectConnector(id);
          }}
        />
      ) : null}
      {connector === null ? (
        <Empty icon={<IconHistory size={26} stroke={1.4} aria-hidden />} title={texts.noConnector}>
          <p>{texts.noConnectorHint}</p>
        </Empty>
      ) : (
        <History connector={connector} />
      )}
    </SideView>
  );
}
