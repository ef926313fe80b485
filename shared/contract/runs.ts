import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { runComparisonSchema } from '../run/compare/types.ts';
import { runDetailSchema, runEventSchema, runRecordSchema, runRequestSchema } from '../run/run.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

const bodyInput = z.object({ exchange: z.string(), side: z.enum(['request', 'response']) });

export const runsContract = {
  /** Starts a run and reports it in batches; ends after `done`. Breaking the loop does not cancel the run. */
  start: base.input(runRequestSchema).output(eventIterator(z.array(runEventSchema))),
  cancel: base.input(z.object({ run: z.string() })).output(z.object({ cancelled: z.boolean() })),
  /** Newest first, at most `limit` (default 50). */
  list: base
    .input(z.object({ connector: z.string(), limit: z.number().int().min(1).max(500).optional() }))
    .output(z.array(runRecordSchema)),
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
