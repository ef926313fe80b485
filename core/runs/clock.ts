import { setTimeout as wait } from 'node:timers/promises';

/** Time as the layers of a run see it; another one stands in for it in tests. */
export interface Clock {
  /** ms since the epoch. */
  now(): number;
  /** Waits `ms`; gives false, at once, where the signal ends the wait. */
  sleep(ms: number, signal: AbortSignal): Promise<boolean>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, { signal });
      return true;
    } catch {
      return false;
    }
  },
};
