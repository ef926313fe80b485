import { marketplaceLimits } from '../../shared/limits.ts';
import type { Result } from '../../shared/result.ts';
import { type Refusal, refuse } from '../errors.ts';
import { type Market, timeOf } from '../market.ts';
import { findConnector } from './installed.ts';
import type { ConnectorRow } from './object.ts';

/** The connector as it is now; undefined where it is gone, or other work with its credentials is under way in any server. */
const begin = ({ store, now }: Market, tenant: string, id: string): Promise<ConnectorRow | undefined> =>
  store.db
    .updateTable('connectors')
    .set({ tested_until: timeOf(now() + marketplaceLimits.lockMs) })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('tested_until', '<', timeOf(now()))
    .returningAll()
    .executeTakeFirst();

/**
 * Works with the credentials of a connector, one at a time in all servers: two that renew one token at once would take it from
 * each other, and what was begun with old credentials must not end after new ones are there. 404 where a tenant has no such
 * connector, 409 `entity_locked` where other work is under way.
 */
export async function aloneWith<T>(
  market: Market,
  tenant: string,
  id: string,
  work: (row: ConnectorRow) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const row = await begin(market, tenant, id);
  if (!row) {
    const isThere = (await findConnector(market, tenant, id)) !== undefined;
    const locked = { ...refuse(409, 'entity_locked', `${id} is tested or changed at the moment.`), retryAfter: 1 };
    return { ok: false, error: isThere ? locked : refuse(404, 'not_found', 'There is no such connector.') };
  }
  try {
    return await work(row);
  } finally {
    // Work that took longer than its lock does not end that of whoever came after it.
    await market.store.db
      .updateTable('connectors')
      .set({ tested_until: '' })
      .where('id', '=', id)
      .where('tested_until', '=', row.tested_until)
      .execute();
  }
}
