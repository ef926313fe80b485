import { describe, expect, it } from 'vitest';
import type { Pagination } from '../../shared/connector/manifest.ts';
import { entity, number, param, probeAll, source, type TestRequest } from './testing.ts';

const page: Pagination = { kind: 'page', params: { page: 'page', size: 'size' }, start: 1 };

const cut = ({ query }: TestRequest, rows: readonly unknown[]) => {
  const [at, size] = [number(query, 'page', 1) - 1, number(query, 'size', 10)];
  return { body: { data: rows.slice(at * size, (at + 1) * size) } };
};

/** Boards with lists with cards; only the third list of a board has more than one card. */
const boards = () =>
  source((request) => {
    const [, , board, , list] = request.path.split('/');
    if (request.path === '/boards') return cut(request, [{ slug: 'a b' }, { slug: 'c' }]);
    if (list === undefined) return cut(request, [{ no: 1 }, { no: 2 }, { no: 3 }]);
    const cards = list === '3' ? [1, 2, 3, 4] : [1];
    return cut(
      request,
      cards.map((id) => ({ id: `${board}-${list}-${id}` })),
    );
  });

const board = entity({ name: 'boards', operation: 'GET /boards', primaryKey: ['slug'], pagination: page });
const list = entity({
  name: 'lists',
  operation: 'GET /boards/{board}/lists',
  primaryKey: ['no'],
  pagination: page,
  parent: { entity: 'boards', bindings: { board: 'slug' } },
});
const card = entity({
  name: 'cards',
  operation: 'GET /boards/{board}/lists/{list}/cards',
  pagination: page,
  parent: { entity: 'lists', bindings: { board: 'board', list: 'no' } },
});

describe('a list below others', () => {
  it('is read at rows of its parents, several levels up, until one has two pages', async () => {
    const server = await boards();
    const { verdicts } = await probeAll(server, [board, list, card], { only: ['cards'] });
    expect(verdicts).toMatchObject([
      {
        entity: 'cards',
        verdict: 'proven',
        saw: expect.arrayContaining(['read at board a b, list 3', 'page 1: 2 rows, ids a%20b-3-1…a%20b-3-2']),
      },
    ]);
    const asked = server.requests.map((one) => one.url);
    expect(asked.slice(0, 3)).toEqual([
      '/boards?page=1&size=20',
      '/boards/a%20b/lists?page=1&size=20',
      '/boards/c/lists?page=1&size=20',
    ]);
    expect(verdicts[0]?.requests).toBe(server.requests.length);
  });

  it('reads a parent once for all its children', async () => {
    const server = await boards();
    const second = { ...list, name: 'more lists', operation: 'GET /boards/{board}/lists' };
    await probeAll(server, [board, list, { ...second, title: 'More' }], { only: ['lists', 'more lists'] });
    expect(server.requests.filter((one) => one.url === '/boards?page=1&size=20').length).toBe(1);
  });

  it('takes its place from filters instead', async () => {
    const server = await boards();
    const { verdicts } = await probeAll(server, [card], { filters: { board: 'x', list: '3' } });
    expect(verdicts[0]).toMatchObject({ verdict: 'proven' });
    expect(server.requests[0]?.url).toBe('/boards/x/lists/3/cards?page=1&size=2');
  });

  it('is skipped where nothing gives a value, naming the filters', async () => {
    const server = await boards();
    const { verdicts } = await probeAll(server, [{ ...card, parent: undefined }, entity({ name: 'found' })], {
      params: { found: [param('q', { type: 'string', required: true })] },
    });
    expect(verdicts.map(({ verdict, saw, requests }) => [verdict, saw, requests])).toEqual([
      ['skipped', ['cards has no parent to take a value from: give board=VALUE and list=VALUE.'], 0],
      ['skipped', ['found needs a value that nothing gives: give q=VALUE.'], 0],
    ]);
  });

  it('is skipped where its parent is empty, and fails where that cannot be read', async () => {
    const empty = await probeAll(await source(() => ({ body: { data: [] } })), [board, list], { only: ['lists'] });
    expect(empty.verdicts).toMatchObject([
      { verdict: 'skipped', saw: ['boards, the parent of lists, has no rows: give board=VALUE.'] },
    ]);
    const broken = await probeAll(await source(() => ({ status: 500 })), [board, list], { only: ['lists'] });
    expect(broken.verdicts).toMatchObject([
      { verdict: 'failed', saw: ['boards, its parent, could not be read: The source answered 500.'] },
    ]);
  });
});

describe('what a list needs', () => {
  it('is sent: defaults, filters, headers, and the address of its own server', async () => {
    const other = await source((request) =>
      cut(
        request,
        [1, 2, 3, 4].map((id) => ({ id })),
      ),
    );
    const server = await source(() => ({ status: 404 }));
    const { verdicts } = await probeAll(
      // Both are granted by host name; the second one is reached because the entity says so.
      { ...server, host: '127.0.0.1', requests: other.requests },
      [entity({ server: `${other.url}/v2/`, pagination: page })],
      {
        params: {
          things: [
            param('kind', { required: true, default: ['a', 'b'], type: 'array', explode: false }),
            param('each', { required: true, default: ['c', 'd'], type: 'array' }),
            param('team', { required: true, type: 'string' }),
            param('X-Version', { in: 'header', required: true, default: '3' }),
            param('not needed', { default: 'x' }),
          ],
        },
        filters: { team: 'é&x' },
      },
    );
    expect(verdicts[0]?.verdict).toBe('proven');
    expect(other.requests[0]?.url).toBe('/v2/things?kind=a%2Cb&each=c&each=d&team=%C3%A9%26x&page=1&size=2');
    expect(other.requests[0]?.headers['x-version']).toBe('3');
  });

  it('is headers that most operations take, stated or settings of the connection', async () => {
    const server = await source((request) =>
      cut(
        request,
        [1, 2, 3].map((id) => ({ id })),
      ),
    );
    const headers = [
      param('X-Version', { in: 'header', type: 'string', required: true, default: '2026-01' }),
      param('X-Tenant', { in: 'header', type: 'string', required: true }),
    ];
    await probeAll(server, [entity({ pagination: page })], { params: { things: headers }, fields: { tenant: 'acme' } });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-version': '2026-01', 'x-tenant': 'acme' });
  });

  it('is a value for a part of the path that no parent gives', async () => {
    const server = await boards();
    const inTeam = {
      ...list,
      operation: 'GET /{team}/{board}/lists',
      parent: { entity: 'boards', bindings: { board: 'slug' } },
    };
    const { verdicts } = await probeAll(server, [board, inTeam], { only: ['lists'] });
    expect(verdicts).toMatchObject([
      { verdict: 'skipped', saw: ['lists needs a value that nothing gives: give team=VALUE.'] },
    ]);
    await probeAll({ ...server, requests: server.requests }, [board, inTeam], {
      only: ['lists'],
      filters: { team: 'my team' },
    });
    expect(server.requests.at(-1)?.url).toMatch(/^\/my%20team\//);
  });

  it('is credentials, unless the description says that it is open to all', async () => {
    const server = await source((request) =>
      cut(
        request,
        [1, 2, 3].map((id) => ({ id })),
      ),
    );
    const closed = entity({ name: 'closed', operation: 'GET /closed', pagination: page });
    await probeAll(server, [closed, entity({ name: 'open', operation: 'GET /open', pagination: page })], {
      open: ['open'],
      authentication: { id: 'token', name: 'Token', type: 'bearer' },
      fields: { token: 'the token' },
    });
    const sent = (path: string) =>
      server.requests.filter((one) => one.url.startsWith(path)).map((one) => one.headers.authorization);
    expect(new Set(sent('/closed'))).toEqual(new Set(['Bearer the token']));
    expect(new Set(sent('/open'))).toEqual(new Set([undefined]));
  });
});
