import type { Clock } from '../clock.ts';

/** A clock that jumps: what sleeps goes on at once, and time is later by as much. */
export interface TestClock extends Clock {
  /** The waits so far, ms. */
  readonly sleeps: readonly number[];
}

/** @param start ms since the epoch */
export function testClock(start = Date.parse('2026-11-20T10:00:00.000Z')): TestClock {
  const sleeps: number[] = [];
  let now = start;
  return {
    sleeps,
    now: () => now,
    sleep: async (ms, signal) => {
      if (signal.aborted) return false;
      sleeps.push(ms);
      now += ms;
      return true;
    },
  };
}
