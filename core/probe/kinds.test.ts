import { describe, expect, it } from 'vitest';
import type { Pagination } from '../../shared/connector/manifest.ts';
import { failedChecks, number, param, probeOne, rowsTo, source, type TestAnswer, type TestRequest } from './testing.ts';

const ROWS = rowsTo(40);

/** Sources with 40 rows, each with another way to page. */
const sources = {
  page: ({ query }: TestRequest): TestAnswer => {
    const size = number(query, 'per_page', 10);
    const page = number(query, 'page', 1);
    if (page < 1) return { status: 400 };
    return { body: { data: ROWS.slice((page - 1) * size, page * size), total: ROWS.length } };
  },
  zeroBased: ({ query }: TestRequest): TestAnswer => {
    const size = number(query, 'per_page', 10);
    const page = number(query, 'page', 0);
    return { body: { data: ROWS.slice(page * size, (page + 1) * size) } };
  },
  offset: ({ query }: TestRequest): TestAnswer => {
    const at = number(query, 'offset', 0);
    return { body: { data: ROWS.slice(at, at + number(query, 'limit', 10)) } };
  },
  cursor: ({ query }: TestRequest): TestAnswer => {
    const at = number(query, 'cursor', 0);
    const end = at + number(query, 'limit', 10);
    return { body: { data: ROWS.slice(at, end), next_cursor: end < ROWS.length ? String(end) : null } };
  },
  lastRow: ({ query }: TestRequest): TestAnswer => {
    const at = number(query, 'starting_after', 0);
    const end = at + number(query, 'limit', 10);
    return { body: { data: ROWS.slice(at, end), has_more: end < ROWS.length } };
  },
  nextUrl: ({ query, url }: TestRequest): TestAnswer => {
    const at = number(query, 'from', 0);
    const size = number(query, 'limit', 10);
    const next = at + size < ROWS.length ? `${url}/things?from=${at + size}&limit=${size}` : null;
    return { body: { data: ROWS.slice(at, at + size), links: { next } } };
  },
  linkHeader: ({ query, url }: TestRequest): TestAnswer => {
    const page = number(query, 'page', 1);
    const size = number(query, 'per_page', 10);
    const link = `<${url}/things?page=${page + 1}&per_page=${size}>; rel="next", <${url}/things?page=1>; rel="first"`;
    const more = page * size < ROWS.length;
    return { body: { data: ROWS.slice((page - 1) * size, page * size) }, headers: more ? { link } : {} };
  },
} as const;

const declared: Readonly<Record<keyof typeof sources, Pagination>> = {
  page: { kind: 'page', params: { page: 'page', size: 'per_page' }, start: 1 },
  zeroBased: { kind: 'page', params: { page: 'page', size: 'per_page' }, start: 0 },
  offset: { kind: 'offset', params: { offset: 'offset', size: 'limit' }, start: 0 },
  cursor: { kind: 'cursor', params: { cursor: 'cursor', size: 'limit' }, next: '$.next_cursor' },
  lastRow: {
    kind: 'cursor',
    params: { cursor: 'starting_after', size: 'limit' },
    next: '$last.id',
    hasMore: '$.has_more',
  },
  nextUrl: { kind: 'nextUrl', params: { size: 'limit' }, next: '$.links.next' },
  linkHeader: { kind: 'linkHeader', params: { size: 'per_page' } },
};
// The keys of a literal are what its type says.
const kinds = Object.keys(sources) as (keyof typeof sources)[];

describe('a declared pagination is proven', () => {
  it.each(kinds)('%s', async (kind) => {
    const verdict = await probeOne(await source(sources[kind]), { pagination: declared[kind] });
    expect(verdict).toMatchObject({ verdict: 'proven', pagination: declared[kind], before: declared[kind] });
    expect(verdict.saw).toEqual(expect.arrayContaining(['page 1: 2 rows, ids 1…2', 'page 2: 2 other rows, ids 3…4']));
    expect(failedChecks(verdict)).toEqual({});
    expect(verdict.requests).toBeLessThan(8);
  });

  it('in the body of a POST, below a dotted name', async () => {
    const server = await source(({ method, body }) => {
      // The test's own request.
      const { variables } = body as { variables: { after?: string; first: number } };
      const at = Number(variables.after ?? 0);
      const end = at + variables.first;
      const pageInfo = { endCursor: String(end), hasNextPage: end < ROWS.length };
      return method === 'POST' ? { body: { data: { nodes: ROWS.slice(at, end), pageInfo } } } : { status: 405 };
    });
    const pagination: Pagination = {
      kind: 'cursor',
      in: 'body',
      params: { cursor: 'variables.after', size: 'variables.first' },
      next: '$.data.pageInfo.endCursor',
      hasMore: '$.data.pageInfo.hasNextPage',
    };
    const verdict = await probeOne(
      server,
      { operation: 'POST /graphql', records: '$.data.nodes', pagination },
      { params: [param('query', { in: 'body', type: 'string', required: true, default: '{ things { id } }' })] },
    );
    expect(verdict).toMatchObject({ verdict: 'proven', pagination });
    expect(server.requests[0]?.body).toBe('{"query":"{ things { id } }","variables":{"first":2}}');
  });

  it('of rows that are a map or scalars', async () => {
    const page = ({ query }: TestRequest): typeof ROWS => {
      const [at, size] = [number(query, 'page', 1), number(query, 'per_page', 10)];
      return at < 1 ? [] : ROWS.slice((at - 1) * size, at * size);
    };
    const pagination = declared.page;
    const map = await source((request) => ({
      body: { data: Object.fromEntries(page(request).map(({ id, name }) => [`k${id}`, { name }])) },
    }));
    const ofMap = await probeOne(map, { records: '$.data.*', rows: 'map', primaryKey: ['$key'], pagination });
    expect(ofMap.verdict).toBe('proven');
    expect(ofMap.saw).toContain('page 2: 2 other rows, ids k3…k4');
    const scalars = await source((request) => ({ body: { data: page(request).map(({ name }) => name) } }));
    expect((await probeOne(scalars, { rows: 'values', primaryKey: [], pagination })).verdict).toBe('proven');
  });
});

describe('an unproven pagination is found', () => {
  it.each([
    ['by the parameters of the description', 'page', [param('page'), param('per_page')]],
    ['by common names alone', 'page', []],
    ['by common names alone', 'offset', []],
    ['by an offset of the description', 'offset', [param('offset'), param('limit')]],
    ['by the token of the answer', 'cursor', [param('cursor', { type: 'string' }), param('limit')]],
    ['by the id of the last row', 'lastRow', [param('starting_after', { type: 'string' }), param('limit')]],
    ['by the address in the answer', 'nextUrl', [param('limit')]],
    ['by the Link header', 'linkHeader', [param('per_page')]],
  ] as const)('%s: %s', async (_, kind, params) => {
    const verdict = await probeOne(await source(sources[kind]), {}, { params });
    expect(verdict).toMatchObject({ verdict: 'proven', before: { kind: 'unproven' }, pagination: declared[kind] });
  });

  it.each([
    ['cursor', { kind: 'cursor', params: { cursor: 'cursor' }, next: '$.next_cursor' }],
    ['linkHeader', { kind: 'linkHeader', params: {} }],
  ] as const)('by what the answer alone shows: %s', async (kind, pagination) => {
    expect(await probeOne(await source(sources[kind]), {})).toMatchObject({ verdict: 'proven', pagination });
  });

  it('with the first page where it is', async () => {
    const verdict = await probeOne(await source(sources.zeroBased), {}, { params: [param('page'), param('per_page')] });
    expect(verdict).toMatchObject({ verdict: 'proven', pagination: declared.zeroBased });
  });

  it('with no more rows per page than the source gives', async () => {
    const server = await source((request) => {
      const { query } = request;
      if (number(query, 'per_page', 10) > 15) query.set('per_page', '15');
      return sources.page(request);
    });
    const verdict = await probeOne(server, {}, { params: [param('page'), param('per_page')] });
    expect(verdict.pagination).toEqual({ ...declared.page, pageSize: 15 });
  });
});

describe('a list that comes whole', () => {
  it('is proven by a second request that changes nothing', async () => {
    const server = await source(() => ({ body: { data: rowsTo(7) } }));
    const verdict = await probeOne(server, {});
    expect(verdict).toMatchObject({ verdict: 'proven', pagination: { kind: 'none' }, requests: 3 });
    expect(verdict.saw.at(-1)).toBe('The list comes whole: 7 rows came, and a second request gave the same.');
  });

  it('is proven by a total that equals its rows', async () => {
    const server = await source(() => ({ body: { data: rowsTo(20), total: 20 } }));
    const verdict = await probeOne(server, { pagination: { kind: 'none' } });
    expect(verdict).toMatchObject({ verdict: 'proven', pagination: { kind: 'none' } });
    expect(verdict.saw.at(-1)).toContain('the total says 20');
  });

  it('is refuted where it is one page of many', async () => {
    const verdict = await probeOne(await source(sources.page), { pagination: { kind: 'none' } });
    expect(verdict).toMatchObject({ verdict: 'refuted', pagination: declared.page });
  });

  it('is not proven where it is as long as a usual page, or has too few rows', async () => {
    const full = await probeOne(await source(() => ({ body: { data: rowsTo(100) } })), {});
    expect(full).toMatchObject({ verdict: 'failed', pagination: { kind: 'unproven' } });
    expect(full.saw.at(-1)).toBe('Exactly 100 rows came, a usual page size: whether more follow cannot be told.');
    const few = await probeOne(await source(() => ({ body: { data: rowsTo(2) } })), {});
    expect(few).toMatchObject({ verdict: 'onlyOnePage', pagination: { kind: 'unproven' } });
  });

  it('is not proven where the total says that there is more', async () => {
    const verdict = await probeOne(await source(() => ({ body: { data: rowsTo(7), total: 90 } })), {});
    expect(verdict).toMatchObject({ verdict: 'failed', pagination: { kind: 'unproven' } });
    expect(verdict.saw.at(-1)).toBe('7 rows came, but the total says 90: nothing leads to the others.');
  });
});

describe('what fits one page', () => {
  it.each(kinds)('%s: says so and tells nothing', async (kind) => {
    const server = await source((request) => {
      const { body } = sources[kind](request);
      // What the sources above answer.
      const { data } = body as { data: typeof ROWS };
      return { body: { data: data.filter((row) => row.id === 1) } };
    });
    const verdict = await probeOne(server, { pagination: declared[kind] });
    expect(verdict).toMatchObject({ verdict: 'onlyOnePage', pagination: declared[kind] });
  });

  it('may be nothing at all', async () => {
    const verdict = await probeOne(await source(() => ({ body: { data: [] } })), { pagination: declared.page });
    expect(verdict).toMatchObject({ verdict: 'onlyOnePage', saw: expect.arrayContaining(['The list is empty.']) });
  });
});
