import type { RunData, RunStore, StoredConnection } from '../../core/workspace/types.ts';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import { settingsSchema } from '../../shared/settings.ts';

/** Runs in memory. Exchanges are kept without their bodies: rows of a tenant never reach the disk of the server. */
function memoryRuns(): RunStore {
  const exchanges = new Map<string, Exchange>();
  const unknown = (run: string) => fail('input', 'unknown_run', `There is no run ${run}.`);
  return {
    begin: () => undefined,
    record: ({ exchanges: changed }) => {
      for (const exchange of changed) exchanges.set(exchange.id, exchange);
    },
    readBody: () => undefined,
    finish: () => undefined,
    list: () => [],
    newest: () => [],
    get: unknown,
    head: unknown,
    findings: () => [],
    exchange: (id) => exchanges.get(id),
    exchanges: (run, after = 0, last = Number.MAX_SAFE_INTEGER) =>
      [...exchanges.values()].filter((one) => one.run === run && one.seq > after && one.seq <= last),
    remove: unknown,
    abandon: () => undefined,
    removeAll: () => 0,
  };
}

/** What the runs of one connector with one connection work with, in memory; `connection` gives the latter as it is now. */
export function memoryData(
  files: readonly ConnectorFile[],
  first: StoredConnection,
): RunData & { connection(): StoredConnection } {
  let connection = first;
  return {
    connection: () => connection,
    connectors: { files: () => ok({ revision: 1, files }) },
    connections: {
      list: () => [connection],
      get: (connector, name) =>
        connection.connector === connector && connection.name === name ? connection : undefined,
      save: (changed) => {
        connection = { ...connection, ...changed };
        return connection;
      },
      note: (changed) => {
        connection = changed;
      },
    },
    runs: memoryRuns(),
    settings: { get: () => settingsSchema.parse({}) },
  };
}
