import { tokenRevocation } from 'openid-client';
import { managedFields } from '../../shared/connector/authentication.ts';
import { authLimits } from '../../shared/limits.ts';
import { ok, type Result, reasonOf } from '../../shared/result.ts';
import type { Connection } from '../../shared/run/connection.ts';
import { openServer } from '../auth/oauth/server.ts';
import { connectionSecretKey } from '../vault/types.ts';
import type { StoredConnection } from '../workspace/types.ts';
import type { AuthorizeParts } from './authorize.ts';
import { removeConnection, removeConnector } from './connections.ts';
import { describeConnection, unknownConnection } from './describe.ts';
import { readManifest } from './manifest.ts';

/** Whether removing a connection has something to take back. */
function holdsTokens(studio: Pick<AuthorizeParts, 'workspace'>, connection: StoredConnection): boolean {
  const manifest = readManifest(studio, connection.connector);
  const authentication = manifest.ok
    ? manifest.value.authentication.find((one) => one.id === connection.auth)
    : undefined;
  if (authentication?.type !== 'oauth2') return false;
  const revokes = authentication.revocationUrl !== undefined || authentication.issuer !== undefined;
  return revokes && connection.secretFields.some(({ field }) => field.endsWith('_token'));
}

/**
 * Asks the server of a connection to take its tokens back (RFC 7009), where it names an address for that. Best effort: at most
 * `timeoutMs` per request, and nothing that goes wrong is an error; the record of the run says what happened.
 */
async function revoke(studio: AuthorizeParts, { connector, name }: StoredConnection, timeoutMs: number): Promise<void> {
  const started = await studio.runner.startHost(
    { connector, target: 'revoke', connection: name, input: {}, withoutSecrets: true },
    async ({ tokens: side, note, mask }) => {
      if (!side) return null;
      const { client, send, desk, tokens } = side;
      const server = await openServer(client, send, desk.discovered, timeoutMs);
      if (!server.ok || server.value.serverMetadata().revocation_endpoint === undefined) return null;
      // A server ends the whole grant with its refresh token.
      const token = tokens.refreshToken ?? tokens.accessToken;
      try {
        await tokenRevocation(server.value, token);
      } catch (error) {
        note('warn', mask(`The token was not taken back: ${reasonOf(error)}`));
      }
      return null;
    },
    () => undefined,
  );
  if (started.ok) await started.value.done;
}

/** The fields of an oauth2 connection that belong to its tokens. */
const TOKENS = ['access_token', 'refresh_token'];

/** Asks the server to take the tokens of a connection back and forgets them; the account and its settings stay. */
export async function signOut(studio: AuthorizeParts, connector: string, name: string): Promise<Result<Connection>> {
  const connection = studio.workspace.connections.get(connector, name);
  if (!connection) return unknownConnection(connector, name);
  if (holdsTokens(studio, connection)) await revoke(studio, connection, authLimits.revokeMs);
  for (const field of TOKENS) await studio.vault.delete(connectionSecretKey(connector, connection.id, field));
  const left = studio.workspace.connections.get(connector, name) ?? connection;
  const fields = Object.entries(left.fields).filter(([field]) => !managedFields.includes(field));
  const saved = studio.workspace.connections.save({
    ...left,
    fields: Object.fromEntries(fields),
    secretFields: left.secretFields.filter(({ field }) => !TOKENS.includes(field)),
  });
  return ok(await describeConnection(studio, saved));
}

/** Removes a connection with its secrets, and asks its server to take its tokens back (A108); false where there was none. */
export async function disconnect(
  studio: AuthorizeParts,
  connector: string,
  name: string,
  timeoutMs: number = authLimits.revokeMs,
): Promise<boolean> {
  const connection = studio.workspace.connections.get(connector, name);
  if (connection && holdsTokens(studio, connection)) await revoke(studio, connection, timeoutMs);
  return removeConnection(studio, connector, name);
}

/** Removes a connector with everything of it, the tokens of its connections included; false where there was none. */
export async function disconnectConnector(studio: AuthorizeParts, connector: string): Promise<boolean> {
  const holders = studio.workspace.connections.list(connector).filter((one) => holdsTokens(studio, one));
  await Promise.all(holders.map((one) => revoke(studio, one, authLimits.revokeMs)));
  await studio.runner.end(connector);
  return removeConnector(studio, connector);
}
