import { z } from 'zod';

/** One difference of a thing that both descriptions have. */
export const changeDetailSchema = z.object({
  /** Property that changed: `pagination`, `records`, `fields.email`, `params.limit` … */
  field: z.string(),
  /** One sentence for people; foreign names in it are plain text. */
  sentence: z.string(),
  /** True where code or data that relied on the former state may fail. */
  breaking: z.boolean(),
});
export type ChangeDetail = z.infer<typeof changeDetailSchema>;

/** What a newer description of the same API says differently about one thing. */
export const changeSchema = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  of: z.enum(['api', 'baseUrl', 'auth', 'validate', 'entity', 'command']),
  /** Name in the connector; '' where there is only one such thing. */
  name: z.string(),
  sentence: z.string(),
  breaking: z.boolean(),
  /** The single differences of what was changed. */
  details: z.array(changeDetailSchema),
});
export type Change = z.infer<typeof changeSchema>;

/** Everything that a newer description says differently, in a stable order. */
export const reportDiffSchema = z.object({
  /** The versions that the two descriptions state of the API. */
  before: z.string().optional(),
  after: z.string().optional(),
  changes: z.array(changeSchema),
});
export type ReportDiff = z.infer<typeof reportDiffSchema>;
