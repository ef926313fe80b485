import { create } from 'zustand';
import type { SaveConnection } from '../../../../shared/contract/connections.ts';
import type { Result } from '../../../../shared/result.ts';
import type { Connection } from '../../../../shared/run/connection.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { withEntry } from '../../lib/map.ts';
import { showError } from '../workbench/toast.ts';
import { doLater } from '../workbench/undo.tsx';

/** The connections of each connector that was asked for. No secret ever stands here: the backend gives none. */
interface ConnectionsState {
  readonly byConnector: ReadonlyMap<string, Loadable<readonly Connection[]>>;
  /** Ids of connections whose removal can still be undone. */
  readonly leaving: ReadonlySet<string>;
}

export const useConnections = create<ConnectionsState>(() => ({ byConnector: new Map(), leaving: new Set() }));

const put = (connector: string, value: Loadable<readonly Connection[]>): void =>
  useConnections.setState((state) => ({ byConnector: withEntry(state.byConnector, connector, value) }));

/** Reads the connections of a connector again. */
export async function refreshConnections(connector: string): Promise<void> {
  const before = useConnections.getState().byConnector.get(connector);
  if (before?.kind !== 'ready') put(connector, loading);
  const result = await attempt((api) => api.connections.list({ connector }));
  if (result.ok) put(connector, { kind: 'ready', value: result.value });
  else if (before?.kind !== 'ready') put(connector, { kind: 'failed', failure: result.error });
}

/** Makes or changes a connection. The secrets go to the backend and are kept nowhere else. */
export async function saveConnection(input: SaveConnection): Promise<Result<Connection>> {
  const result = await attempt((api) => api.connections.save(input));
  if (result.ok) await refreshConnections(input.connector);
  return result;
}

function setLeaving(id: string, leaves: boolean): void {
  const leaving = new Set(useConnections.getState().leaving);
  if (leaves) leaving.add(id);
  else leaving.delete(id);
  useConnections.setState({ leaving });
}

/** Takes a connection off the list at once and deletes it, with its secrets, when the time to undo is over. */
export function removeConnection({ id, connector, name }: Connection): void {
  setLeaving(id, true);
  const remove = async () => {
    const result = await attempt((api) => api.connections.remove({ connector, name }));
    if (!result.ok) showError('Not deleted', result.error);
    await refreshConnections(connector);
    setLeaving(id, false);
  };
  doLater(
    `Connection “${name}” is deleted.`,
    () => void remove(),
    () => setLeaving(id, false),
  );
}

const none: readonly Connection[] = [];

/** The connections of a connector as they are shown; empty while they are read. */
export function connectionsOf(state: ConnectionsState, connector: string | null): readonly Connection[] {
  const loadable = connector === null ? undefined : state.byConnector.get(connector);
  if (loadable?.kind !== 'ready') return none;
  return state.leaving.size === 0 ? loadable.value : loadable.value.filter((one) => !state.leaving.has(one.id));
}
