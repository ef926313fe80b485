import { answers, integer, listOf, openApi, query, text } from '../../import/testing.ts';

const row = { id: integer, name: text };
const object = (properties: Readonly<Record<string, unknown>>, more = {}): unknown => ({
  type: 'object',
  properties,
  ...more,
});
const json = (schema: unknown): unknown => ({ required: true, content: { 'application/json': { schema } } });
const list = (schema: unknown, parameters: readonly unknown[] = []): unknown => ({
  get: { parameters, responses: answers(schema) },
});

/** Lists that are not arrays of objects read by GET: by POST, maps, single values, rows in an object of their own. */
export const unusualDescription = openApi({
  '/orders/search': {
    post: {
      operationId: 'searchOrders',
      requestBody: json(object({ query: text, cursor: text, limit: { type: 'integer', maximum: 7 } })),
      responses: answers(object({ orders: listOf(row), next_cursor: { type: 'string', nullable: true } })),
    },
  },
  '/rates': list(
    object({ rates: object({}, { additionalProperties: object({ price: { type: 'number' }, label: text }) }) }),
  ),
  '/tags': list(object({ tags: { type: 'array', items: text } }), [
    query('page', { type: 'integer', default: 1 }),
    query('per_page', { type: 'integer', maximum: 7 }),
  ]),
  '/groups': list(listOf({ id: integer, title: text })),
  // A value of the path that the query has to repeat.
  '/groups/{group_id}/people': list(listOf(row), [query('group_id', integer, { required: true })]),
  '/wrapped': list(object({ list: listOf({ subscription: object({ id: text, plan: text }) }), next_offset: text }), [
    query('offset', text, { description: 'opaque token returned by the previous page' }),
    query('limit', { type: 'integer', maximum: 7 }),
  ]),
});
