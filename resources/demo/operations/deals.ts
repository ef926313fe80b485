import { z } from 'zod';
import { answer, badParameter, notFound } from '../answer.ts';
import { toMoment } from '../data/dates.ts';
import { probabilityOf } from '../data/deals.ts';
import { operation } from '../operation.ts';
import { afterCursor, changedSince, cursorQuery, updatedSince } from '../paging.ts';
import { type Deal, dealSchema, dealStages, stageChangeSchema } from '../schemas/deal.ts';

const dealParams = z.object({ dealId: z.string().meta({ description: 'Id of the deal.' }) });

const listDeals = operation(
  {
    method: 'get',
    path: '/deals',
    operationId: 'listDeals',
    tag: 'Deals',
    summary: 'List deals',
    description: 'Send `next_cursor` back as `cursor` until it is null.',
    query: z.object({
      ...cursorQuery,
      stage: z.enum(dealStages).optional().meta({ description: 'Only deals of this stage.' }),
      updated_since: updatedSince,
    }),
    success: {
      status: 200,
      description: 'Deals after the cursor.',
      schema: z
        .object({
          results: z.array(dealSchema),
          next_cursor: z.string().nullable().meta({ description: 'Cursor of the next page; null on the last one.' }),
        })
        .meta({ id: 'DealList', description: 'Deals after the cursor.' }),
    },
  },
  ({ store, query }) => {
    const matches = (deal: Deal): boolean =>
      changedSince(deal, query.updated_since) && (query.stage === undefined || deal.stage === query.stage);
    const page = afterCursor(store.deals, matches, query);
    return page ? answer(page) : badParameter([{ field: 'cursor', message: 'This is no cursor of this list.' }]);
  },
);

const getDeal = operation(
  {
    method: 'get',
    path: '/deals/{dealId}',
    operationId: 'getDeal',
    tag: 'Deals',
    summary: 'Get a deal',
    params: dealParams,
    success: { status: 200, description: 'The deal.', schema: dealSchema },
    errors: [404],
  },
  ({ store, params }) => {
    const deal = store.deals.find((row) => row.id === params.dealId);
    return deal ? answer(deal) : notFound('deal', params.dealId);
  },
);

const moveDeal = operation(
  {
    method: 'post',
    path: '/deals/{dealId}/stage',
    operationId: 'moveDeal',
    tag: 'Deals',
    summary: 'Move a deal to a stage',
    description: 'Sets the probability that belongs to the stage, and the closing time where it is won or lost.',
    params: dealParams,
    body: stageChangeSchema,
    success: { status: 200, description: 'The deal as it is now.', schema: dealSchema },
    errors: [404, 422],
  },
  ({ store, params, body }) => {
    const index = store.deals.findIndex((row) => row.id === params.dealId);
    const deal = store.deals[index];
    if (deal === undefined) return notFound('deal', params.dealId);
    const now = toMoment(new Date());
    const closed = body.stage === 'won' || body.stage === 'lost';
    const moved: Deal = {
      ...deal,
      stage: body.stage,
      probability: probabilityOf[body.stage],
      closed_at: closed ? now : null,
      updated_at: now,
    };
    store.deals[index] = moved;
    return answer(moved);
  },
);

export const dealOperations = [listDeals, getDeal, moveDeal];
