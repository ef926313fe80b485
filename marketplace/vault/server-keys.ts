import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readWhole, replaceFile, withFileLock } from '../../core/vault/atomic.ts';
import type { Store } from '../database/index.ts';
import { KEY_BYTES, keyId, newKey } from './sealing.ts';

/** A key of the server: it wraps the keys of the tenants. */
export interface ServerKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The keys of the server, wherever they are kept. */
export interface ServerKeys {
  /** The present one first, then older ones that still open what they wrapped; read anew each time. */
  read(): Promise<readonly ServerKey[]>;
}

/** Where keys may stand. */
export interface KeyPlace {
  readonly dataDirectory: string;
  /** Value of STUDIO_MARKETPLACE_VAULT_KEY: keys in base64, the present one first, with commas between. */
  readonly vaultKey?: string | undefined;
}

/** Name of the variable that keys may be given by. */
export const vaultKeyVariable = 'STUDIO_MARKETPLACE_VAULT_KEY';

const FORMAT = 'connector-studio marketplace keys';
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  keys: z.array(z.object({ key: z.base64(), created_at: z.iso.datetime() })).min(1),
});
type FileKey = z.infer<typeof fileSchema>['keys'][number];

const toKey = (key: Buffer): ServerKey => ({ id: keyId(key), key });

function givenKeys(text: string | undefined): readonly ServerKey[] {
  const parts = (text ?? '').split(',').filter((part) => part.trim() !== '');
  return parts.map((part) => {
    const key = Buffer.from(part.trim(), 'base64');
    if (key.byteLength === KEY_BYTES) return toKey(key);
    throw new Error(`${vaultKeyVariable} must hold keys of ${KEY_BYTES} bytes in base64, with commas between`);
  });
}

const fileOf = (dataDirectory: string): string => path.join(dataDirectory, 'vault-keys.json');

async function readFileKeys(file: string): Promise<readonly FileKey[]> {
  const text = await readWhole(file);
  if (text === undefined) return [];
  try {
    return fileSchema.parse(JSON.parse(text)).keys;
  } catch {
    throw new Error(`${file} is damaged and was left as it is: put a backup in its place`);
  }
}

const writeFileKeys = (file: string, keys: readonly FileKey[]): Promise<void> =>
  replaceFile(file, `${JSON.stringify({ format: FORMAT, version: 1, keys }, undefined, 2)}\n`);

const freshKey = (): FileKey => ({ key: newKey().toString('base64'), created_at: new Date().toISOString() });

/** Reads the keys of a place: those that were given, then those of the file. */
export const serverKeysAt = ({ dataDirectory, vaultKey }: KeyPlace): ServerKeys => ({
  read: async () => {
    const stored = await readFileKeys(fileOf(dataDirectory));
    return [...givenKeys(vaultKey), ...stored.map(({ key }) => toKey(Buffer.from(key, 'base64')))];
  },
});

/**
 * Sees to it that there are keys, and that they open what stands in the database. Throws where a server that shares its
 * database has none of its own, and where keys are missing: a new one would open nothing.
 */
export async function prepareKeys(place: KeyPlace, store: Store): Promise<ServerKeys> {
  const keys = serverKeysAt(place);
  const file = fileOf(place.dataDirectory);
  const inUse = await wrappingKeys(store);
  if ((await keys.read()).length === 0 && inUse.length === 0) {
    if (store.kind === 'postgres')
      throw new Error(
        `a server on PostgreSQL needs a key for the secrets of its tenants, the same for all servers of one database: set ${vaultKeyVariable} to ${KEY_BYTES} random bytes in base64`,
      );
    await withFileLock(file, async () => {
      if (!existsSync(file)) await writeFileKeys(file, [freshKey()]);
    });
  }
  const known = new Set((await keys.read()).map(({ id }) => id));
  const missing = inUse.filter((id) => !known.has(id));
  if (missing.length === 0) return keys;
  throw new Error(
    `the keys that open the secrets in the database are missing (${missing.join(', ')}): put ${file} back, or set ${vaultKeyVariable}`,
  );
}

/** Ids of the server's keys that a key of a tenant is wrapped by. */
export async function wrappingKeys({ db }: Store): Promise<readonly string[]> {
  const rows = await db.selectFrom('vault_keys').select('wrapped_by').distinct().execute();
  return rows.map((row) => row.wrapped_by);
}

/**
 * Puts a new key in front of the others, has `rewrap` wrap everything by it, and lets the others go that nothing is wrapped
 * by any more. Where keys are given by the variable, its first one takes the place of a new one. Killed at any moment,
 * everything still opens, and another rotation goes on.
 */
export async function replaceKeys(
  place: KeyPlace,
  rewrap: (keys: readonly ServerKey[]) => Promise<readonly string[]>,
): Promise<ServerKey> {
  const file = fileOf(place.dataDirectory);
  const given = givenKeys(place.vaultKey);
  return withFileLock(file, async () => {
    const stored = await readFileKeys(file);
    if (given.length + stored.length === 0)
      throw new Error(`there is no key yet in ${file}: start the marketplace first`);
    if (given.length === 0) await writeFileKeys(file, [freshKey(), ...stored]);
    const keys = await serverKeysAt(place).read();
    const [present] = keys;
    if (!present) throw new Error(`${file} holds no key after one was written`);
    const inUse = new Set(await rewrap(keys));
    const kept = (await readFileKeys(file)).filter(({ key }) => inUse.has(keyId(Buffer.from(key, 'base64'))));
    // Without tenants nothing is wrapped yet; the new key stays.
    const left = given.length > 0 || kept.length > 0 ? kept : (await readFileKeys(file)).slice(0, 1);
    if (left.length > 0) await writeFileKeys(file, left);
    return present;
  });
}
