import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { answers, integer, listOf, openApi, query, report, text } from '../import/testing.ts';
import { createSandbox, type GuestReply, type GuestRequest, type Sandbox } from '../sandbox/index.ts';
import { generateConnector } from './index.ts';

/** 23 things in pages of 5, under every kind of paging, on a server that wants a token. */
const ALL = Array.from({ length: 23 }, (_, index) => ({
  id: index + 1,
  title: `Thing ${index + 1}`,
  tags: [{ a: 1 }],
  updated_at: `2026-01-${String(index + 1).padStart(2, '0')}T00:00:00Z`,
}));
const TOKEN = 'tök';
let asked: string[] = [];
let base = '';

function page(from: number, size = 5): { rows: typeof ALL; next: number | undefined } {
  return { rows: ALL.slice(from, from + size), next: from + size < ALL.length ? from + size : undefined };
}

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function reply(url: URL, request: IncomingMessage): Reply {
  const get = (name: string): number => Number(url.searchParams.get(name) ?? 0);
  const path = url.pathname.replace(/^\/v1/, '');
  switch (path) {
    case '/by-page':
      return { body: page((get('page') - 1) * 5, Math.min(5, get('size'))).rows };
    case '/by-open-page':
      return { body: { things: page(get('page') * 4, 4).rows } };
    case '/by-offset':
      // The source gives less than it was asked for.
      return { body: { things: page(get('offset'), Math.min(3, get('limit') || 3)).rows, total: ALL.length } };
    case '/by-cursor': {
      const found = page(Number((url.searchParams.get('cursor') ?? 'c0').slice(1)));
      return { body: { data: found.rows, meta: { next_cursor: found.next === undefined ? '' : `c${found.next}` } } };
    }
    case '/by-last': {
      const found = page(get('starting_after'));
      return { body: { data: found.rows, has_more: found.next !== undefined } };
    }
    case '/by-url': {
      const found = page(get('from'));
      return { body: { data: found.rows, links: { next: found.next === undefined ? null : `?from=${found.next}` } } };
    }
    case '/by-link': {
      const found = page(get('from'), get('per_page') || 5);
      const link = `<${url.origin}${url.pathname}?from=0>; rel="first", <${url.origin}${url.pathname}?from=${found.next}&per_page=5>; rel="next"`;
      return { headers: found.next === undefined ? {} : { link }, body: found.rows };
    }
    case '/astray':
      return { body: { data: [], next_url: 'http://evil.example/x' } };
    case '/groups':
      return {
        body: {
          groups: page(get('page') * 2 - 2, 2)
            .rows.slice(0, get('page') > 3 ? 0 : 2)
            .map(({ id }) => ({ id, name: `Group ${id}` })),
        },
      };
    case '/changed':
      return { body: ALL.filter((row) => row.updated_at >= (url.searchParams.get('updated_since') ?? '')) };
    case '/me':
      return { body: { login: 'ada' } };
    case '/echo':
      return { body: { query: url.search, method: request.method } };
    case '/busy':
      return { status: 429, body: { message: 'slow down' } };
  }
  const members = /^\/groups\/(\d+)\/members$/.exec(path);
  if (members) {
    const found = Number(members[1]) === 2 ? { rows: [], next: undefined } : page(get('page') * 5 - 5);
    return { body: found.rows.map(({ id }) => ({ slug: `m${id}` })) };
  }
  return { status: 404, body: 'not here' };
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', base);
  asked.push(`${request.method} ${url.pathname}${url.search}`);
  const given =
    request.headers.authorization === `Bearer ${Buffer.from(TOKEN, 'utf8').toString('latin1')}` ||
    request.headers.authorization === 'Bearer token';
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const {
      status = 200,
      headers = {},
      body,
    } = given ? reply(url, request) : { status: 401, body: { message: 'who are you?' } };
    const sent = Buffer.concat(chunks).toString();
    const whole = sent === '' ? body : { sent, type: request.headers['content-type'], query: url.search };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(whole));
  });
});

async function http(request: GuestRequest): Promise<GuestReply> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    ...(request.body ? { body: new Uint8Array(request.body) } : {}),
  });
  return {
    kind: 'response',
    status: response.status,
    statusText: response.statusText,
    url: response.url,
    redirected: false,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

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

const paths = {
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
  '/changed': list(listOf(row), [query('updated_since')]),
  '/missing': list(listOf(row)),
  '/busy': list(listOf(row)),
  '/half': list(listOf(row), [query('cursor')]),
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

let connector: readonly ConnectorFile[] = [];
let sandbox: Sandbox;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // True once the server listens on a port.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const found = await report(
    openApi(paths, {
      servers: [{ url: base }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    }),
  );
  const made = generateConnector(
    found,
    { id: 'things', entities: 'all', commands: 'all' },
    { fileName: 'a.json', text: '' },
  );
  if (!made.ok) throw new Error(made.error.message);
  connector = made.value;
  sandbox = createSandbox({ maxWorkers: 1 });
});

beforeEach(() => {
  asked = [];
});

afterAll(async () => {
  await sandbox.close();
  server.close();
});

async function run(
  kind: 'function' | 'command',
  name: string,
  input: unknown,
): Promise<{
  readonly kind: string;
  readonly value: unknown;
  readonly text: string;
  readonly logs: readonly string[];
}> {
  const logs: string[] = [];
  const end = await sandbox.run({
    files: connector,
    target: { kind, file: kind === 'function' ? `functions/${name}.js` : 'commands.js', name },
    input: JSON.stringify(input),
    http,
    onLogs: (lines) => {
      for (const line of lines) logs.push(JSON.stringify(line));
    },
  });
  const value: unknown = end.result === null ? undefined : JSON.parse(Buffer.from(end.result).toString());
  return { kind: end.outcome.kind, value, text: JSON.stringify(end.outcome), logs };
}

interface DataResult {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly pagination: { readonly hasNext: boolean; readonly nextPageConfig?: unknown };
  readonly synchronizationType: string;
}

const account = () => ({ auth: 'token', token: 'token', baseUrl: base });

/** All pages of a table, as a host reads them (FB-42, FB-43, FB-47). */
async function readAll(
  requestedType: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ items: Readonly<Record<string, unknown>>[]; types: Set<string>; pages: number }> {
  const items: Readonly<Record<string, unknown>>[] = [];
  const types = new Set<string>();
  let pagination: unknown;
  for (let pages = 1; pages <= 60; pages++) {
    const { value, text: why } = await run('function', 'data', {
      requestedType,
      account: account(),
      filter: {},
      pagination,
      ...more,
    });
    if (value === undefined) throw new Error(why);
    // The result of data.js, whose shape the assertions below look at.
    const result = value as DataResult;
    items.push(...result.items);
    types.add(result.synchronizationType);
    if (!result.pagination.hasNext) return { items, types, pages };
    expect(result.pagination.nextPageConfig).not.toEqual(pagination);
    pagination = result.pagination.nextPageConfig;
  }
  throw new Error(`${requestedType} does not end`);
}

describe('data reads all rows and none twice', () => {
  it.each([
    ['by_page', 5],
    ['by_open_page', 7],
    ['by_offset', 9],
    ['by_cursor', 5],
    ['by_last', 5],
    ['by_url', 5],
    ['by_link', 5],
  ])('%s, in %i pages', async (table, pages) => {
    const found = await readAll(table);
    expect(found.items.map((item) => item.id)).toEqual(ALL.map(({ id }) => String(id)));
    expect(found.pages).toBe(pages);
    expect([...found.types]).toEqual(['full']);
    expect(asked).toHaveLength(pages);
  });

  it('gives every row an id and a name, and text for lists (FB-30)', async () => {
    const { items } = await readAll('by_link');
    expect(items[0]).toEqual({
      id: '1',
      name: 'Thing 1',
      title: 'Thing 1',
      tags: '[{"a":1}]',
      updated_at: '2026-01-01T00:00:00Z',
    });
  });

  it('asks for the largest page that the description allows', async () => {
    await readAll('by_page');
    expect(asked[0]).toBe('GET /v1/by-page?page=1&size=5');
  });
});

describe('a table below another', () => {
  it('is read for each row of its parent', async () => {
    const { items } = await readAll('members');
    expect(items).toHaveLength(5 * 23);
    expect(new Set(items.map((item) => item.id)).size).toBe(5 * 23);
    expect(items[0]).toEqual({ id: '1/m1', name: 'm1', slug: 'm1', group_id: 1 });
    expect(asked.filter((one) => one.startsWith('GET /v1/groups?'))).toHaveLength(4);
  });

  it('is read at one place where a filter names it', async () => {
    const { items } = await readAll('members', { filter: { group_id: '3' } });
    expect(items.map((item) => item.group_id)).toEqual(Array(23).fill('3'));
    expect(asked.every((one) => one.startsWith('GET /v1/groups/3/members?'))).toBe(true);
  });
});

describe('changes', () => {
  it('are asked for some hours early, and say that they are no full set (FB-46, FB-47)', async () => {
    const found = await readAll('changed', { lastSynchronizedAt: '2026-01-20T03:00:00.000Z' });
    expect(asked[0]).toBe('GET /v1/changed?updated_since=2026-01-19T21%3A00%3A00.000Z');
    expect(found.items.map((item) => item.id)).toEqual(['20', '21', '22', '23']);
    expect([...found.types]).toEqual(['delta']);
    expect([...(await readAll('changed')).types]).toEqual(['full']);
  });
});

describe('what goes wrong', () => {
  const data = (requestedType: string, more: Readonly<Record<string, unknown>> = {}) =>
    run('function', 'data', { requestedType, account: account(), filter: {}, ...more });

  it('is an error with the status and the answer', async () => {
    expect((await data('missing')).text).toContain('GET /v1/missing answered 404: not here');
    expect((await data('busy')).text).toContain('answered 429: {\\"message\\":\\"slow down\\"}');
  });

  it('is a table that there is not', async () => {
    expect((await data('constructor')).text).toContain('There is no table constructor.');
  });

  it('is a next page on a foreign host: the credentials stay here', async () => {
    const { text: why } = await data('astray', { pagination: { cursor: 'http://evil.example/x' } });
    expect(why).toContain('The next page is at evil.example, a foreign host.');
    expect(asked).toEqual([]);
  });

  it('is said in the log where only the first page is read', async () => {
    const { logs } = await data('half');
    expect(logs.join()).toContain('Only the first page of this table is read');
  });
});

describe('validate, config and schema', () => {
  it('names the account, or says that the credentials were refused (FB-10, FB-11)', async () => {
    const fields = { token: 'token', baseUrl: base };
    expect((await run('function', 'validate', { id: 'token', fields })).value).toEqual({ name: 'ada' });
    expect((await run('function', 'validate', { id: 'token', fields: { ...fields, token: 'wrong' } })).text).toContain(
      'The credentials were refused (401)',
    );
  });

  it('agree on the tables (FB-20, FB-30)', async () => {
    const config = (await run('function', 'config', {})).value;
    expect(config).toMatchObject({
      types: expect.arrayContaining([{ id: 'members', name: 'Member' }]),
      filters: [{ id: 'group_id', title: 'Group Id', type: 'text', optional: true }],
    });
    const schema = (await run('function', 'schema', { account: account(), types: ['members', 'by_page'], filter: {} }))
      .value;
    expect(schema).toEqual({
      members: {
        id: { name: 'Id', type: 'id' },
        name: { name: 'Name', type: 'text' },
        slug: { name: 'Slug', type: 'text' },
        group_id: { name: 'Group Id', type: 'text' },
      },
      by_page: expect.objectContaining({
        id: { name: 'Id', type: 'id' },
        name: { name: 'Name', type: 'text' },
        updated_at: { name: 'Updated At', type: 'date' },
      }),
    });
  });
});

describe('commands', () => {
  const command = async (name: string, params: unknown, config: unknown = account()) =>
    (await run('command', name, { params, config, variables: {} })).value;

  it('send what they were given', async () => {
    expect(await command('echo', { q: 'a&b', ids: ['1', '2'], 'page[size]': 5 })).toEqual({
      success: true,
      payload: { query: '?page%5Bsize%5D=5&q=a%26b&ids=1%2C2', method: 'GET' },
    });
    expect(await command('sendForm', { amount: 3, meta: { a: 1, b: ['x', 'y'] } })).toEqual({
      success: true,
      payload: {
        sent: 'amount=3&meta%5Ba%5D=1&meta%5Bb%5D=x&meta%5Bb%5D=y',
        type: 'application/x-www-form-urlencoded',
        query: '',
      },
    });
    expect(await command('change', { a: 'b', dry: true })).toEqual({
      success: true,
      payload: { sent: '{"a":"b"}', type: 'application/merge-patch+json', query: '?dry=true' },
    });
  });

  it('fail as an outcome, with what the source said (FL-20, FL-22)', async () => {
    expect(await command('remove', { name: 'a/b' })).toEqual({
      success: false,
      error: 'DELETE /echo/a%2Fb answered 404: not here',
      diagnostics: { status: 404, body: 'not here' },
    });
    expect(await command('getMe', {}, { ...account(), token: 'wrong' })).toMatchObject({
      success: false,
      diagnostics: { status: 401 },
    });
  });

  it('ask for nothing while something is missing', async () => {
    expect(await command('remove', {})).toEqual({ success: false, error: 'Missing required parameter(s): name.' });
    expect(asked).toEqual([]);
  });
});
