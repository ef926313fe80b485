import type { Worker } from 'node:worker_threads';
import type { Location } from '../../shared/import/location.ts';
import { importLimits } from '../../shared/limits.ts';
import { fail, type Result } from '../../shared/result.ts';
import { cancelled, crashed, startWorker } from './in-worker.ts';
import { fileLabel } from './quote.ts';
import type { DescriptionSource } from './read.ts';

/** One question to the worker of a locator. */
export interface PlaceQuestion {
  readonly id: number;
  readonly pointer: string;
}

/** What comes back for it. */
interface PlaceAnswer {
  readonly id: number;
  readonly result: Result<Location>;
}

/** Finds places in the text of one description. */
export interface Locator {
  /**
   * Where a JSON pointer stands (see `locate`). Never blocks the caller. Input failures `cancelled`, `timeout`, and those of
   * reading a text; system failure `import_crashed`.
   */
  locate(pointer: string, signal?: AbortSignal): Promise<Result<Location>>;
  /** Lets go of the text. A question after that starts anew. */
  close(): void;
}

/**
 * A locator with a worker thread of its own, which starts with the first question, so that the text goes there once and is
 * looked through once, and which ends after a while without questions. It never keeps the process alive.
 */
export function createLocator(source: DescriptionSource, idleMs: number = importLimits.locatorIdleMs): Locator {
  const waiting = new Map<number, (result: Result<Location>) => void>();
  let worker: Worker | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  function stop(result: Result<never>): void {
    clearTimeout(idle);
    void worker?.terminate();
    worker = undefined;
    for (const settle of waiting.values()) settle(result);
    waiting.clear();
  }

  function start(): Worker {
    const started = startWorker({ kind: 'locate', source });
    started.unref();
    // Only locator-worker.ts posts here.
    started.on('message', ({ id, result }: PlaceAnswer) => {
      waiting.get(id)?.(result);
      waiting.delete(id);
    });
    const fell = (error: unknown): void => {
      if (worker === started) stop(crashed(source.fileName, error));
    };
    started.once('error', fell);
    started.once('exit', (code) => fell(new Error(`the reader ended with code ${code}`)));
    return started;
  }

  const timedOut = (): Result<never> =>
    fail(
      'input',
      'timeout',
      `Looking through ${fileLabel(source.fileName)} took longer than ${importLimits.timeMs / 1000} seconds.`,
    );

  return {
    locate(pointer, signal) {
      if (signal?.aborted) return Promise.resolve(cancelled());
      worker ??= start();
      const asked = worker;
      const id = ++last;
      clearTimeout(idle);
      return new Promise((resolve) => {
        const settle = (result: Result<Location>): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
          waiting.delete(id);
          resolve(result);
          if (waiting.size > 0 || worker === undefined) return;
          idle = setTimeout(() => stop(cancelled()), idleMs);
          idle.unref();
        };
        const onAbort = (): void => settle(cancelled());
        const timer = setTimeout(() => stop(timedOut()), importLimits.timeMs);
        timer.unref();
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.set(id, settle);
        asked.postMessage({ id, pointer } satisfies PlaceQuestion);
      });
    },
    close: () => stop(cancelled()),
  };
}
