import { create } from 'zustand';
import type { RunRecord } from '../../../../shared/run/run.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { withEntry } from '../../lib/map.ts';

/** The last runs of each connector that was asked for, newest first. */
export const useRuns = create<{ readonly byConnector: ReadonlyMap<string, Loadable<readonly RunRecord[]>> }>(() => ({
  byConnector: new Map(),
}));

const shown = 200;

/** Reads the history of a connector again. */
export async function refreshRuns(connector: string): Promise<void> {
  const put = (value: Loadable<readonly RunRecord[]>) =>
    useRuns.setState((state) => ({ byConnector: withEntry(state.byConnector, connector, value) }));
  const before = useRuns.getState().byConnector.get(connector);
  if (before?.kind !== 'ready') put(loading);
  const result = await attempt((api) => api.runs.list({ connector, limit: shown }));
  if (result.ok) put({ kind: 'ready', value: result.value });
  else if (before?.kind !== 'ready') put({ kind: 'failed', failure: result.error });
}
