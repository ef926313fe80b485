import { z } from 'zod';
import { findingSchema } from '../finding.ts';

/** One difference: where it is, and short texts of what stood there. Scalars and small values are JSON. */
export const changeSchema = z.object({
  /** A JSONPath in a body or a row; a name in headers and parts of a URL. */
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: z.string().optional(),
  after: z.string().optional(),
});
export type Change = z.infer<typeof changeSchema>;

/** Differences in the order of the first value; `more` counts those that are not listed. */
export const changesSchema = z.object({ changes: z.array(changeSchema), more: z.number().int() });
export type Changes = z.infer<typeof changesSchema>;

/** Lines of one text that stand where others stand in the other; line numbers count from 1. */
export const textBlockSchema = z.object({
  a: z.number().int(),
  b: z.number().int(),
  removed: z.array(z.string()),
  added: z.array(z.string()),
});
export type TextBlock = z.infer<typeof textBlockSchema>;

export const bodyComparisonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('same'), bytes: z.number().int() }),
  /** Only one of the two has a body. */
  z.object({ kind: z.literal('onlyOne'), side: z.enum(['a', 'b']), bytes: z.number().int() }),
  /** Of JSON by value: a body with other blanks or another order of members has no changes and is not the same. */
  changesSchema.extend({ kind: z.literal('json') }),
  /** Of text by line; `more` counts lines. */
  z.object({ kind: z.literal('text'), blocks: z.array(textBlockSchema), more: z.number().int() }),
  /** Of anything else: the offset of the first byte that differs, and the lengths. */
  z.object({ kind: z.literal('binary'), at: z.number().int(), a: z.number().int(), b: z.number().int() }),
  /** They cannot be told apart: one is no longer stored, or they agree as far as they were read. */
  z.object({ kind: z.literal('unknown'), reason: z.string() }),
]);
export type BodyComparison = z.infer<typeof bodyComparisonSchema>;

const phaseSchema = z.object({ name: z.string(), a: z.number(), b: z.number() });

/** What sets two exchanges apart; empty lists where nothing does. */
export const exchangeComparisonSchema = z.object({
  /** Ids. */
  a: z.string(),
  b: z.string(),
  /** True where nothing but the times differs. */
  same: z.boolean(),
  /** Method, status, HTTP version, and why there was no answer. */
  line: changesSchema,
  /** Scheme, host, path and the parameters of the query by name. */
  url: changesSchema,
  requestHeaders: changesSchema,
  responseHeaders: changesSchema,
  requestBody: bodyComparisonSchema,
  responseBody: bodyComparisonSchema,
  /** ms; the phases, and `total`. */
  timings: z.array(phaseSchema),
});
export type ExchangeComparison = z.infer<typeof exchangeComparisonSchema>;

const countsSchema = z.object({
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
});

/** Rows of a table aligned by their key. The lists hold the first differences, the counts all. */
export const rowsComparisonSchema = z.object({
  kind: z.literal('rows'),
  /** Fields of the key; empty where rows were compared by position. */
  key: z.array(z.string()),
  counts: countsSchema,
  /** Keys, as JSON. */
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(changesSchema.extend({ key: z.string() })),
});
export type RowsComparison = z.infer<typeof rowsComparisonSchema>;

/** Tables and fields of two schemas. */
export const schemaComparisonSchema = changesSchema.extend({ kind: z.literal('schema'), counts: countsSchema });
export type SchemaComparison = z.infer<typeof schemaComparisonSchema>;

const requestSchema = z.object({
  id: z.string(),
  method: z.string(),
  url: z.string(),
  status: z.number().int().nullable(),
});
export const requestPairSchema = z.object({
  a: z.string(),
  b: z.string(),
  method: z.string(),
  url: z.string(),
  /** What differs. */
  what: z.array(z.enum(['status', 'error', 'mimeType', 'requestBody', 'responseBody'])),
});
export type RequestPair = z.infer<typeof requestPairSchema>;

/** Requests of two runs, aligned by method and address in the order they were made. */
export const requestsComparisonSchema = z.object({
  counts: countsSchema,
  onlyA: z.array(requestSchema),
  onlyB: z.array(requestSchema),
  changed: z.array(requestPairSchema),
});
export type RequestsComparison = z.infer<typeof requestsComparisonSchema>;

const foundSchema = findingSchema.pick({ severity: true, code: true, message: true });

/** Findings that only one of two runs has; those with one message are the same. */
export const findingsComparisonSchema = z.object({
  onlyA: z.array(foundSchema),
  onlyB: z.array(foundSchema),
  same: z.number().int(),
});
export type FindingsComparison = z.infer<typeof findingsComparisonSchema>;

/** What sets two runs apart. */
export const runComparisonSchema = z.object({
  a: z.string(),
  b: z.string(),
  /** True where requests, answers, outcome and result are alike. */
  same: z.boolean(),
  /** Target, outcome, pages and the like. */
  record: changesSchema,
  requests: requestsComparisonSchema,
  findings: findingsComparisonSchema,
  /** ms; `run`, and `requests` for those of all requests together. They make no run different. */
  timings: z.array(phaseSchema),
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    rowsComparisonSchema,
    schemaComparisonSchema,
    changesSchema.extend({ kind: z.literal('json') }),
  ]),
});
export type RunComparison = z.infer<typeof runComparisonSchema>;
