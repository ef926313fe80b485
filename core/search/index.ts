import { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { SearchEvent, SearchFile, searchQuerySchema } from '../../shared/contract/search.ts';
import { searchLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { workerEnvironment, workerFile } from '../worker-file.ts';
import type { ConnectorStore } from '../workspace/types.ts';
import { globTest } from './globs.ts';
import { expressionOf } from './match.ts';

/** The files of one connector, on their way to the worker. */
export interface SearchTask {
  readonly connector: string;
  readonly revision: number;
  readonly files: readonly ConnectorFile[];
}

/** What the worker found in them. `full`: some finds were left out; `done`: no more are taken. */
export interface SearchAnswer {
  readonly found: readonly SearchFile[];
  readonly full: boolean;
  readonly done: boolean;
}

type Query = z.output<typeof searchQuerySchema>;

/** The files to search of a connector, with the texts of the editor in place of the saved ones. */
function filesOf(
  store: ConnectorStore,
  id: string,
  query: Query,
): (SearchTask & { readonly skipped: boolean }) | undefined {
  const stored = store.files(id);
  if (!stored.ok) return undefined;
  const included = globTest(query.include) ?? (() => true);
  const excluded = globTest(query.exclude) ?? (() => false);
  const unsaved = new Map(query.unsaved.filter((one) => one.connector === id).map((one) => [one.path, one.text]));
  const wanted = stored.value.files.filter(({ path }) => included(path) && !excluded(path));
  const files = wanted
    .map(({ path, text }) => ({ path, text: unsaved.get(path) ?? text }))
    .filter((file) => file.text.length <= searchLimits.fileBytes);
  return { connector: id, revision: stored.value.revision, files, skipped: files.length < wanted.length };
}

/** Asks the worker for one connector; `time` where the deadline comes first, `ended` where it was called off. */
function ask(worker: Worker, task: SearchTask, deadline: number, signal: AbortSignal | undefined) {
  return new Promise<SearchAnswer | 'time' | 'ended'>((resolve, reject) => {
    const settle = (answer: SearchAnswer | 'time' | 'ended') => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      worker.off('message', settle).off('error', onError);
      resolve(answer);
    };
    const onAbort = () => settle('ended');
    const onError = (error: unknown) => {
      reject(error);
      settle('ended');
    };
    const timer = setTimeout(() => settle('time'), Math.max(0, deadline - performance.now()));
    signal?.addEventListener('abort', onAbort, { once: true });
    // Only worker.ts posts here, one answer for each task.
    worker.on('message', settle).on('error', onError);
    worker.postMessage(task);
  });
}

async function* run(
  store: ConnectorStore,
  query: Query,
  timeMs: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<SearchEvent> {
  const { text, regex, matchCase, wholeWord, replacement } = query;
  const worker = new Worker(workerFile(import.meta.url, './worker.ts', 'search-worker.js'), {
    workerData: { text, regex, matchCase, wholeWord, replacement },
    env: workerEnvironment(),
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: searchLimits.heapMiB },
  });
  // Whoever asks hears of it; what comes while nobody does would end the host.
  worker.on('error', () => undefined);
  const deadline = performance.now() + timeMs;
  let searched = 0;
  let matches = 0;
  let stopped: 'matches' | 'time' | 'size' | undefined;
  try {
    const ids = query.connector === undefined ? store.list().data.map((one) => one.id) : [query.connector];
    for (const id of ids) {
      const task = filesOf(store, id, query);
      if (task?.skipped) stopped ??= 'size';
      if (task === undefined || task.files.length === 0) continue;
      if (signal?.aborted) return;
      const answer = await ask(worker, task, deadline, signal);
      if (answer === 'ended') return;
      if (answer === 'time') {
        stopped = 'time';
        break;
      }
      searched += task.files.length;
      matches += answer.found.reduce((sum, file) => sum + file.matches.length, 0);
      if (answer.found.length > 0) yield { kind: 'files', files: [...answer.found] };
      if (answer.full) stopped = 'matches';
      if (answer.done) break;
    }
    yield { kind: 'end', searched, matches, ...(stopped === undefined ? {} : { stopped }) };
  } finally {
    void worker.terminate();
  }
}

/**
 * Finds a text in the files of connectors. It runs in a worker that is terminated after `timeMs`, whatever an expression
 * does; files arrive connector by connector. Input failure `bad_pattern`.
 */
export function searchFiles(
  store: ConnectorStore,
  query: Query,
  signal?: AbortSignal,
  timeMs: number = searchLimits.timeMs,
): Result<AsyncGenerator<SearchEvent>> {
  const expression = expressionOf(query);
  return expression.ok ? ok(run(store, query, timeMs, signal)) : expression;
}
