import { describe, expect, it } from 'vitest';
import { answers, commandOf, entityOf, listOf, openApi, query, report, text } from '../testing.ts';

const swagger = (paths: unknown, extra: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    swagger: '2.0',
    info: { title: 'Old API', version: '1' },
    host: 'api.example.com',
    basePath: '/v1',
    schemes: ['http', 'https'],
    paths,
    definitions: { Pet: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: text } } },
    ...extra,
  });

const pets = {
  get: {
    parameters: [
      { name: 'page', in: 'query', type: 'integer', minimum: 1 },
      { name: 'limit', in: 'query', type: 'integer', maximum: 50 },
      { name: 'tags', in: 'query', type: 'array', items: text },
      { name: 'ids', in: 'query', type: 'array', items: text, collectionFormat: 'multi' },
    ],
    responses: { 200: { description: 'OK', schema: { type: 'array', items: { $ref: '#/definitions/Pet' } } } },
  },
};

describe('Swagger 2.0', () => {
  it('is read where it stands: base URL, lists, keys, pages and pointers of its own', async () => {
    const found = await report(swagger({ '/pets': pets }));
    expect(found.source).toMatchObject({ kind: 'openapi', version: '2.0', operations: 1 });
    expect(found.baseUrl).toBe('https://api.example.com/v1');
    const entity = entityOf(found, 'pets');
    expect(entity).toMatchObject({
      records: '$',
      primaryKey: ['id'],
      pagination: { kind: 'page', params: { page: 'page', size: 'limit' }, start: 1, pageSize: 50 },
    });
    expect(entity.evidence.map((one) => one.pointer)).toEqual([
      '#/paths/~1pets/get/responses/200/schema',
      '#/definitions/Pet/properties/id',
      '#/paths/~1pets/get/parameters/0',
    ]);
    expect(found.warnings).toEqual([]);
  });

  it('writes lists of values with commas unless it says otherwise', async () => {
    const { params } = entityOf(await report(swagger({ '/pets': pets })), 'pets');
    expect(params.map(({ name, explode }) => [name, explode])).toEqual([
      ['tags', false],
      ['ids', true],
    ]);
  });

  it('has bodies and forms among its parameters', async () => {
    const found = await report(
      swagger({
        '/pets': {
          post: {
            parameters: [{ name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } }],
            responses: { 201: { description: 'made', schema: { $ref: '#/definitions/Pet' } } },
          },
        },
        '/logins': {
          post: {
            consumes: ['application/x-www-form-urlencoded'],
            parameters: [
              { name: 'user', in: 'formData', type: 'string', required: true },
              { name: 'age', in: 'formData', type: 'integer' },
            ],
          },
        },
        '/files': { post: { parameters: [{ name: 'file', in: 'formData', type: 'file', required: true }] } },
      }),
    );
    expect(commandOf(found, 'POST /pets')).toMatchObject({
      contentType: 'application/json',
      outputs: ['id', 'name'],
      params: [
        { name: 'id', in: 'body', required: true, type: 'integer' },
        { name: 'name', in: 'body', required: false, type: 'string' },
      ],
    });
    expect(commandOf(found, 'POST /logins')).toMatchObject({
      contentType: 'application/x-www-form-urlencoded',
      params: [
        { name: 'user', in: 'body', required: true, type: 'string' },
        { name: 'age', in: 'body', required: false, type: 'integer' },
      ],
    });
    expect(found.warnings.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['unsupported_body', '#/paths/~1files/post'],
    ]);
  });

  it('names its security schemes and flows in its own way', async () => {
    const found = await report(
      swagger(
        { '/pets': pets },
        {
          securityDefinitions: {
            login: { type: 'basic' },
            key: { type: 'apiKey', in: 'header', name: 'X-Key' },
            app: {
              type: 'oauth2',
              flow: 'accessCode',
              authorizationUrl: 'https://a/x',
              tokenUrl: 'https://a/t',
              scopes: { r: '' },
            },
          },
        },
      ),
    );
    expect(found.auth).toMatchObject([
      { id: 'login', type: 'basic', pointer: '#/securityDefinitions/login' },
      { id: 'key', type: 'apiKey', in: 'header', name: 'X-Key' },
      { id: 'app', type: 'oauth2', flows: ['authorizationCode'], tokenUrl: 'https://a/t', scopes: ['r'] },
    ]);
  });

  it('shows rows by its examples where it has no schema', async () => {
    const examples = { 'application/json': { pets: [{ id: 7, name: 'Rex' }], total: 1 } };
    const found = await report(swagger({ '/pets': { get: { responses: { 200: { description: 'OK', examples } } } } }));
    expect(entityOf(found, 'pets')).toMatchObject({ records: '$.pets', primaryKey: ['id'] });
  });

  it('leaves a relative base URL to the user', async () => {
    const found = await report(swagger({ '/pets': pets }, { host: undefined, basePath: '/api' }));
    expect(found.baseUrl).toBe('');
    expect(found.warnings.map(({ code, pointer }) => [code, pointer])).toEqual([['relative_server', '#/basePath']]);
  });

  it('opens the tuples that some converters write in the place of alternatives', async () => {
    const row = { items: [{ type: 'object', properties: { id: text } }, { type: 'null' }] };
    const found = await report(
      swagger({
        '/pets': { get: { responses: { 200: { description: 'OK', schema: { type: 'array', items: row } } } } },
      }),
    );
    expect(entityOf(found, 'pets').primaryKey).toEqual(['id']);
  });
});

describe('OpenAPI 3.2', () => {
  it('has the query method, further methods, the query string as one parameter and data values', async () => {
    const found = await report(
      openApi(
        {
          '/pets': {
            get: {
              parameters: [
                {
                  name: 'q',
                  in: 'querystring',
                  content: {
                    'application/x-www-form-urlencoded': {
                      schema: {
                        type: 'object',
                        required: ['kind'],
                        properties: { kind: text, page: { type: 'integer' } },
                      },
                    },
                  },
                },
              ],
              responses: answers(listOf({ id: text })),
            },
            additionalOperations: { COPY: { operationId: 'copyPet' }, 'BAD METHOD': {} },
          },
          '/search': {
            get: {
              responses: {
                200: { content: { 'application/json': { examples: { a: { dataValue: { search: [{ id: 1 }] } } } } } },
              },
            },
          },
        },
        { openapi: '3.2.0' },
      ),
    );
    expect(entityOf(found, 'pets')).toMatchObject({
      params: [{ name: 'kind', in: 'query', required: true }],
      pagination: { kind: 'page', params: { page: 'page' } },
    });
    expect(commandOf(found, 'COPY /pets').name).toBe('copyPet');
    expect(entityOf(found, 'search').records).toBe('$.search');
    expect(found.warnings.map(({ code }) => code)).toEqual(['bad_method']);
  });
});

describe('what an operation needs to be called', () => {
  const components = {
    securitySchemes: {
      id: { type: 'apiKey', in: 'header', name: 'X-Id' },
      secret: { type: 'apiKey', in: 'header', name: 'X-Secret' },
      token: { type: 'http', scheme: 'bearer' },
    },
  };
  const get = (security?: unknown): unknown => ({
    get: { responses: answers(listOf({ id: text })), ...(security === undefined ? {} : { security }) },
  });

  it('keys that are asked for together are one authentication; entries of the list are alternatives (FL-50)', async () => {
    const found = await report(
      openApi(
        { '/a': get(), '/b': get([{ token: [] }]), '/c': get([]), '/d': get([{}, { token: [] }]) },
        { components, security: [{ id: [], secret: [] }, { token: [] }] },
      ),
    );
    expect(found.auth.map(({ id, also }) => [id, also])).toEqual([
      ['id+secret', [{ in: 'header', param: 'X-Secret' }]],
      ['token', undefined],
    ]);
    expect(found.entities.map(({ name, auth }) => [name, auth])).toEqual([
      ['a', undefined],
      ['b', ['token']],
      ['c', []],
      ['d', []],
    ]);
  });

  it('a combination of other kinds is reported', async () => {
    const found = await report(openApi({ '/a': get() }, { components, security: [{ id: [], token: [] }] }));
    expect(found.warnings.map(({ code, pointer }) => [code, pointer])).toEqual([['combined_security', '#/security']]);
  });

  it('a credential that most operations take as a parameter counts where no scheme is declared', async () => {
    const key = query('Authorization', text, { in: 'header', description: 'Bearer token of the user' });
    const list = { get: { parameters: [key], responses: answers(listOf({ id: text })) } };
    const found = await report(openApi({ '/a': list, '/b': list, '/c': get() }));
    expect(found.auth).toEqual([{ id: 'authorization', type: 'bearer', pointer: '#/paths/~1a/get/parameters/0' }]);
  });
});
