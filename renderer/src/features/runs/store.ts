import { create } from 'zustand';
import type { RunRecord } from '../../../../shared/run/run.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loadedValue, loading } from '../../lib/loadable.ts';
import { withEntry } from '../../lib/map.ts';
import { saveFile } from '../../lib/save-file.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { showError } from '../workbench/toast.ts';
import { doLater } from '../workbench/undo.tsx';
import { everyRun, type RunFilter } from './filter.ts';

/** Stands for all connectors where one is to be named; no connector has this id. */
export const allConnectors = '';

/** The history of runs. */
interface RunsState {
  /** The last runs of each connector that was asked for, newest first. */
  readonly byConnector: ReadonlyMap<string, Loadable<readonly RunRecord[]>>;
  /** Those of all connectors; null until they are asked for. */
  readonly all: Loadable<readonly RunRecord[]> | null;
  /** Ids of runs whose removal can still be undone. */
  readonly leaving: ReadonlySet<string>;
  readonly filter: RunFilter;
  /** Whether the list is that of all connectors. */
  readonly isOfAll: boolean;
  /** The run that another is to be compared with. */
  readonly marked: RunRecord | null;
}

export const useRuns = create<RunsState>(() => ({
  byConnector: new Map(),
  all: null,
  leaving: new Set(),
  filter: everyRun,
  isOfAll: false,
  marked: null,
}));

const shown = 500;

/** The list of a connector or of all; undefined where it was not asked for. */
export const runList = (
  { byConnector, all }: Pick<RunsState, 'byConnector' | 'all'>,
  connector: string,
): Loadable<readonly RunRecord[]> | undefined =>
  connector === allConnectors ? (all ?? undefined) : byConnector.get(connector);

async function read(connector: string): Promise<void> {
  const put = (value: Loadable<readonly RunRecord[]>) =>
    useRuns.setState((state) =>
      connector === allConnectors ? { all: value } : { byConnector: withEntry(state.byConnector, connector, value) },
    );
  const before = runList(useRuns.getState(), connector);
  if (before?.kind !== 'ready') put(loading);
  const result = await attempt((api) =>
    api.runs.list({ ...(connector === allConnectors ? {} : { connector }), limit: shown }),
  );
  if (result.ok) put({ kind: 'ready', value: result.value });
  else if (before?.kind !== 'ready') put({ kind: 'failed', failure: result.error });
}

/** Reads the history of a connector again, and that of all where it is known. */
export async function refreshRuns(connector: string): Promise<void> {
  const others = useRuns.getState().all !== null && connector !== allConnectors;
  await Promise.all([read(connector), ...(others ? [read(allConnectors)] : [])]);
}

const setLeaving = (run: string, leaves: boolean): void =>
  useRuns.setState((state) => {
    const leaving = new Set(state.leaving);
    if (leaves) leaving.add(run);
    else leaving.delete(run);
    return { leaving };
  });

/** Takes a run off the list at once and removes it, with its bodies, when the time to undo is over. */
export function removeRun({ id, connector, target }: RunRecord): void {
  setLeaving(id, true);
  const remove = async () => {
    const result = await attempt((api) => api.runs.remove({ run: id }));
    if (!result.ok) showError(texts.notRemoved, result.error);
    await refreshRuns(connector);
    setLeaving(id, false);
  };
  doLater(
    texts.removed(target),
    () => void remove(),
    () => setLeaving(id, false),
  );
}

/** The runs of a list as they are shown: without those that leave. */
export function runsOf(
  state: Pick<RunsState, 'byConnector' | 'all' | 'leaving'>,
  connector: string,
): readonly RunRecord[] {
  const runs = loadedValue(runList(state, connector)) ?? none;
  const { leaving } = state;
  return leaving.size === 0 ? runs : runs.filter((run) => !leaving.has(run.id));
}

const none: readonly RunRecord[] = [];

/** Saves the requests of a run as an HTTP archive, credentials masked. */
export async function saveHar(run: string): Promise<void> {
  const result = await attempt((api) => api.exchanges.exportHar({ run }));
  if (result.ok) saveFile(result.value.fileName, 'application/json', result.value.text);
  else showError(texts.harNotSaved, result.error);
}
