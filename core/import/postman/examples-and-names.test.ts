import { describe, expect, it } from 'vitest';
import { commandOf, entityOf, refusal, report } from '../testing.ts';
import { collection, example, pointersOf, read, request, valueAt } from './testing.ts';

const users = [{ id: 1, name: 'Ann', created_at: '2026-01-01T00:00:00Z' }];
const codes = (found: { readonly warnings: readonly { readonly code: string }[] }): readonly string[] =>
  found.warnings.map((warning) => warning.code);

describe('saved examples', () => {
  it('PM-7: samples of successes are the answer, samples of failures its failures', async () => {
    const link = { key: 'Link', value: '<https://api.example.com/users?page=2>; rel="next"' };
    const document = collection([
      request(
        'List users',
        'GET',
        'https://api.example.com/users?page=1&per_page=50',
        {},
        {
          response: [
            example(200, { users }, [link]),
            example(200, { users: [{ id: 2, mail: 'x' }], total: 9 }),
            example(404, { message: 'no' }),
          ],
        },
      ),
    ]);
    const entity = entityOf(await read(document), 'users');
    expect(entity.records).toBe('$.users');
    expect(entity.fields.map((field) => field.name)).toEqual(['id', 'name', 'created_at', 'mail']);
    expect(entity.pagination.kind).toBe('linkHeader');
    expect(entity.evidence[0]?.pointer).toBe('#/item/0/response/0/body');
  });

  it('placeholders in a sample are types', async () => {
    const body = [{ id: '<integer>', done: '<boolean>', name: '<string>' }];
    const document = collection([
      request('List', 'GET', 'https://api.example.com/tasks', {}, { response: [example(200, body)] }),
    ]);
    expect(entityOf(await read(document), 'tasks').fields.map((field) => field.type)).toEqual([
      'integer',
      'boolean',
      'string',
    ]);
  });
});

describe('scripts', () => {
  const event = [
    { listen: 'prerequest', script: { exec: 'pm.environment.set("token", "x");' } },
    {
      listen: 'test',
      script: { type: 'text/javascript', exec: ['globalThis.ran = true;', 'throw new Error("ran");'] },
    },
  ];

  it('PM-8, A19: are kept as text, named by what they set, and never run', async () => {
    const document = collection(
      [{ name: 'F', event, item: [request('One', 'GET', 'https://api.example.com/a', {}, { event })] }],
      {
        event: [{ listen: 'test', script: { exec: ['', '  '] } }, ...event],
      },
    );
    const found = await read(document);
    expect(found.notes?.map(({ pointer, title }) => [pointer, title])).toEqual([
      ['#/event/1/script/exec', 'Script before the collection Test API, sets token'],
      ['#/event/2/script/exec', 'Script after the collection Test API'],
      ['#/item/0/event/0/script/exec', 'Script before the folder F, sets token'],
      ['#/item/0/event/1/script/exec', 'Script after the folder F'],
      ['#/item/0/item/0/event/0/script/exec', 'Script before One, sets token'],
      ['#/item/0/item/0/event/1/script/exec', 'Script after One'],
    ]);
    expect(found.notes?.at(-1)?.text).toBe('globalThis.ran = true;\nthrow new Error("ran");');
    expect(Reflect.get(globalThis, 'ran')).toBeUndefined();
  });
});

describe('names and wrappers', () => {
  it('PM-9: duplicate names, no ids and descriptions as objects', async () => {
    const document = collection([
      request('Same', 'GET', 'https://api.example.com/a', { description: { content: 'First', type: 'text/plain' } }),
      request('Same', 'GET', 'https://api.example.com/b', { description: 'Second' }),
      { request: { method: 'GET', url: 'https://api.example.com/c' } },
    ]);
    const found = await read(document);
    expect(found.commands.map((command) => command.description)).toEqual(['First', 'Second', undefined]);
    expect(new Set(found.commands.map((command) => command.name)).size).toBe(3);
  });

  it('PM-10: the wrapper of the API’s export is opened, with pointers into the file', async () => {
    const document = {
      collection: collection([request('One', 'GET', 'https://api.example.com/a', { auth: { type: 'basic' } })]),
    };
    const found = await read(document);
    expect(found.source).toMatchObject({ kind: 'postman', version: '2.1', title: 'Test API', operations: 1 });
    expect(found.auth[0]?.pointer).toBe('#/collection/item/0/request/auth');
  });

  it('PM-10: version 1, an environment and an export of everything are refused with advice', async () => {
    const old = { id: '1', name: 'Old', timestamp: 1, order: ['2'], requests: [{ id: '2', url: 'https://a.example' }] };
    const advice = /export .*Collection v2\.1/;
    expect(await refusal(JSON.stringify(old))).toMatchObject({
      code: 'unsupported_version',
      message: expect.stringMatching(advice),
    });
    const environment = { name: 'Test', values: [], _postman_variable_scope: 'environment' };
    expect(await refusal(JSON.stringify(environment))).toMatchObject({ message: expect.stringMatching(advice) });
    const dump = { version: 1, collections: [], environments: [] };
    expect(await refusal(JSON.stringify(dump))).toMatchObject({ message: expect.stringMatching(advice) });
    expect(await refusal(JSON.stringify(collection([])))).toMatchObject({ code: 'no_operations' });
  });

  it('one bad item never stops the others', async () => {
    const found = await read(
      collection([
        null,
        { name: 'Nothing' },
        request('Bad', 'GE T', 'https://a.example/x'),
        request('One', 'GET', 'https://a.example/y'),
      ]),
    );
    expect(found.commands.map((command) => command.operation)).toEqual(['GET /y']);
    expect(codes(found)).toEqual(['bad_item', 'no_url', 'bad_method']);
  });
});

describe('variants', () => {
  it('PM-21: requests with one method and path survive by body and by query', async () => {
    const post = (name: string, body: unknown): unknown =>
      request(name, 'POST', 'https://api.example.com/accounts', { body: { mode: 'raw', raw: JSON.stringify(body) } });
    const get = (name: string, query: string): unknown => request(name, 'GET', `https://api.example.com/rpc?${query}`);
    const found = await read(
      collection([
        post('British account', { type: 'uk', sortCode: '1' }),
        post('German account', { type: 'de', iban: '2' }),
        post('German account', { type: 'de', iban: '3' }),
        post('Again', { type: 'uk', sortCode: '1' }),
        get('Users of it', 'action=users'),
        get('Groups of it', 'action=groups'),
      ]),
    );
    expect(found.commands.map((command) => command.operation)).toEqual([
      'POST /accounts',
      'POST /accounts#german-account',
      'GET /rpc',
      'GET /rpc#groups-of-it',
    ]);
    expect(commandOf(found, 'GET /rpc#groups-of-it').params).toMatchObject([
      { name: 'action', required: true, default: 'groups' },
    ]);
    expect(commandOf(found, 'POST /accounts#german-account').params).toMatchObject([
      { name: 'type', default: 'de' },
      { name: 'iban' },
    ]);
    expect(found.source.operations).toBe(4);
  });

  it('PM-21: a list asked for with filters is one table that takes them; the others stay commands', async () => {
    const list = (name: string, query: string): unknown =>
      request(
        name,
        'GET',
        `https://api.example.com/articles${query}`,
        {},
        { response: [example(200, { articles: users })] },
      );
    const found = await read(
      collection([list('By author', '?author=ann'), list('All', ''), list('By tag', '?tag={{tag}}')]),
    );
    expect(found.entities.map((entity) => entity.operation)).toEqual(['GET /articles']);
    expect(entityOf(found, 'articles').params).toMatchObject([
      { name: 'author', required: false },
      { name: 'tag', required: false },
    ]);
    expect(found.commands.map((command) => command.operation)).toEqual([
      'GET /articles#by-author',
      'GET /articles#by-tag',
    ]);
  });
});

describe('pointers', () => {
  it('every one names something in the file', async () => {
    const document = collection(
      [
        {
          name: 'Folder/with~signs',
          auth: { type: 'apikey', apikey: [{ key: 'key', value: 'X-Key' }] },
          event: [{ listen: 'test', script: { exec: ['1;'] } }],
          item: [
            request(
              'List',
              'GET',
              {
                host: ['{{h}}'],
                path: ['users'],
                query: [
                  { key: 'page', value: '1' },
                  { key: 'limit', value: '5' },
                ],
              },
              {},
              {
                response: [example(200, { data: users, total: 3 })],
              },
            ),
            request('One', 'GET', { host: ['{{h}}'], path: ['users', ':id'], variable: [{ key: 'id' }] }),
            request('Open', 'POST', '{{h}}/users/{{id}}/mails', {
              auth: { type: 'hawk' },
              body: { mode: 'raw', raw: '{', options: { raw: { language: 'json' } } },
            }),
          ],
        },
      ],
      { auth: { type: 'basic', basic: [] } },
    );
    const found = await report(JSON.stringify(document), 'a.json');
    const pointers = pointersOf(found);
    expect(pointers.length).toBeGreaterThan(8);
    for (const pointer of pointers) expect(valueAt(document, pointer)).toBeDefined();
    expect(entityOf(found, 'users')).toMatchObject({ primaryKey: ['id'], pagination: { kind: 'page' } });
  });
});
