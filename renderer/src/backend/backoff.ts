/** Wait before the n-th attempt to reconnect (from 0), ms: 0.5 s, doubled up to 10 s. */
export const backoffMs = (attempt: number): number => Math.min(10_000, 500 * 2 ** Math.min(attempt, 10));
