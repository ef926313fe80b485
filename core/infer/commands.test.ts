import { describe, expect, it } from 'vitest';
import { commandName } from '../../shared/connector/names.ts';
import { importReportSchema } from '../../shared/import/report.ts';
import { answers, commandOf, integer, listOf, openApi, query, report, text } from '../import/testing.ts';

const json = (schema: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  requestBody: { content: { 'application/json': { schema } }, ...more },
});

describe('commands', () => {
  it('are every operation that is not a list', async () => {
    const found = await report(
      openApi({
        '/pets': {
          get: { responses: answers(listOf({ id: text })) },
          post: {
            operationId: 'pets/create-one',
            summary: 'Create a pet',
            parameters: [query('dry', { type: 'boolean' })],
            responses: answers({ type: 'object', properties: { id: text, at: text } }),
            requestBody: {
              required: true,
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['name'],
                    properties: { name: text, kind: { type: 'string', enum: ['cat', 'dog'], default: 'cat' } },
                  },
                },
              },
            },
          },
        },
        '/pets/{petId}': {
          get: { responses: answers({ type: 'object', properties: { id: text } }) },
          head: {},
          delete: { deprecated: true },
        },
      }),
    );
    expect(importReportSchema.safeParse(found).success).toBe(true);
    expect(
      found.commands.map(({ name, operation, sideEffect, capability }) => [name, operation, sideEffect, capability]),
    ).toEqual([
      ['petsCreateOne', 'POST /pets', true, 'pet.create'],
      ['getPetsByPetId', 'GET /pets/{petId}', false, 'pet.get'],
      ['headPetsByPetId', 'HEAD /pets/{petId}', false, 'pet.check'],
      ['deletePetsByPetId', 'DELETE /pets/{petId}', true, 'pet.delete'],
    ]);
    expect(commandOf(found, 'POST /pets')).toMatchObject({
      title: 'Create a pet',
      params: [
        { name: 'dry', in: 'query', required: false, type: 'boolean' },
        { name: 'name', in: 'body', required: true, type: 'string' },
        { name: 'kind', in: 'body', required: false, type: 'string', default: 'cat', enum: ['cat', 'dog'] },
      ],
      contentType: 'application/json',
      outputs: ['id', 'at'],
    });
    expect(commandOf(found, 'DELETE /pets/{petId}')).toMatchObject({
      deprecated: true,
      params: [{ name: 'petId', in: 'path', required: true }],
    });
  });

  it('take a body of one value whole', async () => {
    const found = await report(
      openApi({
        '/tags': { put: json({ type: 'array', items: text }, { required: true }) },
        '/raw': { post: { requestBody: { content: { 'text/plain': {} } } } },
      }),
    );
    expect(commandOf(found, 'PUT /tags')).toMatchObject({
      wholeBody: true,
      params: [{ name: 'body', in: 'body', required: true, type: 'array' }],
    });
    expect(commandOf(found, 'POST /raw')).toMatchObject({
      wholeBody: true,
      contentType: 'text/plain',
      params: [{ name: 'body', type: 'string' }],
    });
  });

  it('know an act at the end of a path', async () => {
    const found = await report(
      openApi({
        '/orders/{id}/cancel': { post: {} },
        '/orders/{id}/notes': { post: {} },
        '/users/{id}/notes': { post: {} },
      }),
    );
    expect(found.commands.map((command) => command.capability)).toEqual([
      'order.cancel',
      'note.create',
      'user_note.create',
    ]);
  });

  it('have names that are identifiers and stand for nothing else, whatever the operationId', async () => {
    const ids = [
      'delete',
      'floh',
      'JSON',
      'a b',
      'list_all',
      '1st',
      '',
      'über-cool',
      '__proto__',
      "x'); fetch('http://trap'); //",
      'same',
      'same',
      'x'.repeat(500),
    ];
    const paths = Object.fromEntries(ids.map((operationId, index) => [`/p${index}`, { post: { operationId } }]));
    const names = (await report(openApi(paths))).commands.map((command) => command.name);
    for (const name of names) expect(commandName.safeParse(name).success).toBe(true);
    expect(new Set(names).size).toBe(ids.length);
    expect(names.slice(0, 5)).toEqual(['postP0', 'postP1', 'json', 'aB', 'list_all']);
  });
});

describe('the call that proves a connection', () => {
  const validate = async (
    paths: Readonly<Record<string, unknown>>,
    extra: Readonly<Record<string, unknown>> = {},
  ): Promise<unknown> => (await report(openApi(paths, extra))).validate?.operation;
  const rows = answers(listOf({ id: text }));
  const one = { get: { responses: answers({ type: 'object', properties: { id: text } }) } };
  const secured = { components: { securitySchemes: { t: { type: 'http', scheme: 'bearer' } } } };

  it('asks about the caller', async () => {
    expect(await validate({ '/pets': { get: { responses: rows } }, '/users/{id}': one, '/v2/account': one })).toBe(
      'GET /v2/account',
    );
    expect(await validate({ '/account': one, '/users/me': one })).toBe('GET /users/me');
    expect(await validate({ '/auth.test': one, '/team': one })).toBe('GET /auth.test');
  });

  it('is else the first list that needs no input', async () => {
    const needy = { get: { responses: rows, parameters: [query('q', text, { required: true })] } };
    expect(
      await validate({
        '/search': needy,
        '/a/{id}/b': { get: { responses: rows } },
        '/pets': { get: { responses: rows } },
      }),
    ).toBe('GET /pets');
  });

  it('is not one that answers to anybody, unless it answers about the caller', async () => {
    const open = { get: { security: [], responses: answers({}) } };
    const pets = { get: { responses: rows } };
    expect(await validate({ '/news': open, '/pets': pets }, secured)).toBe('GET /pets');
    expect(await validate({ '/version': { get: { responses: answers({}) } }, '/pets': pets }, secured)).toBe(
      'GET /pets',
    );
    expect(await validate({ '/me': open, '/pets': pets }, secured)).toBe('GET /me');
  });

  it('may be that of one person under the name "me", where the text offers it', async () => {
    const parameter = { name: 'user_id', in: 'path', required: true, schema: text, description: 'An id, or "me".' };
    const one = { get: { parameters: [parameter], responses: answers({ type: 'object', properties: { id: text } }) } };
    const found = await report(openApi({ '/pets': { get: { responses: rows } }, '/users/{user_id}': one }, secured));
    expect(found.validate).toMatchObject({ operation: 'GET /users/{user_id}', params: { user_id: 'me' } });
  });

  it('is left out where there is none', async () => {
    expect(
      await validate({ '/pets/{id}': { get: { parameters: [{ name: 'n', in: 'query', schema: integer }] } } }),
    ).toBeUndefined();
  });
});
