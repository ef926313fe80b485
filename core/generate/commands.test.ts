import { parseAst } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import type { Parameter, ReportCommand } from '../../shared/import/report.ts';
import type { TestServer } from '../network/testing/server.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { command, filesOf, type Item, reportOf, runIn, serve, textOf } from './testing/harness.ts';

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ maxWorkers: 1 });
});
afterAll(() => sandbox.close());

const param = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  ...{ name, in: 'query', required: false, type: 'string' },
  ...more,
});

type Sent = TestServer['requests'][number];

/** Runs a command against a source that answers `answer`; gives its outcome and what it sent. */
async function run(
  one: Partial<ReportCommand> & { readonly operation: string },
  params: Item,
  answer: unknown = {},
): Promise<{ readonly value: unknown; readonly sent: Sent | undefined }> {
  const server = await serve(() => answer);
  const files = filesOf(reportOf({ baseUrl: `${server.url}/v1`, commands: [command({ name: 'act', ...one })] }));
  const config = { auth: 'token', token: 't', baseUrl: `${server.url}/v1` };
  const ran = await runIn(sandbox, files, 'command', 'act', { params, config, variables: {} });
  if (ran.kind !== 'ok') throw new Error(ran.text);
  return { value: ran.value, sent: server.requests[0] };
}

const source = (one: Partial<ReportCommand> & { readonly operation: string }): string =>
  textOf(filesOf(reportOf({ commands: [command({ name: 'act', ...one })] })), 'commands.js');

describe('inputs of a command', () => {
  const list = (style: string | undefined, explode: boolean | undefined): Parameter =>
    param('ids', {
      type: 'array',
      ...(style === undefined ? {} : { style }),
      ...(explode === undefined ? {} : { explode }),
    });

  it.each([
    [undefined, undefined, 'ids=1&ids=2'],
    ['form', false, 'ids=1%2C2'],
    ['spaceDelimited', undefined, 'ids=1%202'],
    ['pipeDelimited', false, 'ids=1%7C2'],
    ['pipeDelimited', true, 'ids=1&ids=2'],
    ['deepObject', true, 'ids%5B%5D=1&ids%5B%5D=2'],
  ])('write lists as their style says: %s, explode %s', async (style, explode, query) => {
    const { sent } = await run({ operation: 'GET /x', params: [list(style, explode)] }, { ids: [1, 2] });
    expect(sent?.url).toBe(`/v1/x?${query}`);
  });

  it('write objects with their keys in brackets', async () => {
    const filter = param('filter', { type: 'object', style: 'deepObject', explode: true });
    const { sent } = await run({ operation: 'GET /x', params: [filter] }, { filter: { a: 1, b: { c: ['x', 'y'] } } });
    expect(decodeURIComponent(sent?.url ?? '')).toBe('/v1/x?filter[a]=1&filter[b][c]=x&filter[b][c]=y');
  });

  it('stand in the path as its style says, encoded, also where nobody declared them', async () => {
    const params = [
      param('a', { in: 'path', required: true, style: 'label' }),
      param('b', { in: 'path', required: true, style: 'matrix' }),
      param('ids', { in: 'path', required: true, type: 'array' }),
    ];
    const operation = 'GET /x/{a}/{b}/{ids}/{undeclared}:run';
    const { sent } = await run({ operation, params }, { a: 'p/q', b: 2, ids: ['1', '2/3'], undeclared: 'u' });
    expect(sent?.url).toBe('/v1/x/.p%2Fq/;b=2/1,2%2F3/u:run');
    expect((await run({ operation, params }, { a: 1, b: 2, ids: [] })).value).toEqual({
      success: false,
      error: 'Missing required parameter(s): undeclared.',
    });
  });

  it('are headers too, without those that the connector decides itself', async () => {
    const params = [
      param('If-Match', { in: 'header' }),
      param('X-Ids', { in: 'header', type: 'array' }),
      param('Authorization', { in: 'header', required: true }),
      param('Accept', { in: 'header', required: true, enum: ['text/csv'] }),
      param('sid', { in: 'cookie', required: true }),
    ];
    const { sent } = await run({ operation: 'GET /x', params }, { 'If-Match': 'e', 'X-Ids': [1, 2] });
    expect(sent?.headers).toMatchObject({
      ...{ 'if-match': 'e', 'x-ids': '1,2', accept: 'text/csv', authorization: 'Bearer t' },
    });
  });

  it('have their stated values where they are required and not given', async () => {
    const params = [
      param('v', { required: true, default: 2 }),
      param('type', { in: 'body', required: true, enum: ['note'] }),
      param('text', { in: 'body', required: true }),
    ];
    const one = { operation: 'POST /x', params, contentType: 'application/json' };
    const { sent } = await run(one, { text: 'a' });
    expect([sent?.url, sent?.body]).toEqual(['/v1/x?v=2', '{"text":"a","type":"note"}']);
    const again = await run(one, { text: 'a', v: 3, type: 'other' });
    expect([again.sent?.url, again.sent?.body]).toEqual(['/v1/x?v=3', '{"text":"a","type":"other"}']);
  });

  it('are in the manifest once, required where any place needs them (FL-10)', () => {
    const params = [
      param('id', { in: 'path', required: true }),
      param('id', { in: 'body' }),
      param('n', { in: 'body', default: 3 }),
    ];
    const one = command({ name: 'act', operation: 'PUT /x/{id}/{other}', params, contentType: 'application/json' });
    const manifest = manifestSchema.parse(JSON.parse(textOf(filesOf(reportOf({ commands: [one] })), 'connector.json')));
    expect(manifest.commands.act).toMatchObject({
      params: ['other', 'id', 'n'],
      paramSchema: { other: { required: true }, id: { required: true }, n: { default: 3 } },
    });
  });
});

describe('bodies of a command', () => {
  const body = (name: string, more: Partial<Parameter> = {}): Parameter => param(name, { in: 'body', ...more });

  it('are parts of a multipart body, files included', async () => {
    const one = {
      operation: 'POST /upload',
      contentType: 'multipart/form-data',
      params: [body('file', { format: 'binary' }), body('title "x"'), body('meta', { type: 'object' }), body('other')],
    };
    const bytes = Buffer.from([0, 255, 13, 10, 66]);
    const { sent } = await run(one, {
      file: { name: 'ü".bin', type: 'image/png', base64: bytes.toString('base64') },
      'title "x"': 'Zoë',
      meta: { a: 1 },
      other: ['1', '2'],
    });
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(sent?.headers['content-type'] ?? '')?.[1] ?? 'none';
    const parts = (sent?.body ?? '').split(`--${boundary}`);
    expect(parts).toHaveLength(7);
    expect(parts.at(-1)).toBe('--\r\n');
    expect(parts[1]).toContain(
      'content-disposition: form-data; name="file"; filename="ü%22.bin"\r\ncontent-type: image/png\r\n\r\n',
    );
    expect(parts[2]).toBe('\r\ncontent-disposition: form-data; name="title %22x%22"\r\n\r\nZoë\r\n');
    expect(parts[3]).toContain('name="meta"\r\n\r\n{"a":1}\r\n');
    const asText = await run(one, { file: 'a,b\n' });
    expect(asText.sent?.body).toContain(
      'name="file"; filename="file"\r\ncontent-type: application/octet-stream\r\n\r\na,b\n\r\n',
    );
  });

  it('are text as it is given, also where only its structure was described', async () => {
    const xml = { operation: 'POST /x', contentType: 'application/xml', params: [body('a'), body('b')] };
    const { sent } = await run(xml, { body: '<a/>' });
    expect([sent?.body, sent?.headers['content-type']]).toEqual(['<a/>', 'application/xml']);
  });

  it('are bytes given in base64', async () => {
    const one = {
      operation: 'PUT /x',
      contentType: 'image/png',
      wholeBody: true,
      params: [body('body', { required: true })],
    };
    const { sent } = await run(one, { body: Buffer.from('PNG').toString('base64') });
    expect([sent?.body, sent?.headers['content-type']]).toEqual(['PNG', 'image/png']);
  });

  it('are whole values', async () => {
    const one = {
      operation: 'PATCH /x',
      contentType: 'application/json-patch+json',
      wholeBody: true,
      params: [body('body')],
    };
    const { sent } = await run(one, { body: [{ op: 'add' }] });
    expect([sent?.method, sent?.body, sent?.headers['content-type']]).toEqual([
      ...['PATCH', '[{"op":"add"}]', 'application/json-patch+json'],
    ]);
  });

  it.each(['HEAD', 'OPTIONS', 'QUERY'])('go with any method: %s', async (method) => {
    const { sent } = await run({ operation: `${method} /x` }, {});
    expect(sent?.method).toBe(method);
  });
});

describe('a GraphQL command', () => {
  const one = {
    operation: 'POST /graphql#user',
    contentType: 'application/json',
    params: [
      param('query', { in: 'body', required: true, default: 'query User($id: ID!) {\n  user(id: $id) { name }\n}' }),
      param('variables', { in: 'body', type: 'object' }),
    ],
  };

  it('sends its query, which is no input, and fails on errors', async () => {
    const { value, sent } = await run(one, { variables: { id: 1 } }, { data: { user: null } });
    expect(JSON.parse(sent?.body ?? '')).toEqual({ query: one.params[0]?.default, variables: { id: 1 } });
    expect(sent?.url).toBe('/v1/graphql');
    expect(value).toEqual({ success: true, payload: { data: { user: null } } });
    expect((await run(one, {}, { errors: [{ message: 'no id' }] })).value).toEqual({
      success: false,
      error: 'no id',
      diagnostics: { errors: [{ message: 'no id' }] },
    });
  });

  it('reads as if a person had written it', () => {
    expect(source(one).split('\n\n').slice(0, 2).join('\n\n')).toMatchInlineSnapshot(`
      "const actQuery = \`query User($id: ID!) {
        user(id: $id) { name }
      }\`;

      /** POST /graphql#user */
      function act() {
        const input = floh.params;
        return answered(
          send('POST', '/graphql', { json: { query: actQuery, ...pick(input, 'variables') } }),
        );
      }"
    `);
  });
});

describe('commands among each other', () => {
  it('stand at servers of their own, whose hosts are declared', async () => {
    const server = await serve(() => ({}));
    const { value } = await run({ operation: 'GET /x/{id}', server: `${server.url}/up` }, { id: 'a b' });
    expect(value).toMatchObject({ success: true });
    expect(server.requests[0]?.url).toBe('/up/x/a%20b');
    const one = command({ name: 'act', operation: 'GET /x', server: 'https://up.example.com:8443/v2' });
    const manifest = manifestSchema.parse(JSON.parse(textOf(filesOf(reportOf({ commands: [one] })), 'connector.json')));
    expect(manifest.hosts).toEqual(['api.example.com', 'up.example.com:8443']);
    expect(manifest.commands.act?.server).toBe('https://up.example.com:8443/v2');
  });

  it('may have the names of helpers', () => {
    const names = [
      'send',
      'pick',
      'route',
      'missingOf',
      'encoded',
      'credentials',
      'partsOf',
      'utf8',
      'actQuery',
      'act',
    ];
    const commands = names.map((name) =>
      command({
        ...{ name, operation: `POST /${name}/{id}`, contentType: 'multipart/form-data' },
        params: [param('id', { in: 'path', required: true }), param('q'), param('b', { in: 'body' })],
      }),
    );
    const text = textOf(filesOf(reportOf({ commands })), 'commands.js');
    const declared = parseAst(text).body.map((node) =>
      node.type === 'FunctionDeclaration' ? node.id?.name : node.type,
    );
    expect(new Set(declared).size).toBe(declared.length);
    expect(declared.slice(0, names.length)).toEqual(names);
  });

  it('say that they are deprecated (FL-14)', () => {
    expect(source({ operation: 'GET /x', deprecated: true, title: 'Old one.' })).toContain(
      '/**\n * Old one: GET /x\n * @deprecated\n */\nfunction act() {',
    );
  });

  it('have their stated answers as scenarios (FL-71, FL-72)', () => {
    const commands = [
      command({ name: 'a', operation: 'GET /a', sample: { id: 1 } }),
      command({ name: 'b', operation: 'GET /b' }),
    ];
    const files = filesOf(reportOf({ commands }));
    expect(JSON.parse(textOf(files, 'mocks.json'))).toEqual({ a: { default: { success: true, payload: { id: 1 } } } });
    const without = filesOf(reportOf({ commands: commands.slice(1) }));
    expect(without.some((file) => file.path === 'mocks.json')).toBe(false);
  });
});
