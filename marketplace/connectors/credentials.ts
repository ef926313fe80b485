import { z } from 'zod';
import { createSessionStore } from '../../core/vault/session.ts';
import { connectionSecretKey, type SecretStore } from '../../core/vault/types.ts';
import type { Step, Store } from '../database/index.ts';
import type { TenantVault } from '../vault/index.ts';

const settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What is sealed of an installed connector: names of accounts beside their secrets. */
export const credentialsSchema = z.object({ fields: settings, secrets: z.record(z.string(), z.string()) });
export type Credentials = z.infer<typeof credentialsSchema>;

/** Reads a column of settings. */
export const settingsOf = (json: string): z.infer<typeof settings> => settings.parse(JSON.parse(json));

/** The field of a key `<connector>/<connection>/<field>`. */
const fieldOf = (key: string): string => key.split('/').slice(2).join('/');

/** Secrets of a connector that is not installed yet, in memory. */
export interface HeldSecrets {
  readonly store: SecretStore;
  /** All of them as they are now, by field. */
  all(): Promise<Credentials['secrets']>;
}

export async function heldSecrets(
  connector: string,
  id: string,
  secrets: Credentials['secrets'],
): Promise<HeldSecrets> {
  const store = createSessionStore('The connector is not installed yet.');
  for (const [field, secret] of Object.entries(secrets))
    await store.set(connectionSecretKey(connector, id, field), secret);
  return {
    store,
    all: async () => {
      const pairs = store.keys().map(async (key) => [fieldOf(key), (await store.get(key)) ?? ''] as const);
      return Object.fromEntries(await Promise.all(pairs));
    },
  };
}

/** Changes the credentials of an installed connector; false where it is gone. */
async function change(
  step: Step,
  vault: TenantVault,
  id: string,
  edit: (before: Credentials) => Credentials,
): Promise<boolean> {
  const row = await step.selectFrom('connectors').select('sealed').where('id', '=', id).executeTakeFirst();
  if (!row) return false;
  const before = readCredentials(vault, id, row.sealed);
  await step
    .updateTable('connectors')
    .set({ sealed: vault.seal(id, edit(before)) })
    .where('id', '=', id)
    .execute();
  return true;
}

/** Credentials as they stand in the row; none where nothing is sealed. */
export const readCredentials = (vault: TenantVault, id: string, sealed: string | null): Credentials =>
  sealed === null ? { fields: {}, secrets: {} } : credentialsSchema.parse(vault.open(id, sealed));

/** The sealed credentials of an installed connector as a store of secrets: a new token is in the database before it is used. */
export interface SealedSecrets extends SecretStore {
  /** Sets settings that came with new tokens. */
  note(fields: Credentials['fields']): Promise<void>;
}

export function sealedSecrets({ db, transact }: Store, vault: TenantVault, id: string): SealedSecrets {
  const edited = (edit: (before: Credentials) => Credentials): Promise<boolean> =>
    transact(`connector ${id}`, (step) => change(step, vault, id, edit));
  return {
    kind: 'file',
    get: async (key) => {
      const row = await db.selectFrom('connectors').select('sealed').where('id', '=', id).executeTakeFirst();
      const { secrets } = readCredentials(vault, id, row?.sealed ?? null);
      const field = fieldOf(key);
      return Object.hasOwn(secrets, field) ? (secrets[field] ?? null) : null;
    },
    set: async (key, secret) => {
      await edited(({ fields, secrets }) => ({ fields, secrets: { ...secrets, [fieldOf(key)]: secret } }));
    },
    delete: async (key) => {
      const field = fieldOf(key);
      let isThere = false;
      await edited(({ fields, secrets }) => {
        isThere = Object.hasOwn(secrets, field);
        return { fields, secrets: Object.fromEntries(Object.entries(secrets).filter(([name]) => name !== field)) };
      });
      return isThere;
    },
    note: async (fields) => {
      await edited((before) => ({ ...before, fields: { ...before.fields, ...fields } }));
    },
  };
}
