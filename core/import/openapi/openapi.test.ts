import { describe, expect, it } from 'vitest';
import { answers, commandOf, entityOf, integer, listOf, openApi, report, text } from '../testing.ts';

const pets = { '/pets': { get: { responses: answers(listOf({ id: text })) } } };
const codes = (found: { readonly warnings: readonly { readonly code: string }[] }): readonly string[] =>
  found.warnings.map((warning) => warning.code);

describe('one bad part never stops the rest', () => {
  it('reports each by its place and with what to do', async () => {
    const found = await report(
      openApi({
        ...pets,
        'no-slash': { get: {} },
        '/text': 'x',
        '/bad': { get: 'x', trace: {}, post: { operationId: 'same' }, put: { operationId: 'same' } },
        '/open/{id}': { get: { parameters: [{ name: 'x' }, { $ref: '#/components/parameters/none' }] } },
        '/upload': { post: { requestBody: { required: true, content: { 'application/octet-stream': {} } } } },
        '/cookie': { get: { parameters: [{ name: 'sid', in: 'cookie', required: true, schema: text }] } },
      }),
    );
    expect(found.entities.map((entity) => entity.name)).toEqual(['pets']);
    const seen = new Map(found.warnings.map((warning) => [warning.code, warning]));
    expect([...seen.keys()].sort()).toEqual([
      'bad_operation',
      'bad_parameter',
      'bad_path',
      'cookie_parameter',
      'dangling_ref',
      'duplicate_operation_id',
      'undeclared_path_variable',
      'unsupported_body',
      'unsupported_method',
    ]);
    expect(seen.get('dangling_ref')).toEqual({
      code: 'dangling_ref',
      pointer: '#/paths/~1open~1{id}/get/parameters/1',
      message: '"#/components/parameters/none" leads nowhere; add the missing part or correct the reference.',
    });
    for (const warning of found.warnings) expect(warning.message).toMatch(/; .+\.$/);
  });

  it('keeps both operations of one operationId, under names of their own', async () => {
    const found = await report(openApi({ '/a': { post: { operationId: 'run' }, put: { operationId: 'run' } } }));
    expect(found.commands.map((command) => command.name)).toEqual(['run', 'putA']);
  });
});

describe('the base URL', () => {
  const base = async (servers: unknown): Promise<string> => {
    const found = await report(openApi(pets, { servers }));
    return `${found.baseUrl} ${codes(found).join()}`;
  };

  it('is the first server that can be used, without a closing slash', async () => {
    expect(await base([{ url: 'https://api.example.com/v1/' }])).toBe('https://api.example.com/v1 ');
    expect(await base([{ url: '' }, { url: 'ftp://x' }, { url: 'http://b.example' }])).toBe(
      'http://b.example bad_server,bad_server',
    );
  });

  it('has its variables replaced by their defaults', async () => {
    const variables = { region: { default: 'eu' }, port: { enum: ['8443'] } };
    expect(await base([{ url: 'https://{region}.example.com:{port}/v1', variables }])).toBe(
      'https://eu.example.com:8443/v1 ',
    );
    expect(await base([{ url: 'https://{tenant}.example.com' }])).toBe(' server_variable');
  });

  it('is left to the user where there is none or a relative one', async () => {
    expect(await base(undefined)).toBe(' no_server');
    expect(await base([{ url: '/v1' }])).toBe(' relative_server');
  });

  it('A13: is never a script, a file, data, another host by accident or a secret', async () => {
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'https://a.example/\r\nX: y',
      'https://a\u0000.example',
    ]) {
      expect(await base([{ url }])).toBe(' bad_server');
    }
    expect(await base([{ url: '//evil.example' }])).toBe(' relative_server');
    const found = await report(openApi(pets, { servers: [{ url: 'https://user:pass9@api.example.com' }] }));
    expect(found.baseUrl).toBe('https://api.example.com');
    expect(codes(found)).toEqual(['credentials_in_url']);
    expect(JSON.stringify(found)).not.toContain('pass9');
  });

  it('A23: shows a host that is not ASCII as what it is', async () => {
    expect(await base([{ url: 'https://раypal.com' }])).toBe('https://xn--ypal-43d9g.com international_host');
  });

  it('is another one where an operation or its path names a server of its own: operation before path before document', async () => {
    const path = [{ url: 'https://files.example.com' }];
    const found = await report(
      openApi({
        ...pets,
        '/up': { servers: path, post: { servers: [{ url: 'https://uploads.example.com' }] }, delete: {} },
        '/same': { post: { servers: [{ url: 'https://api.example.com/v1' }] } },
      }),
    );
    expect(codes(found)).toEqual([]);
    expect(found.commands.map(({ operation, server }) => [operation, server])).toEqual([
      ['POST /up', 'https://uploads.example.com'],
      ['DELETE /up', 'https://files.example.com'],
      ['POST /same', undefined],
    ]);
  });
});

describe('security schemes', () => {
  it('become ways to connect', async () => {
    const securitySchemes = {
      key: { type: 'apiKey', in: 'query', name: 'api_key' },
      token: { type: 'http', scheme: 'Bearer', description: 'From your profile' },
      login: { type: 'http', scheme: 'basic' },
      oauth: {
        type: 'oauth2',
        flows: {
          authorizationCode: { authorizationUrl: 'https://a/auth', tokenUrl: 'https://a/token', scopes: { read: 'r' } },
        },
      },
    };
    const found = await report(openApi(pets, { components: { securitySchemes } }));
    expect(found.auth).toEqual([
      { id: 'key', type: 'apiKey', in: 'query', name: 'api_key', pointer: '#/components/securitySchemes/key' },
      { id: 'token', type: 'bearer', description: 'From your profile', pointer: '#/components/securitySchemes/token' },
      { id: 'login', type: 'basic', pointer: '#/components/securitySchemes/login' },
      {
        id: 'oauth',
        type: 'oauth2',
        flows: ['authorizationCode'],
        authorizationUrl: 'https://a/auth',
        tokenUrl: 'https://a/token',
        scopes: ['read'],
        pointer: '#/components/securitySchemes/oauth',
      },
    ]);
  });

  it('are none where there is none, or none that can be used', async () => {
    expect((await report(openApi(pets))).auth).toEqual([{ id: 'none', type: 'none', pointer: '#' }]);
    const securitySchemes = {
      oidc: { type: 'openIdConnect' },
      tls: { type: 'mutualTLS' },
      digest: { type: 'http', scheme: 'digest' },
    };
    const found = await report(openApi(pets, { components: { securitySchemes } }));
    expect(found.auth.map((auth) => auth.type)).toEqual(['none']);
    expect(codes(found)).toEqual(['unsupported_security', 'unsupported_security', 'unsupported_security']);
  });

  it('are reported where several are needed together', async () => {
    expect(codes(await report(openApi(pets, { security: [{ a: [], b: [] }] })))).toEqual(['combined_security']);
    expect(codes(await report(openApi(pets, { security: [{ a: [], b: [] }, { a: [] }] })))).toEqual([]);
  });

  it('take the parameter that describes the key a second time out of the operations', async () => {
    const paths = { '/x': { post: { parameters: [{ name: 'API_KEY', in: 'query', required: true, schema: text }] } } };
    const securitySchemes = { key: { type: 'apiKey', in: 'query', name: 'api_key' } };
    const found = await report(openApi(paths, { components: { securitySchemes } }));
    expect(commandOf(found, 'POST /x').params).toEqual([]);
  });
});

describe('schemas', () => {
  const fieldsOf = async (items: unknown, extra = {}): Promise<unknown> => {
    const found = await report(openApi({ '/a': { get: { responses: answers({ type: 'array', items }) } } }, extra));
    return entityOf(found, 'a').fields.map(({ name, type, nullable }) => `${name}:${type}${nullable ? '?' : ''}`);
  };

  it('are joined through allOf and alternatives', async () => {
    const items = {
      allOf: [
        { type: 'object', required: ['id'], properties: { id: integer } },
        { oneOf: [{ properties: { name: text } }, { properties: { size: { type: 'number' } } }] },
      ],
    };
    expect(await fieldsOf(items)).toEqual(['id:integer', 'name:string?', 'size:number?']);
  });

  it('know null in 3.0 and in 3.1', async () => {
    const properties = {
      a: { type: 'string', nullable: true },
      b: { type: ['string', 'null'] },
      c: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
      d: { type: ['string', 'integer'] },
    };
    expect(await fieldsOf({ type: 'object', required: ['a', 'b', 'c', 'd'], properties })).toEqual([
      'a:string?',
      'b:string?',
      'c:integer?',
      'd:unknown',
    ]);
  });

  it('give dates, formats, enumerations and descriptions', async () => {
    const properties = {
      at: { type: 'string', format: 'date-time' },
      day: { type: 'string', format: 'date' },
      state: { type: 'string', enum: ['open', 'closed'], description: 'Where it\nstands.' },
    };
    const found = await report(openApi({ '/a': { get: { responses: answers(listOf(properties)) } } }));
    expect(entityOf(found, 'a').fields).toEqual([
      { name: 'at', type: 'datetime', nullable: true, format: 'date-time' },
      { name: 'day', type: 'date', nullable: true, format: 'date' },
      { name: 'state', type: 'string', nullable: true, enum: ['open', 'closed'], description: 'Where it stands.' },
    ]);
  });

  it('are taken from an example where there is none', async () => {
    const example = [
      { id: 1, name: 'a', at: '2026-01-01T00:00:00Z', tags: [] },
      { id: 2, name: null },
    ];
    const found = await report(
      openApi({ '/a': { get: { responses: { 200: { content: { 'application/json': { example } } } } } } }),
    );
    expect(entityOf(found, 'a').fields).toEqual([
      { name: 'id', type: 'integer', nullable: true },
      { name: 'name', type: 'string', nullable: true },
      { name: 'at', type: 'datetime', nullable: true, format: 'date-time' },
      { name: 'tags', type: 'array', nullable: true },
    ]);
  });
});
