import { z } from 'zod';
import { create } from 'zustand';
import type { SaveConnection } from '../../../../shared/contract/connections.ts';
import type { Result } from '../../../../shared/result.ts';
import type { Connection } from '../../../../shared/run/connection.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { withEntry, withoutEntry } from '../../lib/map.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import { showError } from '../workbench/toast.ts';
import { doLater } from '../workbench/undo.tsx';

/** The connections of each connector that was asked for. No secret ever stands here: the backend gives none. */
interface ConnectionsState {
  readonly byConnector: ReadonlyMap<string, Loadable<readonly Connection[]>>;
  /** Ids of connections whose removal can still be undone. */
  readonly leaving: ReadonlySet<string>;
  /** Ids of connections that are tested now. */
  readonly testing: ReadonlySet<string>;
  /** Id of the connection that each connector is run with unless another is chosen. */
  readonly defaults: ReadonlyMap<string, string>;
}

const defaultsKey = 'connections.defaults';
const defaultsSchema = z.array(z.tuple([z.string(), z.string()]));

export const useConnections = create<ConnectionsState>(() => ({
  byConnector: new Map(),
  leaving: new Set(),
  testing: new Set(),
  defaults: new Map(readStored(defaultsKey, defaultsSchema, [])),
}));

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

/** Reads the connections again that were read before: what can be read of their secrets has changed. */
export async function refreshKnownConnections(): Promise<void> {
  await Promise.all([...useConnections.getState().byConnector.keys()].map(refreshConnections));
}

/** Makes or changes a connection; `before` is its name until now, where it gets another one. The secrets go to the backend and are kept nowhere else. */
export async function saveConnection(input: SaveConnection, before = input.name): Promise<Result<Connection>> {
  const { connector, name } = input;
  if (before !== name) {
    const renamed = await attempt((api) => api.connections.rename({ connector, name: before, to: name }));
    if (!renamed.ok) return renamed;
  }
  const result = await attempt((api) => api.connections.save(input));
  await refreshConnections(connector);
  return result;
}

const withId = (ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> => {
  const copy = new Set(ids);
  if (isIn) copy.add(id);
  else copy.delete(id);
  return copy;
};

const setLeaving = (id: string, leaves: boolean): void =>
  useConnections.setState((state) => ({ leaving: withId(state.leaving, id, leaves) }));

/** Takes a connection off the list at once and deletes it, with its secrets, when the time to undo is over. */
export function removeConnection({ id, connector, name }: Connection): void {
  setLeaving(id, true);
  const remove = async () => {
    const result = await attempt((api) => api.connections.remove({ connector, name }));
    if (!result.ok) showError(t.notRemoved, result.error);
    await refreshConnections(connector);
    setLeaving(id, false);
  };
  doLater(
    t.removed(name),
    () => void remove(),
    () => setLeaving(id, false),
  );
}

/** Runs `validate` with a connection; what it said stands in the list afterwards. */
export async function testConnection({ id, connector, name }: Connection): Promise<Result<unknown>> {
  const setTesting = (isTested: boolean) =>
    useConnections.setState((state) => ({ testing: withId(state.testing, id, isTested) }));
  setTesting(true);
  const result = await attempt((api) => api.connections.test({ connector, name }));
  await refreshConnections(connector);
  setTesting(false);
  return result;
}

/** Asks the source to take the tokens of a connection back, and forgets them. */
export async function signOut({ connector, name }: Connection): Promise<Result<Connection>> {
  const result = await attempt((api) => api.connections.signOut({ connector, name }));
  await refreshConnections(connector);
  return result;
}

/** Uses a connection for its connector unless another is chosen, or no longer. */
export function makeDefault({ id, connector }: Connection, isDefault: boolean): void {
  const { defaults: before } = useConnections.getState();
  const defaults = isDefault ? withEntry(before, connector, id) : withoutEntry(before, connector);
  useConnections.setState({ defaults });
  writeStored(defaultsKey, [...defaults]);
}

const none: readonly Connection[] = [];

type Shown = Pick<ConnectionsState, 'byConnector' | 'leaving'> & Partial<Pick<ConnectionsState, 'defaults'>>;

/** The connections of a connector as they are shown, the one that is used by default first; empty while they are read. */
export function connectionsOf(state: Shown, connector: string | null): readonly Connection[] {
  const loadable = connector === null ? undefined : state.byConnector.get(connector);
  if (connector === null || loadable?.kind !== 'ready') return none;
  const shown = state.leaving.size === 0 ? loadable.value : loadable.value.filter((one) => !state.leaving.has(one.id));
  const first = shown.find((one) => one.id === state.defaults?.get(connector));
  return first === undefined ? shown : [first, ...shown.filter((one) => one !== first)];
}
