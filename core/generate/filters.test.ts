import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import type { ImportReport, Parameter } from '../../shared/import/report.ts';
import { bench, type Item, serve } from './testing/bench.ts';
import { command, entity, field, filesOf, param, reportOf, textOf } from './testing/reports.ts';

const sandbox = bench();
const { run } = sandbox;

interface Config {
  readonly types: readonly { readonly id: string; readonly name: string }[];
  readonly filters: readonly (Item & { readonly id: string })[];
}

// The result of config.js, whose shape the assertions below look at.
const configOf = async (from: ImportReport): Promise<Config> => (await run(from, 'config')).value as Config;

const choicesOf = async (from: ImportReport, field: string, dependsOn?: Item): Promise<unknown> =>
  (await run(from, 'datalist', { types: [], field, dependsOn })).value;

const required = (name: string, more: Partial<Parameter> = {}): Parameter => param(name, { required: true, ...more });

describe('required parameters', () => {
  const params = [
    required('version', { default: '2024-01-01' }),
    required('kind', { enum: ['all'] }),
    required('size', { type: 'integer', enum: ['50'] }),
    required('X-Beta', { in: 'header', default: 'on' }),
    required('optional', { required: false, default: 'x' }),
    required('state', { enum: ['open', 'closed'] }),
    required('labels', { type: 'array', enum: ['a', 'b'] }),
    required('count', { type: 'integer' }),
    required('deep', { type: 'boolean' }),
    required('from', { format: 'date' }),
    required('text'),
    required('Content-Type', { in: 'header' }),
    required('sid', { in: 'cookie' }),
  ];

  it('have a stated value, or are filters of their type', async () => {
    const server = await serve(() => []);
    const from = reportOf({ baseUrl: server.url, entities: [entity({ name: 'rows', params }), entity({ name: 'b' })] });
    const text = { optional: true };
    expect((await configOf(from)).filters).toEqual([
      { id: 'state', title: 'State', type: 'list', ...text, datalist: true },
      { id: 'labels', title: 'Labels', type: 'multidropdown', ...text, datalist: true },
      { id: 'count', title: 'Count', type: 'number', ...text },
      { id: 'deep', title: 'Deep', type: 'bool', ...text },
      { id: 'from', title: 'From', type: 'datebox', ...text },
      { id: 'text', title: 'Text', type: 'text', ...text },
    ]);
    const filter = { state: 'open', labels: ['a', 'b'], count: 0, deep: false, from: '2026-01-01', text: 'x' };
    expect((await run(from, 'data', { requestedType: 'rows', filter })).kind).toBe('ok');
    expect(server.requests[0]?.url).toBe(
      '/rows?version=2024-01-01&kind=all&size=50&state=open&labels=a&labels=b&count=0&deep=false&from=2026-01-01&text=x',
    );
    expect(server.requests[0]?.headers['x-beta']).toBe('on');
    expect((await run(from, 'data', { requestedType: 'rows', filter: {} })).text).toContain('Set the filter state.');
    expect(await choicesOf(from, 'state')).toEqual({
      items: [
        { title: 'open', value: 'open' },
        { title: 'closed', value: 'closed' },
      ],
    });
  });

  it('are no optional filters where every table needs them', async () => {
    const tables = [
      entity({ name: 'a', params: [required('team')] }),
      entity({ name: 'b', params: [required('team')] }),
    ];
    expect((await configOf(reportOf({ entities: tables }))).filters).toEqual([
      { id: 'team', title: 'Team', type: 'text' },
    ]);
  });
});

describe('headers that most operations take', () => {
  const version = required('X-Api-Version', { in: 'header', default: '7' });
  const tenant = required('X-Tenant-Id', { in: 'header', description: 'Your tenant.' });
  const secret = required('App-Token', { in: 'header' });
  const from = (baseUrl = 'https://api.example.com/v1'): ImportReport =>
    reportOf({
      baseUrl,
      entities: [
        entity({ name: 'a', params: [version, tenant] }),
        entity({ name: 'b', params: [version, tenant, secret, required('X-Other', { in: 'header' })] }),
      ],
      commands: [command({ name: 'make', operation: 'POST /a', params: [version, tenant, required('n')] })],
    });

  it('are settings of the connection, or sent as they are stated; a secret is one however few take it', () => {
    const manifest = manifestSchema.parse(JSON.parse(textOf(from(), 'connector.json')));
    expect(manifest.connectionConfig).toEqual({
      baseUrl: { type: 'string', title: 'Base URL', default: 'https://api.example.com/v1' },
      tenantId: { type: 'string', title: 'Tenant Id', description: 'Your tenant.', required: true },
      appToken: { type: 'secret', title: 'App Token', required: true },
    });
    expect(manifest.commands.make?.params).toEqual(['n']);
  });

  it('go with every request of functions and commands', async () => {
    const server = await serve(() => []);
    const report = from(server.url);
    const settings = { tenantId: 'acme', appToken: 's' };
    await run(report, 'data', { requestedType: 'a', account: settings });
    await sandbox.command(report, 'make', { n: '1' }, settings);
    for (const { headers } of server.requests) {
      expect(headers).toMatchObject({ 'x-tenant-id': 'acme', 'x-api-version': '7', 'app-token': 's' });
    }
    expect(server.requests).toHaveLength(2);
    expect((await run(report, 'data', { requestedType: 'b', filter: {} })).text).toContain('Set the filter X-Other.');
  });
});

describe('a parameter that is the credential once more', () => {
  const params = ['token', 'X-Api-Key', 'access_token'].map((name) =>
    required(name, { in: name.startsWith('X') ? 'header' : 'query' }),
  );
  const from = (auth: ImportReport['auth']): ImportReport =>
    reportOf({
      auth,
      entities: [entity({ name: 'rows', params })],
      commands: [command({ name: 'act', operation: 'GET /act', params: [...params, param('n')] })],
    });

  it('is nobody’s input: the authentication sends it', async () => {
    const oauth: ImportReport['auth'] = [{ id: 'oauth', type: 'oauth2', pointer: '' }];
    const manifest = manifestSchema.parse(JSON.parse(textOf(from(oauth), 'connector.json')));
    expect(manifest.commands.act?.params).toEqual(['n']);
    // A key beside a token is a credential of its own.
    expect(Object.keys(manifest.connectionConfig)).toEqual(['baseUrl', 'apiKey']);
    expect((await configOf(from(oauth))).filters).toEqual([]);
    const key: ImportReport['auth'] = [{ id: 'key', type: 'apiKey', in: 'query', name: 'k', pointer: '' }];
    const withKey = manifestSchema.parse(JSON.parse(textOf(from(key), 'connector.json')));
    expect(Object.keys(withKey.connectionConfig)).toEqual(['baseUrl']);
  });

  it('is asked for where there is no authentication', async () => {
    expect((await configOf(from([]))).filters.map((filter) => filter.id)).toEqual(['token', 'access_token']);
    const manifest = manifestSchema.parse(JSON.parse(textOf(from([]), 'connector.json')));
    expect(manifest.connectionConfig.apiKey).toMatchObject({ type: 'secret', required: true });
  });
});

describe('choices of a filter (FB-21, FB-22, FB-60)', () => {
  const boards = entity({
    name: 'boards',
    title: 'Board',
    fields: [field('id'), field('title')],
    pagination: { kind: 'page', params: { page: 'page', size: 'n' }, pageSize: 2 },
  });
  const lists = entity({
    name: 'lists',
    title: 'List',
    operation: 'GET /boards/{board_id}/lists',
    primaryKey: ['code'],
    parent: { entity: 'boards', bindings: { board_id: 'id' } },
    fields: [field('code')],
  });
  const cards = entity({
    name: 'cards',
    operation: 'GET /boards/{boardId}/lists/{code}/cards',
    parent: { entity: 'lists', bindings: { boardId: 'board_id', code: 'code' } },
  });
  const report = (baseUrl: string, entities = [boards, lists, cards]): ImportReport => reportOf({ baseUrl, entities });

  it('are the rows of the table that it names, of all pages', async () => {
    const server = await serve(({ url }) =>
      url.searchParams.get('page') === '1'
        ? [
            { id: 'b1', title: 'One' },
            { id: 'b2', title: 'Two' },
          ]
        : [{ id: 'b3' }],
    );
    const from = report(server.url);
    expect((await configOf(from)).filters[0]).toEqual({
      ...{ id: 'board_id', title: 'Board', type: 'list', optional: true, datalist: true },
    });
    expect(await choicesOf(from, 'board_id')).toEqual({
      items: [
        { title: 'One', value: 'b1' },
        { title: 'Two', value: 'b2' },
        { title: 'b3', value: 'b3' },
      ],
    });
    expect((await run(from, 'datalist', { field: 'toString' })).text).toContain('offers no choices');
  });

  it('depend on the filters above, of which there is no circle (FB-24)', async () => {
    const server = await serve(({ url }) => [{ code: url.pathname }]);
    const from = report(server.url);
    const { filters } = await configOf(from);
    expect(filters.map(({ id, datalist_requires }) => [id, datalist_requires])).toEqual([
      ['board_id', undefined],
      ['boardId', undefined],
      ['list_code', ['boardId']],
    ]);
    expect(await choicesOf(from, 'list_code', { boardId: 'b 1' })).toEqual({
      items: [{ title: '/boards/b%201/lists', value: '/boards/b%201/lists' }],
    });
    expect(await choicesOf(from, 'list_code')).toEqual({ items: [] });
    expect(server.requests).toHaveLength(1);
  });

  it('come from a list that has the name of the parameter, chosen or not', async () => {
    const server = await serve(() => [{ id: 's1', name: 'Main' }]);
    const shops = entity({ name: 'shops', title: 'Shop', fields: [field('id'), field('name')] });
    const orders = entity({ name: 'orders', params: [required('shop_id'), required('year', { type: 'integer' })] });
    const from = report(server.url, [shops, orders]);
    const files = filesOf(from, { entities: ['orders'] });
    const account = { baseUrl: from.baseUrl };
    expect((await run(files, 'datalist', { account, field: 'shop_id' })).value).toEqual({
      items: [{ title: 'Main', value: 's1' }],
    });
    expect((await run(files, 'config')).value).toMatchObject({
      types: [{ id: 'orders' }],
      filters: [
        { id: 'shop_id', title: 'Shop', type: 'list', datalist: true },
        { id: 'year', type: 'number' },
      ],
    });
  });

  it('end somewhere, however long the list is', async () => {
    const endless = entity({
      ...boards,
      pagination: { kind: 'cursor', params: { cursor: 'c' }, next: '$.next' },
      records: '$.rows',
    });
    const server = await serve(() => ({ rows: [{ id: 1 }], next: 'same' }));
    const ran = await run(report(server.url, [endless, lists]), 'datalist', { field: 'board_id' });
    expect(ran.value).toEqual({ items: [{ title: '1', value: 1 }] });
    expect(server.requests).toHaveLength(100);
    expect(ran.logs.join()).toContain('Only the first 1 choices of board_id are offered.');
  });

  it('are left to the user where tables mean different things by one name', async () => {
    const other = entity({ name: 'shelves', fields: [field('id')] });
    const books = entity({
      name: 'books',
      operation: 'GET /shelves/{board_id}/books',
      parent: { entity: 'shelves', bindings: { board_id: 'id' } },
    });
    const from = report('https://api.example.com', [boards, lists, other, books]);
    expect((await configOf(from)).filters).toEqual([
      { id: 'board_id', title: 'Board Id', type: 'text', optional: true },
    ]);
    expect(filesOf(from).some((file) => file.path === 'functions/datalist.js')).toBe(false);
  });
});
