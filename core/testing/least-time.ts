/** Tries of `leastTime`. */
const TRIES = 5;

/**
 * The least time that an attempt took, ms: of the first that is below the limit, of five at most. On a busy machine one
 * late attempt says nothing of the code, while code that waits too long does so each time. What else an attempt shows is
 * asserted in it, and counts each time.
 *
 * @param attempt gives the time that counts, ms, or a ratio of times where the limit is one
 */
export async function leastTime(limitMs: number, attempt: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < TRIES && least >= limitMs; tried++) least = Math.min(least, await attempt());
  return least;
}
