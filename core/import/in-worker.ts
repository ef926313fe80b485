import { Worker } from 'node:worker_threads';
import { importLimits } from '../../shared/limits.ts';
import { fail, type Result } from '../../shared/result.ts';
import { workerFile } from '../worker-file.ts';
import { fileLabel } from './quote.ts';
import type { DescriptionSource } from './read.ts';
import { checkSize } from './text.ts';

/** What a worker is asked: to read a description, or to find a place in its text. */
export type ImportJob =
  | { readonly kind: 'inspect'; readonly source: DescriptionSource }
  | { readonly kind: 'locate'; readonly source: DescriptionSource; readonly pointer: string };

export interface InspectOptions {
  readonly signal?: AbortSignal;
  /** Wall time, ms; `importLimits.timeMs` where absent. */
  readonly timeMs?: number;
}

const cancelled = (): Result<never> =>
  fail('input', 'cancelled', 'The import was cancelled; start it again when you want it.');

function crashed(fileName: string, error: unknown): Result<never> {
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

/**
 * Does a job in a worker thread; never blocks the caller, never fetches anything (A1–A11, A16–A18). Input failures of its own:
 * `too_large`, `cancelled`, `timeout`, `out_of_memory`; system failure `import_crashed`.
 */
export function inWorker<T>(job: ImportJob, options: InspectOptions = {}): Promise<Result<T>> {
  const { fileName, text } = job.source;
  const { signal, timeMs = importLimits.timeMs } = options;
  const size = checkSize(fileName, typeof text === 'string' ? text.length : text.byteLength);
  if (!size.ok) return Promise.resolve(size);
  if (signal?.aborted) return Promise.resolve(cancelled());

  return new Promise((resolve) => {
    const worker = new Worker(workerFile(import.meta.url, './worker.ts', 'import-worker.js'), {
      workerData: job,
      // The parser needs nothing of the surroundings but where Node may keep compiled source (see worker.ts).
      env: process.env.NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE } : {},
      execArgv: [],
      // A large young generation: almost everything that parsing makes lives until the end.
      resourceLimits: { maxOldGenerationSizeMb: importLimits.heapMiB, maxYoungGenerationSizeMb: 128 },
    });
    const settle = (result: Result<T>): void => {
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
    // Only worker.ts posts here, and it posts one result, of the job it was given.
    worker.once('message', (result: Result<T>) => settle(result));
    worker.once('error', (error) => settle(crashed(fileName, error)));
    worker.once('exit', (code) => settle(crashed(fileName, new Error(`the reader ended with code ${code}`))));
  });
}
