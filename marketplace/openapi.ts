import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { marketplaceLimits, packageLimits } from '../shared/limits.ts';
import { errorSchema, listingId } from './schemas.ts';

type Transform = typeof jsonSchemaTransform;

/** A route as it is described: with the scope of its key, under the heading of its first segment. */
export const describeRoute: Transform = (input) => {
  const described = jsonSchemaTransform(input);
  const scope = 'route' in input ? input.route.config?.scope : undefined;
  const [, , heading = 'server'] = input.url.split('/');
  const security = scope === undefined || scope === null ? [] : [{ key: [scope] }];
  return { ...described, schema: { ...described.schema, security, tags: [heading] } };
};

const operationSchema = z.looseObject({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string() })).default([]),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});
type Operation = z.infer<typeof operationSchema>;

const documentSchema = z.looseObject({
  components: z.looseObject({}),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

const idempotencyKey = {
  in: 'header',
  name: 'Idempotency-Key',
  required: false,
  description: `Sent again with the same body, the first answer comes again, for ${marketplaceLimits.idempotencyHours} hours.`,
  schema: { type: 'string', minLength: 1, maxLength: marketplaceLimits.idempotencyKeyChars },
};
const archive = 'application/vnd.connector+zip';
const binary = { [archive]: { schema: { type: 'string', format: 'binary' } } };
const integer = (description: string) => ({ description, schema: { type: 'integer' } });

/** Headers of every answer. */
const headers = {
  'X-Request-Id': { description: 'Names the request, `req_…`.', schema: { type: 'string' } },
  'X-RateLimit-Limit': integer('Requests that the tenant may send in a minute.'),
  'X-RateLimit-Remaining': integer('Those that are left of it.'),
  'X-RateLimit-Reset': integer('When the next minute begins, unix seconds.'),
};

/** What routes that carry archives do not say by a schema of JSON. */
const archives: Readonly<Record<string, (operation: Operation) => Operation>> = {
  publishVersion: (operation) => ({
    ...operation,
    parameters: [
      { in: 'path', name: 'id', required: true, schema: z.toJSONSchema(listingId) },
      {
        ...{ in: 'header', name: 'Content-Digest', required: true, schema: { type: 'string' } },
        description: '`sha-256=:<base64>:` of the body (RFC 9530).',
      },
    ],
    requestBody: {
      required: true,
      description: `The archive, at most ${packageLimits.archiveBytes} bytes.`,
      content: binary,
    },
  }),
  downloadVersion: (operation) => ({
    ...operation,
    responses: {
      200: {
        description: 'The archive.',
        content: binary,
        headers: {
          'Content-Digest': { description: '`sha-256=:<base64>:` of the body (RFC 9530).', schema: { type: 'string' } },
          Deprecation: {
            description: 'Since when it should no longer be used (RFC 9745).',
            schema: { type: 'string' },
          },
        },
      },
    },
  }),
};

/**
 * A schema of an answer without what is true of this version of the server only: further members may come (FC-5, FC-6). The
 * patterns of times and the bounds of whole numbers say nothing beside their types.
 */
function loosened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(loosened);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { additionalProperties, pattern, minimum, maximum, $schema, ...rest }: Record<string, unknown> = { ...schema };
  const kept = {
    ...(additionalProperties === false || additionalProperties === undefined ? {} : { additionalProperties }),
    ...(pattern === undefined || rest.format === 'date-time' ? {} : { pattern }),
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
  };
  return Object.fromEntries(Object.entries({ ...rest, ...kept }).map(([name, value]) => [name, loosened(value)]));
}

function complete(verb: string, operation: Operation): Operation {
  const { [operation.operationId ?? '']: ofArchive = (same: Operation) => same } = archives;
  const { parameters, responses, ...rest } = ofArchive(operation);
  const described = Object.entries(responses).map(([status, response]) => [
    status,
    {
      ...response,
      ...{ description: response.description === 'Default Response' ? (rest.summary ?? '') : response.description },
      ...('content' in response ? { content: loosened(response.content) } : {}),
      headers: { ...headersByName, ...(typeof response.headers === 'object' ? response.headers : {}) },
    },
  ]);
  return {
    ...rest,
    parameters: verb === 'post' || verb === 'patch' ? [...parameters, idempotencyKey] : parameters,
    responses: { ...Object.fromEntries(described), default: { $ref: '#/components/responses/Failure' } },
  };
}

const headersByName = Object.fromEntries(
  Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

/** The description of the server at an address, as it is sent: what the schemas of the routes say, and what is the same for all of them. */
export function completeDescription(made: unknown, url: string) {
  const { components, paths, ...document } = documentSchema.parse(made);
  const failure = {
    description: 'Every failure has this shape.',
    headers: headersByName,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
  };
  return {
    ...document,
    // Whole: a relative one is none to tools that read it from a file.
    servers: [{ url }],
    components: {
      ...components,
      headers,
      schemas: { Failure: loosened(z.toJSONSchema(errorSchema)) },
      responses: { Failure: failure },
    },
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, verbs]) => [
        path,
        Object.fromEntries(Object.entries(verbs).map(([verb, operation]) => [verb, complete(verb, operation)])),
      ]),
    ),
  };
}
