import { z } from 'zod';
import { create } from 'zustand';
import type { Marketplace, Tenant } from '../../../../shared/contract/tenants.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { createOnce } from '../../lib/turns.ts';

/** Tenants by their marketplace. No key ever stands here: the backend gives none. */
interface TenantsState {
  readonly list: Loadable<readonly Marketplace[]>;
  /** Id of the tenant whose gallery and installed connectors are shown. */
  readonly chosen: string | null;
  /** How often what is installed was changed from here, or seen to have changed: lists of it are read again then. */
  readonly instanceChanges: number;
}

const chosenKey = 'marketplace.tenant';

export const useTenants = create<TenantsState>(() => ({
  list: loading,
  chosen: readStored(chosenKey, z.string().nullable(), null),
  instanceChanges: 0,
}));

const once = createOnce();

/** Reads the tenants again; a failure does not take away what is on view. */
export const refreshTenants = (): Promise<void> =>
  once('tenants', async () => {
    const result = await attempt((api) => api.tenants.list());
    const { list } = useTenants.getState();
    if (result.ok) useTenants.setState({ list: { kind: 'ready', value: result.value } });
    else if (list.kind !== 'ready') useTenants.setState({ list: { kind: 'failed', failure: result.error } });
  });

/** Shows the gallery and the installed connectors of a tenant from now on. */
export function chooseTenant(id: string | null): void {
  useTenants.setState({ chosen: id });
  writeStored(chosenKey, id);
}

/** Has lists of what is installed read again. */
export const noteInstancesChanged = (): void =>
  useTenants.setState(({ instanceChanges }) => ({ instanceChanges: instanceChanges + 1 }));

const none: readonly Marketplace[] = [];

/** The marketplaces that are known, with their tenants; none while they are read. */
export const marketplacesOf = ({ list }: Pick<TenantsState, 'list'>): readonly Marketplace[] =>
  list.kind === 'ready' ? list.value : none;

/** A tenant by its id. */
export function tenantOf(state: Pick<TenantsState, 'list'>, id: string | null): Tenant | undefined {
  for (const { tenants } of marketplacesOf(state)) {
    const found = tenants.find((one) => one.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The tenant that is chosen, else the first there is. */
export const shownTenant = (state: TenantsState): Tenant | undefined =>
  tenantOf(state, state.chosen) ?? marketplacesOf(state).find(({ tenants }) => tenants.length > 0)?.tenants[0];
