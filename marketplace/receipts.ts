import { type TestCall, testReceipt } from '../shared/run/receipt.ts';
import type { Step } from './database/index.ts';
import { newId } from './keys.ts';

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
