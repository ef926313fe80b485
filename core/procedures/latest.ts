import { setTimeout as wait } from 'node:timers/promises';

/**
 * A value whenever it has changed, at once the first time and then at most once per `leastMs`; values in between are
 * skipped. Ends when `signal` aborts.
 *
 * @param onChange calls its listener at each change and gives the function that stops it
 */
export async function* latest<T>(
  read: () => T,
  onChange: (listener: () => void) => () => void,
  leastMs: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void> {
  let isNew = true;
  let wake: () => void = () => undefined;
  const stop = onChange(() => {
    isNew = true;
    wake();
  });
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    while (signal?.aborted !== true) {
      if (!isNew) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      isNew = false;
      yield read();
      await wait(leastMs, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', onAbort);
  }
}
