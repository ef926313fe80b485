import { z } from 'zod';

export const receiptOutcome = z
  .enum(['applied', 'refused', 'deduplicated', 'failed'])
  .describe('How it ended. What was refused is on record too.');

/** FC-75. Members that the contract does not name may follow. */
export const receiptSchema = z.looseObject({
  id: z.string().describe('Names the receipt, `rc_…`.'),
  object: z.literal('receipt').describe('What this is.'),
  reseller_id: z.string().nullable().describe('Reseller of the tenant.'),
  tenant_id: z.string().describe('Whose receipt it is, `t_…`.'),
  operator_id: z.string().nullable().describe('Operator that asked, `op_…`; null for a test of a connector.'),
  operator: z.string().nullable().describe('Its name then.'),
  event_id: z.string().nullable().describe('What set it off, `ev_…`.'),
  plan_id: z.string().nullable().describe('Plan that it was a part of, `pl_…`.'),
  action_id: z.string().nullable().describe('Action that it was, `act_…`.'),
  connector: z.string().describe('Installed connector, `cn_…`; it may be gone by now.'),
  tool: z.string().describe('What was called.'),
  entity_key: z.string().nullable().describe('What it was done to.'),
  idempotency_key: z.string().nullable().describe('Key that it was asked with.'),
  verdict: z
    .object({
      decision: z.enum(['ALLOW', 'ALERT', 'BLOCK', 'DEDUP']),
      tier: z.union([z.string(), z.number()]).nullable(),
      rule: z.string().nullable(),
    })
    .describe('What was decided before it was done.'),
  outcome: receiptOutcome,
  approver: z.string().nullable().describe('Who approved it.'),
  request_id: z.string().describe('Request that asked for it, `req_…`.'),
  at: z.iso.datetime().describe('When, RFC 3339 in UTC.'),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** One call of a tool by a test, as it is put on record. */
export interface TestCall {
  /** `rc_…`. */
  readonly id: string;
  readonly tenant: string;
  readonly connector: string;
  readonly tool: string;
  /** `dry_run`: credentials and reachability only, nothing was written. */
  readonly mode: 'live' | 'dry_run';
  /** `refused`: the rules of hosts let it reach nothing. */
  readonly outcome: 'applied' | 'refused' | 'failed';
  readonly idempotencyKey: string | null;
  readonly requestId: string;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** The receipt of a call by a test (FC-75): it has neither operator, plan nor event. */
export function testReceipt({ mode, outcome, ...call }: TestCall): Receipt {
  const rule = outcome === 'refused' ? 'host_refused' : mode === 'dry_run' ? 'dry_run' : null;
  return {
    ...{ id: call.id, object: 'receipt', reseller_id: null, tenant_id: call.tenant, operator_id: null, operator: null },
    ...{ event_id: null, plan_id: null, action_id: null, connector: call.connector, tool: call.tool, mode },
    ...{ entity_key: null, idempotency_key: call.idempotencyKey },
    verdict: { decision: outcome === 'refused' ? 'BLOCK' : 'ALLOW', tier: null, rule },
    ...{ outcome, approver: null, request_id: call.requestId, at: call.at },
  };
}
