import { connectionFields } from '../../shared/connector/authentication.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CredentialPlaces, createMasker, type EgressPolicy, type Masker } from '../network/index.ts';
import { connectionSecretKey, type SecretStore } from '../vault/types.ts';
import type { StoredConnection, Workspace } from '../workspace/types.ts';
import type { NameSecret } from './leaks.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Who a run acts as, what it may reach, and what must never be written down. */
export interface Access {
  readonly connection: StoredConnection | undefined;
  readonly auth: string;
  /** Settings and credentials as guest code gets them, secrets included; never stored. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly policy: EgressPolicy;
  readonly masker: Masker;
  /** Which secret a text holds. */
  readonly nameSecret: NameSecret;
  readonly places: CredentialPlaces;
}

/**
 * The connection a request means: the named one, or the only one there is. Fails with `unknown_connection` or
 * `several_connections`, listing them.
 */
export function chooseConnection(
  workspace: Workspace,
  connector: string,
  name: string | undefined,
): Result<StoredConnection | undefined> {
  const all = workspace.connections.list(connector);
  const names = all.map((one) => one.name);
  if (name !== undefined) {
    const found = all.find((one) => one.name === name);
    if (found) return ok(found);
    const there = names.length === 0 ? 'it has none yet' : `its connections are ${names.join(', ')}`;
    return fail(
      'input',
      'unknown_connection',
      `${connector} has no connection ${JSON.stringify(name.slice(0, 100))}; ${there}.`,
      { connections: names },
    );
  }
  if (all.length > 1) {
    return fail(
      'input',
      'several_connections',
      `${connector} has several connections; name one of ${names.join(', ')}.`,
      { connections: names },
    );
  }
  return ok(all[0]);
}

async function readSecret(
  connection: StoredConnection,
  field: string,
  vault: SecretStore,
  environment: Environment,
): Promise<Result<string>> {
  const { connector, id, name, auth } = connection;
  const remedy = `give it again with studio connect ${connector} --name ${JSON.stringify(name)} --auth ${auth} --secret ${field}=VARIABLE, or in Connections`;
  let stored: string | null;
  try {
    stored = await vault.get(connectionSecretKey(connector, id, field));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      'system',
      'vault_failed',
      `The secret ${field} of the connection ${name} cannot be read from the ${vault.kind}: ${reason}.`,
    );
  }
  if (stored !== null && stored !== '') return ok(stored);
  const variable = connection.secretFields.find((one) => one.field === field)?.variable;
  const given = variable === undefined ? undefined : environment[variable];
  if (given !== undefined && given !== '') return ok(given);
  const where =
    vault.kind === 'session'
      ? 'there is no keychain here, so secrets last only for the session that set them'
      : 'it is not in the keychain';
  const noted = variable === undefined ? '' : `, and the environment variable ${variable} is not set`;
  return fail(
    'input',
    'missing_secret',
    `The connection ${name} of ${connector} has no ${field}: ${where}${noted}; ${remedy}.`,
    { field, ...(variable === undefined ? {} : { variable }) },
  );
}

/** Where the keys of an authentication are sent, further ones included; cookies are masked in any case. */
function credentialPlaces(authentication: Authentication | undefined): CredentialPlaces {
  if (authentication?.type !== 'apiKey') return { headers: [], query: [] };
  const keys = [authentication, ...(authentication.also ?? [])];
  const at = (place: 'header' | 'query'): readonly string[] =>
    keys.flatMap((key) => (key.in === place ? [key.param] : []));
  return { headers: at('header').map((name) => name.toLowerCase()), query: at('query') };
}

const defaultsOf = (manifest: Manifest): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(manifest.connectionConfig).flatMap(([name, field]) =>
      field.default === undefined ? [] : [[name, field.default]],
    ),
  );

/** The host of the connection's own address, with its port where it names one. */
function ownHosts(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const { baseUrl } = fields;
  const host = typeof baseUrl === 'string' ? URL.parse(baseUrl)?.host : undefined;
  return host === undefined || host === '' ? [] : [host];
}

/** Without a connection a run goes as nobody: with the authentication that asks for nothing, or the first. */
function withoutConnection(manifest: Manifest): { readonly auth: string } {
  const open = manifest.authentication.find((one) => one.type === 'none') ?? manifest.authentication[0];
  return { auth: open?.id ?? 'none' };
}

/** Finds a secret of a connection in any of its forms, and says which it is. */
function namerOf(secrets: ReadonlyMap<string, string>, pair: readonly string[]): NameSecret {
  const maskers = [...secrets].map(([name, secret]) => ({
    name,
    masker: createMasker(name === 'password' ? [secret, ...pair] : [secret]),
  }));
  return (text) => maskers.find(({ masker }) => masker.finds(text))?.name;
}

/** Collects settings and secrets of a connection. Fails with `missing_secret`, which names the field and the remedy. */
export async function openAccess(
  manifest: Manifest,
  connection: StoredConnection | undefined,
  vault: SecretStore,
  environment: Environment,
): Promise<Result<Access>> {
  const { auth } = connection ?? withoutConnection(manifest);
  const secrets = new Map<string, string>();
  if (connection) {
    const noted = connection.secretFields.map((secret) => secret.field);
    const required = connectionFields(manifest, auth).filter((field) => field.secret && field.required);
    for (const field of new Set([...noted, ...required.map((one) => one.id)])) {
      const secret = await readSecret(connection, field, vault, environment);
      if (!secret.ok) return secret;
      secrets.set(field, secret.value);
    }
  }
  const fields = { ...defaultsOf(manifest), ...connection?.fields, ...Object.fromEntries(secrets) };
  const authentication = manifest.authentication.find((one) => one.id === auth);
  const pair =
    authentication?.type === 'basic'
      ? [`${String(connection?.fields.username ?? '')}:${secrets.get('password') ?? ''}`]
      : [];
  return ok({
    connection,
    auth,
    fields,
    policy: { hosts: manifest.hosts, connectionHosts: ownHosts(fields), grants: connection?.allowedHosts ?? [] },
    masker: createMasker([...secrets.values(), ...(secrets.has('password') ? pair : [])]),
    nameSecret: namerOf(secrets, pair),
    places: credentialPlaces(authentication),
  });
}
