import { connectionFields, oauthFlows } from '../../shared/connector/authentication.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { reasonOf } from '../../shared/result.ts';
import type { Masker } from '../network/masker.ts';
import type { SandboxTarget } from '../sandbox/index.ts';
import { connectionSecretKey, type SecretStore } from '../vault/types.ts';
import type { RunData, StoredConnection } from '../workspace/types.ts';
import type { Access } from './access.ts';

/** What validate may give back of a connection, secrets first (FB-12, FB-14). */
const SECRETS = ['access_token', 'refresh_token'];
const NOTES = ['expire_on', 'expires_on'];

type Values = ReadonlyMap<string, string>;

function textsIn(result: unknown, names: readonly string[]): Values {
  if (typeof result !== 'object' || result === null) return new Map();
  return new Map(
    names.flatMap((name) => {
      const value: unknown = Reflect.get(result, name);
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    }),
  );
}

const isValidate = ({ kind, name }: SandboxTarget): boolean => kind === 'function' && name === 'validate';

/** Tokens in a result of validate are as secret as those of the connection, whatever becomes of them: they are masked (A105). */
export function learnTokens(target: SandboxTarget, result: unknown, masker: Masker): void {
  if (isValidate(target)) for (const token of textsIn(result, SECRETS).values()) masker.add(token);
}

interface Keeping {
  readonly workspace: Pick<RunData, 'connections'>;
  readonly vault: SecretStore;
  readonly manifest: Manifest;
}

/** The connection with what was given back; a secret of another value no longer comes from the variable it was given by. */
function changed(row: StoredConnection, secrets: Values, notes: Values): StoredConnection {
  const changedAt = new Date().toISOString();
  return {
    ...row,
    fields: { ...row.fields, ...Object.fromEntries(notes) },
    secretFields: [
      ...row.secretFields.filter(({ field }) => !secrets.has(field)),
      ...[...secrets.keys()].map((field) => ({ field, changedAt })),
    ],
  };
}

/**
 * FB-12: what a live `validate` gives back takes the place of what the connection has, where the connection has such fields; gives
 * the names of what changed. Not for connections whose tokens the studio itself gets and renews: it knows better what holds.
 */
async function keepReturned(
  { workspace, vault, manifest }: Keeping,
  { connection, authentication, fields }: Access,
  result: unknown,
): Promise<readonly string[]> {
  if (!connection || (authentication?.type === 'oauth2' && oauthFlows(authentication).length > 0)) return [];
  const known = connectionFields(manifest, connection.auth);
  const isNew = (name: string, value: string, secret: boolean): boolean =>
    fields[name] !== value && known.some((field) => field.id === name && field.secret === secret);
  const pick = (names: readonly string[], secret: boolean): Values =>
    new Map([...textsIn(result, names)].filter(([name, value]) => isNew(name, value, secret)));
  const [secrets, notes] = [pick(SECRETS, true), pick(NOTES, false)];
  const row = workspace.connections.get(connection.connector, connection.name);
  if (row?.id !== connection.id || secrets.size + notes.size === 0) return [];
  for (const [name, value] of [...secrets].reverse())
    await vault.set(connectionSecretKey(connection.connector, connection.id, name), value);
  workspace.connections.note(changed(row, secrets, notes));
  return [...secrets.keys(), ...notes.keys()];
}

interface Ran {
  readonly target: SandboxTarget;
  readonly source: { readonly manifest: Manifest };
  readonly access: Access;
  readonly mock: unknown;
  readonly request: { readonly replayOf?: string | undefined };
}

/** Keeps what a live run of validate gave back, and says so in its log; a vault that fails is a line there, and nothing of the run. */
export async function noteReturned(
  parts: Pick<Keeping, 'workspace' | 'vault'>,
  { target, source, access, mock, request }: Ran,
  result: unknown,
  log: { note(level: 'info' | 'warn', text: string): void },
): Promise<void> {
  if (!isValidate(target) || mock !== undefined || request.replayOf !== undefined) return;
  try {
    const names = await keepReturned({ ...parts, manifest: source.manifest }, access, result);
    if (names.length > 0) log.note('info', `What validate returned is kept for the connection: ${names.join(', ')}.`);
  } catch (error) {
    log.note('warn', `What validate returned is not kept: ${reasonOf(error)}`);
  }
}
