import { describe, expect, it } from 'vitest';
import type { Pagination } from '../../shared/connector/manifest.ts';
import { httpServer } from '../network/testing/server.ts';
import {
  entity,
  failedChecks,
  number,
  param,
  probeAll,
  probeOne,
  rowsTo,
  source,
  type TestRequest,
} from './testing.ts';

const ROWS = rowsTo(40);
const page: Pagination = { kind: 'page', params: { page: 'page', size: 'per_page' }, start: 1 };
const offset: Pagination = { kind: 'offset', params: { offset: 'offset', size: 'limit' }, start: 0 };
const cursor: Pagination = { kind: 'cursor', params: { cursor: 'cursor', size: 'limit' }, next: '$.next' };
const link: Pagination = { kind: 'linkHeader', params: {} };
const nextUrl: Pagination = { kind: 'nextUrl', params: {}, next: '$.next' };

const sized = ({ query }: TestRequest, name: string): typeof ROWS => ROWS.slice(0, number(query, name, 10));

describe('a declared pagination is refuted', () => {
  it('where the token is ignored', async () => {
    const server = await source((request) => ({ body: { data: sized(request, 'limit'), next: `t${request.before}` } }));
    const verdict = await probeOne(server, { pagination: cursor });
    expect(verdict).toMatchObject({ verdict: 'refuted', pagination: { kind: 'unproven' } });
    expect(verdict.saw).toContain('Page 2 repeats page 1: cursor is ignored.');
  });

  it('where the page is ignored, and finds the parameter that is not', async () => {
    const server = await source(({ query }) => {
      const at = number(query, 'skip', 0);
      return { body: { data: ROWS.slice(at, at + number(query, 'per_page', 10)) } };
    });
    const verdict = await probeOne(server, { pagination: page });
    expect(verdict).toMatchObject({
      verdict: 'refuted',
      before: page,
      pagination: { kind: 'offset', params: { offset: 'skip', size: 'per_page' }, start: 0 },
    });
    expect(verdict.saw.at(-1)).toBe(
      'Page 2 repeats page 1: page is ignored. Proven instead: offset (skip, per_page, from 0).',
    );
  });

  it('where the page parameter is refused', async () => {
    const server = await source((request) =>
      request.query.has('page') && request.query.get('page') !== '1'
        ? { status: 400, body: { error: 'unknown parameter' } }
        : { body: { data: sized(request, 'per_page'), total: 40 } },
    );
    const verdict = await probeOne(server, { pagination: page });
    expect(verdict).toMatchObject({ verdict: 'refuted', pagination: { kind: 'unproven' } });
    expect(verdict.saw).toContain('page 2 is refused (400), but the total says 40.');
  });

  it('where page two is empty although the total says more', async () => {
    const server = await source((request) => ({
      body: { data: request.query.get('page') === '2' ? [] : sized(request, 'per_page'), total: 40 },
    }));
    expect((await probeOne(server, { pagination: page })).saw).toContain('Page 2 is empty, but the total says 40.');
  });

  it('where the offset counts pages', async () => {
    const server = await source(({ query }) => {
      const size = number(query, 'limit', 10);
      const at = number(query, 'offset', 0) * size;
      return { body: { data: ROWS.slice(at, at + size) } };
    });
    const verdict = await probeOne(server, { pagination: offset });
    expect(verdict).toMatchObject({
      verdict: 'refuted',
      pagination: { kind: 'page', params: { page: 'offset', size: 'limit' }, start: 0 },
    });
    expect(failedChecks(verdict).unit).toBe('offset=1 does not begin with the second row: it does not count rows.');
  });

  it('where the first page is left out', async () => {
    const server = await source(({ query }) => {
      const size = number(query, 'per_page', 10);
      const at = number(query, 'page', 0) * size;
      return { body: { data: ROWS.slice(at, at + size) } };
    });
    const verdict = await probeOne(server, { pagination: page });
    expect(verdict).toMatchObject({ verdict: 'refuted', pagination: { ...page, start: 0 } });
    expect(failedChecks(verdict).start).toContain('the first page would be left out');
  });

  it('where the first page is asked for twice', async () => {
    const server = await source(({ query }) => {
      const size = number(query, 'per_page', 10);
      const at = (Math.max(1, number(query, 'page', 1)) - 1) * size;
      return { body: { data: ROWS.slice(at, at + size) } };
    });
    const verdict = await probeOne(server, { pagination: { ...page, start: 0 } });
    expect(verdict).toMatchObject({ verdict: 'refuted', pagination: { ...page, start: 1 } });
  });

  it('where the source gives fewer rows per page than the connector takes for a whole page', async () => {
    const server = await source(({ query }) => {
      const size = Math.min(15, number(query, 'per_page', 10));
      const at = number(query, 'page', 1) - 1;
      return at < 0 ? { status: 400 } : { body: { data: ROWS.slice(at * size, (at + 1) * size) } };
    });
    const verdict = await probeOne(server, { pagination: { ...page, pageSize: 100 } });
    expect(verdict).toMatchObject({ verdict: 'refuted', pagination: { ...page, pageSize: 15 } });
    expect(failedChecks(verdict).pageSize).toContain('the first page would be taken for the last');
  });

  it('where no token leads on although there is more', async () => {
    const server = await source((request) => ({ body: { data: sized(request, 'limit') } }));
    const verdict = await probeOne(server, { pagination: cursor });
    expect(verdict.verdict).toBe('refuted');
    expect(verdict.saw).toContain('On page 1 nothing stands at $.next, but a page of 20 rows holds 20.');
  });

  it('where the flag says that nothing follows', async () => {
    const server = await source(({ query }) => {
      const at = number(query, 'offset', 0);
      return { body: { data: ROWS.slice(at, at + number(query, 'limit', 10)), more: false } };
    });
    const verdict = await probeOne(server, { pagination: { ...offset, hasMore: '$.more' } });
    expect(verdict.verdict).toBe('refuted');
    expect(failedChecks(verdict).hasMore).toBe('$.more said false on page 1.');
  });
});

describe('a source that moves', () => {
  it('is asked again where a new row pushed another one to page two', async () => {
    const server = await source(({ query, before }) => {
      const rows = before === 0 ? ROWS.slice(1) : ROWS;
      const at = number(query, 'offset', 0);
      return { body: { data: rows.slice(at, at + number(query, 'limit', 10)) } };
    });
    const verdict = await probeOne(server, { pagination: offset });
    expect(verdict).toMatchObject({
      verdict: 'proven',
      saw: expect.arrayContaining(['both pages were asked for again']),
    });
  });

  it('is refuted where rows come twice again', async () => {
    const server = await source(({ query }) => {
      const at = Math.floor(number(query, 'offset', 0) / 2);
      return { body: { data: ROWS.slice(at, at + number(query, 'limit', 10)) } };
    });
    const verdict = await probeOne(server, { pagination: offset });
    expect(verdict).toMatchObject({ verdict: 'refuted' });
    expect(verdict.saw).toContain('Page 2 repeats 1 of the rows of page 1.');
  });
});

describe('a source that gives the last page for every later one', () => {
  const clamped = () =>
    source(({ query }) => {
      const size = number(query, 'per_page', 10);
      const last = Math.ceil(2 / size);
      const at = Math.min(number(query, 'page', 1), last) - 1;
      return at < 0 ? { status: 400 } : { body: { data: rowsTo(2).slice(at * size, (at + 1) * size), total: 2 } };
    });

  it('has one page where the connector knows the end by itself', async () => {
    const verdict = await probeOne(await clamped(), { pagination: { ...page, pageSize: 50 } });
    expect(verdict).toMatchObject({ verdict: 'onlyOnePage' });
  });

  it('is refuted where the connector would go on for ever', async () => {
    expect(await probeOne(await clamped(), { pagination: page })).toMatchObject({ verdict: 'refuted' });
  });
});

describe('a pagination that goes round in a circle is refuted (A65)', () => {
  it('where the token stands still', async () => {
    const server = await source(({ query }) => {
      const at = query.has('cursor') ? 2 : 0;
      return { body: { data: ROWS.slice(at, at + 2), next: 'same' } };
    });
    expect((await probeOne(server, { pagination: cursor })).saw).toContain(
      'Page 2 leads to itself: its token is that of page 1, same.',
    );
  });

  it('where two tokens lead to each other', async () => {
    const server = await source(({ query }) => {
      const isB = query.get('cursor') === 'b';
      return { body: { data: isB ? ROWS.slice(2, 4) : ROWS.slice(0, 2), next: isB ? 'a' : 'b' } };
    });
    const verdict = await probeOne(server, { pagination: cursor });
    expect(verdict.verdict).toBe('refuted');
    expect(verdict.saw).toContain('Page 3 repeats rows of earlier pages: the pages go round in a circle.');
  });
});

describe('a next page on another host', () => {
  it.each([
    ['Link header', link],
    ['address in the body', nextUrl],
  ] as const)('is not followed, with credentials or without: %s', async (_, pagination) => {
    const foreign = await source(() => ({ body: { data: ROWS.slice(2, 4) } }));
    const server = await source(() => ({
      body: { data: ROWS.slice(0, 2), next: `${foreign.url}/things?page=2` },
      headers: { link: `<${foreign.url}/things?page=2>; rel="next"` },
    }));
    const verdict = await probeOne(
      server,
      { pagination },
      {
        authentication: { id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'X-Key' },
        fields: { key: 'a secret of this test' },
      },
    );
    expect(verdict.verdict).toBe('failed');
    expect(verdict.saw.at(-1)).toContain('a foreign host: it is not followed');
    expect(server.requests[0]?.headers['x-key']).toBe('a secret of this test');
    expect(foreign.requests).toEqual([]);
  });

  it('gets the key of the query once, though the source repeats it in the address', async () => {
    const server = await source(({ query, url }) => {
      const at = number(query, 'from', 0);
      const next = `${url}/things?from=${at + 2}&api_key=${query.get('api_key')}`;
      return { body: { data: ROWS.slice(at, at + 2), next } };
    });
    const authentication = { id: 'k', name: 'K', type: 'apiKey', in: 'query', param: 'api_key' } as const;
    await probeOne(server, { pagination: nextUrl }, { authentication, fields: { key: 'k1' } });
    expect(server.requests.map((one) => one.url).slice(0, 2)).toEqual([
      '/things?api_key=k1',
      '/things?from=2&api_key=k1',
    ]);
  });

  it('may be written without a host, or with another scheme', async () => {
    const server = await source(({ query, url }) => {
      const at = number(query, 'from', 0);
      const next = at === 0 ? '?from=2' : `${url.replace('http:', 'https:')}/things?from=${at + 2}`;
      return { body: { data: ROWS.slice(at, at + 2), next } };
    });
    expect((await probeOne(server, { pagination: nextUrl })).verdict).toBe('proven');
  });
});

describe('a total that lies', () => {
  it('is a check that fails; the pagination is proven by its rows', async () => {
    const server = await source(({ query }) => {
      const at = number(query, 'offset', 0);
      return { body: { data: ROWS.slice(at, at + number(query, 'limit', 10)), total: 3 } };
    });
    const verdict = await probeOne(server, { pagination: offset });
    expect(verdict.verdict).toBe('proven');
    expect(failedChecks(verdict)).toEqual({ total: 'The total says 3, 4 rows came on two pages.' });
  });
});

describe('a source that does not answer as it should', () => {
  it('is waited for once where it says how long', async () => {
    const server = await source(({ query, before }) => {
      if (before === 0) return { status: 429, headers: { 'retry-after': '0' } };
      const at = number(query, 'offset', 0);
      return { body: { data: ROWS.slice(at, at + number(query, 'limit', 10)) } };
    });
    expect((await probeOne(server, { pagination: offset })).verdict).toBe('proven');
  });

  it('is not waited for twice, nor too long (A66)', async () => {
    const always = await source(() => ({ status: 429, headers: { 'retry-after': '0' } }));
    const verdict = await probeOne(always, { pagination: offset });
    expect(verdict).toMatchObject({ verdict: 'failed', requests: 2, saw: ['page 1: The source answered 429.'] });
    const long = await source(() => ({ status: 503, headers: { 'retry-after': '99999999' } }));
    const late = await probeOne(long, { pagination: offset });
    expect(late).toMatchObject({ verdict: 'failed', requests: 1 });
    expect(late.saw.at(-1)).toBe('page 1: The source answered 503 and asks to wait longer than 10 s.');
  });

  it.each([
    ['HTML', { body: '<html>Sign in</html>' }, 'page 1: The answer is not JSON (text/html).'],
    ['no list', { body: { results: 7 } }, 'page 1: The answer has no list at $.data.'],
    [
      'another place',
      { body: { results: rowsTo(3) } },
      'page 1: The answer has no list at $.data; one seems to stand at $.results.',
    ],
    ['no object', { body: null }, 'page 1: The answer has no list at $.data.'],
    ['a fault of its own', { status: 500 }, 'page 1: The source answered 500.'],
    ['a refusal', { status: 403 }, 'page 1: The source refused the credentials (403): check the connection.'],
  ])('fails with a sentence: %s', async (_, answer, sentence) => {
    for (const pagination of [page, cursor, { kind: 'unproven' } as const]) {
      const verdict = await probeOne(await source(() => answer), { pagination });
      expect(verdict).toMatchObject({ verdict: 'failed', pagination, saw: expect.arrayContaining([sentence]) });
    }
  });

  it('fails where it is too slow', async () => {
    const verdict = await probeOne(await source(() => undefined), { pagination: page }, { limits: { requestMs: 100 } });
    expect(verdict).toMatchObject({ verdict: 'failed', requests: 1 });
    expect(verdict.saw.at(-1)).toContain('longer than 100 ms');
  });

  it('fails where it closes the connection', async () => {
    const server = await httpServer((request) => request.socket.destroy());
    expect((await probeOne(server, { pagination: page })).verdict).toBe('failed');
  });

  it('says nothing about a list that has neither a key nor the same rows twice', async () => {
    const server = await source(({ query, before }) => {
      const at = number(query, 'offset', 0);
      return { body: { data: ROWS.slice(at, at + 2).map((row) => ({ ...row, seen: before })) } };
    });
    const verdict = await probeOne(server, { pagination: offset, primaryKey: [] });
    expect(verdict.verdict).toBe('failed');
    expect(verdict.saw.at(-1)).toContain('differ each time they are asked for');
  });
});

describe('a probe is bounded', () => {
  it('by requests per entity', async () => {
    // Every request has rows and a token of its own, and none of them pages.
    const server = await source(({ before }) => ({
      body: { data: rowsTo(5), next: `n${before}`, next_cursor: `c${before}`, cursor: `d${before}` },
    }));
    const verdict = await probeOne(server, {}, { limits: { entityRequests: 6 } });
    expect(verdict).toMatchObject({ verdict: 'failed', requests: 6 });
    expect(verdict.saw.at(-1)).toContain('The limit of 6 requests for one entity is reached.');
  });

  it('by requests in all', async () => {
    const server = await source(() => ({ body: { data: rowsTo(5) } }));
    const entities = ['a', 'b', 'c'].map((name) => entity({ name, operation: `GET /${name}` }));
    const { verdicts, requests } = await probeAll(server, entities, { limits: { requests: 4 } });
    expect(requests).toBe(4);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['proven', 'failed', 'failed']);
    expect(verdicts[2]?.saw.at(-1)).toContain('The limit of 4 requests for one probe is reached');
  });

  it('by its caller', async () => {
    const stop = new AbortController();
    const server = await source(() => {
      stop.abort();
      return { body: { data: rowsTo(5) } };
    });
    const { verdicts } = await probeAll(server, [entity(), entity({ name: 'b' })], { signal: stop.signal });
    expect(server.requests.length).toBe(1);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['failed']);
  });
});

describe('nothing but what reads is sent', () => {
  it.each(['POST /things', 'PUT /things', 'DELETE /things'])('%s is skipped', async (operation) => {
    const server = await source(() => ({ body: { data: ROWS } }));
    const verdict = await probeOne(server, { operation, pagination: page }, { params: [param('page')] });
    expect(verdict).toMatchObject({ verdict: 'skipped', requests: 0 });
    expect(server.requests).toEqual([]);
  });

  it('an answer without a body is a page without rows', async () => {
    const server = await source(({ query }) =>
      query.get('page') === '2' ? { status: 204 } : { body: { data: rowsTo(2), total: 2 } },
    );
    expect((await probeOne(server, { pagination: page })).verdict).toBe('onlyOnePage');
  });

  it('a list whose pagination stands in a body is not guessed at', async () => {
    const server = await source(() => ({ body: { data: rowsTo(5) } }));
    const pagination: Pagination = { ...cursor, in: 'body' };
    const verdict = await probeOne(server, { operation: 'POST /search', pagination });
    expect(verdict.verdict).toBe('onlyOnePage');
    expect(new Set(server.requests.map((one) => one.method))).toEqual(new Set(['POST']));
  });
});
