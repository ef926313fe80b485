import { z } from 'zod';

/**
 * One value of an entity that was generated although the description says another: it was proven or chosen later. A newer
 * description keeps it as long as it says nothing new about it.
 */
export const reviewedSchema = z.object({
  /** `METHOD /path` of the entity. */
  operation: z.string(),
  /** Property of the entity, such as `pagination`; `fields.<name>` for one field. */
  property: z.string(),
  /** What the description said; absent where it said nothing. */
  was: z.unknown().optional(),
  /** What was generated instead; absent where it was left out. */
  value: z.unknown().optional(),
});
export type Reviewed = z.infer<typeof reviewedSchema>;
