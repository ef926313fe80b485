import { answers, integer, listOf, openApi, query, text } from '../../import/testing.ts';

const moment = { type: 'string', format: 'date-time' };
const row = { id: integer, name: text, created_at: moment, updated_at: moment };
const inData = (more: Readonly<Record<string, unknown>>, required: readonly string[] = []): unknown => ({
  type: 'object',
  required: ['data', ...required],
  properties: { data: listOf(row), ...more },
});
const list = (schema: unknown, parameters: readonly unknown[] = [], more = {}): unknown => ({
  get: { parameters, responses: answers(schema, more) },
});
const size = (name: string): unknown => query(name, { type: 'integer', maximum: 8, default: 5 });
const object = (properties: Readonly<Record<string, unknown>>, more = {}): unknown => ({
  type: 'object',
  properties,
  ...more,
});

/** A list for every way of paging that a report knows, and lists below others. */
export const pagingDescription = openApi({
  '/by-page': list(listOf(row), [query('page', { type: 'integer', default: 1 }), size('per_page')]),
  '/by-page-from-zero': list(inData({ meta: object({ page: integer, total_pages: integer, total_count: integer }) }), [
    query('page', { type: 'integer', minimum: 0, default: 0 }),
    size('per_page'),
  ]),
  '/by-offset': list(object({ rows: listOf(row), total: integer, offset: integer, limit: integer }), [
    query('offset', integer),
    size('limit'),
  ]),
  '/by-open-offset': list(inData({ has_more: { type: 'boolean' } }), [
    query('offset', integer),
    query('limit', integer),
  ]),
  '/by-cursor': list(inData({ meta: object({ next_cursor: { type: 'string', nullable: true } }) }), [
    query('cursor'),
    size('limit'),
  ]),
  '/by-required-cursor': list(inData({ next_cursor: text }, ['next_cursor']), [query('cursor'), size('limit')]),
  '/by-last': list(inData({ has_more: { type: 'boolean' } }, ['has_more']), [
    query('starting_after', text, { description: 'ID of the last object' }),
    size('limit'),
  ]),
  '/by-url': list(inData({ links: object({ next: { type: 'string', format: 'uri', nullable: true } }) }), [
    size('limit'),
  ]),
  '/by-list-of-links': list(inData({ links: listOf({ rel: text, href: text }), has_more: { type: 'boolean' } }), [
    size('limit'),
  ]),
  '/by-link': list(listOf(row), [query('page', integer), size('per_page')], { headers: { Link: { schema: text } } }),
  '/by-page-of-a-time': list(listOf(row), [
    query('from', integer),
    query('to', integer),
    query('page', integer),
    size('per_page'),
  ]),
  '/unknown': list(listOf(row)),
  '/changed': list(listOf(row), [
    query('updated_since', moment),
    query('page', { type: 'integer', default: 1 }),
    size('per_page'),
  ]),
  '/boards': list(listOf({ id: { type: 'string', format: 'uuid' }, name: text, owner_id: integer }), [
    query('page', { type: 'integer', default: 1 }),
    size('per_page'),
  ]),
  '/boards/{board_id}/cards': list(inData({ meta: object({ next_cursor: text }) }), [query('cursor'), size('limit')]),
  '/boards/{board_id}/cards/{card_id}/notes': list(listOf({ slug: text, card_id: integer, body: text }), [
    query('page', { type: 'integer', default: 1 }),
    size('per_page'),
  ]),
  '/zones/{zone}/hosts': list(listOf({ id: text, state: text }), [
    query('state', { type: 'string', enum: ['up', 'down'] }, { required: true }),
  ]),
});
