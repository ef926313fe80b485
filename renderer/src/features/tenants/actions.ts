import type { Tenant } from '../../../../shared/contract/tenants.ts';
import { attempt } from '../../backend/session.ts';
import { tenantsTexts as texts } from '../../texts/tenants.ts';
import { showTab } from '../editor/store.ts';
import type { MarketView } from '../editor/tabs.ts';
import { showActivity } from '../workbench/layout.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { chooseTenant, refreshTenants } from './store.ts';

/** Shows a part of the marketplace, of the tenant where one is named. */
export function showMarket(view: MarketView, tenant?: string): void {
  if (tenant !== undefined) chooseTenant(tenant);
  showActivity('marketplace', true);
  showTab({ kind: 'market', view });
}

/** Tries the stored key of a tenant, and says what came of it. */
export async function checkKey({ id, name }: Tenant): Promise<void> {
  const result = await attempt((api) => api.tenants.check({ tenant: id }));
  if (result.ok) showDone(texts.accepted(name));
  else showError(texts.notAccepted(name), result.error);
  await refreshTenants();
}
