/**
 * URL of the module a worker thread starts from. Run from source, that is `sourcePath` beside the caller; bundled, every
 * worker is an entry of its own in the same folder as the bundle, under `bundledName`.
 *
 * @param sourceUrl the caller's `import.meta.url`
 * @param sourcePath the worker's source relative to the caller, e.g. `./worker.ts`
 * @param bundledName the worker's file name in the bundle, e.g. `import-worker.js`
 */
export function workerFile(sourceUrl: string, sourcePath: string, bundledName: string): URL {
  const fromSource = new URL(sourceUrl).pathname.endsWith('.ts');
  return new URL(fromSource ? sourcePath : `./${bundledName}`, sourceUrl);
}

/**
 * Environment of a worker thread: nothing of this process's but where Node may keep compiled source. Run from source,
 * loading a worker would take twice as long without it; guests have no environment to see it in.
 */
export const workerEnvironment = (): Readonly<Record<string, string>> => {
  const folder = process.env.NODE_COMPILE_CACHE;
  return folder ? { NODE_COMPILE_CACHE: folder } : {};
};
