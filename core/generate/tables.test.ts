import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport, Parameter, ReportEntity } from '../../shared/import/report.ts';
import type { TestServer } from '../network/testing/server.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { type AllRows, entity, filesOf, type Item, readTable, reportOf, runIn, serve } from './testing/harness.ts';

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ maxWorkers: 1 });
});
afterAll(() => sandbox.close());

const report = (server: TestServer, entities: readonly ReportEntity[]): ImportReport =>
  reportOf({ baseUrl: server.url, entities: [...entities] });

const account = (from: ImportReport): Item => ({ auth: 'token', token: 't', baseUrl: from.baseUrl });

const read = (from: ImportReport, table: string, more: Item = {}): Promise<AllRows> =>
  readTable(
    (input) => runIn(sandbox, filesOf(from), 'function', 'data', { account: account(from), ...input }),
    table,
    more,
  );

const schemaOf = async (from: ImportReport, ...types: string[]): Promise<unknown> =>
  (await runIn(sandbox, filesOf(from), 'function', 'schema', { types })).value;

const string = (name: string): ReportEntity['fields'][number] => ({ name, type: 'string', nullable: false });
const param = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  ...{ name, in: 'query', required: false, type: 'string' },
  ...more,
});

describe('tables several levels down', () => {
  const chain = [
    entity({ name: 'boards', fields: [string('id'), string('name')] }),
    // Rows carry a field of the name of their place, which is something else.
    entity({
      name: 'lists',
      operation: 'GET /boards/{board}/lists',
      primaryKey: ['code'],
      parent: { entity: 'boards', bindings: { board: 'id' } },
      fields: [string('code'), { name: 'board', type: 'object', nullable: false }],
    }),
    entity({
      name: 'cards',
      operation: 'GET /boards/{board}/lists/{code}/cards',
      parent: { entity: 'lists', bindings: { board: 'board', code: 'code' } },
      fields: [string('id')],
    }),
    entity({
      name: 'notes',
      operation: 'GET /boards/{board}/lists/{code}/cards/{card_id}/notes',
      primaryKey: [],
      parent: { entity: 'cards', bindings: { board: 'board', code: 'list_code', card_id: 'id' } },
      fields: [string('text')],
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
    const schema = await schemaOf(from, 'lists', 'cards', 'notes');
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

describe('changes', () => {
  const at = '2026-03-05T12:00:00.000Z';
  const changed = (more: Partial<Parameter>, extra: Partial<ReportEntity> = {}): ReportEntity =>
    entity({
      name: 'rows',
      incremental: { param: 'since', field: 'updated_at' },
      params: [param('since', more)],
      fields: [string('id'), string('updated_at')],
      ...extra,
    });

  it.each([
    ['a moment', {}, '2026-03-05T06:00:00.000Z', null],
    ['seconds', { type: 'integer' }, '1772690400', null],
    ['seconds said in words', { description: 'Unix timestamp' }, '1772690400', null],
    ['seconds by format', { type: 'number', format: 'unix-time' }, '1772690400', null],
    ['milliseconds', { type: 'integer', description: 'in milliseconds' }, '1772690400000', null],
    ['a day', { format: 'date' }, '2026-03-05', null],
    ['a day said in words', { description: 'As YYYY-MM-DD' }, '2026-03-05', null],
    ['a moment said in words', { description: 'As YYYY-MM-DDTHH:mm:ss' }, '2026-03-05T06:00:00.000Z', null],
    ['a required moment', { required: true }, '2026-03-05T06:00:00.000Z', '1970-01-01T00:00:00Z'],
    ['required seconds', { required: true, type: 'integer' }, '1772690400', '0'],
  ])('are asked for since %s, six hours early (FB-46)', async (_, more, sent, full) => {
    const server = await serve(({ url }) => [{ id: url.searchParams.get('since') }]);
    const from = report(server, [changed(more)]);
    const delta = await read(from, 'rows', { lastSynchronizedAt: at });
    expect(delta.items[0]?.id).toBe(sent);
    expect([...delta.types]).toEqual(['delta']);
    const all = await read(from, 'rows');
    expect(server.requests.at(-1)?.url).toBe(full === null ? '/rows' : `/rows?since=${encodeURIComponent(full)}`);
    expect([...all.types]).toEqual(['full']);
  });

  it('are asked for in a body, below all parents, and are no delta for tables that cannot ask (FB-47)', async () => {
    const server = await serve(({ url, body }) =>
      url.pathname === '/shops' ? [{ id: 's1' }, { id: 's2' }] : [{ id: `${url.pathname} ${body}` }],
    );
    const shops = entity({
      name: 'shops',
      incremental: { param: 'since', field: 'updated_at' },
      params: [param('since')],
    });
    const rows = changed(
      { in: 'body' },
      {
        operation: 'POST /shops/{shop}/rows',
        parent: { entity: 'shops', bindings: { shop: 'id' } },
        incremental: { param: 'filter.since', field: 'updated_at' },
        params: [param('filter', { in: 'body', type: 'object', default: { open: true } })],
      },
    );
    const plain = entity({
      name: 'plain',
      operation: 'GET /shops/{shop}/plain',
      parent: { entity: 'shops', bindings: { shop: 'id' } },
    });
    const from = report(server, [shops, rows, plain]);
    const found = await read(from, 'rows', { lastSynchronizedAt: at });
    expect([...found.types]).toEqual(['delta']);
    expect(server.requests[0]?.url).toBe('/shops');
    expect(found.items.map((item) => item.id)).toEqual(
      ['s1', 's2'].map((shop) => `/shops/${shop}/rows {"filter":{"open":true,"since":"2026-03-05T06:00:00.000Z"}}`),
    );
    expect([...(await read(from, 'plain', { lastSynchronizedAt: at })).types]).toEqual(['full']);
  });

  it('say which rows are gone where the source marks them (FB-31, FB-45)', async () => {
    const server = await serve(() => [
      { id: 1, deleted_at: null },
      { id: 2, deleted_at: '2026-03-01T00:00:00Z' },
    ]);
    const marked = changed({}, { fields: [string('id'), { name: 'deleted_at', type: 'datetime', nullable: true }] });
    const from = report(server, [marked]);
    expect((await read(from, 'rows', { lastSynchronizedAt: at })).items).toEqual([
      { id: '1', name: '1', deleted_at: null },
      { id: '2', name: '2', deleted_at: '2026-03-01T00:00:00Z', __syncAction: 'REMOVE' },
    ]);
    expect((await read(from, 'rows')).items.map((item) => item.id)).toEqual(['1']);
    expect(await schemaOf(from, 'rows')).toMatchObject({ rows: { __syncAction: { type: 'text' } } });
  });
});

describe('fields', () => {
  const field = (name: string, more: Partial<ReportEntity['fields'][number]> = {}): ReportEntity['fields'][number] => ({
    ...string(name),
    ...more,
  });

  it('are shown as their formats say (table of field types)', async () => {
    const server = await serve(() => []);
    const fields = [
      ...['email', 'uri', 'html', 'markdown', 'phone', 'location', 'avatar', 'emoji', 'date-range', 'date-time'].map(
        (format) => field(format, { format }),
      ),
      field('price', { type: 'number', format: 'currency' }),
      field('share', { type: 'number', format: 'percent' }),
      field('count', { type: 'integer' }),
      field('day', { type: 'date' }),
      field('state', { enum: ['open', 'done'] }),
      field('labels', { type: 'array', enum: ['a', 'b'] }),
      field('on', { type: 'boolean' }),
      field('made', { type: 'integer', format: 'unix-time' }),
    ];
    const from = report(server, [entity({ name: 'rows', fields })]);
    const schema = await schemaOf(from, 'rows');
    expect(schema).toEqual({
      rows: {
        id: { name: 'Id', type: 'id' },
        name: { name: 'Name', type: 'text' },
        email: { name: 'Email', type: 'text', subType: 'email' },
        uri: { name: 'Uri', type: 'text', subType: 'url' },
        html: { name: 'Html', type: 'text', subType: 'html' },
        markdown: { name: 'Markdown', type: 'text', subType: 'md' },
        phone: { name: 'Phone', type: 'text', format: { format: 'phone' } },
        location: { name: 'Location', type: 'text', subType: 'location' },
        avatar: { name: 'Avatar', type: 'text', subType: 'avatar' },
        emoji: { name: 'Emoji', type: 'text', subType: 'icon' },
        'date-range': { name: 'Date Range', type: 'text', subType: 'date-range' },
        'date-time': { name: 'Date Time', type: 'date' },
        price: { name: 'Price', type: 'number', format: { format: 'Money' } },
        share: { name: 'Share', type: 'number', format: { format: 'Percent' } },
        count: { name: 'Count', type: 'number', subType: 'integer' },
        day: { name: 'Day', type: 'date', subType: 'day' },
        state: { name: 'State', type: 'text', subType: 'single-select', options: [{ name: 'open' }, { name: 'done' }] },
        labels: {
          ...{ name: 'Labels', type: 'array[text]', subType: 'multi-select' },
          options: [{ name: 'a' }, { name: 'b' }],
        },
        on: { name: 'On', type: 'text', subType: 'boolean' },
        made: { name: 'Made', type: 'date' },
      },
    });
  });

  it('refer to rows of chosen tables, under names that nobody else has (FB-32, FB-33)', async () => {
    const server = await serve(({ url }) =>
      url.pathname === '/users'
        ? [{ id: 7, login: 'ada' }]
        : [{ id: 1, owner_id: 7, owner: 'Ada', reviewer: 'ada', watchers: [7, 8], made: 86_400, labels: ['a', 'b'] }],
    );
    const users = entity({ name: 'users', fields: [string('id'), string('login')] });
    const issues = entity({
      name: 'issues',
      fields: [
        field('owner_id', { relation: { entity: 'users', field: 'id' } }),
        field('owner'),
        field('reviewer', { relation: { entity: 'users', field: 'login' } }),
        field('watchers', { type: 'array', relation: { entity: 'users', field: 'id' } }),
        field('team', { relation: { entity: 'teams', field: 'id' } }),
        field('made', { type: 'integer', format: 'unix-time' }),
        field('labels', { type: 'array', enum: ['a', 'b'] }),
      ],
    });
    const from = report(server, [users, issues]);
    const one = 'many-to-one';
    expect(await schemaOf(from, 'issues')).toMatchObject({
      issues: {
        owner_id: {
          type: 'text',
          relation: {
            cardinality: one,
            name: 'Owner (Users)',
            targetName: 'Issues',
            targetType: 'users',
            targetFieldId: 'id',
          },
        },
        owner: { name: 'Owner' },
        reviewer: {
          name: 'Reviewer Key',
          relation: { name: 'Reviewer', targetName: 'Issues (Reviewer)', targetFieldId: 'login' },
        },
        watchers: { type: 'array[text]', relation: { cardinality: 'many-to-many', targetName: 'Issues (Watchers)' } },
        team: { name: 'Team', type: 'text' },
      },
    });
    expect((await read(from, 'issues')).items).toEqual([
      {
        ...{ id: '1', name: '1', owner_id: '7', owner: 'Ada', reviewer: 'ada', watchers: ['7', '8'] },
        ...{ made: '1970-01-02T00:00:00.000Z', labels: ['a', 'b'] },
      },
    ]);
  });
});
