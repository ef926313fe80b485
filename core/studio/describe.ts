import { fail, type Result } from '../../shared/result.ts';
import type { Connection } from '../../shared/run/connection.ts';
import { connectionSecretKey } from '../vault/types.ts';
import type { StoredConnection } from '../workspace/types.ts';
import type { StudioData } from './index.ts';
import { accountName } from './test-connection.ts';

/** Characters of a test's message that a list shows. */
const TEST_CHARS = 500;

async function describeSecret(
  studio: StudioData,
  connection: StoredConnection,
  secret: StoredConnection['secretFields'][number],
) {
  const inEnvironment = secret.variable !== undefined && studio.environment[secret.variable] !== undefined;
  const key = connectionSecretKey(connection.connector, connection.id, secret.field);
  const { field, changedAt } = secret;
  const shown = (stored: Connection['secrets'][number]['stored']) => ({
    field,
    stored,
    ...(changedAt === undefined ? {} : { changedAt }),
  });
  try {
    if ((await studio.vault.get(key)) !== null) return shown(studio.vault.kind);
  } catch {
    // A vault that is locked hides what is in it, not the connection (R14).
    return shown(inEnvironment ? 'environment' : 'locked');
  }
  return shown(inEnvironment ? 'environment' : 'missing');
}

/** A connection as the interface sees it: where each secret is, never what it is (A98). */
export async function describeConnection(studio: StudioData, connection: StoredConnection): Promise<Connection> {
  const secrets = await Promise.all(
    connection.secretFields.map((secret) => describeSecret(studio, connection, secret)),
  );
  return {
    id: connection.id,
    connector: connection.connector,
    name: connection.name,
    auth: connection.auth,
    fields: { ...connection.fields },
    secrets,
    allowedHosts: [...connection.allowedHosts],
    createdAt: connection.createdAt,
    updatedAt: connection.updatedAt,
  };
}

/** What the newest test of each connection said, by its name. */
function lastTests({ workspace }: StudioData, connector: string): ReadonlyMap<string | null, Connection['lastTest']> {
  const { runs } = workspace;
  return new Map(
    runs.newest(connector, 'validate').map(({ id: run, connection, outcome, startedAt: at }) => {
      const detail = outcome?.kind === 'ok' ? runs.get(run) : undefined;
      const message = detail?.ok
        ? accountName(detail.value.result)
        : outcome && 'message' in outcome
          ? outcome.message
          : '';
      return [connection, { run, at, ok: outcome?.kind === 'ok', message: message.slice(0, TEST_CHARS) }] as const;
    }),
  );
}

/** All connections of a connector, by name, with what their newest test said. */
export async function listConnections(studio: StudioData, connector: string): Promise<Connection[]> {
  const tests = lastTests(studio, connector);
  return Promise.all(
    studio.workspace.connections.list(connector).map(async (stored) => {
      const lastTest = tests.get(stored.name);
      return { ...(await describeConnection(studio, stored)), ...(lastTest ? { lastTest } : {}) };
    }),
  );
}

export const unknownConnection = (connector: string, name: string): Result<never> =>
  fail(
    'input',
    'unknown_connection',
    `${connector} has no connection ${JSON.stringify(name.slice(0, 100))}; save it first.`,
  );
