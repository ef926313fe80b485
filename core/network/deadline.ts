import { ExchangeError } from './failure.ts';
import type { HttpFailure } from './types.ts';

/** Gives what `work` gives; rejects at the deadline, or with the reason of the signal. */
export type Within = <T>(work: Promise<T>) => Promise<T>;

/**
 * One deadline for all steps of one thing, `ms` from now: however the time is spread over them, they end together (A60).
 * What comes later is let go.
 */
export function createDeadline(ms: number, signal: AbortSignal, failure: HttpFailure): Within {
  const endsAt = performance.now() + ms;
  return async (work) => {
    let stop = () => {};
    const limit = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => reject(new ExchangeError(failure)), Math.max(0, endsAt - performance.now()));
      const aborted = () => reject(signal.reason);
      signal.addEventListener('abort', aborted, { once: true });
      stop = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', aborted);
      };
      if (signal.aborted) aborted();
    });
    try {
      return await Promise.race([work, limit]);
    } finally {
      stop();
    }
  };
}
