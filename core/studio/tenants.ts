import type { Instance, InstanceTest, Marketplace, Operator, Tenant } from '../../shared/contract/tenants.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createRoutedFetch } from '../network/index.ts';
import { marketplaceAddress, shownAddress } from '../publish/address.ts';
import {
  type Access,
  activeOperators,
  findInstances,
  getInstance,
  listListings,
  testInstance,
  uninstallInstance,
} from '../publish/index.ts';
import { openRoute } from '../runs/index.ts';
import { isVaultLocked } from '../vault/index.ts';
import { isOver } from '../workspace/publication-record.ts';
import type { StoredTenant } from '../workspace/types.ts';
import type { StudioData } from './index.ts';

/** How to ask a marketplace as a tenant. */
export interface TenantAccess extends Access {
  readonly tenant: StoredTenant;
}

/** The key of a tenant; null where there is none. A locked vault has none for now. */
async function keyOf(studio: StudioData, { secret }: StoredTenant): Promise<string | null> {
  try {
    return await studio.vault.get(secret);
  } catch (error) {
    if (!isVaultLocked(error)) throw error;
    return null;
  }
}

const shown = async (studio: StudioData, tenant: StoredTenant): Promise<Tenant> => ({
  id: tenant.id,
  marketplace: tenant.marketplace,
  name: tenant.name,
  hasKey: (await keyOf(studio, tenant)) !== null,
});

/** Marketplaces that were used, last used first, with their tenants by name. */
export function listMarketplaces(studio: StudioData): Promise<readonly Marketplace[]> {
  return Promise.all(
    studio.workspace.marketplaces.list().map(async (url) => {
      const tenants = await Promise.all(studio.workspace.tenants.list(url).map((one) => shown(studio, one)));
      return { url, hasKey: tenants.some(({ hasKey }) => hasKey), tenants };
    }),
  );
}

async function accessWith(studio: StudioData, marketplace: string, key: string): Promise<Result<Access>> {
  const route = await openRoute(studio);
  return route.ok ? ok({ marketplace, key, fetch: createRoutedFetch(route.value) }) : route;
}

/** How to ask as a tenant. Input failures: `unknown_tenant`, `missing_key`; those of the vault and the proxy. */
export async function tenantAccess(studio: StudioData, id: string): Promise<Result<TenantAccess>> {
  const tenant = studio.workspace.tenants.get(id);
  if (!tenant.ok) return tenant;
  const { marketplace, name, secret } = tenant.value;
  const key = await studio.vault.get(secret);
  if (key === null) {
    return fail(
      'input',
      'missing_key',
      `There is no key for the tenant ${name} of ${marketplace}: give it again (studio tenants add ${marketplace} ${name} --key-env VARIABLE).`,
    );
  }
  const access = await accessWith(studio, marketplace, key);
  return access.ok ? ok({ ...access.value, tenant: tenant.value }) : access;
}

/** Tries a key with a read. */
async function tryKey(studio: StudioData, marketplace: string, key: string): Promise<Result<void>> {
  const access = await accessWith(studio, marketplace, key);
  if (!access.ok) return access;
  const page = await listListings({ ...access.value, limit: 1 });
  return page.ok ? ok(undefined) : page;
}

/** A marketplace's address as it is remembered: without a trailing slash. Fails with `bad_marketplace`, `insecure_marketplace`. */
function remembered(marketplace: string): Result<string> {
  const address = marketplaceAddress(marketplace.trim());
  return address.ok ? ok(shownAddress(address.value)) : address;
}

/**
 * Adds a tenant once its marketplace has taken its key (FC-2). Input failures: `tenant_exists`, `bad_marketplace`,
 * `insecure_marketplace`, `bad_key`; remote failures are those of the marketplace.
 */
export async function addTenant(
  studio: StudioData,
  { marketplace, name, key }: { readonly marketplace: string; readonly name: string; readonly key: string },
): Promise<Result<Tenant>> {
  const url = remembered(marketplace);
  if (!url.ok) return url;
  const tried = await tryKey(studio, url.value, key);
  if (!tried.ok) return tried;
  const added = studio.workspace.tenants.add(url.value, name);
  if (!added.ok) return added;
  await studio.vault.set(added.value.secret, key);
  return ok(await shown(studio, added.value));
}

/** Takes another key for a tenant, once its marketplace has taken it. */
export async function replaceKey(studio: StudioData, id: string, key: string): Promise<Result<Tenant>> {
  const tenant = studio.workspace.tenants.get(id);
  if (!tenant.ok) return tenant;
  const tried = await tryKey(studio, tenant.value.marketplace, key);
  if (!tried.ok) return tried;
  await studio.vault.set(tenant.value.secret, key);
  return ok(await shown(studio, tenant.value));
}

/**
 * Takes a key for the tenant of a name, which is added where it is new. That of a known one is kept also while the marketplace
 * cannot be reached: what waits for it is refused later where it is wrong. Fails as `addTenant`.
 */
export async function giveKey(
  studio: StudioData,
  { marketplace, name, key }: { readonly marketplace: string; readonly name: string; readonly key: string },
): Promise<Result<StoredTenant>> {
  const url = remembered(marketplace);
  if (!url.ok) return url;
  const known = studio.workspace.tenants.list(url.value).find((one) => one.name === name);
  if (!known) {
    const added = await addTenant(studio, { marketplace, name, key });
    return added.ok ? studio.workspace.tenants.get(added.value.id) : added;
  }
  const tried = await tryKey(studio, url.value, key);
  if (!tried.ok && tried.error.code !== 'unreachable') return tried;
  await studio.vault.set(known.secret, key);
  return ok(known);
}

/** Tries the key that is kept. */
export async function checkTenant(studio: StudioData, id: string): Promise<Result<void>> {
  const access = await tenantAccess(studio, id);
  if (!access.ok) return access;
  const page = await listListings({ ...access.value, limit: 1 });
  return page.ok ? ok(undefined) : page;
}

export async function renameTenant(studio: StudioData, id: string, name: string): Promise<Result<Tenant>> {
  const renamed = studio.workspace.tenants.rename(id, name);
  return renamed.ok ? ok(await shown(studio, renamed.value)) : renamed;
}

/** What a publication that is not over needs a tenant for. */
const needs = (studio: StudioData, ids: ReadonlySet<string>) =>
  studio.workspace.publications
    .list()
    .find((one) => (!isOver(one) || one.state === 'failed') && one.stages.some(({ tenant }) => ids.has(tenant)));

async function forget(studio: StudioData, tenants: readonly StoredTenant[]): Promise<Result<void>> {
  const needed = needs(studio, new Set(tenants.map(({ id }) => id)));
  if (needed) {
    return fail(
      'input',
      'tenant_in_use',
      `The publication of ${needed.listing} ${needed.version} still needs it: cancel that first.`,
      { publication: needed.id },
    );
  }
  for (const tenant of tenants) {
    await studio.vault.delete(tenant.secret);
    studio.workspace.tenants.remove(tenant.id);
  }
  return ok(undefined);
}

/** Forgets a tenant and its key; false where there was none. Fails with `tenant_in_use`. */
export async function removeTenant(studio: StudioData, id: string): Promise<Result<boolean>> {
  const tenant = studio.workspace.tenants.get(id);
  if (!tenant.ok) return ok(false);
  const forgotten = await forget(studio, [tenant.value]);
  return forgotten.ok ? ok(true) : forgotten;
}

/** Forgets a marketplace with its tenants and keys; false where there was none. Fails with `tenant_in_use`. */
export async function removeMarketplace(studio: StudioData, marketplace: string): Promise<Result<boolean>> {
  const forgotten = await forget(studio, studio.workspace.tenants.list(marketplace));
  return forgotten.ok ? ok(studio.workspace.marketplaces.remove(marketplace)) : forgotten;
}

/** Keeps a key that a marketplace has taken: of the tenant that was asked as, or of its first one, named `default`. */
export async function keepKey(studio: StudioData, marketplace: string, key: string): Promise<void> {
  const [first] = studio.workspace.tenants.list(marketplace);
  const added = first ? ok(first) : studio.workspace.tenants.add(marketplace, 'default');
  if (added.ok) await studio.vault.set(added.value.secret, key);
}

/** How to ask a marketplace as any of its tenants; undefined where none has a key. */
export async function anyAccess(studio: StudioData, marketplace: string): Promise<TenantAccess | undefined> {
  for (const tenant of studio.workspace.tenants.list(marketplace)) {
    if ((await keyOf(studio, tenant)) === null) continue;
    const access = await tenantAccess(studio, tenant.id);
    return access.ok ? access.value : undefined;
  }
  return undefined;
}

/** Does something as a tenant. */
export async function asTenant<T>(
  studio: StudioData,
  id: string,
  work: (access: TenantAccess) => Promise<Result<T>>,
): Promise<Result<T>> {
  const access = await tenantAccess(studio, id);
  return access.ok ? work(access.value) : access;
}

export const installedInstance = (studio: StudioData, tenant: string, id: string): Promise<Result<Instance>> =>
  asTenant(studio, tenant, (access) => getInstance(access, id));

export const testInstalled = (
  studio: StudioData,
  tenant: string,
  id: string,
  tools: readonly string[] | undefined,
): Promise<Result<InstanceTest>> => asTenant(studio, tenant, (access) => testInstance(access, id, { tools }));

export const uninstall = (studio: StudioData, tenant: string, id: string): Promise<Result<void>> =>
  asTenant(studio, tenant, (access) => uninstallInstance(access, id));

/** Active operators that need what only this instance provides (FC-57); null where the key may not read operators. */
export const dependentsOf = (
  studio: StudioData,
  tenant: string,
  id: string,
): Promise<Result<readonly Operator[] | null>> =>
  asTenant(studio, tenant, async (access): Promise<Result<readonly Operator[] | null>> => {
    const instance = await getInstance(access, id);
    if (!instance.ok) return instance;
    const operators = await activeOperators(access);
    if (!operators.ok || operators.value === undefined) return operators.ok ? ok(null) : operators;
    const others = await findInstances(access, (one) => one.id !== id && one.status === 'connected', 10_000);
    if (!others.ok) return others;
    const elsewhere = new Set(others.value.flatMap(({ capabilities }) => capabilities));
    const only = new Set(instance.value.capabilities.filter((one) => !elsewhere.has(one)));
    return ok(
      operators.value
        .filter(({ capabilities }) => capabilities.some((one) => only.has(one)))
        .map(({ id: operator, name }) => ({ id: operator, name })),
    );
  });
