import { z } from 'zod';
import { reportDiffSchema } from './diff.ts';
import { warningSchema } from './report.ts';

/** How a conflict is settled: `both` keeps the lines of both sides, one after the other. */
export const resolutionSchema = z.enum(['ours', 'theirs', 'both']);
export type Resolution = z.infer<typeof resolutionSchema>;

/** A place that the user and the newer description changed in different ways. */
export const mergeConflictSchema = z.object({
  /** `file:what`: what a resolution names. */
  id: z.string(),
  file: z.string(),
  /** The constant, function or key that is meant; `text` for a file without such parts. */
  what: z.string(),
  /**
   * `edited`: both changed it; `removed`: the description has it no longer, the user changed it; `deleted`: the user deleted
   * it, the description changes it; `added`: both added it.
   */
  kind: z.enum(['edited', 'removed', 'deleted', 'added']),
  /** One sentence: what happened and what can be chosen. */
  message: z.string(),
  /** As it was generated last, as it stands, as it would be generated now; null where it is not there. */
  base: z.string().nullable(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
  options: z.array(resolutionSchema),
  /** How it was settled; absent while it is open. */
  resolution: resolutionSchema.optional(),
});
export type MergeConflict = z.infer<typeof mergeConflictSchema>;

/** What a merge does to one file. */
export const mergedFileSchema = z.object({
  path: z.string(),
  action: z.enum(['added', 'removed', 'changed', 'unchanged']),
  /** True where edits of the user are in it. */
  edited: z.boolean(),
});
export type MergedFile = z.infer<typeof mergedFileSchema>;

const namesSchema = z.object({ entities: z.array(z.string()), commands: z.array(z.string()) });

/** What a re-import would do, or did. */
export const mergePlanSchema = z.object({
  connector: z.string(),
  /** The revision that it was made on. */
  revision: z.number().int(),
  /** `stored`: what was generated last is known; `generated`: it was made again from the kept description. */
  base: z.enum(['stored', 'generated']),
  diff: reportDiffSchema,
  /** Taken into the connector, and taken out of it. */
  added: namesSchema,
  removed: namesSchema,
  /** New in the description and not chosen. */
  available: namesSchema,
  /** Sentences of what users of the connector will notice: removed commands and the like. */
  breaking: z.array(z.string()),
  /** What was left in place for a reason, in sentences. */
  notes: z.array(z.string()),
  files: z.array(mergedFileSchema),
  conflicts: z.array(mergeConflictSchema),
  /** Conflicts that are still open: nothing is saved while there are any. */
  open: z.number().int().nonnegative(),
  /** True where saving makes a new revision. */
  changes: z.boolean(),
  warnings: z.array(warningSchema),
});
export type MergePlan = z.infer<typeof mergePlanSchema>;

const wantedSchema = z.union([z.enum(['same', 'new', 'all']), z.array(z.string())]);

/**
 * What to take of the newer description: the `same` as before, also what is `new` in it, `all` of it, or these names in
 * addition.
 */
export const mergeChoicesSchema = z.object({
  entities: wantedSchema.default('same'),
  commands: wantedSchema.default('same'),
});
export type MergeChoices = z.infer<typeof mergeChoicesSchema>;

/** How conflicts are settled: one answer for all of them, or one by its id, which wins. */
export const resolutionsSchema = z.object({
  take: z.enum(['ours', 'theirs']).optional(),
  items: z.record(z.string(), resolutionSchema).default({}),
});
export type Resolutions = z.infer<typeof resolutionsSchema>;

/** The answer to a merge: saved as one revision, or the plan that still needs answers. */
export const mergeOutcomeSchema = z.object({
  saved: z.boolean(),
  /** The newest revision afterwards. */
  revision: z.number().int(),
  plan: mergePlanSchema,
});
export type MergeOutcome = z.infer<typeof mergeOutcomeSchema>;

/** What a merge is asked for. */
export const mergeRequestSchema = z.object({
  choices: mergeChoicesSchema,
  resolutions: resolutionsSchema,
  /** Plans only. */
  dryRun: z.boolean().default(false),
});
