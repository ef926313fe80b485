import { integer, openApi, query, text } from '../../import/testing.ts';

const json = (schema: unknown): object => ({ content: { 'application/json': { schema } } });
const answer = (status: number, schema: unknown): Readonly<Record<string, unknown>> => ({
  [status]: { description: 'Answer', ...(schema === undefined ? {} : json(schema)) },
});
const ref = (name: string): unknown => ({ $ref: `#/components/schemas/${name}` });
const moment = { type: 'string', format: 'date-time' };
const problem = { '4XX': { description: 'Failure', ...json(ref('Problem')) } };
const byId = { name: 'id', in: 'path', required: true, schema: integer };
const write = (name: string, status: number): object => ({
  requestBody: { required: true, ...json(ref(name)) },
  responses: { ...answer(status, ref('Contact')), ...problem },
});

const contact = {
  type: 'object',
  required: ['id', 'email', 'stage', 'created_at'],
  properties: {
    id: { ...integer, readOnly: true },
    email: { type: 'string', format: 'email' },
    name: text,
    stage: { type: 'string', enum: ['lead', 'customer', 'lost'] },
    score: { type: 'integer', minimum: 0, maximum: 10 },
    company_id: { type: 'integer', nullable: true },
    tags: { type: 'array', items: text },
    address: { type: 'object', required: ['city'], properties: { city: text, zip: text } },
    created_at: { ...moment, readOnly: true },
    updated_at: { ...moment, readOnly: true },
    manager: ref('Contact'),
    password: { type: 'string', writeOnly: true },
  },
};

/** A small CRM: lists, details, writes, wrapped bodies, forms, described failures, several ways to prove who is asking. */
export const crmDescription = openApi(
  {
    '/contacts': {
      get: {
        parameters: [
          query('page', { type: 'integer', default: 1 }),
          query('per_page', { type: 'integer', maximum: 20, default: 10 }),
        ],
        responses: {
          ...answer(200, {
            type: 'object',
            required: ['contacts'],
            properties: { contacts: { type: 'array', items: ref('Contact') }, total: integer },
          }),
          ...problem,
        },
      },
      post: write('Contact', 201),
    },
    '/contacts/{id}': {
      get: {
        parameters: [byId],
        responses: { ...answer(200, { type: 'object', properties: { contact: ref('Contact') } }), ...problem },
      },
      patch: { parameters: [byId], ...write('ContactChange', 200) },
      delete: { parameters: [byId], responses: { 204: { description: 'Gone' }, ...problem } },
    },
    '/contacts/{id}/merge': {
      post: {
        parameters: [byId],
        responses: answer(200, { type: 'object', properties: { merged: { type: 'boolean' } } }),
      },
    },
    '/companies': {
      get: { responses: answer(200, { type: 'array', items: ref('Company') }) },
      post: {
        requestBody: json({ type: 'object', required: ['company'], properties: { company: ref('Company') } }),
        responses: answer(201, { type: 'object', properties: { company: ref('Company') } }),
      },
    },
    '/companies/{id}': {
      get: { parameters: [byId], responses: answer(200, { type: 'object', properties: { company: ref('Company') } }) },
      put: {
        parameters: [byId],
        requestBody: json({ type: 'object', properties: { company: ref('Company') } }),
        responses: answer(200, { type: 'object', properties: { company: ref('Company') } }),
      },
      delete: {
        parameters: [byId],
        responses: answer(200, {
          type: 'object',
          required: ['id', 'deleted'],
          properties: { id: integer, deleted: { type: 'boolean', enum: ['true'] } },
        }),
      },
    },
    '/companies/{company_id}/deals': {
      get: { responses: answer(200, { type: 'array', items: ref('Deal') }) },
      post: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['amount'],
                properties: { amount: integer, title: text, won: { type: 'boolean' } },
              },
            },
          },
        },
        responses: answer(201, ref('Deal')),
      },
    },
    '/status': {
      get: { security: [], responses: answer(200, { type: 'object', properties: { ok: { type: 'boolean' } } }) },
    },
    '/me': { get: { responses: answer(200, { type: 'object', required: ['login'], properties: { login: text } }) } },
    '/search': {
      get: {
        parameters: [
          query('q', text, { required: true }),
          query('kind', { type: 'string', enum: ['a', 'b'] }),
          query('limit', { type: 'integer', minimum: 1, maximum: 50 }),
        ],
        responses: {
          ...answer(200, { type: 'object', properties: { found: integer } }),
          400: { description: 'Bad', ...json(ref('Problem')) },
        },
      },
    },
  },
  {
    components: {
      schemas: {
        Contact: contact,
        ContactChange: { type: 'object', properties: { ...contact.properties } },
        Company: {
          type: 'object',
          properties: { id: integer, name: text, domain: { type: 'string', format: 'hostname' } },
        },
        Deal: {
          type: 'object',
          properties: { id: integer, company_id: integer, title: text, amount: integer, won: { type: 'boolean' } },
        },
        Problem: {
          type: 'object',
          required: ['message', 'code'],
          properties: { message: text, code: integer, field: text },
        },
      },
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        inQuery: { type: 'apiKey', in: 'query', name: 'api_key' },
        inCookie: { type: 'apiKey', in: 'cookie', name: 'session' },
        token: { type: 'http', scheme: 'bearer' },
        login: { type: 'http', scheme: 'basic' },
        oauth: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: 'https://api.example.com/token', scopes: {} } },
        },
      },
    },
    security: [{ key: [] }, { inQuery: [] }, { inCookie: [] }, { token: [] }, { login: [] }, { oauth: [] }],
  },
);
