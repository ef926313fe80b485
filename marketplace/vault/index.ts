import type { Queries, Step, Store } from '../database/index.ts';
import { timeOf } from '../market.ts';
import { keyId, markOf, newKey, seal, unseal } from './sealing.ts';
import {
  type KeyPlace,
  prepareKeys,
  replaceKeys,
  type ServerKey,
  type ServerKeys,
  wrappingKeys,
} from './server-keys.ts';

export { vaultKeyVariable } from './server-keys.ts';

/** What is sealed for one tenant; in memory only as long as it is used. */
export interface TenantVault {
  /** Seals a JSON value for the thing of this id; for another one, or another tenant, it does not open. */
  seal(id: string, value: unknown): string;
  /** Throws where it was sealed for another thing, or changed. */
  open(id: string, sealed: string): unknown;
  /** A mark of a text: equal for equal texts, and of no use to guess them by without the key. */
  mark(text: string): string;
}

/** Secrets of the tenants: each tenant has a key, and each of these is wrapped by a key of the server. */
export interface Vault {
  /** Never inside a transaction: the tenant's key may have to be made. */
  of(tenant: string): Promise<TenantVault>;
}

/** Held by whoever makes keys of tenants and whoever wraps them anew, so that none is made in between. */
const LOCK = 'vault keys';

const contextOf = (tenant: string, wrappedBy: string): readonly string[] => ['tenant key', tenant, wrappedBy];

async function findKey(queries: Queries, tenant: string) {
  return queries
    .selectFrom('vault_keys')
    .select(['wrapped_by', 'wrapped'])
    .where('tenant', '=', tenant)
    .executeTakeFirst();
}

function presentOf(keys: readonly ServerKey[]): ServerKey {
  const [present] = keys;
  if (!present) throw new Error('the marketplace has lost its keys');
  return present;
}

async function makeKey(step: Step, keys: ServerKeys, tenant: string): Promise<Buffer | undefined> {
  if (await findKey(step, tenant)) return undefined;
  // Read under the lock: a rotation that has ended is seen, and one that has begun waits.
  const { id, key } = presentOf(await keys.read());
  const made = newKey();
  await step
    .insertInto('vault_keys')
    .values({
      tenant,
      wrapped_by: id,
      wrapped: seal(key, contextOf(tenant, id), made),
      created_at: timeOf(Date.now()),
    })
    .execute();
  return made;
}

const tenantVault = (tenant: string, key: Buffer): TenantVault => ({
  seal: (id, value) => seal(key, ['secrets', tenant, id], Buffer.from(JSON.stringify(value))),
  open: (id, sealed): unknown => JSON.parse(unseal(key, ['secrets', tenant, id], sealed).toString('utf8')),
  mark: (text) => markOf(key, text),
});

/** Opens the vault of a marketplace. Throws as `prepareKeys`. */
export async function openVault(place: KeyPlace, store: Store): Promise<Vault> {
  const keys = await prepareKeys(place, store);
  const known = new Map((await keys.read()).map(({ id, key }) => [id, key]));
  const unwrap = async (tenant: string, { wrapped_by: by, wrapped }: { wrapped_by: string; wrapped: string }) => {
    // Another program may have rotated them.
    if (!known.has(by)) for (const { id, key } of await keys.read()) known.set(id, key);
    const key = known.get(by);
    if (!key) throw new Error(`the key ${by} of the marketplace is missing`);
    return unseal(key, contextOf(tenant, by), wrapped);
  };
  return {
    of: async (tenant) => {
      const made = (await findKey(store.db, tenant))
        ? undefined
        : await store.transact(LOCK, (step) => makeKey(step, keys, tenant));
      const row = made ? undefined : await findKey(store.db, tenant);
      if (made) return tenantVault(tenant, made);
      if (!row) throw new Error(`the key of the tenant ${tenant} has gone`);
      return tenantVault(tenant, await unwrap(tenant, row));
    },
  };
}

async function rewrapAll(step: Step, keys: readonly ServerKey[]): Promise<number> {
  const present = presentOf(keys);
  const rows = await step.selectFrom('vault_keys').selectAll().where('wrapped_by', '!=', present.id).execute();
  for (const { tenant, wrapped_by: by, wrapped } of rows) {
    const old = keys.find(({ id }) => id === by);
    if (!old) throw new Error(`the key ${by} is missing, so nothing was changed`);
    const key = unseal(old.key, contextOf(tenant, by), wrapped);
    await step
      .updateTable('vault_keys')
      .set({ wrapped_by: present.id, wrapped: seal(present.key, contextOf(tenant, present.id), key) })
      .where('tenant', '=', tenant)
      .execute();
  }
  return rows.length;
}

/** Wraps the keys of all tenants by a new key of the server, in one transaction; servers may run meanwhile. */
export async function rotateVaultKeys(
  place: KeyPlace,
  store: Store,
): Promise<{ readonly key: string; readonly tenants: number }> {
  let tenants = 0;
  const present = await replaceKeys(place, async (keys) => {
    tenants = await store.transact(LOCK, (step) => rewrapAll(step, keys));
    return wrappingKeys(store);
  });
  return { key: keyId(present.key), tenants };
}
