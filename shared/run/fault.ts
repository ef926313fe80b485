import { z } from 'zod';

/** What a fault does to an answer, beside or instead of what the source says. */
export const faultEffectSchema = z.discriminatedUnion('kind', [
  /** An answer of this status instead of the source's; nothing is sent. */
  z.object({
    kind: z.literal('status'),
    status: z.number().int().min(400).max(599),
    /** Seconds, sent as `Retry-After`. */
    retryAfter: z.number().int().nonnegative().optional(),
  }),
  /** The source's answer, this many ms later. */
  z.object({ kind: z.literal('slow'), ms: z.number().int().positive() }),
  /** The source's answer, its body cut in the middle: the connection is lost. */
  z.object({ kind: z.literal('cut') }),
  /** The source's answer with a body that is no longer JSON. */
  z.object({ kind: z.literal('malformed') }),
  /** No answer: the connection is refused. */
  z.object({ kind: z.literal('offline') }),
]);
export type FaultEffect = z.infer<typeof faultEffectSchema>;

/** A fault that a run shall meet: the effect, and which requests of the run it strikes. */
export const faultSchema = z.object({
  effect: faultEffectSchema,
  /** Number of the first request that is struck, from 1, counted among those that `url` fits. */
  at: z.number().int().positive(),
  /** How many requests from there on; 1 where absent. */
  times: z.number().int().positive().optional(),
  /** Only requests whose URL contains this text. */
  url: z.string().min(1).optional(),
});
export type Fault = z.infer<typeof faultSchema>;
