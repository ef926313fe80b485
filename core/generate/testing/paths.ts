import { answers, integer, listOf, query, text } from '../../import/testing.ts';

const row = { id: integer, title: text, tags: { type: 'array' }, updated_at: { type: 'string', format: 'date-time' } };
const things = { type: 'object', properties: { things: listOf(row) } };
const inData = (more: Readonly<Record<string, unknown>>): unknown => ({
  type: 'object',
  properties: { data: listOf(row), ...more },
});
const list = (schema: unknown, parameters: readonly unknown[] = [], more = {}): unknown => ({
  get: { parameters, responses: answers(schema, more) },
});
const size = (name: string): unknown => query(name, { type: 'integer', maximum: 5 });

/** The description of the source: a list for every kind of paging, tables below others, and commands. */
export const paths = {
  '/by-page': list(listOf(row), [query('page', { type: 'integer', default: 1 }), size('size')]),
  '/by-open-page': list(things, [
    query('page', { type: 'integer', minimum: 0, description: 'page' }),
    query('size', integer),
  ]),
  '/by-offset': list({ type: 'object', properties: { things: listOf(row), total: integer } }, [
    query('offset', integer),
    query('limit', integer),
  ]),
  '/by-cursor': list(inData({ meta: { type: 'object', properties: { next_cursor: text } } }), [
    query('cursor'),
    size('limit'),
  ]),
  '/by-last': list(inData({ has_more: { type: 'boolean' } }), [
    query('starting_after', text, { description: 'ID of the last object' }),
    size('limit'),
  ]),
  '/by-url': list(inData({ links: { type: 'object', properties: { next: { type: 'string', format: 'uri' } } } })),
  '/by-link': list(listOf(row), [size('per_page')], { headers: { Link: {} } }),
  '/astray': list(inData({ next_url: text })),
  '/groups': list({ type: 'object', properties: { groups: listOf({ id: integer, name: text }) } }, [
    query('page', { type: 'integer', default: 1 }),
    query('per_page', integer),
  ]),
  '/groups/{group_id}/members': list(listOf({ slug: text }), [
    query('page', { type: 'integer', default: 1 }),
    size('per_page'),
  ]),
  '/boards': list(listOf({ id: text })),
  '/boards/{id}/lists': list(listOf({ code: text })),
  '/boards/{id}/lists/{code}': { get: {} },
  '/boards/{id}/lists/{code}/cards': list(listOf({ id: integer, text })),
  '/zones/{zone}/hosts': list(listOf({ id: text }), [query('state', text, { required: true })]),
  '/logs': list(listOf({ level: text, line: text })),
  '/changed': list(listOf(row), [query('updated_since')]),
  '/missing': list(listOf(row)),
  '/busy': list(listOf(row)),
  '/half': list(listOf(row), [query('marker')]),
  '/me': { get: { responses: answers({ type: 'object', properties: { login: text } }) } },
  '/echo': {
    get: {
      operationId: 'echo',
      parameters: [
        query('ids', { type: 'array', items: text }, { explode: false }),
        query('page[size]', integer),
        query('q', text, { required: true }),
      ],
      responses: answers({}),
    },
    post: {
      operationId: 'sendForm',
      requestBody: {
        content: {
          'application/x-www-form-urlencoded': {
            schema: { type: 'object', properties: { amount: integer, meta: { type: 'object' } } },
          },
        },
      },
    },
    patch: {
      operationId: 'change',
      parameters: [query('dry', { type: 'boolean' })],
      requestBody: {
        content: { 'application/merge-patch+json': { schema: { type: 'object', properties: { a: text } } } },
      },
    },
  },
  '/echo/{name}': { delete: { operationId: 'remove' } },
};
