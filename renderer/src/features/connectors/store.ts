import { z } from 'zod';
import { create } from 'zustand';
import type { ConnectorDetail, ConnectorSummary } from '../../../../shared/contract/connectors.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loadedValue, loading } from '../../lib/loadable.ts';
import { withEntry, withoutEntry } from '../../lib/map.ts';
import { readStored, writeStored } from '../../lib/storage.ts';

/** The connectors of the workspace, the details that were asked for, and the one that is worked on. */
interface ConnectorsState {
  readonly list: Loadable<readonly ConnectorSummary[]>;
  readonly details: ReadonlyMap<string, Loadable<ConnectorDetail>>;
  readonly active: string | null;
  /** Connectors whose files the explorer shows. */
  readonly expanded: ReadonlySet<string>;
}

const keptExpanded = 200;

export const useConnectors = create<ConnectorsState>(() => ({
  list: loading,
  details: new Map(),
  active: null,
  expanded: new Set(readStored('expanded', z.array(z.string()).max(keptExpanded), [])),
}));
useConnectors.subscribe((now, before) => {
  if (now.expanded !== before.expanded) writeStored('expanded', [...now.expanded].slice(-keptExpanded));
});

/** Reads the list again; the old one stays on view meanwhile. */
export async function refreshConnectors(): Promise<void> {
  const result = await attempt((api) => api.connectors.list());
  const { list, active } = useConnectors.getState();
  if (!result.ok) {
    if (list.kind !== 'ready') useConnectors.setState({ list: { kind: 'failed', failure: result.error } });
    return;
  }
  const gone = active !== null && !result.value.some((one) => one.id === active);
  useConnectors.setState({ list: { kind: 'ready', value: result.value }, ...(gone ? { active: null } : {}) });
  if (result.value.length === 1 && useConnectors.getState().active === null && result.value[0] !== undefined)
    selectConnector(result.value[0].id);
}

/** Reads one connector again and gives its detail, or undefined where that failed. */
export async function refreshConnector(id: string): Promise<ConnectorDetail | undefined> {
  const { details } = useConnectors.getState();
  if (details.get(id)?.kind !== 'ready') useConnectors.setState({ details: withEntry(details, id, loading) });
  const result = await attempt((api) => api.connectors.get({ id }));
  useConnectors.setState((state) => {
    // A failed refresh never takes away what is on view.
    if (!result.ok && state.details.get(id)?.kind === 'ready') return state;
    const next: Loadable<ConnectorDetail> = result.ok
      ? { kind: 'ready', value: result.value }
      : { kind: 'failed', failure: result.error };
    return { details: withEntry(state.details, id, next) };
  });
  return result.ok ? result.value : undefined;
}

/** Makes a connector the one that is worked on, and unfolds it. */
export function selectConnector(id: string): void {
  const { active, expanded, details } = useConnectors.getState();
  if (active !== id || !expanded.has(id)) useConnectors.setState({ active: id, expanded: new Set(expanded).add(id) });
  if (details.get(id)?.kind !== 'ready') void refreshConnector(id);
}

/** Folds or unfolds a connector in the explorer. */
export function toggleConnector(id: string): void {
  const expanded = new Set(useConnectors.getState().expanded);
  if (!expanded.delete(id)) expanded.add(id);
  useConnectors.setState({ expanded });
  if (expanded.has(id) && useConnectors.getState().details.get(id)?.kind !== 'ready') void refreshConnector(id);
}

/** Forgets a connector that was removed. */
export function forgetConnector(id: string): void {
  useConnectors.setState((state) => ({
    details: withoutEntry(state.details, id),
    active: state.active === id ? null : state.active,
    list:
      state.list.kind === 'ready'
        ? { kind: 'ready', value: state.list.value.filter((one) => one.id !== id) }
        : state.list,
  }));
}

/** The detail of the connector that is worked on, where it is there. */
export const useActiveDetail = (): ConnectorDetail | undefined =>
  useConnectors((state) => (state.active === null ? undefined : loadedValue(state.details.get(state.active))));
