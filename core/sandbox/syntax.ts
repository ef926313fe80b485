import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { type ConnectorFile, isScriptPath, isTypeScriptPath } from '../../shared/connector/files.ts';
import { sandboxLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { workerEnvironment, workerFile } from '../worker-file.ts';
import { NO_WARNINGS } from './lane.ts';
import type { Looked, SyntaxProblem } from './syntax-check.ts';

/** Looked-at scripts that are remembered. */
const KNOWN_SCRIPTS = 500;
const HEAP_MIB = 2048;

/** What is wrong with a script, by the digest of its path and text; null where nothing is. */
const known = new Map<string, SyntaxProblem | null>();
const keyOf = ({ path, text }: ConnectorFile): string =>
  createHash('sha256').update(path).update('\0').update(text).digest('base64');

function remember(key: string, problem: SyntaxProblem | null): void {
  known.set(key, problem);
  for (const oldest of known.keys()) {
    if (known.size <= KNOWN_SCRIPTS) break;
    known.delete(oldest);
  }
}

/**
 * Looks at scripts in a worker of its own. That keeps a large file from blocking the caller, and a hostile one, which can
 * break the stripper of types for good, from breaking it for anybody else. A text says why there is no answer.
 */
function lookAt(files: readonly ConnectorFile[], timeMs: number): Promise<Looked | string> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile(import.meta.url, './syntax-worker.ts', 'syntax-worker.js'), {
      workerData: files,
      env: workerEnvironment(),
      execArgv: NO_WARNINGS,
      argv: [],
      resourceLimits: { stackSizeMb: sandboxLimits.workerStackMiB, maxOldGenerationSizeMb: HEAP_MIB },
    });
    const settle = (looked: Looked | string): void => {
      clearTimeout(timer);
      resolve(looked);
      void worker.terminate();
    };
    const timer = setTimeout(() => settle(`could not be read within ${timeMs} ms: make them smaller`), timeMs);
    // Only syntax-worker.ts posts here, one message of this type.
    worker.once('message', (looked: Looked) => settle(looked));
    worker.on('error', () => settle('broke the engine that reads them: look for what is nested very deep'));
    worker.once('exit', () => settle('could not be read: the engine ended'));
  });
}

/**
 * The scripts that the sandbox cannot run as they are, in the order of the files. They are compiled and never run; what a
 * module imports is not looked at.
 *
 * @param timeMs wall time of the whole; what was not looked at by then is a problem
 */
export async function findSyntaxProblems(
  files: readonly ConnectorFile[],
  timeMs: number = sandboxLimits.checkMs,
): Promise<readonly SyntaxProblem[]> {
  const scripts = files.filter((file) => isScriptPath(file.path)).map((file) => ({ file, key: keyOf(file) }));
  const fresh = scripts.filter(({ key }) => !known.has(key));
  if (fresh.length > 0) {
    const looked = await lookAt(
      fresh.map(({ file }) => file),
      timeMs,
    );
    const [first] = fresh;
    if (typeof looked === 'string') {
      const message = `it and ${fresh.length - 1} other scripts ${looked}`;
      return first ? [{ path: first.file.path, message, unsupported: true }] : [];
    }
    for (const { file, key } of fresh.slice(0, looked.count))
      remember(key, looked.problems.find((one) => one.path === file.path) ?? null);
  }
  return scripts.flatMap(({ key }) => known.get(key) ?? []);
}

/**
 * Refuses TypeScript that can never run, before it is saved: what is more than types (enums, namespaces, parameter
 * properties, decorators), and what is too large to be read. A file that is merely unfinished may be saved, as in JavaScript;
 * it fails when it runs. Input failure `unsupported_typescript` with path, line and column.
 */
export async function checkTypeScript(files: readonly ConnectorFile[], timeMs?: number): Promise<Result<void>> {
  const typed = files.filter((file) => isTypeScriptPath(file.path));
  const problem = (await findSyntaxProblems(typed, timeMs)).find((one) => one.unsupported);
  if (!problem) return ok(undefined);
  const { path, message, line, column } = problem;
  const place = line === undefined ? path : `${path}:${line}:${column}`;
  return fail('input', 'unsupported_typescript', `${place}: ${message}.`, { path, line, column });
}
