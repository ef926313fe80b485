import type { z } from 'zod';
import { type JsonSchema, type SchemaCatalogue, toJsonSchema } from './json-schema.ts';
import type { DeclaredError, Operation } from './operation.ts';
import { errorSchema } from './schemas/error.ts';

const errorNames: Readonly<Record<400 | 401 | DeclaredError, readonly [name: string, description: string]>> = {
  400: ['BadRequest', 'A parameter is not as described.'],
  401: ['Unauthorized', 'The key is missing or wrong.'],
  404: ['NotFound', 'There is no such thing.'],
  409: ['Conflict', 'The data clashes with what is there.'],
  422: ['ValidationFailed', 'The data cannot be accepted; `fields` says why.'],
  429: ['TooManyRequests', 'Wait as long as Retry-After says, in seconds, and try again.'],
  500: ['ServerError', 'The server failed.'],
};

const tags = {
  Account: 'The account and its users.',
  Companies: 'Firms.',
  Contacts: 'People and the notes about them.',
  Deals: 'Sales.',
  Activities: 'What was done when.',
  Products: 'What is sold.',
  Reports: 'Answers that are slow, fail or are refused, to try a client with.',
};

const json = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } });

function parameters(operation: Operation, catalogue: SchemaCatalogue): JsonSchema[] {
  const of = (place: 'path' | 'query', schema: z.ZodObject | undefined): JsonSchema[] =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => {
      // Every parameter of the table is a zod type; the shape's own type is wider.
      const { description, ...rest } = toJsonSchema(field as z.ZodType, 'input', catalogue);
      return { name, in: place, required: place === 'path', description, schema: rest };
    });
  return [...of('path', operation.params), ...of('query', operation.query)];
}

function responses(operation: Operation, catalogue: SchemaCatalogue): JsonSchema {
  const { status, description, schema, headers } = operation.success;
  const hasInput = operation.params !== undefined || operation.query !== undefined || operation.body !== undefined;
  const statuses = [...(hasInput ? [400 as const] : []), 401 as const, ...(operation.errors ?? [])];
  return {
    [status]: {
      description,
      ...(headers
        ? {
            headers: Object.fromEntries(
              Object.entries(headers).map(([name, header]) => [name, { ...header, schema: { type: 'string' } }]),
            ),
          }
        : {}),
      ...(schema ? { content: json(toJsonSchema(schema, 'output', catalogue)) } : {}),
    },
    ...Object.fromEntries(statuses.map((code) => [code, { $ref: `#/components/responses/${errorNames[code][0]}` }])),
  };
}

function describe(operation: Operation, catalogue: SchemaCatalogue): JsonSchema {
  const listed = parameters(operation, catalogue);
  return {
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    ...(listed.length === 0 ? {} : { parameters: listed }),
    ...(operation.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(toJsonSchema(operation.body, 'input', catalogue)) } }),
    responses: responses(operation, catalogue),
  };
}

function errorResponses(catalogue: SchemaCatalogue): JsonSchema {
  const content = json(toJsonSchema(errorSchema, 'output', catalogue));
  const retryAfter = {
    'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' }, example: 1 },
  };
  return Object.fromEntries(
    Object.entries(errorNames).map(([status, [name, description]]) => [
      name,
      { description, ...(status === '429' ? { headers: retryAfter } : {}), content },
    ]),
  );
}

/** The OpenAPI 3.1 description of the operations, served at `url`. */
export function createDocument(operations: readonly Operation[], url: string): JsonSchema {
  const catalogue: SchemaCatalogue = new Map();
  const paths = new Map<string, Record<string, JsonSchema>>();
  for (const operation of operations) {
    const item = paths.get(operation.path) ?? {};
    item[operation.method] = describe(operation, catalogue);
    paths.set(operation.path, item);
  }
  const errors = errorResponses(catalogue);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Demo CRM',
      version: '1.0.0',
      description:
        'A small CRM with invented data, to learn and test with: companies, contacts, deals, activities and products, each list paginated in another way. Everything lives in memory and starts afresh with the server.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url, description: 'This server.' }],
    security: [{ apiKey: [] }, { bearer: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-Key',
          description: 'The key that the server printed when it started.',
        },
        bearer: { type: 'http', scheme: 'bearer', description: 'The same key as a bearer token.' },
      },
      schemas: Object.fromEntries([...catalogue].sort(([a], [b]) => a.localeCompare(b))),
      responses: errors,
    },
  };
}
