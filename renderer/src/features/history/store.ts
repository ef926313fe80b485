import { create } from 'zustand';
import type { Revision, RevisionDiff } from '../../../../shared/contract/connectors.ts';
import { historyLimits } from '../../../../shared/limits.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { withEntry } from '../../lib/map.ts';

/** The revisions of each connector that was asked for, newest first, and what differs between pairs of them. */
interface HistoryState {
  readonly byConnector: ReadonlyMap<string, Loadable<readonly Revision[]>>;
  /** By `diffKey`; revisions never change, so what was compared once stays. */
  readonly diffs: ReadonlyMap<string, RevisionDiff>;
}

export const useHistory = create<HistoryState>(() => ({ byConnector: new Map(), diffs: new Map() }));

/** Key of a comparison. */
export const diffKey = (connector: string, from: number, to: number): string => `${connector}/${from}/${to}`;

/** Reads the revisions of a connector again; the old list stays on view meanwhile. */
export async function refreshHistory(connector: string): Promise<void> {
  const put = (value: Loadable<readonly Revision[]>) =>
    useHistory.setState((state) => ({ byConnector: withEntry(state.byConnector, connector, value) }));
  const before = useHistory.getState().byConnector.get(connector);
  if (before?.kind !== 'ready') put(loading);
  const result = await attempt((api) => api.connectors.revisions({ id: connector }));
  if (result.ok) put({ kind: 'ready', value: result.value });
  else if (before?.kind !== 'ready') put({ kind: 'failed', failure: result.error });
}

const asked = new Set<string>();

/** Asks for comparisons that are not there yet, many in one call. */
export async function loadDiffs(connector: string, pairs: readonly { from: number; to: number }[]): Promise<void> {
  const { diffs } = useHistory.getState();
  const keyOf = ({ from, to }: { from: number; to: number }) => diffKey(connector, from, to);
  const missing = pairs
    .filter((pair) => !diffs.has(keyOf(pair)) && !asked.has(keyOf(pair)))
    .slice(0, historyLimits.counted);
  if (missing.length === 0) return;
  for (const pair of missing) asked.add(keyOf(pair));
  const result = await attempt((api) => api.connectors.compare({ id: connector, pairs: missing }));
  for (const pair of missing) asked.delete(keyOf(pair));
  if (!result.ok) return;
  useHistory.setState((state) => ({
    diffs: new Map([...state.diffs, ...result.value.map((diff) => [keyOf(diff), diff] as const)]),
  }));
}
