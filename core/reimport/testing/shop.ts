import { answers, integer, listOf, openApi, query, text } from '../../import/testing.ts';

const bearer = { components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } };
const keyed = {
  components: {
    securitySchemes: { ...bearer.components.securitySchemes, key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
};
const page = query('page', { type: 'integer', default: 1 });
const limit = query('limit', { type: 'integer', maximum: 50 });
const customer = { id: integer, name: text, email: text };
const body = (properties: Readonly<Record<string, unknown>>, required: readonly string[] = []): unknown => ({
  required: true,
  content: { 'application/json': { schema: { type: 'object', required, properties } } },
});

const me = { get: { operationId: 'getMe', responses: answers({ type: 'object', properties: { login: text } }) } };
const byId = {
  parameters: [{ name: 'id', in: 'path', required: true, schema: integer }],
  get: { operationId: 'getCustomer', responses: answers({ type: 'object', properties: customer }) },
};
const createCustomer = {
  operationId: 'createCustomer',
  requestBody: body({ name: text, email: text }, ['name']),
  responses: {},
};

const refund = (properties: Readonly<Record<string, unknown>>): unknown => ({
  parameters: [{ name: 'id', in: 'path', required: true, schema: integer }],
  post: { operationId: 'refundOrder', requestBody: body(properties) },
});

/** Paths of the first version of a small shop. */
export const pathsV1 = {
  '/customers': {
    get: { parameters: [page, limit], responses: answers(listOf(customer)) },
    post: createCustomer,
  },
  '/customers/{id}': { ...byId, delete: { operationId: 'deleteCustomer', responses: {} } },
  '/orders': {
    get: { parameters: [page, limit], responses: answers(listOf({ id: integer, total: integer, note: text })) },
  },
  '/orders/{id}/refund': refund({ amount: integer }),
  '/me': me,
};

/**
 * The second: a new table, no deleteCustomer, orders are paged by a cursor, a field of customers has another name, a key as a
 * further way to authenticate.
 */
export const pathsV2 = {
  '/customers': {
    get: { parameters: [page, limit], responses: answers(listOf({ id: integer, name: text, mail: text })) },
    post: createCustomer,
  },
  '/customers/{id}': byId,
  '/orders': {
    get: {
      parameters: [query('cursor'), limit],
      responses: answers({
        type: 'object',
        properties: {
          orders: listOf({ id: integer, total: integer, note: text }),
          meta: { type: 'object', properties: { next_cursor: text } },
        },
      }),
    },
  },
  '/orders/{id}/refund': refund({ amount: integer, reason: text }),
  '/products': { get: { parameters: [page, limit], responses: answers(listOf({ id: integer, title: text })) } },
  '/me': me,
};

export const shopV1 = (extra: Readonly<Record<string, unknown>> = {}): string =>
  openApi(pathsV1, { ...bearer, ...extra });
export const shopV2 = (extra: Readonly<Record<string, unknown>> = {}): string =>
  openApi(pathsV2, { ...keyed, ...extra });
