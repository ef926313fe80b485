import { describe, expect, it } from 'vitest';
import type { ImportReport, ReportEntity } from '../../shared/import/report.ts';
import type { TestServer } from '../network/testing/server.ts';
import { bench, serve } from './testing/bench.ts';
import { entity, field, param, reportOf } from './testing/reports.ts';

const { run, read } = bench();

const report = (server: TestServer, entities: readonly ReportEntity[]): ImportReport =>
  reportOf({ baseUrl: server.url, entities: [...entities] });

const schemaOf = async (from: ImportReport, types: readonly string[]): Promise<unknown> =>
  (await run(from, 'schema', { types })).value;

describe('tables several levels down', () => {
  const chain = [
    entity({ name: 'boards', fields: [field('id'), field('name')] }),
    // Rows carry a field of the name of their place, which is something else.
    entity({
      name: 'lists',
      operation: 'GET /boards/{board}/lists',
      primaryKey: ['code'],
      parent: { entity: 'boards', bindings: { board: 'id' } },
      fields: [field('code'), { name: 'board', type: 'object', nullable: false }],
    }),
    entity({
      name: 'cards',
      operation: 'GET /boards/{board}/lists/{code}/cards',
      parent: { entity: 'lists', bindings: { board: 'board', code: 'code' } },
      fields: [field('id')],
    }),
    entity({
      name: 'notes',
      operation: 'GET /boards/{board}/lists/{code}/cards/{card_id}/notes',
      primaryKey: [],
      parent: { entity: 'cards', bindings: { board: 'board', code: 'list_code', card_id: 'id' } },
      fields: [field('text')],
    }),
  ];
  const source = ({ url }: { url: URL }): unknown => {
    const [, , board, , code, , card] = url.pathname.split('/');
    if (card !== undefined) return card === `${board}${code}2` ? [] : [{ text: `${board} ${code} ${card}` }];
    if (code !== undefined) return [1, 2].map((n) => ({ id: `${board}${code}${n}` }));
    if (board !== undefined) return ['x', 'y'].map((one) => ({ code: one, board: { name: 'not the id' } }));
    return [
      { id: 'b1', name: 'First' },
      { id: 'b2', name: 'Second' },
    ];
  };

  it('are read once for each row of each parent', async () => {
    const server = await serve(source);
    const from = report(server, chain);
    const { items, logs } = await read(from, 'notes');
    expect(items.map((item) => item.text)).toEqual(['b1 x b1x1', 'b1 y b1y1', 'b2 x b2x1', 'b2 y b2y1']);
    expect(items[0]).toMatchObject({ board: 'b1', list_code: 'x', card_id: 'b1x1' });
    // Boards are read once, lists once for each board, cards once for each list.
    expect(server.requests).toHaveLength(1 + 2 + 4 + 8);
    expect(logs.join()).toContain('Lists: Boards 2 of 2');
    expect(logs.join()).toContain('Notes: Cards 1 of 2 so far');
  });

  it('refer to the rows above them (FB-32, FB-35)', async () => {
    const server = await serve(source);
    const from = report(server, chain);
    const schema = await schemaOf(from, ['lists', 'cards', 'notes']);
    expect(schema).toMatchObject({
      lists: { board: { relation: { name: 'Board', targetType: 'boards', targetFieldId: 'id', targetName: 'Lists' } } },
      cards: {
        board: { relation: { targetType: 'boards', targetName: 'Cards' } },
        list_key: { type: 'text', relation: { targetType: 'lists', targetFieldId: 'id', targetName: 'Cards' } },
      },
      notes: { card_id: { relation: { targetType: 'cards', targetFieldId: 'id' } } },
    });
    const lists = await read(from, 'lists');
    const cards = await read(from, 'cards');
    expect(lists.items[0]).toMatchObject({ id: 'b1/x', board: 'b1' });
    expect(cards.items[0]).toMatchObject({ id: 'b1x1', board: 'b1', list_code: 'x', list_key: 'b1/x' });
  });

  it('are read below one place where filters name the start of it', async () => {
    const server = await serve(source);
    const { items } = await read(report(server, chain), 'cards', { filter: { board: 'b2' } });
    expect(items.map((item) => item.board)).toEqual(Array(4).fill('b2'));
    expect(server.requests.map((one) => one.url)).toEqual([
      '/boards/b2/lists',
      '/boards/b2/lists/x/cards',
      '/boards/b2/lists/y/cards',
    ]);
  });

  it('say how far they are about twenty times, however many parents there are', async () => {
    const server = await serve(({ url }) =>
      url.pathname === '/boards' ? Array.from({ length: 50 }, (_, id) => ({ id, name: `${id}` })) : [],
    );
    const { logs, pages } = await read(report(server, chain.slice(0, 2)), 'lists');
    expect(pages).toBe(50);
    expect(logs.length).toBeGreaterThan(15);
    expect(logs.length).toBeLessThan(25);
  });
});

describe('parents of other kinds', () => {
  const children = entity({
    name: 'orders',
    parent: { entity: 'shops', bindings: { shop: 'id' } },
    params: [param('shop', { required: true })],
  });

  it('give a query parameter', async () => {
    const server = await serve(({ url }) =>
      url.pathname === '/shops' ? [{ id: 's 1' }, { id: 2 }] : [{ id: `o${url.searchParams.get('shop')}` }],
    );
    const { items } = await read(report(server, [entity({ name: 'shops' }), children]), 'orders');
    expect(items).toEqual([
      { id: 'os 1', name: 'os 1', shop: 's 1' },
      { id: 'o2', name: 'o2', shop: '2' },
    ]);
  });

  it('are lists by POST themselves, paged in their body, and give a member of a body', async () => {
    const server = await serve(({ url, body }) => {
      const sent = JSON.parse(body);
      if (url.pathname !== '/shops') return [{ id: `o${sent.shop}`, from: sent.page }];
      return sent.page === 1 ? [{ id: 's1' }] : sent.page === 2 ? [{ id: 's2' }] : [];
    });
    const paging: ReportEntity['pagination'] = { kind: 'page', in: 'body', params: { page: 'page' } };
    const shops = entity({ name: 'shops', operation: 'POST /shops', pagination: paging });
    const orders = entity({
      ...children,
      operation: 'POST /orders',
      params: [param('shop', { in: 'body', required: true })],
    });
    const { items } = await read(report(server, [shops, orders]), 'orders');
    expect(items.map((item) => item.id)).toEqual(['os1', 'os2']);
  });

  it('give only a part: the rest is a filter for the whole table', async () => {
    const server = await serve(({ url }) => (url.pathname === '/t1/shops' ? [{ id: 's1' }] : [{ id: url.pathname }]));
    const entities = [
      entity({ name: 'shops', operation: 'GET /{tenant}/shops' }),
      entity({
        name: 'orders',
        operation: 'GET /{tenant}/{region}/shops/{shop}/orders',
        parent: { entity: 'shops', bindings: { shop: 'id', tenant: 'tenant' } },
      }),
    ];
    const from = report(server, entities);
    await expect(read(from, 'orders', { filter: { tenant: 't1' } })).rejects.toThrow('Set the filter region');
    const { items } = await read(from, 'orders', { filter: { tenant: 't1', region: 'eu/1' } });
    expect(items).toMatchObject([{ id: '/t1/eu%2F1/shops/s1/orders', tenant: 't1' }]);
  });

  it('in a circle are not followed', async () => {
    const circle = [
      entity({ name: 'a', operation: 'GET /b/{b}/a', parent: { entity: 'b', bindings: { b: 'id' } } }),
      entity({ name: 'b', operation: 'GET /a/{a}/b', parent: { entity: 'a', bindings: { a: 'id' } } }),
    ];
    const server = await serve(() => [{ id: 1 }]);
    await expect(read(report(server, circle), 'b')).rejects.toThrow('Set the filters a');
  });
});
