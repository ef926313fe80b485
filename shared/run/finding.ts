import { z } from 'zod';
import { sourcePlaceSchema } from './place.ts';

/** Something about a result that its outcome does not say: it may be ok and wrong all the same. */
export const findingSchema = z.object({
  /** Stable snake_case name of the check. */
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  /** One sentence: what is wrong, where, and what to do. */
  message: z.string(),
  /** The statement that is not kept: `FB-41`. */
  statement: z.string().optional(),
  /** Where it shows. */
  location: z.discriminatedUnion('kind', [
    /** JSONPath in the result. */
    z.object({ kind: z.literal('result'), path: z.string() }),
    z.object({
      kind: z.literal('exchange'),
      exchange: z.string(),
      /** JSONPath in its body. */ path: z.string().optional(),
    }),
    z.object({ kind: z.literal('source'), place: sourcePlaceSchema }),
    z.object({ kind: z.literal('run') }),
  ]),
  /** How often it was seen; the location is the first. */
  count: z.number().int().positive(),
});
export type Finding = z.infer<typeof findingSchema>;
