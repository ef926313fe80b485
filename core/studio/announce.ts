import type { Change } from '../../shared/contract/changes.ts';
import type { Result } from '../../shared/result.ts';
import type { Workspace } from '../workspace/types.ts';

/** Does something where it worked out. */
function onSuccess<T>(result: Result<T>, then: (value: T) => void): Result<T> {
  if (result.ok) then(result.value);
  return result;
}

/**
 * The same workspace, whose writers say what they changed: imports, merges, runs and renewals of tokens need not think of it.
 */
export function announceChanges(workspace: Workspace, emit: (change: Change) => void): Workspace {
  const { connectors, connections, runs, settings } = workspace;
  const saved = (connector: string) => (value: { readonly revision: number; readonly changed: boolean }) => {
    if (value.changed) emit({ kind: 'connector', change: 'saved', connector, revision: value.revision });
  };
  const connectorsOfRuns = new Map<string, string>();
  return {
    ...workspace,
    connectors: {
      ...connectors,
      create: (...given) =>
        onSuccess(connectors.create(...given), ({ id, revision }) =>
          emit({ kind: 'connector', change: 'created', connector: id, revision }),
        ),
      save: (...given) => onSuccess(connectors.save(...given), saved(given[0])),
      replace: (...given) => onSuccess(connectors.replace(...given), saved(given[0])),
      label: (...given) =>
        onSuccess(connectors.label(...given), () => emit({ kind: 'label', connector: given[0], revision: given[1] })),
      remove: (id) => {
        const removed = connectors.remove(id);
        if (removed) emit({ kind: 'connector', change: 'removed', connector: id });
        return removed;
      },
    },
    connections: {
      ...connections,
      save: (connection) => {
        const stored = connections.save(connection);
        emit({ kind: 'connections', connector: stored.connector });
        return stored;
      },
      note: (connection) => {
        connections.note(connection);
        emit({ kind: 'connections', connector: connection.connector });
      },
      remove: (connector, name) => {
        const removed = connections.remove(connector, name);
        if (removed) emit({ kind: 'connections', connector });
        return removed;
      },
    },
    runs: {
      ...runs,
      begin: (record) => {
        runs.begin(record);
        connectorsOfRuns.set(record.id, record.connector);
        emit({ kind: 'run', change: 'started', connector: record.connector, run: record.id });
      },
      finish: (run, end) => {
        runs.finish(run, end);
        const connector = connectorsOfRuns.get(run);
        connectorsOfRuns.delete(run);
        if (connector !== undefined) emit({ kind: 'run', change: 'ended', connector, run });
      },
      abandon: (run) => {
        runs.abandon(run);
        const connector = connectorsOfRuns.get(run);
        connectorsOfRuns.delete(run);
        if (connector !== undefined) emit({ kind: 'run', change: 'removed', connector, run });
      },
      remove: (run) => {
        const head = runs.head(run);
        return onSuccess(runs.remove(run), () => {
          if (head.ok) emit({ kind: 'run', change: 'removed', connector: head.value.connector, run });
        });
      },
      removeAll: (connector) => {
        const removed = runs.removeAll(connector);
        if (removed > 0) emit({ kind: 'run', change: 'removed', connector });
        return removed;
      },
    },
    settings: {
      ...settings,
      set: (given) => {
        settings.set(given);
        emit({ kind: 'settings' });
      },
    },
  };
}
