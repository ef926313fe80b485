import { Worker } from 'node:worker_threads';
import type { ImportReport } from '../../shared/import/report.ts';
import { importLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { workerFile } from '../worker-file.ts';
import { fileLabel } from './quote.ts';
import type { DescriptionSource, ReadSource } from './read.ts';
import { checkSize } from './text.ts';

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

/** Parses and infers in a worker thread; never blocks the caller, never fetches anything (A1–A11, A16–A18). */
export async function inspectDescription(
  source: DescriptionSource,
  options: InspectOptions = {},
): Promise<Result<ImportReport>> {
  const inspected = await inspectSource(source, options);
  return inspected.ok ? ok(inspected.value.report) : inspected;
}

/** The same, with the one document that the files of a description were joined to: what is kept for a re-import. */
export function inspectSource(source: DescriptionSource, options: InspectOptions = {}): Promise<Result<ReadSource>> {
  const { fileName, text } = source;
  const { signal, timeMs = importLimits.timeMs } = options;
  const size = checkSize(fileName, typeof text === 'string' ? text.length : text.byteLength);
  if (!size.ok) return Promise.resolve(size);
  if (signal?.aborted) return Promise.resolve(cancelled());

  return new Promise((resolve) => {
    const worker = new Worker(workerFile(import.meta.url, './worker.ts', 'import-worker.js'), {
      workerData: source,
      // The parser needs nothing of the surroundings but where Node may keep compiled source (see worker.ts).
      env: process.env.NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE } : {},
      execArgv: [],
      // A large young generation: almost everything that parsing makes lives until the end.
      resourceLimits: { maxOldGenerationSizeMb: importLimits.heapMiB, maxYoungGenerationSizeMb: 128 },
    });
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
    // Only worker.ts posts here, and it posts one result.
    worker.once('message', (result: Result<ReadSource>) => settle(result));
    worker.once('error', (error) => settle(crashed(fileName, error)));
    worker.once('exit', (code) => settle(crashed(fileName, new Error(`the reader ended with code ${code}`))));
  });
}
