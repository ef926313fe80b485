import { z } from 'zod';
import { outcomeSchema, runRequestSchema } from './run.ts';

/** One run of a series: `state` is `failed` where it could not be started. */
export const seriesStepSchema = z.object({
  target: z.string(),
  /** The table it reads; null where it reads none. */
  entity: z.string().nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  /** null until it has begun. */
  run: z.string().nullable(),
  outcome: outcomeSchema.nullable(),
  /** Why it could not be started. */
  problem: z.string().optional(),
  /** null where its result holds no rows. */
  rows: z.number().int().nullable(),
  pages: z.number().int(),
  requests: z.number().int(),
  durationMs: z.number().nullable(),
  findings: z.object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() }),
});
export type SeriesStep = z.infer<typeof seriesStepSchema>;

/** Runs of one connector, one after another. The last series of each connector is kept until the studio ends. */
export const seriesSchema = z.object({
  id: z.string(),
  connector: z.string(),
  kind: z.enum(['entities', 'functions', 'missing']),
  /** RFC 3339, UTC. */
  startedAt: z.string(),
  /** null while it is under way. */
  durationMs: z.number().nullable(),
  cancelled: z.boolean(),
  steps: z.array(seriesStepSchema),
});
export type Series = z.infer<typeof seriesSchema>;

/** What to run, in order; files and connection are the same for all. */
export const seriesRequestSchema = runRequestSchema.pick({ connector: true, connection: true, unsaved: true }).extend({
  kind: seriesSchema.shape.kind,
  steps: z.array(runRequestSchema.omit({ connector: true, connection: true, unsaved: true, id: true })).min(1),
});
export type SeriesRequest = z.infer<typeof seriesRequestSchema>;
