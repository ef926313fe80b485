import { z } from 'zod';
import { tenantOf } from '../access.ts';
import type { MarketApp } from '../app.ts';
import { sendRefusal } from '../errors.ts';
import type { Market } from '../market.ts';
import { listEnvelope, listSchema, pageQuery, readPage } from '../paging.ts';
import { listReceipts } from '../receipts.ts';
import { filter } from '../schemas.ts';

const outcome = z
  .enum(['applied', 'refused', 'deduplicated', 'failed'])
  .describe('How it ended. What was refused is on record too.');

/** FC-75. Members that the contract does not name may follow. */
const receiptSchema = z.looseObject({
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
  outcome,
  approver: z.string().nullable().describe('Who approved it.'),
  request_id: z.string().describe('Request that asked for it, `req_…`.'),
  at: z.iso.datetime().describe('When, RFC 3339 in UTC.'),
});

/** Receipts: what was done, newest first. They are written by what they tell of; no route adds, changes or removes one. */
export function registerReceipts(app: MarketApp, { store }: Market): void {
  app.route({
    method: 'GET',
    url: '/v1/receipts',
    config: { scope: 'receipts:read' },
    schema: {
      operationId: 'listReceipts',
      summary: 'Lists what was done, newest first',
      querystring: z.object({
        ...pageQuery,
        connector: filter.optional().describe('Id of an installed connector, also of one that is gone: `cn_…`.'),
        operator: filter.optional().describe('Id of an operator, `op_…`.'),
        outcome: outcome.optional(),
      }),
      response: { 200: listSchema(receiptSchema) },
    },
    handler: async (request, reply) => {
      const tenant = tenantOf(request);
      const page = readPage(request.query, `receipts of ${tenant}`);
      if ('status' in page) return sendRefusal(request, reply, page);
      const rows = await listReceipts(store.db, tenant, request.query, page).execute();
      return listEnvelope(rows, page, (row) => receiptSchema.parse(JSON.parse(row.body_json)));
    },
  });
}
