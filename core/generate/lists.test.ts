import { describe, expect, it } from 'vitest';
import type { ImportReport, ReportEntity } from '../../shared/import/report.ts';
import type { TestServer } from '../network/testing/server.ts';
import { bench, serve } from './testing/bench.ts';
import { entity, filesOf, param, reportOf, textOf } from './testing/reports.ts';

const { run, read } = bench();

const rows = Array.from({ length: 7 }, (_, index) => ({ id: index + 1, name: `Thing ${index + 1}` }));

const report = (server: TestServer, entities: readonly ReportEntity[]): ImportReport =>
  reportOf({ baseUrl: `${server.url}/v1`, entities: [...entities] });

describe('a list that is read by POST', () => {
  const search = entity({
    name: 'contacts',
    operation: 'POST /contacts/search#all',
    records: '$.results',
    contentType: 'application/json',
    params: [
      param('sorts', { in: 'body', default: ['name'] }),
      param('filter', { in: 'body', type: 'object', default: { archived: false } }),
    ],
    pagination: {
      kind: 'cursor',
      in: 'body',
      params: { cursor: 'page.after', size: 'page.size' },
      pageSize: 3,
      next: '$.next',
    },
  });
  const pages = ({ body: text }: { body: string }): unknown => {
    const from = JSON.parse(text).page.after ?? 0;
    return { results: rows.slice(from, from + 3), next: from + 3 < rows.length ? from + 3 : null };
  };

  it('sends its body with the stated values, and the paging inside it', async () => {
    const server = await serve(pages);
    const found = await read(report(server, [search]), 'contacts');
    expect(found.items.map((item) => item.id)).toEqual(rows.map(({ id }) => String(id)));
    expect(server.requests.map((one) => `${one.method} ${one.url}`)).toEqual(Array(3).fill('POST /v1/contacts/search'));
    expect(server.requests.map((one) => JSON.parse(one.body))).toEqual([
      { sorts: ['name'], filter: { archived: false }, page: { size: 3 } },
      { sorts: ['name'], filter: { archived: false }, page: { after: 3, size: 3 } },
      { sorts: ['name'], filter: { archived: false }, page: { after: 6, size: 3 } },
    ]);
    expect(server.requests[0]?.headers['content-type']).toBe('application/json');
    const proof = await run(report(server, [search]), 'validate', {
      id: 'token',
      fields: { token: 't', baseUrl: server.url },
    });
    expect(proof.value).toEqual({ name: 'Things' });
  });

  it('reads as if a person had written it', () => {
    const files = filesOf(reportOf({ entities: [search] }));
    expect(textOf(files, 'functions/entities.js')).toContain(`  async read({ account, cursor }) {
    const { body } = await post(account, '/contacts/search', {
      sorts: ['name'],
      filter: { archived: false },
      page: { after: cursor, size: 3 },
    });
    return { rows: rowsAt(body, 'results'), next: body?.next || undefined };
  },`);
  });

  it('sends a form where the source wants one, and a media type of its own', async () => {
    const server = await serve(() => rows);
    const asForm = entity({
      ...search,
      records: '$',
      contentType: 'application/x-www-form-urlencoded',
      pagination: { kind: 'none' },
      params: [param('tags', { in: 'body', default: ['a', 'b'] }), param('n', { in: 'body', default: 1 })],
    });
    const asPatch = entity({ ...asForm, name: 'others', contentType: 'application/vnd.api+json' });
    await read(report(server, [asForm, asPatch]), 'contacts');
    await read(report(server, [asForm, asPatch]), 'others');
    expect(server.requests.map((one) => [one.headers['content-type'], one.body])).toEqual([
      ['application/x-www-form-urlencoded;charset=UTF-8', 'tags=a&tags=b&n=1'],
      ['application/vnd.api+json', '{"tags":["a","b"],"n":1}'],
    ]);
  });

  it('asks the address of the next page with the same body', async () => {
    const server = await serve(({ url }) => ({
      results: url.searchParams.has('more') ? rows.slice(3) : rows.slice(0, 3),
      next: url.searchParams.has('more') ? null : '/v1/contacts/search?more=1',
    }));
    const byUrl = entity({ ...search, pagination: { kind: 'nextUrl', next: '$.next' } });
    expect((await read(report(server, [byUrl]), 'contacts')).items).toHaveLength(7);
    expect(server.requests.map((one) => `${one.method} ${one.url} ${one.body}`)).toEqual([
      'POST /v1/contacts/search {"sorts":["name"],"filter":{"archived":false}}',
      'POST /v1/contacts/search?more=1 {"sorts":["name"],"filter":{"archived":false}}',
    ]);
  });
});

describe('a server of its own', () => {
  it('is used instead of the base URL, and is a host of the connector', async () => {
    const server = await serve(({ url }) => [{ id: 1, at: url.pathname }]);
    const other = await serve(({ url, headers }) =>
      url.searchParams.has('page') ? [] : { rows: [{ id: 2, at: headers.authorization }], next: '/up/b?page=2' },
    );
    const entities = [
      entity({ name: 'a' }),
      entity({
        name: 'b',
        server: `${other.url}/up/`,
        records: '$.rows',
        pagination: { kind: 'nextUrl', next: '$.next' },
      }),
    ];
    const from = report(server, entities);
    expect((await read(from, 'a')).items).toMatchObject([{ at: '/v1/a' }]);
    const files = filesOf(from);
    expect(JSON.parse(textOf(files, 'connector.json')).hosts).toEqual([server.host, other.host]);
    const first = await run(from, 'data', { requestedType: 'b' });
    expect(first.value).toMatchObject({ items: [{ at: 'Bearer t' }], pagination: { hasNext: true } });
    expect(other.requests[0]?.url).toBe('/up/b');
  });

  it.each(['ftp://x.example', 'https://{region}.example.com', 'https://u:p@x.example', 'nonsense'])(
    'that cannot be used (%s) is left out',
    (server) => {
      const files = filesOf(reportOf({ entities: [entity({ name: 'a', server })] }));
      expect(JSON.parse(textOf(files, 'connector.json')).hosts).toEqual(['api.example.com']);
      expect(textOf(files, 'functions/entities.js')).toContain("get(account, '/a')");
    },
  );
});

describe('rows that are no list of objects', () => {
  it('are plain values', async () => {
    const server = await serve(() => ({ tags: ['red', 'blue'] }));
    const tags = entity({
      name: 'tags',
      records: '$.tags',
      rows: 'values',
      primaryKey: ['value'],
      fields: [{ name: 'value', type: 'string', nullable: false }],
    });
    expect((await read(report(server, [tags]), 'tags')).items).toEqual([
      { id: 'red', name: 'red', value: 'red' },
      { id: 'blue', name: 'blue', value: 'blue' },
    ]);
  });

  it('are the values of a map, with their keys', async () => {
    const server = await serve(() => ({ rates: { eur: { rate: 2, $key: 'x' }, constructor: { rate: 3 }, usd: 4 } }));
    const rates = entity({
      name: 'rates',
      records: '$.rates.*',
      rows: 'map',
      primaryKey: [],
      fields: [{ name: 'rate', type: 'number', nullable: false }],
    });
    const from = report(server, [rates]);
    expect((await read(from, 'rates')).items).toEqual([
      { id: 'eur', name: 'eur', rate: 2, $key: 'eur' },
      { id: 'constructor', name: 'constructor', rate: 3, $key: 'constructor' },
      { id: 'usd', name: 'usd', value: 4, $key: 'usd' },
    ]);
    expect(textOf(filesOf(from), 'functions/entities.js')).toContain("$key: { name: 'Key', type: 'text' }");
  });

  it('are known by a key inside an object, or by what they hold where it is missing', async () => {
    const server = await serve(() => [{ owner: { login: 'ada' }, name: 'x' }, { name: 'y' }, { name: 'z' }]);
    const repos = entity({ name: 'repos', primaryKey: ['owner.login', 'name'] });
    const { items } = await read(report(server, [repos]), 'repos');
    expect(items[0]?.id).toBe('ada/x');
    expect(items[1]?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(items.map((item) => item.id)).size).toBe(3);
  });
});

describe('what is public', () => {
  it('is asked for without credentials', async () => {
    const server = await serve(({ headers }) => [{ id: headers.authorization ?? 'nobody' }]);
    const from = report(server, [entity({ name: 'a' }), entity({ name: 'status', auth: [] })]);
    expect((await read(from, 'a')).items[0]?.id).toBe('Bearer t');
    expect((await read(from, 'status', { account: { token: undefined } })).items[0]?.id).toBe('nobody');
  });
});
