/** Events of one subscriber on their way out: everything that came since the last look travels as one batch. */
export interface EventQueue<T> {
  push(events: readonly T[]): void;
  /** Batches in order; ends when `signal` aborts. */
  batches(signal: AbortSignal | undefined): AsyncGenerator<readonly T[]>;
}

/**
 * A queue without back-pressure from the transport needs a bound of its own: over `limit` waiting events the oldest
 * that may be dropped (`droppable`) go first; the others always arrive.
 */
export function createEventQueue<T>(limit: number, droppable: (event: T) => boolean): EventQueue<T> {
  let waiting: T[] = [];
  let wake: () => void = () => undefined;

  function trim(): void {
    let excess = waiting.length - limit;
    if (excess <= 0) return;
    waiting = waiting.filter((event) => !(excess > 0 && droppable(event) && excess-- > 0));
  }

  return {
    push(events) {
      waiting.push(...events);
      trim();
      wake();
    },
    async *batches(signal) {
      const onAbort = () => wake();
      signal?.addEventListener('abort', onAbort);
      try {
        while (signal?.aborted !== true) {
          if (waiting.length === 0) {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
            continue;
          }
          const batch = waiting;
          waiting = [];
          yield batch;
        }
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}
