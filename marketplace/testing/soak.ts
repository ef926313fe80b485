/**
 * Tests whose worth grows with their size run small, and whole with `STUDIO_SOAK=full`: that takes minutes, and is done by
 * hand on an idle machine.
 */
const isFull = process.env.STUDIO_SOAK === 'full';

/** How many of something: as few as show a fault at once, or as many as the requirement says. */
export const size = (small: number, full: number): number => (isFull ? full : small);

/** Longest wait for a test of such a size, ms. */
export const soakMs = isFull ? 45 * 60_000 : 120_000;

/** Does the work for each item, so many at once. */
export async function atOnce<T>(width: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
