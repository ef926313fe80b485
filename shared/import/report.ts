import { z } from 'zod';
import { entitySchema, paginationSchema } from '../connector/manifest.ts';
import { recordsPath, tableName } from '../connector/names.ts';

/** Why a value was inferred. `pointer` is a JSON pointer into the source (`#/paths/~1contacts/get`). */
export const evidenceSchema = z.object({
  /** Which value: `records`, `primaryKey`, `pagination`, `incremental`, `parent`, `fields`, `name`. */
  field: z.string(),
  /** Stable kebab-case name of the rule that decided. */
  rule: z.string(),
  pointer: z.string(),
  /** 0…1. */
  confidence: z.number().min(0).max(1),
  /** One sentence for the review: what was seen. */
  note: z.string().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** A parameter of an operation, or one property of its JSON body (`in: 'body'`). */
export const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie', 'body']),
  required: z.boolean(),
  type: z.string(),
  /** Format of the description: `date`, `date-time`, `unix-time`, `binary`. */
  format: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  /** How arrays and objects are written in the query (OpenAPI `style`/`explode`), where not the default. */
  style: z.string().optional(),
  explode: z.boolean().optional(),
});
export type Parameter = z.infer<typeof parameterSchema>;

export const reportEntitySchema = entitySchema.extend({
  /** Chosen in the review; every entity is at first. */
  selected: z.boolean(),
  /** Parameters of the operation other than those of the pagination. */
  params: z.array(parameterSchema),
  /** Ids of the authentications that this operation takes, where they are not those of the API; `[]` is public. */
  auth: z.array(z.string()).optional(),
  /** Media type of the body of a list that is read by POST. */
  contentType: z.string().optional(),
  /** Groups that the description puts the operation in. */
  tags: z.array(z.string()).optional(),
  evidence: z.array(evidenceSchema),
});
export type ReportEntity = z.infer<typeof reportEntitySchema>;

export const reportCommandSchema = z.object({
  name: z.string(),
  operation: z.string(),
  sideEffect: z.boolean(),
  title: z.string().optional(),
  description: z.string().optional(),
  capability: z.string().optional(),
  deprecated: z.boolean().optional(),
  params: z.array(parameterSchema),
  /** Base URL of this operation where it is not that of the API. */
  server: z.string().optional(),
  /** Ids of the authentications that this operation takes, where they are not those of the API; `[]` is public. */
  auth: z.array(z.string()).optional(),
  /** A stated example of the success answer, for a mock scenario; absent over `importLimits.sampleChars` characters. */
  sample: z.unknown().optional(),
  /** Media type of the request body; absent without one. */
  contentType: z.string().optional(),
  /** True where the body is one value of its own (an array, or no known properties) sent as `body`. */
  wholeBody: z.boolean().optional(),
  /** Groups that the description puts the operation in. */
  tags: z.array(z.string()).optional(),
  /** Top-level properties of the success answer. */
  outputs: z.array(z.string()),
});
export type ReportCommand = z.infer<typeof reportCommandSchema>;

export const reportAuthSchema = z.object({
  id: z.string(),
  type: z.enum(['none', 'apiKey', 'bearer', 'basic', 'oauth2']),
  in: z.enum(['header', 'query', 'cookie']).optional(),
  /** Name of the header, query parameter or cookie of an apiKey. */
  name: z.string().optional(),
  /** Further keys that are sent together with this one. */
  also: z.array(z.object({ in: z.enum(['header', 'query', 'cookie']), param: z.string() })).optional(),
  /** Word before the token of a bearer, where it is not `Bearer`: `Token`. */
  prefix: z.string().optional(),
  flows: z.array(z.string()).optional(),
  authorizationUrl: z.string().optional(),
  tokenUrl: z.string().optional(),
  deviceAuthorizationUrl: z.string().optional(),
  scopes: z.array(z.string()).optional(),
  description: z.string().optional(),
  pointer: z.string(),
});
export type ReportAuth = z.infer<typeof reportAuthSchema>;

export const warningSchema = z.object({
  /** Stable snake_case name. */
  code: z.string(),
  pointer: z.string(),
  /** What is wrong and what to do. */
  message: z.string(),
});
export type ImportWarning = z.infer<typeof warningSchema>;

export const noteSchema = z.object({ pointer: z.string(), title: z.string(), text: z.string() });
export type ImportNote = z.infer<typeof noteSchema>;

/** What an import found; the JSON of `studio inspect`. */
export const importReportSchema = z.object({
  source: z.object({
    kind: z.enum(['openapi', 'postman', 'har', 'curl']),
    version: z.string(),
    title: z.string(),
    description: z.string().optional(),
    /** Version of the API that the description states. */
    apiVersion: z.string().optional(),
    bytes: z.number().int().nonnegative(),
    operations: z.number().int().nonnegative(),
    /** Parsing and inference, ms. */
    durationMs: z.number().nonnegative(),
  }),
  /** Absolute URL without a trailing slash, or '' where the description states none that can be used. */
  baseUrl: z.string(),
  auth: z.array(reportAuthSchema),
  /** A cheap authenticated call that proves a connection; absent where none was found. */
  validate: z
    .object({
      operation: z.string(),
      /** Values for the variables of its path. */
      params: z.record(z.string(), z.string()).optional(),
      evidence: evidenceSchema.optional(),
    })
    .optional(),
  entities: z.array(reportEntitySchema),
  commands: z.array(reportCommandSchema),
  warnings: z.array(warningSchema),
  /** Foreign text that is kept to be read and never run: scripts of a collection (A19, PM-8). */
  notes: z.array(noteSchema).optional(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** What the user set in the place of what was found of an entity; what is absent stays as it was found. */
export const correctionSchema = z.object({
  /** A new name of the table. */
  name: tableName.optional(),
  records: recordsPath.optional(),
  primaryKey: z.array(z.string().min(1)).optional(),
  pagination: paginationSchema.optional(),
  /** null: the list cannot be asked for changes only. */
  incremental: entitySchema.shape.incremental.unwrap().nullable().optional(),
  /** null: it is read by itself. `entity` is named as it was found. */
  parent: entitySchema.shape.parent.unwrap().nullable().optional(),
});
export type Correction = z.infer<typeof correctionSchema>;

/** What the user chose in the review. */
export const importChoicesSchema = z.object({
  /** Id of the connector to make. */
  id: z.string(),
  /** Display name; made from the title where absent. */
  name: z.string().optional(),
  /** Entity names, or all. */
  entities: z.union([z.literal('all'), z.array(z.string())]),
  /** Command names, or all. */
  commands: z.union([z.literal('all'), z.array(z.string())]),
  baseUrl: z.string().optional(),
  /** Ids of the authentications to offer; all where absent. */
  auth: z.array(z.string()).optional(),
  /** By the name of the entity as it was found. */
  corrections: z.record(z.string(), correctionSchema).optional(),
});
export type ImportChoices = z.infer<typeof importChoicesSchema>;
