import { ok, type Result } from '../../shared/result.ts';
import type { Refusal } from '../errors.ts';
import type { Market } from '../market.ts';
import { lossRefusal } from './in-use.ts';
import { connectorsLock } from './install.ts';
import { no } from './prepare.ts';

/**
 * Uninstalls a connector (FC-56, FC-57): its credentials go, what was put on record stays. 409 `connector_in_use` where an
 * active operator needs what only it can do.
 */
export async function removeConnector(
  market: Market,
  tenant: string,
  id: string,
): Promise<Result<{ id: string }, Refusal>> {
  return market.store.transact(connectorsLock(tenant), async (step): Promise<Result<{ id: string }, Refusal>> => {
    const row = await step
      .selectFrom('connectors')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return no(404, 'not_found', 'There is no such connector.');
    const refusal = await lossRefusal(step, row);
    if (refusal) return { ok: false, error: refusal };
    await step.deleteFrom('connectors').where('seq', '=', row.seq).execute();
    return ok({ id });
  });
}
