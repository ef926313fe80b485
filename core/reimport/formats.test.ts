import { expect, it } from 'vitest';
import { report } from '../import/testing.ts';
import { alignNames } from './align.ts';
import { diffReports } from './diff.ts';

const row = {
  type: 'object',
  properties: { id: { type: 'integer' }, name: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
};
const rows = { type: 'array', items: { $ref: '#/components/schemas/Contact' } };
const number = { type: 'integer' };

const three = (version: string) => ({
  openapi: version,
  info: { title: 'Contacts', version: '1' },
  servers: [{ url: 'https://api.example.com/v1' }],
  paths: {
    '/contacts': {
      get: {
        parameters: [
          { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } },
          { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } },
        ],
        responses: { 200: { description: 'ok', content: { 'application/json': { schema: rows } } } },
      },
      post: {
        operationId: 'createContact',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Contact' } } },
        },
        responses: {
          201: {
            description: 'made',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Contact' } } },
          },
        },
      },
    },
    '/contacts/{id}': {
      delete: {
        operationId: 'deleteContact',
        parameters: [{ name: 'id', in: 'path', required: true, schema: number }],
        responses: { 204: { description: 'gone' } },
      },
    },
  },
  components: { schemas: { Contact: row }, securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  security: [{ key: [] }],
});

/** The same API in Swagger 2.0. */
const two = {
  swagger: '2.0',
  info: { title: 'Contacts', version: '1' },
  host: 'api.example.com',
  basePath: '/v1',
  schemes: ['https'],
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/contacts': {
      get: {
        parameters: [
          { name: 'page', in: 'query', type: 'integer', default: 1 },
          { name: 'limit', in: 'query', type: 'integer', maximum: 100 },
        ],
        responses: { 200: { description: 'ok', schema: { type: 'array', items: { $ref: '#/definitions/Contact' } } } },
      },
      post: {
        operationId: 'createContact',
        parameters: [{ name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/Contact' } }],
        responses: { 201: { description: 'made', schema: { $ref: '#/definitions/Contact' } } },
      },
    },
    '/contacts/{id}': {
      delete: {
        operationId: 'deleteContact',
        parameters: [{ name: 'id', in: 'path', required: true, type: 'integer' }],
        responses: { 204: { description: 'gone' } },
      },
    },
  },
  definitions: { Contact: row },
  securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  security: [{ key: [] }],
};

it.each([
  ['Swagger 2.0', two, three('3.0.3')],
  ['OpenAPI 3.0', three('3.0.3'), three('3.1.0')],
])('the same API in the next format after %s has no changes', async (_, before, after) => {
  const [old, now] = [await report(JSON.stringify(before)), await report(JSON.stringify(after))];
  expect([old.entities.length, old.commands.length]).toEqual([1, 2]);
  expect(diffReports(old, alignNames(now, old)).changes).toEqual([]);
});
