import { viewLimits } from '../../../shared/limits.ts';

/** Takes items as they come and hands them on together. */
export interface Batched<T> {
  add(items: readonly T[]): void;
  /** Hands on what waits, now. */
  flush(): void;
}

/**
 * Hands items on at most once per `viewLimits.eventBatchMs`, however many messages they came in: each hand-over makes
 * the page render. A timer, not an animation frame, which a hidden window never gets.
 */
export function batched<T>(take: (items: readonly T[]) => void): Batched<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    take(items);
  };
  return {
    add(items) {
      for (const item of items) waiting.push(item);
      timer ??= setTimeout(flush, viewLimits.eventBatchMs);
    },
    flush,
  };
}
