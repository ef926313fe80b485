import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import type { Parameter, ReportCommand } from '../../shared/import/report.ts';
import { bench, type Item, serve } from './testing/bench.ts';
import { command, filesOf, param, reportOf, textOf } from './testing/reports.ts';

const sandbox = bench();

type Part = Partial<ReportCommand> & { readonly operation: string };

/** Runs a command against a source that answers `answer`; gives its outcome and what it sent. */
async function run(one: Part, params: Item, answer: unknown = {}) {
  const server = await serve(() => answer);
  const from = reportOf({ baseUrl: `${server.url}/v1`, commands: [command({ name: 'act', ...one })] });
  const ran = await sandbox.command(from, 'act', params);
  if (ran.kind !== 'ok') throw new Error(ran.text);
  return { value: ran.value, sent: server.requests[0] };
}

const source = (one: Part): string => textOf(reportOf({ commands: [command({ name: 'act', ...one })] }), 'commands.js');

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
    const manifest = manifestSchema.parse(JSON.parse(textOf(reportOf({ commands: [one] }), 'connector.json')));
    expect(manifest.commands.act).toMatchObject({
      params: ['other', 'id', 'n'],
      paramSchema: { other: { required: true }, id: { required: true }, n: { default: 3 } },
    });
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
    const manifest = manifestSchema.parse(JSON.parse(textOf(reportOf({ commands: [one] }), 'connector.json')));
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
    const text = textOf(reportOf({ commands }), 'commands.js');
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
