import { describe, expect, it } from 'vitest';
import { commandOf } from '../testing.ts';
import { collection, read, request } from './testing.ts';

const codes = (found: { readonly warnings: readonly { readonly code: string }[] }): readonly string[] =>
  found.warnings.map((warning) => warning.code);
const baseUrl = { variable: [{ key: 'baseUrl', value: 'https://api.example.com/v1' }] };

describe('requests and addresses', () => {
  it('PM-1: a request may be a bare text, and its URL a text or an object', async () => {
    const found = await read(
      collection([
        { name: 'Bare', request: 'https://api.example.com/a?x=1' },
        request('Text', 'POST', 'https://api.example.com/b'),
        request('Object', 'PUT', {
          raw: 'ignored',
          protocol: 'https',
          host: ['api', 'example', 'com'],
          port: '8443',
          path: ['c', 'd'],
          query: [
            { key: 'kept', value: '1', description: 'What it is' },
            { key: 'off', value: '1', disabled: true },
          ],
        }),
        request('Raw', 'DELETE', { raw: 'https://api.example.com/e' }),
      ]),
    );
    expect(found.baseUrl).toBe('https://api.example.com');
    expect(commandOf(found, 'GET /a').params).toMatchObject([{ name: 'x', in: 'query', type: 'integer' }]);
    expect(commandOf(found, 'POST /b')).toBeDefined();
    const put = commandOf(found, 'PUT /c/d');
    expect(put.server).toBe('https://api.example.com:8443');
    // What is switched off may be sent, and is not.
    expect(put.params.map((one) => [one.name, one.required, one.default])).toEqual([
      ['kept', false, undefined],
      ['off', false, undefined],
    ]);
    expect(put.params[0]?.description).toBe('What it is');
    expect(commandOf(found, 'DELETE /e')).toBeDefined();
  });

  it('PM-2: path variables become parameters of the path, with their descriptions', async () => {
    const found = await read(
      collection(
        [
          request('One', 'GET', {
            host: ['{{baseUrl}}'],
            path: ['users', ':userId', 'posts', '{{post}}', '<commentId>', 'v-{{part}}'],
            variable: [{ key: 'userId', value: '42', description: { content: 'Whose', type: 'text/plain' } }],
          }),
        ],
        baseUrl,
      ),
    );
    const one = commandOf(found, 'GET /users/{userId}/posts/{post}/{commentId}/v-{part}');
    expect(one.params).toEqual([
      { name: 'userId', in: 'path', required: true, type: 'string', description: 'Whose' },
      { name: 'post', in: 'path', required: true, type: 'string' },
      { name: 'commentId', in: 'path', required: true, type: 'string' },
      { name: 'part', in: 'path', required: true, type: 'string' },
    ]);
  });

  it('puts the value of a variable in its place where the collection gives one', async () => {
    const found = await read(
      collection([request('One', 'GET', 'https://api.example.com/{{version}}/users/{{id}}')], {
        variable: [{ key: 'version', value: 'v3' }],
      }),
    );
    expect(commandOf(found, 'GET /v3/users/{id}')).toBeDefined();
  });

  it('takes an id that is written out for the variable that a sibling has there, and keeps any other', async () => {
    const found = await read(
      collection([
        request('Read', 'GET', 'https://api.example.com/users/{{id}}'),
        request('Change', 'PUT', 'https://api.example.com/users/4711'),
        request('Me', 'GET', 'https://api.example.com/users/me'),
        request('Fixed', 'GET', 'https://api.example.com/boards/17'),
      ]),
    );
    expect(found.commands.map((command) => command.operation)).toEqual([
      'GET /users/{id}',
      'PUT /users/{id}',
      'GET /users/me',
      'GET /boards/17',
    ]);
  });

  it('sends what every request carries, and leaves samples of filters out', async () => {
    const path = (name: string, query: string): unknown =>
      request(name, 'GET', `https://api.example.com/${name}?format=json&${query}`);
    const found = await read(collection([path('a', 'page=1'), path('b', 'owner={{owner}}'), path('c', 'tag=red')]));
    expect(commandOf(found, 'GET /a').params).toMatchObject([
      { name: 'format', required: true, default: 'json' },
      { name: 'page', required: false, type: 'integer' },
    ]);
    expect(commandOf(found, 'GET /b').params[1]).toMatchObject({ name: 'owner', required: true });
    expect(commandOf(found, 'GET /c').params[1]).toEqual({
      name: 'tag',
      in: 'query',
      required: false,
      type: 'string',
      description: 'For example red.',
    });
  });

  it('keeps headers that are parameters, and none that belong to the sender', async () => {
    const found = await read(
      collection([
        request('One', 'GET', 'https://api.example.com/a', {
          header: [
            { key: 'Accept', value: 'application/json' },
            { key: 'Notion-Version', value: '2022-06-28' },
            { key: 'X-Tenant', value: '{{tenant}}' },
            { key: 'X-Off', value: '1', disabled: true },
          ],
        }),
        request('Old', 'GET', 'https://api.example.com/b', { header: 'X-Kind: small\nAccept: */*' }),
      ]),
    );
    expect(commandOf(found, 'GET /a').params).toMatchObject([
      { name: 'Notion-Version', in: 'header', required: true, default: '2022-06-28' },
      { name: 'X-Tenant', in: 'header', required: true },
    ]);
    expect(commandOf(found, 'GET /b').params).toMatchObject([{ name: 'X-Kind', default: 'small' }]);
  });
});

describe('authentication', () => {
  const block = (type: string, ...attributes: readonly (readonly [string, string])[]): unknown => ({
    type,
    [type]: attributes.map(([key, value]) => ({ key, value, type: 'string' })),
  });

  it('PM-3: the nearest block wins, and noauth ends what is inherited', async () => {
    const found = await read(
      collection(
        [
          {
            name: 'Inner',
            auth: block('apikey', ['key', 'X-Key'], ['value', '{{k}}']),
            item: [
              request('Keyed', 'GET', 'https://api.example.com/keyed'),
              request('Basic', 'GET', 'https://api.example.com/basic', { auth: block('basic') }),
              request('Null', 'GET', 'https://api.example.com/null', { auth: null }),
            ],
          },
          request('Outer', 'GET', 'https://api.example.com/outer'),
          request('Open', 'GET', 'https://api.example.com/open', { auth: { type: 'noauth' } }),
        ],
        { auth: block('bearer', ['token', '{{token}}']) },
      ),
    );
    const authOf = (operation: string): unknown => commandOf(found, operation).auth;
    expect(found.auth.map(({ id, type }) => [id, type])).toEqual([
      ['x_key', 'apiKey'],
      ['basic', 'basic'],
      ['bearer', 'bearer'],
    ]);
    expect(authOf('GET /keyed')).toEqual(['x_key']);
    expect(authOf('GET /basic')).toEqual(['basic']);
    expect(authOf('GET /null')).toEqual(['x_key']);
    expect(authOf('GET /outer')).toEqual(['bearer']);
    expect(authOf('GET /open')).toEqual([]);
  });

  it('PM-3: attributes may be an object, as version 2.0 has them', async () => {
    const found = await read({
      info: { name: 'Old', schema: 'https://schema.getpostman.com/json/collection/v2.0.0/collection.json' },
      auth: { type: 'apikey', apikey: { key: 'api_key', value: 'secret-7', in: 'query' } },
      item: [request('One', 'GET', 'https://api.example.com/a')],
    });
    expect(found.source.version).toBe('2.0');
    expect(found.auth).toEqual([{ id: 'api_key', type: 'apiKey', in: 'query', name: 'api_key', pointer: '#/auth' }]);
    expect(JSON.stringify(found)).not.toContain('secret-7');
  });

  it('PM-4: OAuth 2 keeps its addresses and scopes', async () => {
    const auth = block(
      'oauth2',
      ['grant_type', 'authorization_code_with_pkce'],
      ['authUrl', '{{host}}/authorize'],
      ['accessTokenUrl', 'https://id.example.com/token'],
      ['scope', 'read write'],
      ['clientSecret', 'never-kept-9'],
    );
    const variable = [{ key: 'host', value: 'https://id.example.com' }];
    const found = await read(collection([request('One', 'GET', 'https://api.example.com/a', { auth })], { variable }));
    expect(found.auth).toMatchObject([
      {
        type: 'oauth2',
        flows: ['authorizationCode'],
        authorizationUrl: 'https://id.example.com/authorize',
        tokenUrl: 'https://id.example.com/token',
        scopes: ['read', 'write'],
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('never-kept-9');
  });

  it.each(['oauth1', 'digest', 'hawk', 'awsv4', 'ntlm', 'edgegrid', 'asap', 'jwt'])(
    'PM-4: %s is reported, not dropped',
    async (type) => {
      const found = await read(collection([request('One', 'GET', 'https://api.example.com/a', { auth: { type } })]));
      expect(found.warnings).toContainEqual(
        expect.objectContaining({ code: 'unsupported_security', pointer: '#/item/0/request/auth/type' }),
      );
      expect(found.auth).toMatchObject([{ type: 'none' }]);
    },
  );

  it('reads what an Authorization header says, and never keeps it as a parameter', async () => {
    const authOf = async (value: string): Promise<unknown> => {
      const header = [{ key: 'Authorization', value }];
      const found = await read(collection([request('One', 'GET', 'https://api.example.com/a', { header })]));
      expect(commandOf(found, 'GET /a').params).toEqual([]);
      const { id: _id, pointer, ...auth } = found.auth[0] ?? { id: '', pointer: '' };
      expect(pointer).toBe('#/item/0/request/header/0');
      return auth;
    };
    expect(await authOf('Bearer {{token}}')).toEqual({ type: 'bearer' });
    expect(await authOf('bearer {{token}}')).toEqual({ type: 'bearer' });
    expect(await authOf('Token {{token}}')).toEqual({ type: 'bearer', prefix: 'Token' });
    expect(await authOf('Basic <basic auth here>')).toEqual({ type: 'basic' });
    expect(await authOf('{{apiKey}}')).toEqual({ type: 'apiKey', in: 'header', name: 'Authorization' });
  });

  it('an Authorization header counts where the block says noauth', async () => {
    const header = [{ key: 'Authorization', value: 'Bearer {{token}}' }];
    const found = await read(
      collection([request('One', 'GET', 'https://api.example.com/a', { header, auth: { type: 'noauth' } })]),
    );
    expect(found.auth).toMatchObject([{ type: 'bearer' }]);
    expect(commandOf(found, 'GET /a').auth).toBeUndefined();
  });

  it('keys in headers and query go together', async () => {
    const found = await read(
      collection([
        request('One', 'GET', 'https://api.example.com/a?api_key={{key}}&api_username={{user}}&q=1'),
        request('Two', 'GET', 'https://api.example.com/b', {
          header: [
            { key: 'X-App-Id', value: '{{id}}' },
            { key: 'X-App-Key', value: '{{key}}' },
          ],
        }),
      ]),
    );
    expect(found.auth).toMatchObject([
      { type: 'apiKey', in: 'query', name: 'api_key', also: [{ in: 'query', param: 'api_username' }] },
      { type: 'apiKey', in: 'header', name: 'X-App-Key', also: [{ in: 'header', param: 'X-App-Id' }] },
    ]);
    expect(commandOf(found, 'GET /a').params.map((one) => one.name)).toEqual(['q']);
    expect(commandOf(found, 'GET /b').params).toEqual([]);
  });
});

describe('bodies', () => {
  const post = (body: unknown, header: readonly unknown[] = []): unknown =>
    collection([request('Make it', 'POST', 'https://api.example.com/a', { body, header })]);
  const made = async (body: unknown, header: readonly unknown[] = []) =>
    commandOf(await read(post(body, header)), 'POST /a');

  it('PM-5: raw JSON gives members with constants as defaults', async () => {
    const raw = '{\n  // who\n  "name": "{{name}}",\n  "kind": "PERSONAL",\n  "age": {{age}},\n  "tags": ["a"]\n}';
    const command = await made({ mode: 'raw', raw, options: { raw: { language: 'json' } } });
    expect(command.contentType).toBe('application/json');
    expect(command.params).toEqual([
      { name: 'name', in: 'body', required: false, type: 'string' },
      { name: 'kind', in: 'body', required: false, type: 'string', default: 'PERSONAL' },
      { name: 'age', in: 'body', required: false, type: 'string' },
      { name: 'tags', in: 'body', required: false, type: 'array', default: ['a'] },
    ]);
  });

  it('PM-5: raw text keeps its own type, and JSON that cannot be read is reported', async () => {
    const xml = await made({ mode: 'raw', raw: '<a/>' }, [{ key: 'Content-Type', value: 'text/xml' }]);
    expect(xml).toMatchObject({ contentType: 'text/xml', wholeBody: true });
    const broken = await read(post({ mode: 'raw', raw: '{"a": 00}', options: { raw: { language: 'json' } } }));
    expect(codes(broken)).toContain('bad_body');
    expect(commandOf(broken, 'POST /a').contentType).toBe('application/json');
  });

  it('PM-5: forms give their members, without those that are disabled', async () => {
    const members = [
      { key: 'amount', value: '12' },
      { key: 'to', value: '{{account}}', description: '(Required) Where it goes' },
      { key: 'off', value: 'x', disabled: true },
    ];
    const encoded = await made({ mode: 'urlencoded', urlencoded: members });
    expect(encoded.contentType).toBe('application/x-www-form-urlencoded');
    expect(encoded.params).toEqual([
      { name: 'amount', in: 'body', required: false, type: 'integer', default: 12 },
      { name: 'to', in: 'body', required: true, type: 'string', description: 'Where it goes' },
    ]);
    const multipart = await made({
      mode: 'formdata',
      formdata: [...members, { key: 'f', type: 'file', src: '/etc/passwd' }],
    });
    expect(multipart.contentType).toBe('multipart/form-data');
    expect(multipart.params.map((one) => one.name)).toEqual(['amount', 'to', 'f']);
    expect(JSON.stringify(multipart)).not.toContain('passwd');
  });

  it('PM-5: GraphQL has query and variables', async () => {
    const query = 'query Users($first: Int) { users(first: $first) { id } }';
    const command = await made({ mode: 'graphql', graphql: { query, variables: '{"first": 10}' } });
    expect(command.params).toMatchObject([
      { name: 'query', in: 'body', required: true, default: query },
      { name: 'variables', in: 'body', type: 'object', default: { first: 10 } },
    ]);
  });

  it('PM-5: a disabled body is none, a file is not read, an unknown mode is reported', async () => {
    expect((await made({ mode: 'raw', raw: '{"a": 1}', disabled: true })).params).toEqual([]);
    expect(codes(await read(post({ mode: 'file', file: { src: '/etc/passwd' } })))).toContain('file_body');
    expect(codes(await read(post({ mode: 'cloud' })))).toContain('unknown_body');
  });

  it('does not keep the value of a member that is a secret by its name', async () => {
    const command = await made({ mode: 'raw', raw: '{"login": "ann", "password": "hunter2-x"}' });
    expect(JSON.stringify(command)).not.toContain('hunter2-x');
    expect(command.params.map((one) => one.name)).toEqual(['login', 'password']);
  });
});

describe('variables', () => {
  it('PM-6: inner scopes win, and variables may stand for each other', async () => {
    const found = await read(
      collection(
        [
          {
            name: 'Inner',
            variable: [{ key: 'stage', value: 'test' }],
            item: [request('In', 'GET', '{{host}}/a')],
          },
          request('Out', 'GET', '{{host}}/b'),
          request('Out too', 'GET', '{{host}}/c'),
        ],
        {
          variable: [
            { key: 'host', value: 'https://{{stage}}.example.com' },
            { key: 'stage', value: 'live' },
          ],
        },
      ),
    );
    expect(found.baseUrl).toBe('https://live.example.com');
    expect(commandOf(found, 'GET /a').server).toBe('https://test.example.com');
  });

  it('PM-6: what has no value is listed for the user, and no address is made up', async () => {
    const found = await read(
      collection([
        request('One', 'GET', '{{baseUrl}}/a'),
        request('Two', 'GET', '{{baseUrl}}/b'),
        request('Elsewhere', 'GET', 'https://status.example.com/c'),
      ]),
    );
    expect(found.baseUrl).toBe('');
    expect(found.warnings).toContainEqual(
      expect.objectContaining({ code: 'unresolved_variables', message: expect.stringContaining('"{{baseUrl}}"') }),
    );
    expect(commandOf(found, 'GET /c').server).toBe('https://status.example.com');
  });

  it('PM-6: variables that stand for each other in a circle end', async () => {
    const variable = [
      { key: 'a', value: '{{b}}' },
      { key: 'b', value: '{{a}}' },
    ];
    const found = await read(collection([request('One', 'GET', '{{a}}/x')], { variable }));
    expect(found.baseUrl).toBe('');
    expect(codes(found)).toContain('unresolved_variables');
  });

  it('PM-6: a dynamic value is nobody’s to give', async () => {
    const header = [{ key: 'Idempotency-Key', value: '{{$guid}}' }];
    const found = await read(collection([request('One', 'POST', 'https://api.example.com/a', { header })]));
    expect(commandOf(found, 'POST /a').params).toMatchObject([{ name: 'Idempotency-Key', required: false }]);
  });

  it('an address without a scheme is completed, and that is said', async () => {
    const found = await read(collection([request('One', 'GET', 'api.example.com/a')]));
    expect(found.baseUrl).toBe('https://api.example.com');
    expect(codes(found)).toContain('no_scheme');
  });
});
