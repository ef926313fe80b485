import { z } from 'zod';
import { exchangeSchema } from './exchange.ts';
import { faultSchema } from './fault.ts';
import { findingSchema } from './finding.ts';
import { sourcePlaceSchema } from './place.ts';

export type { SourcePlace } from './place.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export const logLineSchema = z.object({
  level: z.enum(logLevels),
  text: z.string(),
  /** ms since the run started. */
  atMs: z.number(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** How a run ended: a closed union. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ok') }),
  z.object({
    kind: z.literal('error'),
    /** Name of the thrown error: TypeError, SyntaxError … */
    name: z.string(),
    message: z.string(),
    /** Where it was thrown, in the user's files; absent for a thrown value without a stack. */
    place: sourcePlaceSchema.optional(),
    /** Guest frames only, one per line. */
    stack: z.string().optional(),
    /** The lines around the place. */
    codeFrame: z.string().optional(),
  }),
  z.object({ kind: z.literal('timeout'), limitMs: z.number(), message: z.string(), hard: z.boolean() }),
  z.object({ kind: z.literal('outOfMemory'), limitMiB: z.number(), message: z.string() }),
  z.object({ kind: z.literal('cancelled'), message: z.string() }),
  /** A host that the connector may not reach; the message says how to grant it. */
  z.object({ kind: z.literal('refused'), host: z.string(), message: z.string(), place: sourcePlaceSchema.optional() }),
  z.object({ kind: z.literal('engineFault'), message: z.string() }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** How a run may be told to go, beside its target and input. */
export const runOptionsSchema = z.object({
  /** For `data`: follow `nextPageConfig` to the end (FB-42, FB-43, FB-48). */
  allPages: z.boolean().optional(),
  /** Id of a run whose recorded answers stand in for the network; a request it did not make is an error that names it. */
  replayOf: z.string().optional(),
  /** The scenario of mocks.json that stands in for the code, or for what answers its requests (FL-71); not with `replayOf`. */
  mock: z.string().optional(),
  /** Faults that the run shall meet, in any mode. */
  faults: z.array(faultSchema).optional(),
  /** Tries of a request whose failure may pass (429, 502, 503, 504, a lost connection), the first included; 1 where absent. */
  attempts: z.number().int().min(1).max(10).optional(),
  /** Wall time of one call of the function, ms; the product's limit where absent, which it cannot exceed. */
  wallMs: z.number().int().positive().optional(),
  /** The same clock and the same random numbers in every run: for comparing two of them (A47). */
  deterministic: z.boolean().optional(),
});
export type RunOptions = z.infer<typeof runOptionsSchema>;

/** Id of a run; whoever asks for one may choose it, so that it is found again where the answer got lost (R29). */
export const runIdSchema = z.string().regex(/^run_[0-9a-f]{16}$/);

/** What to run. `target` is a function (validate, data …) or a command of the manifest. */
export const runRequestSchema = runOptionsSchema.extend({
  /** A new one of the studio's own where absent. */
  id: runIdSchema.optional(),
  connector: z.string(),
  target: z.string(),
  /** Name of a connection; absent = without credentials, or the only one there is. */
  connection: z.string().optional(),
  /** Merged over the request object that the studio builds (a function), or the params (a command). */
  input: z.record(z.string(), z.unknown()).optional(),
  /** Files to run instead of the saved ones: what stands unsaved in the editor. */
  unsaved: z.array(z.object({ path: z.string(), text: z.string() })).optional(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** One execution as it is kept. Input and result carry no secrets. */
export const runRecordSchema = z.object({
  id: z.string(),
  connector: z.string(),
  /** Number of the revision that ran; null where unsaved files ran. */
  revision: z.number().int().nullable(),
  target: z.string(),
  connection: z.string().nullable(),
  input: z.record(z.string(), z.unknown()),
  /** null while it is under way (or was when the studio was killed). */
  outcome: outcomeSchema.nullable(),
  /** RFC 3339, UTC. */
  startedAt: z.string(),
  durationMs: z.number().nullable(),
  exchangeCount: z.number().int(),
  /** Pages read with `allPages`; 1 otherwise. */
  pages: z.number().int(),
  /** Where its answers came from. */
  mode: z.enum(['live', 'replay', 'mock']).default('live'),
  /** What it was told beside its target and input; absent where nothing, and in runs of earlier studios. */
  options: runOptionsSchema.optional(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

/** A record with everything it left; `result` is null unless the outcome is ok. */
export const runDetailSchema = runRecordSchema.extend({
  result: z.unknown(),
  logs: z.array(logLineSchema),
  /** Log lines over the limits that were not kept. */
  logsDropped: z.number().int(),
  /** In the order of sending. The event `done` carries the first ones only (`runLimits.doneExchanges`); `exchangeCount` counts all. */
  exchanges: z.array(exchangeSchema),
  /** What the checks of its result found, errors first. */
  findings: z.array(findingSchema).default([]),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

/** What a run reports while it is under way; travels in batches (one array per ~16 ms). */
export const runEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), run: z.string(), startedAt: z.string() }),
  z.object({ kind: z.literal('logs'), lines: z.array(logLineSchema) }),
  /** Sent when a request starts and again when it ends, with the same id. */
  z.object({ kind: z.literal('exchange'), exchange: exchangeSchema }),
  z.object({ kind: z.literal('page'), page: z.number().int(), rows: z.number().int() }),
  /** How far the function says it is; `total` where it knows. */
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number().optional(), text: z.string() }),
  /** A request waits before its next try, until `atMs` since the run started. */
  z.object({ kind: z.literal('retry'), exchange: z.string(), attempt: z.number().int(), atMs: z.number() }),
  z.object({ kind: z.literal('done'), run: runDetailSchema }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;
