import { describe, expect, it } from 'vitest';
import type { RunDetail } from '../../../shared/run/run.ts';
import { toHar } from '../../exchanges/testing/har.ts';
import { pointersOf, valueAt } from '../postman/testing.ts';
import { commandOf, entityOf, refusal, report } from '../testing.ts';

interface Call {
  readonly method?: string;
  readonly url: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly postData?: unknown;
  readonly cookies?: readonly unknown[];
  readonly status?: number;
  readonly type?: string;
  readonly json?: unknown;
  readonly content?: unknown;
  readonly answerHeaders?: readonly (readonly [string, string])[];
}

const pairs = (list: readonly (readonly [string, string])[] = []) => list.map(([name, value]) => ({ name, value }));

const entry = (call: Call): unknown => ({
  startedDateTime: '2026-01-01T00:00:00Z',
  time: 1,
  request: {
    method: call.method ?? 'GET',
    url: call.url,
    httpVersion: 'HTTP/1.1',
    cookies: call.cookies ?? [],
    headers: pairs(call.headers),
    queryString: [...new URL(call.url).searchParams].map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: -1,
    ...(call.postData === undefined ? {} : { postData: call.postData }),
  },
  response: {
    status: call.status ?? 200,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(call.answerHeaders),
    content: call.content ?? {
      size: 1,
      mimeType: call.type ?? 'application/json; charset=utf-8',
      ...(call.json === undefined ? {} : { text: JSON.stringify(call.json) }),
    },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  },
  cache: {},
  timings: { send: 0, wait: 0, receive: 0 },
});

const archive = (calls: readonly Call[]): unknown => ({
  log: { version: '1.2', creator: { name: 'a browser', version: '1' }, entries: calls.map(entry) },
});
const read = (calls: readonly Call[]) => report(JSON.stringify(archive(calls)), 'traffic.har');
const api = 'https://api.example.com/v1';
const order = (id: number): unknown => ({ id, total: 9.5, state: 'open' });

describe('an HTTP archive', () => {
  it('becomes operations by method and path, with ids as variables', async () => {
    const found = await read([
      { url: `${api}/orders?page=1&per_page=20`, json: { data: [order(1)], total: 40 } },
      { url: `${api}/orders?page=2&per_page=20`, json: { data: [{ ...Object(order(2)), note: 'x' }], total: 40 } },
      { url: `${api}/orders/1`, json: order(1) },
      { url: `${api}/orders/0b5fc3a1-72c5-4c2f-9d0e-1f2a3b4c5d6e/items`, json: [{ sku: 'a', count: 1 }] },
      { url: `${api}/orders/7`, method: 'DELETE', status: 204, type: '' },
    ]);
    expect(found).toMatchObject({
      source: { kind: 'har', version: '1.2', title: 'api.example.com', operations: 4 },
      baseUrl: 'https://api.example.com',
    });
    const orders = entityOf(found, 'orders');
    expect(orders).toMatchObject({
      operation: 'GET /v1/orders',
      records: '$.data',
      primaryKey: ['id'],
      pagination: { kind: 'page', params: { page: 'page', size: 'per_page' } },
    });
    expect(orders.fields.map((field) => field.name)).toEqual(['id', 'total', 'state', 'note']);
    expect(entityOf(found, 'items')).toMatchObject({
      operation: 'GET /v1/orders/{order_id}/items',
      parent: { entity: 'orders', bindings: { order_id: 'id' } },
    });
    expect(commandOf(found, 'DELETE /v1/orders/{order_id}')).toBeDefined();
  });

  it('takes names of rows for variables where they vary and are answered alike', async () => {
    const user = (name: string): unknown => ({ name, mail: `${name}@example.com`, age: 3 });
    const found = await read([
      { url: `${api}/users/ann`, json: user('ann') },
      { url: `${api}/users/bob`, json: user('bob') },
      { url: `${api}/reports/daily`, json: { when: 1, sum: 2 } },
      { url: `${api}/reports/yearly`, json: { year: 1, parts: [], note: '' } },
    ]);
    expect(found.commands.map((command) => command.operation)).toEqual([
      'GET /v1/users/{user}',
      'GET /v1/reports/daily',
      'GET /v1/reports/yearly',
    ]);
  });

  it('leaves out pages, assets, preflights and other sites, and says how many', async () => {
    const found = await read([
      { url: 'https://app.example.com/', type: 'text/html' },
      { url: 'https://app.example.com/logo.png', type: 'image/png' },
      { url: 'https://app.example.com/main.js', type: 'application/javascript' },
      { url: `${api}/orders`, method: 'OPTIONS', status: 204, type: '' },
      { url: `${api}/orders`, json: [order(1)] },
      { url: `${api}/me`, json: { id: 1, name: 'x' } },
      { url: 'https://auth.example.com/session', json: { id: 1, until: 'x' } },
      { url: 'https://stats.tracker.test/collect', method: 'POST', json: { ok: true } },
    ]);
    expect(found.baseUrl).toBe('https://api.example.com');
    expect(found.source.operations).toBe(3);
    expect(commandOf(found, 'GET /session').server).toBe('https://auth.example.com');
    const [left] = found.warnings;
    expect(left).toMatchObject({ code: 'left_out', pointer: '#/log/entries' });
    expect(left?.message).toMatch(/^5 of 8 recorded requests .*"stats\.tracker\.test"/);
    expect(found.validate?.operation).toBe('GET /v1/me');
  });

  it('HR-4: reads bodies in base64, of answers and of our own requests', async () => {
    const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
    const found = await read([
      {
        url: `${api}/orders`,
        content: { size: 1, mimeType: 'application/json', text: base64([order(1)]), encoding: 'base64' },
      },
      {
        url: `${api}/orders`,
        method: 'POST',
        json: order(2),
        postData: { mimeType: 'application/json', text: base64({ state: 'new', total: 1 }), _encoding: 'base64' },
      },
    ]);
    expect(entityOf(found, 'orders').fields).toHaveLength(3);
    expect(commandOf(found, 'POST /v1/orders').params.map((one) => one.name)).toEqual(['state', 'total']);
  });

  it('reads forms, as a list and as text', async () => {
    const params = [
      { name: 'state', value: 'new' },
      { name: 'file', fileName: 'a.png', value: 'x' },
    ];
    const found = await read([
      { url: `${api}/a`, method: 'POST', json: {}, postData: { mimeType: 'multipart/form-data; boundary=x', params } },
      {
        url: `${api}/b`,
        method: 'POST',
        json: {},
        postData: { mimeType: 'application/x-www-form-urlencoded', text: 'state=new&n=3' },
      },
    ]);
    expect(commandOf(found, 'POST /v1/a')).toMatchObject({
      contentType: 'multipart/form-data',
      params: [{ name: 'state', default: 'new' }, { name: 'file' }],
    });
    expect(commandOf(found, 'POST /v1/b').params).toMatchObject([{ name: 'state' }, { name: 'n', type: 'integer' }]);
  });

  it('calls at one address are told apart by what selects them', async () => {
    const query = (operationName: string): Call => ({
      url: 'https://api.example.com/graphql',
      method: 'POST',
      json: { data: {} },
      postData: {
        mimeType: 'application/json',
        text: JSON.stringify({ operationName, query: 'query', variables: {} }),
      },
    });
    const found = await read([query('Users'), query('Orders'), query('Users')]);
    expect(found.commands.map((command) => command.operation)).toEqual(['POST /graphql', 'POST /graphql#orders']);
  });

  it('failures are described, and no answer is made up', async () => {
    const found = await read([
      { url: `${api}/orders/1`, json: order(1) },
      { url: `${api}/orders/2`, status: 404, json: { error: 'gone' } },
    ]);
    expect(commandOf(found, 'GET /v1/orders/{order_id}').outputs).toEqual(['id', 'total', 'state']);
  });
});

describe('A22: credentials in an archive', () => {
  const SECRETS = ['tok-1111aaaa', 'key-2222bbbb', 'sid-3333cccc', 'pass-4444dddd', 'acc-5555eeee', 'q-6666ffff'];
  it('become ways to connect; no value of one is in the report, and it is said where they stand', async () => {
    const found = await read([
      { url: `${api}/a`, json: [order(1)], headers: [['Authorization', `Bearer ${SECRETS[0]}`]] },
      { url: `${api}/b`, json: {}, headers: [['X-API-Key', SECRETS[1] ?? '']] },
      { url: `${api}/c`, json: {}, headers: [['Cookie', `theme=dark; session_id=${SECRETS[2]}`]] },
      {
        url: `${api}/login`,
        method: 'POST',
        postData: { mimeType: 'application/json', text: JSON.stringify({ user: 'ann', password: SECRETS[3] }) },
        json: { access_token: SECRETS[4], user: { name: 'ann' } },
      },
      { url: `${api}/d?api_key=${SECRETS[5]}&page=1`, json: {} },
    ]);
    for (const secret of SECRETS) expect(JSON.stringify(found)).not.toContain(secret);
    expect(found.auth.map(({ type, in: place, name }) => [type, place, name])).toEqual([
      ['bearer', undefined, undefined],
      ['apiKey', 'header', 'X-API-Key'],
      ['apiKey', 'cookie', 'session_id'],
      ['apiKey', 'query', 'api_key'],
    ]);
    expect(commandOf(found, 'POST /v1/login').params.map((one) => one.name)).toEqual(['user', 'password']);
    const warning = found.warnings.find((one) => one.code === 'secrets_in_source');
    expect(warning?.message).toContain('#/log/entries/0/request/headers/0');
    expect(warning?.message).toContain('more places');
  });
});

describe('what is odd', () => {
  it('an archive without calls is refused with the reason', async () => {
    const page = archive([{ url: 'https://app.example.com/', type: 'text/html' }]);
    expect(await refusal(JSON.stringify(page), 'page.har')).toMatchObject({
      code: 'no_operations',
      message: expect.stringMatching(/^page\.har holds 1 recorded requests and none of them calls an API/),
    });
    expect(await refusal('{"log": {"entries": []}}')).toMatchObject({ code: 'no_operations' });
  });

  it('HR-3: entries that are broken are passed over, unknown fields ignored', async () => {
    const document = {
      log: {
        _extra: 1,
        entries: [
          null,
          {},
          { request: { url: 'ws://a.example' } },
          { request: { url: 'no url' } },
          entry({ url: `${api}/a`, json: [order(1)] }),
        ],
      },
    };
    const found = await report(JSON.stringify(document), 'a.har');
    expect(found.entities.map((entity) => entity.operation)).toEqual(['GET /v1/a']);
    const pointers = pointersOf(found);
    for (const pointer of pointers) expect(valueAt(document, pointer)).toBeDefined();
  });

  it('our own export is read', async () => {
    const body = new TextEncoder().encode(JSON.stringify([order(1)]));
    const exchange = {
      id: 'x1',
      method: 'GET',
      url: 'https://api.example.com/orders?page=1',
      httpVersion: 'HTTP/1.1',
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 1, receive: 0 },
      status: 200,
      statusText: 'OK',
      requestHeaders: [['authorization', 'Bearer ***']],
      responseHeaders: [['content-type', 'application/json']],
      requestBytes: 0,
      responseBytes: body.length,
      requestBody: null,
      responseBody: { id: 'b1', bytes: body.length, mimeType: 'application/json' },
      remoteAddress: null,
      error: null,
    };
    // True: what an export reads of a run is given.
    const detail = { id: 'r1', connector: 'c', target: 'data', exchanges: [exchange] } as unknown as RunDetail;
    const found = await report(JSON.stringify(toHar(detail, () => body, '1.0.0')), 'run.har');
    expect(entityOf(found, 'orders').primaryKey).toEqual(['id']);
    expect(found.auth).toMatchObject([{ type: 'bearer' }]);
  });
});
