import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import { bench, serve } from './testing/bench.ts';
import { command, entity, field, filesOf, param, reportOf, textOf } from './testing/reports.ts';

const { run, read } = bench();

const NAMES = [
  'class',
  'default',
  'get',
  'post',
  'entities',
  'choices',
  'Date',
  '__proto__',
  'constructor',
  '1st',
  '日本',
  '',
];

describe('names that code could stumble over', () => {
  const from = (baseUrl = 'https://api.example.com') =>
    reportOf({
      baseUrl,
      entities: NAMES.map((name, index) =>
        entity({
          name: name === '' ? ' ' : name,
          title: index % 2 === 0 ? 'Same' : name,
          operation: `GET /t${index}`,
          fields: [...NAMES, 'id', 'name', '__syncAction'].filter((one) => one !== '').map((one) => field(one)),
        }),
      ),
    });

  it('give legal files, in which each table can be read', async () => {
    const server = await serve(({ url }) => [{ id: url.pathname, ['__proto__']: 'x', constructor: 'y', class: 'z' }]);
    const files = filesOf(from(server.url));
    for (const { path, text } of files) if (path.endsWith('.js')) parseAst(text);
    const manifest = manifestSchema.parse(JSON.parse(textOf(files, 'connector.json')));
    for (const [index, { name }] of manifest.entities.entries()) {
      const { items } = await read(from(server.url), name);
      expect(items[0]?.id).toBe(`/t${index}`);
      expect(Object.entries(items[0] ?? {})).toContainEqual(['constructor', 'y']);
    }
    const { types } = (await run(from(server.url), 'config')).value as { types: { id: string; name: string }[] };
    expect(types.map((type) => type.id)).toEqual(manifest.entities.map((one) => one.name));
    expect(new Set(types.map((type) => type.name)).size).toBe(NAMES.length);
    expect(types.every((type) => type.name !== '')).toBe(true);
    const schema = (await run(from(server.url), 'schema', { types: ['__proto__'] })).value;
    expect(Object.keys(Object(Object.entries(Object(schema))[0]?.[1]))).toContain('日本');
  });
});

describe('a report that holds little', () => {
  it('gives a connector that says so', async () => {
    const empty = reportOf({ auth: [], baseUrl: '' });
    expect((await run(empty, 'config')).value).toEqual({ types: [], filters: [] });
    expect((await run(empty, 'validate', { id: 'none', fields: {} })).value).toEqual({ name: 'Things' });
    expect((await run(empty, 'data', { requestedType: 'x' })).text).toContain('There is no table x.');
    const paths = filesOf(empty).map((file) => file.path);
    expect(paths).not.toContain('functions/utility.js');
    expect(paths).not.toContain('commands.js');
  });

  it('may have a table without fields, and a command without anything', async () => {
    const server = await serve(() => [{ a: 1 }, { a: 2 }]);
    const bare = reportOf({
      baseUrl: server.url,
      entities: [entity({ name: 'rows', fields: [], primaryKey: [] })],
      commands: [command({ name: 'act', operation: 'POST /act' })],
    });
    const { items } = await read(bare, 'rows');
    expect(items.map((item) => item.a)).toEqual([1, 2]);
    expect(new Set(items.map((item) => item.id)).size).toBe(2);
  });

  it('may answer nothing at all', async () => {
    const server = await serve(() => null);
    const rows = entity({
      name: 'rows',
      records: '$.rows',
      params: [param('n', { required: true, default: 1 })],
      pagination: { kind: 'cursor', params: { cursor: 'c' }, next: '$.next', hasMore: '$.more' },
    });
    expect((await read(reportOf({ baseUrl: server.url, entities: [rows] }), 'rows')).items).toEqual([]);
  });
});

describe('the README of a connector', () => {
  it('says what is read, what can be set, what changes and what is not proven', () => {
    const text = textOf(
      reportOf({
        entities: [
          entity({ name: 'boards', title: 'Board', pagination: { kind: 'page', params: { page: 'p' } } }),
          entity({
            name: 'cards',
            title: 'Card',
            operation: 'GET /boards/{board_id}/cards',
            primaryKey: [],
            parent: { entity: 'boards', bindings: { board_id: 'id' } },
            pagination: { kind: 'unproven' },
            incremental: { param: 'since', field: 'at' },
            params: [param('since')],
          }),
        ],
        commands: [command({ name: 'make', operation: 'POST /boards', deprecated: true })],
      }),
      'README.md',
    );
    for (const line of [
      '| Board | GET /boards |  | paged by number | id |',
      '| Card | GET /boards/\\{board\\_id\\}/cards | each row of Board | unproven: only the first page is read | what the row holds |',
      'After the first sync only changed rows are asked for: Card by since; six hours early, because clocks differ.',
      '- Board (board\\_id): chosen from a list, optional',
      '- make: POST /boards, deprecated',
      '- How these are paged, so only their first page is read: Card',
      '    studio probe things',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });
});
