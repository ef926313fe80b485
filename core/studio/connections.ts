import { connectionFields, managedFields } from '../../shared/connector/authentication.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import type { SaveConnection } from '../../shared/contract/connections.ts';
import { workspaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Connection } from '../../shared/run/connection.ts';
import { isVaultLocked } from '../vault/index.ts';
import { connectionSecretKey } from '../vault/types.ts';
import type { StoredConnection } from '../workspace/types.ts';
import { describeConnection, unknownConnection } from './describe.ts';
import type { StudioData } from './index.ts';
import { readManifest } from './manifest.ts';

type FieldValue = string | number | boolean;

/** What a connection is made of; `variables` names the environment variable a secret came from (command line). */
export interface ConnectionInput extends SaveConnection {
  readonly variables?: Readonly<Record<string, string>>;
}

const quoteList = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));

function checkFields(manifest: Manifest, input: ConnectionInput, known: readonly string[]): Result<void> {
  const fields = connectionFields(manifest, input.auth);
  const names = fields.map((field) => field.id);
  for (const name of [...Object.keys(input.fields), ...Object.keys(input.secrets)]) {
    const field = fields.find((one) => one.id === name);
    if (!field) {
      return fail(
        'input',
        'unknown_field',
        `${manifest.id} has no field ${JSON.stringify(name)} with authentication ${input.auth}; its fields are ${quoteList(names)}.`,
      );
    }
    if (field.secret && Object.hasOwn(input.fields, name)) {
      return fail(
        'input',
        'secret_in_the_open',
        `${name} is a secret and is given as one, never among the open settings.`,
        { field: name },
      );
    }
    if (!field.secret && Object.hasOwn(input.secrets, name)) {
      return fail('input', 'not_a_secret', `${name} is not a secret: give it as an open setting.`, { set: [name] });
    }
  }
  const set = Object.keys(input.secrets).filter((name) => input.secrets[name] !== '');
  const given = new Set([...known, ...Object.keys(input.fields), ...set]);
  const missing = fields.filter((field) => field.required && !given.has(field.id));
  if (missing.length === 0) return ok(undefined);
  return fail(
    'input',
    'missing_field',
    `Authentication ${input.auth} of ${manifest.id} needs ${missing
      .map((field) => (field.secret ? `the secret ${field.id}` : field.id))
      .join(' and ')}.`,
    {
      secrets: missing.filter((field) => field.secret).map(({ id }) => id),
      set: missing.filter((field) => !field.secret).map(({ id }) => id),
    },
  );
}

/** Converts a text from the command line to the type that the manifest gives the field. */
function typed(manifest: Manifest, name: string, value: FieldValue): Result<FieldValue> {
  const type = manifest.connectionConfig[name]?.type;
  if (String(value).length > workspaceLimits.fieldChars) {
    return fail('input', 'field_too_long', `${name} is longer than ${workspaceLimits.fieldChars} characters.`);
  }
  if (type === 'number') {
    const number = Number(value);
    if (String(value).trim() !== '' && Number.isFinite(number)) return ok(number);
    return fail('input', 'bad_number', `${name} must be a number; ${JSON.stringify(value)} is not.`);
  }
  if (type === 'boolean' && typeof value !== 'boolean') {
    if (value === 'true' || value === 'false') return ok(value === 'true');
    return fail('input', 'bad_boolean', `${name} must be true or false; ${JSON.stringify(value)} is neither.`);
  }
  const options = manifest.connectionConfig[name]?.options;
  if (type === 'select' && options && !options.includes(String(value))) {
    return fail(
      'input',
      'bad_choice',
      `${name} must be one of ${options.join(', ')}; ${JSON.stringify(value)} is not.`,
    );
  }
  return ok(value);
}

function typedFields(manifest: Manifest, fields: SaveConnection['fields']): Result<Record<string, FieldValue>> {
  const entries: [string, FieldValue][] = [];
  for (const [name, value] of Object.entries(fields)) {
    const result = typed(manifest, name, value);
    if (!result.ok) return result;
    entries.push([name, result.value]);
  }
  return ok(Object.fromEntries(entries));
}

/**
 * Makes a connection or changes the one of that name. Secrets go to the vault only; one that is not given keeps its
 * value. Input failures: `unknown_connector`, `unknown_auth`, `unknown_field`, `secret_in_the_open`, `missing_field` …
 */
export async function saveConnection(studio: StudioData, input: ConnectionInput): Promise<Result<Connection>> {
  const manifest = readManifest(studio, input.connector);
  if (!manifest.ok) return manifest;
  const authentication = manifest.value.authentication.find((one) => one.id === input.auth);
  if (!authentication) {
    const ids = manifest.value.authentication.map((one) => one.id);
    return fail(
      'input',
      'unknown_auth',
      `${input.connector} has no authentication ${JSON.stringify(input.auth)}; choose one of ${quoteList(ids)}.`,
    );
  }
  const before = studio.workspace.connections.get(input.connector, input.name);
  const allowed = new Set(
    connectionFields(manifest.value, input.auth)
      .filter((field) => field.secret)
      .map((field) => field.id),
  );
  const kept =
    before?.secretFields.filter((secret) => allowed.has(secret.field) && !Object.hasOwn(input.secrets, secret.field)) ??
    [];
  const managed = managedOf(manifest.value, authentication);
  const given = { ...input, fields: pick(input.fields, (name) => !managed.includes(name)) };
  const checked = checkFields(
    manifest.value,
    given,
    kept.map((secret) => secret.field),
  );
  if (!checked.ok) return checked;
  const fields = typedFields(manifest.value, given.fields);
  if (!fields.ok) return fields;
  const changedAt = new Date().toISOString();
  const set = Object.keys(input.secrets).filter((field) => input.secrets[field] !== '');
  const cleared = Object.keys(input.secrets).filter((field) => input.secrets[field] === '');
  const added = set.map((field) => {
    const variable = input.variables?.[field];
    return { field, changedAt, ...(variable === undefined ? {} : { variable }) };
  });
  const stored = studio.workspace.connections.save({
    connector: input.connector,
    name: input.name,
    auth: input.auth,
    fields: { ...fields.value, ...keptNotes(before, input, managed) },
    secretFields: [...kept, ...added],
    allowedHosts: [...new Set(input.allowedHosts)],
  });
  for (const field of set) {
    await studio.vault.set(connectionSecretKey(stored.connector, stored.id, field), input.secrets[field] ?? '');
  }
  const left = before?.secretFields.map((secret) => secret.field).filter((field) => !allowed.has(field)) ?? [];
  await forgetSecrets(studio, stored, [...left, ...cleared]);
  return ok(await describeConnection(studio, stored));
}

type Fields = SaveConnection['fields'];

const pick = (fields: Fields, isWanted: (name: string) => boolean): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => isWanted(name)));

/** Names of what the studio notes by itself; a connector may have settings of these names, which are none of it. */
const managedOf = ({ connectionConfig }: Manifest, { type }: Authentication): readonly string[] =>
  type === 'oauth2' ? managedFields.filter((name) => !Object.hasOwn(connectionConfig, name)) : [];

/** What the studio noted of the token that the connection keeps; of one that is given now nothing is known. */
function keptNotes(before: StoredConnection | undefined, input: ConnectionInput, managed: readonly string[]): Fields {
  if (before?.auth !== input.auth || Object.hasOwn(input.secrets, 'access_token')) return {};
  return pick(before.fields, (name) => managed.includes(name));
}

async function forgetSecrets(
  studio: StudioData,
  connection: StoredConnection,
  fields: readonly string[],
): Promise<void> {
  for (const field of fields)
    await studio.vault.delete(connectionSecretKey(connection.connector, connection.id, field));
}

/** Gives a connection another name; secrets stay where they are, for they stand under its id. */
export async function renameConnection(
  studio: StudioData,
  connector: string,
  name: string,
  to: string,
): Promise<Result<Connection>> {
  const { connections } = studio.workspace;
  const connection = connections.get(connector, name);
  if (!connection) return unknownConnection(connector, name);
  if (to !== name) connections.rename(connection, to);
  return ok(await describeConnection(studio, { ...connection, name: to }));
}

/**
 * Removes the secrets of a connection, then itself by `remove`, then what a renewal that was under way has put into the vault
 * meanwhile: a renewal that ends later finds no connection and keeps nothing (A108).
 */
async function removeWhole(studio: StudioData, connection: StoredConnection, remove: () => boolean): Promise<boolean> {
  const forgetOf = async (one: StoredConnection | undefined): Promise<void> => {
    try {
      await forgetSecrets(studio, connection, one?.secretFields.map((secret) => secret.field) ?? []);
    } catch (error) {
      // What is left in a locked vault file is removed when it is unlocked.
      if (!isVaultLocked(error)) throw error;
    }
  };
  await forgetOf(connection);
  const last = studio.workspace.connections.get(connection.connector, connection.name);
  const removed = remove();
  await forgetOf(last);
  return removed;
}

/** Removes a connection and its secrets (A108); false where there was none. */
export async function removeConnection(studio: StudioData, connector: string, name: string): Promise<boolean> {
  const { connections } = studio.workspace;
  const stored = connections.get(connector, name);
  return stored ? removeWhole(studio, stored, () => connections.remove(connector, name)) : false;
}

/** Removes a connector with its connections and their secrets (A108); false where there was none. */
export async function removeConnector(studio: StudioData, connector: string): Promise<boolean> {
  for (const { name } of studio.workspace.connections.list(connector)) await removeConnection(studio, connector, name);
  return studio.workspace.connectors.remove(connector);
}
