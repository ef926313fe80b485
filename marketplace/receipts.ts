import type { Queries, Step } from './database/index.ts';
import { newId } from './keys.ts';
import type { Page } from './paging.ts';

/** One call of a tool, as it is put on record. */
export interface Receipt {
  readonly tenant: string;
  /** Id of the installed connector; the receipt outlives it (FC-56). */
  readonly connector: string;
  readonly tool: string;
  /** `dry_run`: credentials and reachability only, nothing was written. */
  readonly mode: 'live' | 'dry_run';
  readonly outcome: 'applied' | 'failed';
  readonly idempotencyKey: string | null;
  readonly requestId: string;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** Puts calls on record (FC-75). Called by a test of a connector, they have neither operator, plan nor event. */
export async function writeReceipts(step: Step, receipts: readonly Receipt[]): Promise<void> {
  for (const one of receipts) {
    const id = newId('rc');
    const body = {
      ...{ id, object: 'receipt', reseller_id: null, tenant_id: one.tenant, operator_id: null, operator: null },
      ...{ event_id: null, plan_id: null, action_id: null, connector: one.connector, tool: one.tool, mode: one.mode },
      ...{ entity_key: null, idempotency_key: one.idempotencyKey },
      verdict: { decision: 'ALLOW', tier: null, rule: one.mode === 'dry_run' ? 'dry_run' : null },
      ...{ outcome: one.outcome, approver: null, request_id: one.requestId, at: one.at },
    };
    await step
      .insertInto('receipts')
      .values({
        ...{ id, tenant: one.tenant, connector: one.connector, operator: null, at: one.at },
        body_json: JSON.stringify(body),
      })
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
