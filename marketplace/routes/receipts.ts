import { z } from 'zod';
import { receiptOutcome, receiptSchema } from '../../shared/run/receipt.ts';
import { tenantOf } from '../access.ts';
import type { MarketApp } from '../app.ts';
import { sendRefusal } from '../errors.ts';
import type { Market } from '../market.ts';
import { listEnvelope, listSchema, pageQuery, readPage } from '../paging.ts';
import { listReceipts } from '../receipts.ts';
import { filter } from '../schemas.ts';

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
        outcome: receiptOutcome.optional(),
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
