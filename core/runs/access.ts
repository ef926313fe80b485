import { connectionFields, oauthFlows } from '../../shared/connector/authentication.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isRenewable } from '../auth/oauth/grants.ts';
import { type OAuthAccess, oauthAccess } from '../auth/oauth-access.ts';
import type { OAuthClient } from '../auth/types.ts';
import { type CredentialPlaces, createMasker, type EgressPolicy, type Masker } from '../network/index.ts';
import { unreadable } from '../vault/errors.ts';
import { connectionSecretKey, type SecretStore } from '../vault/types.ts';
import type { RunData, StoredConnection } from '../workspace/types.ts';
import type { NameSecret } from './leaks.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Who a run acts as, what it may reach, and what must never be written down. */
export interface Access {
  readonly connection: StoredConnection | undefined;
  readonly auth: string;
  readonly authentication: Authentication | undefined;
  /** What the studio gets tokens with; undefined where the connection has none or they can only be pasted. */
  readonly oauth: OAuthAccess | undefined;
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
  workspace: RunData,
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
  const variable = connection.secretFields.find((one) => one.field === field)?.variable;
  const given = variable === undefined ? undefined : environment[variable];
  try {
    const stored = await vault.get(connectionSecretKey(connector, id, field));
    if (stored !== null && stored !== '') return ok(stored);
  } catch (error) {
    if (!given) return unreadable(`The secret ${field} of the connection ${name}`, vault, error);
  }
  if (given) return ok(given);
  const where =
    vault.kind === 'session'
      ? 'there is no keychain here, so secrets last only for the session that set them'
      : `it is not in the ${vault.kind === 'file' ? 'vault file' : 'keychain'}`;
  const noted = variable === undefined ? '' : `, and the environment variable ${variable} is not set`;
  return fail(
    'input',
    'missing_secret',
    `The connection ${name} of ${connector} has no ${field}: ${where}${noted}; give it again.`,
    { connector, connection: name, auth, field, ...(variable === undefined ? {} : { variable }) },
  );
}

/** Where the keys of an authentication are sent, further ones included; cookies are masked in any case. */
export function credentialPlaces(authentication: Authentication | undefined): CredentialPlaces {
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

/** Settings of a connection by their name. */
type Fields = Readonly<Record<string, unknown>>;
/** Its secrets by their field. */
type Secrets = ReadonlyMap<string, string>;

interface Collecting {
  readonly manifest: Manifest;
  readonly vault: SecretStore;
  readonly environment: Environment;
  /** True where a run may start without them: it is the one that gets them. */
  readonly optional: boolean;
}

/** Whether the studio itself can get tokens for connections of an authentication. */
function hasFlows(manifest: Manifest, auth: string): boolean {
  const authentication = manifest.authentication.find((one) => one.id === auth);
  return authentication?.type === 'oauth2' && oauthFlows(authentication).length > 0;
}

/** Each of these can stand in for another one: what is missing shows when a token is needed. */
const OAUTH_SECRETS: readonly string[] = ['client_secret', 'access_token', 'refresh_token'];

/** Reads what the connection notes and what its authentication cannot do without. */
async function collectSecrets(
  connection: StoredConnection,
  { manifest, vault, environment, optional }: Collecting,
): Promise<Result<Secrets>> {
  const fields = connectionFields(manifest, connection.auth).filter((field) => field.secret);
  const noted = connection.secretFields.map((secret) => secret.field);
  const replaceable = hasFlows(manifest, connection.auth) ? OAUTH_SECRETS : [];
  const secrets = new Map<string, string>();
  for (const field of new Set([...noted, ...fields.filter((one) => one.required).map((one) => one.id)])) {
    const secret = await readSecret(connection, field, vault, environment);
    if (secret.ok) secrets.set(field, secret.value);
    else if (secret.error.code !== 'missing_secret' || !(optional || replaceable.includes(field))) return secret;
  }
  return ok(secrets);
}

/** The pair of basic authentication as it is sent: as secret as its password. */
const pairOf = (authentication: Authentication | undefined, fields: Fields, secrets: Secrets): readonly string[] =>
  authentication?.type === 'basic' && secrets.has('password')
    ? [`${String(fields.username ?? '')}:${secrets.get('password') ?? ''}`]
    : [];

/** Finds a secret of a connection in any of its forms, and says which it is. */
function namerOf(secrets: Secrets, pair: readonly string[]): NameSecret {
  const maskers = [...secrets].map(([name, secret]) => ({
    name,
    masker: createMasker(name === 'password' ? [secret, ...pair] : [secret]),
  }));
  return (text) => maskers.find(({ masker }) => masker.finds(text))?.name;
}

/** Fields as guest code gets them: what only the studio uses stays with it, a refresh token above all. */
function guestFields(manifest: Manifest, auth: string, fields: Fields, secrets: Secrets): Fields {
  const own = new Set(connectionFields(manifest, auth).flatMap((field) => (field.studioOnly ? [field.id] : [])));
  return { ...fields, ...Object.fromEntries([...secrets].filter(([field]) => !own.has(field))) };
}

/** Why a connection cannot run yet, and what helps: without a keychain a command that authorizes helps only itself. */
function noToken(client: OAuthClient, vault: SecretStore['kind']): string {
  const { connector, connection } = client;
  const start = `The connection ${connection} of ${connector} has no access token`;
  if (vault !== 'session') return `${start}; authorize it.`;
  return `${start}: there is no keychain here, so tokens last only as long as the program that got them; authorize it in the studio's window and run it there, or give it a token.`;
}

/**
 * Collects settings and secrets of a connection. Fails with `missing_secret`, which names the field and the remedy, unless
 * `optional` says that the run can do without.
 */
export async function openAccess(
  manifest: Manifest,
  connection: StoredConnection | undefined,
  vault: SecretStore,
  environment: Environment,
  optional = false,
): Promise<Result<Access>> {
  const { auth } = connection ?? withoutConnection(manifest);
  const collected = connection && (await collectSecrets(connection, { manifest, vault, environment, optional }));
  if (collected?.ok === false) return collected;
  const secrets: Secrets = collected?.value ?? new Map();
  const settings = { ...defaultsOf(manifest), ...connection?.fields };
  const authentication = manifest.authentication.find((one) => one.id === auth);
  const fields = guestFields(manifest, auth, settings, secrets);
  const policy = { hosts: manifest.hosts, connectionHosts: ownHosts(fields), grants: connection?.allowedHosts ?? [] };
  const oauth = connection && oauthAccess({ manifest, connection, authentication, fields: settings, secrets, policy });
  if (oauth && !optional && oauth.tokens.accessToken === '' && !isRenewable(oauth.tokens)) {
    return fail('input', 'missing_secret', noToken(oauth.client, vault.kind), {
      ...{ connector: oauth.client.connector, connection: oauth.client.connection, field: 'access_token' },
      ...(vault.kind === 'session' ? {} : { authorize: true }),
    });
  }
  const pair = pairOf(authentication, settings, secrets);
  return ok({
    connection,
    auth,
    authentication,
    oauth,
    fields,
    policy,
    masker: createMasker([...secrets.values(), ...pair]),
    nameSecret: namerOf(secrets, pair),
    places: credentialPlaces(authentication),
  });
}
