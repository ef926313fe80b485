import { z } from 'zod';
import { capabilityName, commandName, connectorId, connectorName, hostPattern, semver } from './names.ts';

/** A way to get an OAuth 2 token (RFC 6749 sections 4.1 and 4.4, RFC 8628). */
export const oauthFlowSchema = z.enum(['authorizationCode', 'device', 'clientCredentials']);
export type OAuthFlow = z.infer<typeof oauthFlowSchema>;

/** How a connector proves who is asking. One entry is one way; a connection chooses one. */
export const authenticationSchema = z.discriminatedUnion('type', [
  z.object({ id: z.string().min(1), name: z.string().min(1), type: z.literal('none') }),
  z.object({
    id: z.string().min(1),
    name: z.string().min(1),
    type: z.literal('apiKey'),
    in: z.enum(['header', 'query', 'cookie']),
    /** Name of the header, query parameter or cookie. */
    param: z.string().min(1),
    /** Further keys that the source wants together with this one; each is a credential of its own, named by its `param`. */
    also: z.array(z.object({ in: z.enum(['header', 'query', 'cookie']), param: z.string().min(1) })).optional(),
    description: z.string().optional(),
  }),
  z.object({
    id: z.string().min(1),
    name: z.string().min(1),
    type: z.literal('bearer'),
    /** Word before the token where it is not `Bearer`; one word, so that nothing else gets into the header. */
    prefix: z
      .string()
      .regex(/^[A-Za-z][\w-]*$/)
      .optional(),
    description: z.string().optional(),
  }),
  z.object({
    id: z.string().min(1),
    name: z.string().min(1),
    type: z.literal('basic'),
    description: z.string().optional(),
  }),
  z.object({
    id: z.string().min(1),
    name: z.string().min(1),
    type: z.literal('oauth2'),
    description: z.string().optional(),
    /** Ways to get a token, the preferred one first; those that the addresses allow where absent. */
    flows: z.array(oauthFlowSchema).optional(),
    authorizationUrl: z.string().optional(),
    tokenUrl: z.string().optional(),
    deviceAuthorizationUrl: z.string().optional(),
    revocationUrl: z.string().optional(),
    /** The addresses above are looked up there where they are absent (RFC 8414, OpenID Connect Discovery). */
    issuer: z.string().optional(),
    /** Scopes that are asked for, unless the connection names others. */
    scopes: z.array(z.string()).optional(),
    /** PKCE with S256 (RFC 7636); true where absent. */
    pkce: z.boolean().optional(),
    /** How the client proves itself to the token server; absent: `none` without a secret, else what the server takes. */
    clientAuth: z.enum(['none', 'client_secret_basic', 'client_secret_post']).optional(),
    /** Further parameters of the authorization address, such as `access_type: offline`. */
    authorizeParams: z.record(z.string(), z.string()).optional(),
  }),
]);
export type Authentication = z.infer<typeof authenticationSchema>;
export type OAuth2Authentication = Extract<Authentication, { type: 'oauth2' }>;

/** A setting of a connection beside its credentials (FL-10…FL-14: the field types of a configSchema). */
export const connectionFieldSchema = z.object({
  type: z.enum(['string', 'secret', 'number', 'boolean', 'date', 'select', 'raw']),
  title: z.string().optional(),
  description: z.string().optional(),
  required: z.boolean().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  /** Choices of a `select`. */
  options: z.array(z.string()).optional(),
});
export type ConnectionField = z.infer<typeof connectionFieldSchema>;

/** Pagination of a list, as far as it is proven; `unproven` is not `none` (promise 1). */
export const paginationSchema = z.object({
  kind: z.enum(['page', 'offset', 'cursor', 'nextUrl', 'linkHeader', 'none', 'unproven']),
  /** Where the parameters are sent; `query` where absent. In a body a name may be a dotted path: `variables.after`. */
  in: z.enum(['query', 'body']).optional(),
  /** Request parameters by role. */
  params: z
    .object({
      page: z.string().optional(),
      offset: z.string().optional(),
      cursor: z.string().optional(),
      size: z.string().optional(),
    })
    .optional(),
  /** Rows asked for per page (the value of `params.size`). */
  pageSize: z.number().int().positive().optional(),
  /** First page number (`page`) or offset. */
  start: z.number().int().nonnegative().optional(),
  /** JSONPath of the next token or URL in the response, or `$last.<field>` for a field of the last row. */
  next: z.string().optional(),
  /** JSONPath of a flag that says whether more follows. */
  hasMore: z.string().optional(),
});
export type Pagination = z.infer<typeof paginationSchema>;

/** What a live probe of two pages last said about the paging of an entity. */
export const proofSchema = z.object({
  verdict: z.enum(['proven', 'refuted', 'onlyOnePage']),
  /** The pagination that the probe left: an entity that was given another one since is not proven by it. */
  pagination: paginationSchema,
  /** RFC 3339, UTC. */
  at: z.string(),
  /** One sentence: what decided. */
  note: z.string(),
});
export type Proof = z.infer<typeof proofSchema>;

export const fieldSchema = z.object({
  name: z.string().min(1),
  type: z.enum(['string', 'number', 'integer', 'boolean', 'object', 'array', 'date', 'datetime', 'unknown']),
  nullable: z.boolean(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  /** The field holds the key of a row of another entity (FB-32). */
  relation: z.object({ entity: z.string(), field: z.string() }).optional(),
  /** The field holds the address of a file (FB-36, FB-37). */
  file: z.boolean().optional(),
});
export type Field = z.infer<typeof fieldSchema>;

/** A table to be, read by one list operation. The reviewed model: what the user accepted of the import. */
export const entitySchema = z.object({
  /** Table name, unique in the connector: the `requestedType` of the data function. */
  name: z.string().min(1),
  title: z.string(),
  /** `METHOD /path/{template}` of the description; `#name` after it where several requests share both (PM-21). */
  operation: z.string(),
  /** Base URL of this operation where it is not that of the connection. */
  server: z.string().optional(),
  /** JSONPath of the array of rows, `$` for a bare array; of a map its values, `$.data.*`. */
  records: z.string(),
  /**
   * What stands there: objects where absent; `values` are scalars, each a row `{ value }`; of a `map` each value is a row
   * that takes its key along as `$key`.
   */
  rows: z.enum(['values', 'map']).optional(),
  primaryKey: z.array(z.string()),
  pagination: paginationSchema,
  /** Evidence of the pagination from the source itself; absent where it was never probed. */
  proof: proofSchema.optional(),
  incremental: z.object({ param: z.string(), field: z.string() }).optional(),
  /** The entity whose rows bind this operation's path parameters: parameter → field of the parent's row. */
  parent: z.object({ entity: z.string(), bindings: z.record(z.string(), z.string()) }).optional(),
  fields: z.array(fieldSchema),
});
export type Entity = z.infer<typeof entitySchema>;

/** A named action (FL-10…FL-14); becomes a tool and a capability `noun.verb`. */
export const commandSchema = z.object({
  params: z.array(z.string()),
  paramSchema: z
    .record(
      z.string(),
      z.object({
        type: z.string(),
        description: z.string().optional(),
        required: z.boolean().optional(),
        default: z.unknown().optional(),
        enum: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  outputs: z.array(z.string()).optional(),
  description: z.string().optional(),
  /** True where running it may change something at the source. */
  sideEffect: z.boolean(),
  capability: capabilityName.optional(),
  /** `METHOD /path/{template}` it was generated from. */
  operation: z.string().optional(),
  /** Base URL of this operation where it is not that of the connection. */
  server: z.string().optional(),
  deprecated: z.boolean().optional(),
  deprecatedMessage: z.string().optional(),
  addedInVersion: semver.optional(),
});
export type Command = z.infer<typeof commandSchema>;

/**
 * connector.json. `formatVersion` is 1; a higher one is refused, never rewritten (A29).
 * Unknown top-level fields are refused so that a typing error is seen.
 */
export const manifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  id: connectorId,
  name: connectorName,
  description: z.string().max(10_000),
  version: semver,
  kind: z.enum(['saas', 'hardware']),
  executionModel: z.enum(['script', 'oas', 'external', 'built_in']),
  category: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** At least one; a source without credentials declares one of type `none` (FB-1, FB-2). */
  authentication: z.array(authenticationSchema).min(1),
  connectionConfig: z.record(z.string(), connectionFieldSchema),
  /** Hosts that guest code may reach: `api.example.com`, `*.example.com`, `127.0.0.1:4010`. */
  hosts: z.array(hostPattern),
  entities: z.array(entitySchema),
  commands: z.record(commandName, commandSchema),
  /** A repair by a model needs this and the user's own consent (FB-86). */
  allowAiAutoFixCode: z.boolean().default(false),
});
export type Manifest = z.infer<typeof manifestSchema>;
