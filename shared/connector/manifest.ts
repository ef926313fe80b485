import { z } from 'zod';
import { authenticationSchema } from './authentication-schema.ts';
import { capabilityName, commandName, connectorId, connectorName, hostPattern, semver } from './names.ts';

export * from './authentication-schema.ts';

/** A setting of a connection beside its credentials (FL-10…FL-14: the field types of a configSchema). */
export const connectionFieldSchema = z.object({
  type: z
    .enum(['string', 'secret', 'number', 'boolean', 'date', 'select', 'raw'])
    .describe('What is asked for; a `secret` is kept in the vault.'),
  title: z.string().optional().describe('Label of the field; its id where absent.'),
  description: z.string().optional().describe('Shown below the field.'),
  required: z.boolean().optional().describe('Whether a connection needs it.'),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().describe('Taken where it is left empty.'),
  options: z.array(z.string()).optional().describe('Choices of a `select`.'),
});
export type ConnectionField = z.infer<typeof connectionFieldSchema>;

/** Pagination of a list, as far as it is proven; `unproven` is not `none` (promise 1). */
export const paginationSchema = z.object({
  kind: z
    .enum(['page', 'offset', 'cursor', 'nextUrl', 'linkHeader', 'none', 'unproven'])
    .describe('How pages follow each other; `unproven` where that is not known, which is not `none`.'),
  in: z
    .enum(['query', 'body'])
    .optional()
    .describe(
      'Where the parameters are sent; `query` where absent. In a body a name may be a dotted path: `variables.after`.',
    ),
  params: z
    .object({
      page: z.string().optional().describe('Parameter of the page number.'),
      offset: z.string().optional().describe('Parameter of the offset.'),
      cursor: z.string().optional().describe('Parameter of the token of the next page.'),
      size: z.string().optional().describe('Parameter of the rows per page.'),
    })
    .optional()
    .describe('Request parameters by role.'),
  pageSize: z.number().int().positive().optional().describe('Rows asked for per page (the value of `params.size`).'),
  start: z.number().int().nonnegative().optional().describe('First page number (`page`) or offset.'),
  next: z
    .string()
    .optional()
    .describe('JSONPath of the next token or URL in the response, or `$last.<field>` for a field of the last row.'),
  hasMore: z.string().optional().describe('JSONPath of a flag that says whether more follows.'),
});
export type Pagination = z.infer<typeof paginationSchema>;

/** What a live probe of two pages last said about the paging of an entity. */
export const proofSchema = z.object({
  verdict: z.enum(['proven', 'refuted', 'onlyOnePage']).describe('What two pages of the source said.'),
  // An entity that was given another one since is not proven by it.
  pagination: paginationSchema.describe('The pagination that the probe left.'),
  at: z.string().describe('When, RFC 3339 in UTC.'),
  note: z.string().describe('One sentence: what decided.'),
});
export type Proof = z.infer<typeof proofSchema>;

export const fieldSchema = z.object({
  name: z.string().min(1).describe('Name of the field in a row.'),
  type: z
    .enum(['string', 'number', 'integer', 'boolean', 'object', 'array', 'date', 'datetime', 'unknown'])
    .describe('What its values are.'),
  nullable: z.boolean().describe('Whether it may be null.'),
  format: z.string().optional().describe('Format of the description, such as `email`.'),
  description: z.string().optional().describe('What it means.'),
  enum: z.array(z.string()).optional().describe('The values that there are.'),
  relation: z
    .object({
      entity: z.string().describe('Name of the other entity.'),
      field: z.string().describe('Field of its key.'),
    })
    .optional()
    .describe('The field holds the key of a row of another entity (FB-32).'),
  file: z.boolean().optional().describe('The field holds the address of a file (FB-36, FB-37).'),
});
export type Field = z.infer<typeof fieldSchema>;

/** A table to be, read by one list operation. The reviewed model: what the user accepted of the import. */
export const entitySchema = z.object({
  name: z.string().min(1).describe('Table name, unique in the connector: the `requestedType` of the data function.'),
  title: z.string().describe('What people read.'),
  operation: z
    .string()
    .describe(
      '`METHOD /path/{template}` of the description; `#name` after it where several requests share both (PM-21).',
    ),
  server: z.string().optional().describe('Base URL of this operation where it is not that of the connection.'),
  records: z.string().describe('JSONPath of the array of rows, `$` for a bare array; of a map its values, `$.data.*`.'),
  rows: z
    .enum(['values', 'map'])
    .optional()
    .describe(
      'What stands there: objects where absent; `values` are scalars, each a row `{ value }`; of a `map` each value is a row that takes its key along as `$key`.',
    ),
  primaryKey: z.array(z.string()).describe('Fields that make a row unique.'),
  pagination: paginationSchema.describe('How its pages are read.'),
  proof: proofSchema
    .optional()
    .describe('Evidence of the pagination from the source itself; absent where it was never probed.'),
  incremental: z
    .object({
      param: z.string().describe('Parameter that asks for changes since a moment.'),
      field: z.string().describe('Field of the moment of the last change.'),
    })
    .optional()
    .describe('How the source is asked for what changed.'),
  parent: z
    .object({
      entity: z.string().describe('Name of the entity above.'),
      bindings: z.record(z.string(), z.string()).describe('Path parameter → field of the row above.'),
    })
    .optional()
    .describe("The entity whose rows bind this operation's path parameters."),
  fields: z.array(fieldSchema).describe('The fields of a row.'),
});
export type Entity = z.infer<typeof entitySchema>;

/** A named action (FL-10…FL-14); becomes a tool and a capability `noun.verb`. */
export const commandSchema = z.object({
  params: z.array(z.string()).describe('Names of the parameters, in order.'),
  paramSchema: z
    .record(
      z.string(),
      z.object({
        type: z.string().describe('`string`, `number`, `integer`, `boolean`, `array` or `object`.'),
        description: z.string().optional().describe('What it means.'),
        required: z.boolean().optional().describe('Whether the command needs it.'),
        default: z.unknown().optional().describe('Taken where it is not given.'),
        enum: z.array(z.string()).optional().describe('The values that there are.'),
      }),
    )
    .optional()
    .describe('Types of the parameters by name.'),
  outputs: z.array(z.string()).optional().describe('Names in the payload of a success.'),
  description: z.string().optional().describe('One sentence: what it does.'),
  sideEffect: z.boolean().describe('True where running it may change something at the source.'),
  capability: capabilityName.optional().describe('`noun.verb`, such as `contact.create`.'),
  operation: z.string().optional().describe('`METHOD /path/{template}` it was generated from.'),
  server: z.string().optional().describe('Base URL of this operation where it is not that of the connection.'),
  deprecated: z.boolean().optional().describe('Whether it should no longer be used.'),
  deprecatedMessage: z.string().optional().describe('What to use instead.'),
  addedInVersion: semver.optional().describe('Version of the connector that brought it.'),
});
export type Command = z.infer<typeof commandSchema>;

/**
 * connector.json. `formatVersion` is 1; a higher one is refused, never rewritten (A29).
 * Unknown top-level fields are refused so that a typing error is seen. The descriptions are what the editor shows.
 */
export const manifestSchema = z.strictObject({
  formatVersion: z.literal(1).describe('Version of this file format: 1.'),
  id: connectorId.describe(
    'Names the connector in the workspace, on the command line and in the marketplace: `cn-<id>`.',
  ),
  name: connectorName.describe('What people read: letters and spaces (FB-80).'),
  description: z.string().max(10_000).describe('What the connector is for.'),
  version: semver.describe('Semantic version of the connector.'),
  kind: z.enum(['saas', 'hardware']).describe('What the source is.'),
  executionModel: z
    .enum(['script', 'oas', 'external', 'built_in'])
    .describe('How it runs; `script` is what the studio runs.'),
  category: z.string().optional().describe('Shelf of the marketplace.'),
  tags: z.array(z.string()).optional().describe('Words by which it is found.'),
  authentication: z
    .array(authenticationSchema)
    .min(1)
    .describe('Ways to prove who is asking; a source without credentials declares one of type `none` (FB-1, FB-2).'),
  connectionConfig: z
    .record(z.string(), connectionFieldSchema)
    .describe('Settings of a connection beside its credentials, by id; code finds them in `account`.'),
  hosts: z
    .array(hostPattern)
    .describe('Hosts that code may reach: `api.example.com`, `*.example.com`, `127.0.0.1:4010`.'),
  entities: z.array(entitySchema).describe('The tables: what `data` reads.'),
  commands: z.record(commandName, commandSchema).describe('The commands by name; each is a function of commands.js.'),
  allowAiAutoFixCode: z
    .boolean()
    .default(false)
    .describe("A repair by a model needs this and the user's own consent (FB-86)."),
});
export type Manifest = z.infer<typeof manifestSchema>;
