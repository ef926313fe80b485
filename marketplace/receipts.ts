import { type TestCall, testReceipt } from '../shared/run/receipt.ts';
import type { Queries, Step } from './database/index.ts';
import { newId } from './keys.ts';
import type { Page } from './paging.ts';

/** Puts calls on record (FC-75); a receipt outlives the connector that it tells of (FC-56). */
export async function writeReceipts(step: Step, calls: readonly Omit<TestCall, 'id'>[]): Promise<void> {
  for (const call of calls) {
    const receipt = testReceipt({ ...call, id: newId('rc') });
    const { id, at, connector } = receipt;
    await step
      .insertInto('receipts')
      .values({ ...{ id, tenant: call.tenant, connector, operator: null, at }, body_json: JSON.stringify(receipt) })
      .execute();
  }
}

/** Which receipts are wanted; all that is said holds. */
export interface ReceiptFilters {
  readonly connector?: string | undefined;
  readonly operator?: string | undefined;
  readonly outcome?: string | undefined;
}

/** Asks for one more than a page of a tenant's receipts, newest first. */
export function listReceipts(db: Queries, tenant: string, filters: ReceiptFilters, { before, limit }: Page) {
  let wanted = db.selectFrom('receipts').select(['seq', 'body_json']).where('tenant', '=', tenant);
  for (const name of ['connector', 'operator', 'outcome'] as const) {
    const value = filters[name];
    if (value !== undefined) wanted = wanted.where(name, '=', value);
  }
  return wanted
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit + 1);
}
