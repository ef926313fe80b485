import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { coverageSchema } from '../connector/coverage.ts';
import { runComparisonSchema } from '../run/compare/types.ts';
import { runDetailSchema, runEventSchema, runRecordSchema, runRequestSchema } from '../run/run.ts';
import { seriesRequestSchema, seriesSchema } from '../run/series.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

const bodyInput = z.object({ exchange: z.string(), side: z.enum(['request', 'response']) });

export const runsContract = {
  /** Starts a run; `follow` reports it. Fails with `run_exists` where one of the given id was started before (R29). */
  start: base.input(runRequestSchema).output(z.object({ run: z.string() })),
  /**
   * Reports a run under way from event number `since` on (0: from its start), in batches; ends after `done`. Breaking the
   * loop does not cancel the run. `seq` is the number to come back with. `whole`: what follows is the state of the run,
   * because what was missed is no longer kept. A run that has ended is its `done` alone, with every exchange. Fails with
   * `unknown_run`, `run_lost`.
   */
  follow: base
    .input(z.object({ run: z.string(), since: z.number().int().nonnegative() }))
    .output(eventIterator(z.object({ seq: z.number().int(), whole: z.boolean(), events: z.array(runEventSchema) }))),
  /** The runs under way, at once and whenever one begins or ends. */
  active: base.output(eventIterator(z.array(runRecordSchema))),
  /** Runs many targets one after another. Fails with `series_under_way`, `too_many_steps`. */
  startSeries: base.input(seriesRequestSchema).output(seriesSchema),
  cancelSeries: base.input(z.object({ series: z.string() })).output(z.object({ cancelled: z.boolean() })),
  /** The last series of each connector, at once and as they go on. */
  series: base.output(eventIterator(z.array(seriesSchema))),
  cancel: base.input(z.object({ run: z.string() })).output(z.object({ cancelled: z.boolean() })),
  /** Newest first, at most `limit` (default 50); of all connectors where none is named. */
  list: base
    .input(z.object({ connector: z.string().optional(), limit: z.number().int().min(1).max(500).optional() }))
    .output(z.array(runRecordSchema)),
  /** What of a connector ran green, and on which revision. */
  coverage: base.input(z.object({ connector: z.string() })).output(z.array(coverageSchema)),
  /** Every exchange of the run; the event `done` carries only the first `runLimits.doneExchanges`. */
  get: base.input(z.object({ run: z.string() })).output(runDetailSchema),
  /** Removes a run with its exchanges and bodies. Fails with `unknown_run`, `run_under_way`. */
  remove: base.input(z.object({ run: z.string() })).output(z.object({ removed: z.literal(true) })),
  /** Removes all runs of a connector but those under way; gives their number. */
  removeAll: base.input(z.object({ connector: z.string() })).output(z.object({ removed: z.number().int() })),
  /** What sets two runs apart: requests by method and address, rows by the key of their table. */
  compare: base.input(z.object({ a: z.string(), b: z.string() })).output(runComparisonSchema),
  /** Text of a recorded body, at most `viewLimits.plainBodyBytes`; `truncated` says that more stands on disk. */
  body: base.input(bodyInput).output(
    z.object({
      text: z.string(),
      bytes: z.number().int(),
      mimeType: z.string(),
      binary: z.boolean(),
      truncated: z.boolean(),
    }),
  ),
  /** The first bytes of a recorded body, at most `viewLimits.bodyChunkBytes`; `bytes` is its whole length. */
  bytes: base.input(bodyInput).output(z.object({ base64: z.string(), bytes: z.number().int() })),
  /** Saves a recorded body whole, under a name of the studio's own in the workspace's downloads (A69). */
  saveBody: base.input(bodyInput).output(z.object({ file: z.string(), bytes: z.number().int() })),
  /** Saves the file that a run of resource gave, under a name of the studio's own in the workspace's downloads (A69). */
  saveResource: base
    .input(z.object({ run: z.string() }))
    .output(z.object({ file: z.string(), bytes: z.number().int(), contentType: z.string() })),
};
