import { Worker } from 'node:worker_threads';
import { importLimits } from '../../shared/limits.ts';
import { fail, type Result } from '../../shared/result.ts';
import { workerEnvironment, workerFile } from '../worker-file.ts';
import { fileLabel } from './quote.ts';
import type { DescriptionSource, ReadSource } from './read.ts';
import { checkSize } from './text.ts';

/** What a worker is started for: to read a description, or to find places in its text as long as it is asked. */
export interface ImportJob {
  readonly kind: 'inspect' | 'locate';
  readonly source: DescriptionSource;
}

export interface InspectOptions {
  readonly signal?: AbortSignal;
  /** Wall time, ms; `importLimits.timeMs` where absent. */
  readonly timeMs?: number;
}

/** Input failure `cancelled`. */
export const cancelled = (): Result<never> =>
  fail('input', 'cancelled', 'The import was cancelled; start it again when you want it.');

/** The failure of a worker that ended without an answer: input `out_of_memory`, else system `import_crashed`. */
export function crashed(fileName: string, error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return fail(
      'input',
      'out_of_memory',
      `${fileLabel(fileName)} needs more than ${importLimits.heapMiB} MiB of memory to read; split it and import again.`,
    );
  }
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return fail(
    'system',
    'import_crashed',
    `${fileLabel(fileName)} could not be read: ${reason}; report this with the file.`,
  );
}

/** A worker thread for a job; never fetches anything (A1–A11, A16–A18). */
export const startWorker = (job: ImportJob): Worker =>
  new Worker(workerFile(import.meta.url, './worker.ts', 'import-worker.js'), {
    workerData: job,
    env: workerEnvironment(),
    execArgv: [],
    // A large young generation: almost everything that parsing makes lives until the end.
    resourceLimits: { maxOldGenerationSizeMb: importLimits.heapMiB, maxYoungGenerationSizeMb: 128 },
  });

/**
 * Reads a description in a worker thread; never blocks the caller. Input failures beside those of reading: `too_large`,
 * `cancelled`, `timeout`, `out_of_memory`; system failure `import_crashed`.
 */
export function inWorker(source: DescriptionSource, options: InspectOptions = {}): Promise<Result<ReadSource>> {
  const { fileName, text } = source;
  const { signal, timeMs = importLimits.timeMs } = options;
  const size = checkSize(fileName, typeof text === 'string' ? text.length : text.byteLength);
  if (!size.ok) return Promise.resolve(size);
  if (signal?.aborted) return Promise.resolve(cancelled());

  return new Promise((resolve) => {
    const worker = startWorker({ kind: 'inspect', source });
    const settle = (result: Result<ReadSource>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
      void worker.terminate();
    };
    const onAbort = (): void => settle(cancelled());
    const timer = setTimeout(
      () =>
        settle(
          fail(
            'input',
            'timeout',
            `${fileLabel(fileName)} took longer than ${timeMs / 1000} seconds to read; split it and import again.`,
          ),
        ),
      timeMs,
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    // Only worker.ts posts here, and for this job it posts one result.
    worker.once('message', (result: Result<ReadSource>) => settle(result));
    worker.once('error', (error) => settle(crashed(fileName, error)));
    worker.once('exit', (code) => settle(crashed(fileName, new Error(`the reader ended with code ${code}`))));
  });
}
