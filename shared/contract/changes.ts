import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { windowId } from './drafts.ts';
import { failureErrors } from './errors.ts';

/** Something in the workspace that is not any more what a window may have read. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connector'),
    change: z.enum(['created', 'saved', 'removed']),
    connector: z.string(),
    /** The newest one now; absent where it was removed. */
    revision: z.number().int().optional(),
  }),
  /** What a revision is called. */
  z.object({ kind: z.literal('label'), connector: z.string(), revision: z.number().int() }),
  z.object({ kind: z.literal('connections'), connector: z.string() }),
  z.object({
    kind: z.literal('run'),
    change: z.enum(['started', 'ended', 'removed']),
    connector: z.string(),
    /** Absent where all of the connector were removed. */
    run: z.string().optional(),
  }),
  z.object({ kind: z.literal('settings') }),
  z.object({ kind: z.literal('vault') }),
]);
export type Change = z.infer<typeof changeSchema>;

/** A place in the sequence of changes of one start of the host. */
export const changePointSchema = z.object({ epoch: z.string(), sequence: z.number().int() });
export type ChangePoint = z.infer<typeof changePointSchema>;

/** Changes in their order, and the point after them; `reset` says that some are missing before: everything is to be read again. */
export const changeBatchSchema = z.object({
  point: changePointSchema,
  reset: z.boolean(),
  changes: z.array(changeSchema),
});
export type ChangeBatch = z.infer<typeof changeBatchSchema>;

export const changesContract = {
  /**
   * What changes, from now on or from `since`, in batches; the first comes at once, to tell the point to go on from. As
   * long as it is followed, the window counts as open.
   */
  watch: oc
    .errors(failureErrors)
    .input(z.object({ window: windowId, since: changePointSchema.optional() }))
    .output(eventIterator(changeBatchSchema)),
};
