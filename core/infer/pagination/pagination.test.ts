import { describe, expect, it } from 'vitest';
import type { Pagination } from '../../../shared/connector/manifest.ts';
import type { Evidence, ImportReport } from '../../../shared/import/report.ts';
import { answers, entityOf, integer, listOf, openApi, query, report, text } from '../../import/testing.ts';

interface ListCase {
  readonly parameters?: readonly unknown[];
  readonly schema?: unknown;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly operation?: Readonly<Record<string, unknown>>;
}

const rows = listOf({ id: text, name: text });
const envelope = (properties: Readonly<Record<string, unknown>>): unknown => ({
  type: 'object',
  properties: { items: rows, ...properties },
});
const flag = { type: 'boolean' };
const size = query('limit', { type: 'integer', maximum: 100 });

async function paging({
  parameters = [],
  schema = rows,
  more = {},
  operation = {},
}: ListCase): Promise<{ pagination: Pagination; evidence: Evidence | undefined }> {
  const found = await report(
    openApi({ '/things': { get: { parameters, responses: answers(schema, more), ...operation } } }),
  );
  const { pagination, evidence } = entityOf(found, 'things');
  return { pagination, evidence: evidence.find((one) => one.field === 'pagination') };
}

describe('what the description declares', () => {
  it('is a Link header of the answer', async () => {
    const { pagination, evidence } = await paging({
      parameters: [query('per_page', integer, { description: 'Results per page (max 100)' })],
      more: { headers: { Link: { schema: text } } },
    });
    expect(pagination).toEqual({ kind: 'linkHeader', params: { size: 'per_page' }, pageSize: 100 });
    expect(evidence).toMatchObject({
      rule: 'link-header-declared',
      pointer: '#/paths/~1things/get/responses/200/headers/Link',
    });
  });

  it('is an OpenAPI link to the same operation', async () => {
    const { pagination } = await paging({
      parameters: [query('from_row'), size],
      schema: envelope({ upTo: text }),
      operation: { operationId: 'listThings' },
      more: { links: { next: { operationId: 'listThings', parameters: { from_row: '$response.body#/upTo' } } } },
    });
    expect(pagination).toEqual({
      kind: 'cursor',
      params: { cursor: 'from_row', size: 'limit' },
      next: '$.upTo',
      pageSize: 100,
    });
  });
});

describe('an address of the next page', () => {
  it.each([
    ['links.next', { links: { type: 'object', properties: { next: { type: 'string' }, prev: text } } }, '$.links.next'],
    ['next with format uri', { next: { type: 'string', format: 'uri' } }, '$.next'],
    ['next_page_uri', { next_page_uri: text }, '$.next_page_uri'],
    [
      '_links.next.href',
      { _links: { type: 'object', properties: { next: { type: 'object', properties: { href: text } } } } },
      '$._links.next.href',
    ],
    ['@odata.nextLink', { '@odata.nextLink': text }, '$["@odata.nextLink"]'],
    ['next with an example', { next: { type: 'string', example: 'https://api.example.com/things?page=2' } }, '$.next'],
  ])('is found as %s', async (_, properties, next) => {
    const { pagination } = await paging({ parameters: [size], schema: envelope(properties) });
    expect(pagination).toEqual({ kind: 'nextUrl', params: { size: 'limit' }, next, pageSize: 100 });
  });
});

describe('a cursor', () => {
  it.each([
    ['cursor', { next_cursor: text }, '$.next_cursor'],
    ['page_token', { nextPageToken: text }, '$.nextPageToken'],
    [
      'cursor',
      { meta: { type: 'object', properties: { cursor: { type: 'object', properties: { next: text } } } } },
      '$.meta.cursor.next',
    ],
    [
      'after',
      {
        paging: {
          type: 'object',
          properties: { cursors: { type: 'object', properties: { after: text, before: text } } },
        },
      },
      '$.paging.cursors.after',
    ],
  ])('%s goes with what the answer gives', async (name, properties, next) => {
    const { pagination } = await paging({ parameters: [query(name)], schema: envelope(properties) });
    expect(pagination).toEqual({ kind: 'cursor', params: { cursor: name }, next });
  });

  it('takes a flag for the end along', async () => {
    const { pagination } = await paging({
      parameters: [query('cursor')],
      schema: envelope({ has_more: flag, next_cursor: text }),
    });
    expect(pagination).toMatchObject({ kind: 'cursor', hasMore: '$.has_more' });
  });

  it('may be an offset that is a token', async () => {
    const { pagination } = await paging({
      parameters: [query('offset', text, { description: 'An opaque token' })],
      schema: envelope({ next_page: { type: 'object', properties: { offset: text } } }),
    });
    expect(pagination).toEqual({ kind: 'cursor', params: { cursor: 'offset' }, next: '$.next_page.offset' });
  });

  it('may be the id of the last row', async () => {
    const parameters = [
      query('starting_after', text, { description: 'The ID of the last object of the page before' }),
      size,
    ];
    const { pagination } = await paging({ parameters, schema: envelope({ has_more: flag }) });
    expect(pagination).toEqual({
      kind: 'cursor',
      params: { cursor: 'starting_after', size: 'limit' },
      next: '$last.id',
      pageSize: 100,
      hasMore: '$.has_more',
    });
    expect((await paging({ parameters })).pagination.kind).toBe('unproven');
  });

  it('is unproven while nothing in the answer fits it', async () => {
    const { pagination, evidence } = await paging({
      parameters: [query('cursor'), size],
      schema: envelope({ x: text }),
    });
    expect(pagination).toEqual({ kind: 'unproven' });
    expect(evidence).toMatchObject({
      rule: 'no-proof',
      confidence: 0,
      note: expect.stringContaining('cursor looks like paging'),
    });
  });

  it('is no date called after or since', async () => {
    const parameters = [query('after', { type: 'string', format: 'date-time' })];
    expect((await paging({ parameters, schema: envelope({ next: text }) })).pagination.params).toEqual({});
  });
});

describe('a page number', () => {
  it('starts where the description says', async () => {
    const of = async (schema: unknown, more = {}): Promise<unknown> =>
      (await paging({ parameters: [query('page', schema, more), size] })).pagination.start;
    expect(await of({ type: 'integer', default: 1 })).toBe(1);
    expect(await of({ type: 'integer', minimum: 0 })).toBe(0);
    expect(await of(integer, { description: 'Zero-based page number' })).toBe(0);
    expect(await of(integer)).toBe(1);
  });

  it('is surer where the start is stated', async () => {
    const confidence = async (schema: unknown): Promise<number> =>
      (await paging({ parameters: [query('page', schema), size] })).evidence?.confidence ?? 0;
    expect(await confidence({ type: 'integer', default: 1 })).toBeGreaterThan(await confidence(integer));
  });

  it('needs something beside it, a size, a total, or a word about pages, unless its name can mean nothing else', async () => {
    expect((await paging({ parameters: [query('p', integer)] })).pagination.kind).toBe('unproven');
    expect(
      (await paging({ parameters: [query('p', integer)], schema: envelope({ total_pages: integer }) })).pagination.kind,
    ).toBe('page');
    expect(
      (await paging({ parameters: [query('p', integer, { description: 'Page of the results' })] })).pagination.kind,
    ).toBe('page');
    expect(await paging({ parameters: [query('page', integer)] })).toMatchObject({
      pagination: { kind: 'page' },
      evidence: { confidence: 0.7 },
    });
  });

  it('gives way to an address of the next page', async () => {
    const { pagination } = await paging({
      parameters: [query('page', integer), size],
      schema: envelope({ next_url: text }),
    });
    expect(pagination.kind).toBe('nextUrl');
  });
});

describe('an offset', () => {
  it('comes with a size or a total', async () => {
    const parameters = [query('skip', integer), query('top', { type: 'integer', default: 20 })];
    expect((await paging({ parameters })).pagination).toEqual({
      kind: 'offset',
      params: { offset: 'skip', size: 'top' },
      start: 0,
      pageSize: 20,
    });
    expect(
      (await paging({ parameters: [query('offset', integer)], schema: envelope({ total: integer }) })).pagination.kind,
    ).toBe('offset');
    expect((await paging({ parameters: [query('start', integer)] })).pagination.kind).toBe('unproven');
  });

  it('is no text called from', async () => {
    expect((await paging({ parameters: [query('from', text), size] })).pagination.kind).toBe('unproven');
  });
});

describe('rows to ask for', () => {
  const pageSize = async (schema: unknown, description = ''): Promise<unknown> =>
    (await paging({ parameters: [query('page', integer), query('page_size', schema, { description })] })).pagination
      .pageSize;

  it('are as many as the description allows', async () => {
    expect(await pageSize({ type: 'integer', maximum: 250, default: 10 })).toBe(250);
    expect(await pageSize(integer, 'Number of rows. Default 10, maximum value is 1,000.')).toBe(1_000);
    expect(await pageSize(integer, 'between 1 and 200')).toBe(200);
    expect(await pageSize({ type: 'integer', default: 30 })).toBe(30);
    expect(await pageSize({ type: 'integer', maximum: 2_147_483_647 })).toBe(1_000);
  });

  it('are left to the source where nothing is stated', async () => {
    expect(await pageSize(integer)).toBeUndefined();
  });
});

describe('the address of the next page', () => {
  const links = { type: 'array', items: { type: 'object', properties: { rel: text, href: text } } };

  it('is one of a list of links, where something says that there are pages', async () => {
    const { pagination, evidence } = await paging({ parameters: [size], schema: envelope({ links }) });
    expect(pagination).toMatchObject({ kind: 'nextUrl', next: '$.links[?(@.rel=="next")].href', pageSize: 100 });
    expect(evidence).toMatchObject({ rule: 'next-in-list-of-links', confidence: 0.75 });
    expect((await paging({ schema: envelope({ links }) })).pagination.kind).not.toBe('nextUrl');
  });

  it('is a field called next where no parameter could take a token', async () => {
    expect(await paging({ parameters: [size], schema: envelope({ next: text }) })).toMatchObject({
      pagination: { kind: 'nextUrl', next: '$.next' },
      evidence: { rule: 'next-without-parameter' },
    });
  });

  it('of a bare array can only stand in its Link header, where a parameter takes an opaque token', async () => {
    expect(await paging({ parameters: [query('cursor')] })).toMatchObject({
      pagination: { kind: 'linkHeader' },
      evidence: { rule: 'cursor-of-bare-array', confidence: 0.6 },
    });
  });
});

describe('a parameter and a field that differ by the word next', () => {
  it('belong together, whatever they are called', async () => {
    const schema = envelope({ next_stream_position: text });
    expect(await paging({ parameters: [query('stream_position')], schema })).toMatchObject({
      pagination: { kind: 'cursor', params: { cursor: 'stream_position' }, next: '$.next_stream_position' },
      evidence: { rule: 'parameter-and-next-field' },
    });
  });

  it('may be apart: the field stands inside an object called next', async () => {
    const next = { type: 'object', properties: { after: text, link: text } };
    const schema = envelope({ paging: { type: 'object', properties: { next } } });
    expect((await paging({ parameters: [query('after'), size], schema })).pagination).toMatchObject({
      kind: 'cursor',
      next: '$.paging.next.after',
    });
  });
});

describe('text and siblings', () => {
  it('the text may say that the next page is in the Link header', async () => {
    const operation = {
      description: 'Lists things. To get the next page of results, follow the Link header with rel="next".',
    };
    expect((await paging({ parameters: [query('after'), size], operation })).pagination.kind).toBe('linkHeader');
  });

  it('the text may say that the list comes whole', async () => {
    expect((await paging({ operation: { description: 'This list is not paginated.' } })).pagination).toEqual({
      kind: 'none',
    });
  });

  it('a list is none at the confidence of a silence where nothing speaks of pages, and unproven where anything does', async () => {
    expect(await paging({})).toMatchObject({
      pagination: { kind: 'none' },
      evidence: { rule: 'no-sign-of-pages', confidence: 0.5 },
    });
    expect((await paging({ parameters: [query('before')] })).pagination.kind).toBe('unproven');
    expect((await paging({ parameters: [query('limit', integer)] })).pagination.kind).toBe('unproven');
    expect((await paging({ schema: envelope({ has_more: { type: 'boolean' } }) })).pagination.kind).toBe('unproven');
  });

  const paged = { get: { parameters: [query('page', integer), size], responses: answers(rows) } };
  const whole = { get: { responses: answers(listOf({ code: text, label: text })) } };

  it('a list without a sign of paging is surer to be none where three others declare theirs', async () => {
    const rule = (from: ImportReport): unknown =>
      entityOf(from, 'kinds').evidence.find((one) => one.field === 'pagination')?.rule;
    expect(rule(await report(openApi({ '/a': paged, '/b': paged, '/kinds': whole })))).toBe('no-sign-of-pages');
    const three = await report(openApi({ '/a': paged, '/b': paged, '/c': paged, '/kinds': whole }));
    expect(rule(three)).toBe('unlike-siblings');
    expect(entityOf(three, 'kinds').pagination.kind).toBe('none');
  });

  it('a list of what is paged elsewhere is not none', async () => {
    const found = await report(openApi({ '/a': paged, '/b': paged, '/kinds': paged, '/users/{id}/kinds': whole }));
    expect(entityOf(found, 'user_kinds').pagination.kind).toBe('unproven');
  });

  it('a bare array does not page by what only the answers of its siblings tell', async () => {
    const list = (schema: unknown) => ({ get: { parameters: [query('after')], responses: answers(schema) } });
    const found = await report(
      openApi({
        '/a': list(envelope({ next: { type: 'string', format: 'uri' } })),
        '/b': list(envelope({ next: { type: 'string', format: 'uri' } })),
        '/c': list(rows),
      }),
    );
    expect(entityOf(found, 'a').pagination.kind).toBe('nextUrl');
    expect(entityOf(found, 'c').pagination.kind).toBe('unproven');
  });

  it('a list with the parameters of siblings pages as most of them do', async () => {
    const parameters = [query('after'), size];
    const linked = { get: { parameters, responses: answers(rows, { headers: { link: {} } }) } };
    const found = await report(
      openApi({ '/a': linked, '/b': linked, '/c': { get: { parameters, responses: answers(rows) } } }),
    );
    expect(entityOf(found, 'c')).toMatchObject({ pagination: { kind: 'linkHeader' } });
    expect(entityOf(found, 'c').evidence).toContainEqual(expect.objectContaining({ rule: 'like-siblings' }));
  });
});
