import { oc } from '@orpc/contract';
import { z } from 'zod';
import { connectorId } from '../connector/names.ts';
import { draftLimits } from '../limits.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

/** A window of the interface, by a name that it gives itself. */
export const windowId = z.string().regex(/^[\w-]{8,64}$/);

const place = z.object({ connector: connectorId, path: z.string().min(1).max(draftLimits.pathChars) });

/** Unsaved text of one file, and the revision that it was typed on. */
export const draftSchema = place.extend({ text: z.string(), baseRevision: z.number().int() });
export type Draft = z.infer<typeof draftSchema>;

/** A draft that was kept; `moved` says that the file is not any more what it was typed on. */
export const keptDraftSchema = draftSchema.extend({ moved: z.boolean() });
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** Unsaved text, kept so that nothing typed goes with a killed window or host (R3, R36). */
export const draftsContract = {
  /**
   * Keeps unsaved text; durable when it answers. Drafts of connectors that are gone are left out. Fails with
   * `draft_too_large`, and with `drafts_full` where too much is kept.
   */
  save: base
    .input(z.object({ window: windowId, drafts: z.array(draftSchema).min(1).max(draftLimits.batch) }))
    .output(z.object({ kept: z.number().int() })),
  /**
   * What this window has kept, and what windows kept that are gone: those become its own. Of several of one file the
   * newest is given, the others stay for the next time.
   */
  claim: base.input(z.object({ window: windowId })).output(z.array(keptDraftSchema)),
  /** Forgets the text of files that were saved, reverted or closed. */
  drop: base
    .input(z.object({ window: windowId, places: z.array(place).min(1).max(draftLimits.batch) }))
    .output(z.object({ dropped: z.number().int() })),
};
