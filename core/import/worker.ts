import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportJob } from './in-worker.ts';

if (!parentPort) throw new Error('core/import/worker.ts is started as a worker thread only');

// Run from source, loading the reader would take as long as reading: where the environment names a folder for it, Node
// keeps what it made of the source. Never in its default folder, which other users of the machine may write to.
if (process.env.NODE_COMPILE_CACHE) enableCompileCache(process.env.NODE_COMPILE_CACHE);

// True by construction: only in-worker.ts starts this file, with a job as its data.
const job = workerData as ImportJob;
if (job.kind === 'inspect') {
  const { readSource } = await import('./read.ts');
  parentPort.postMessage(await readSource(job.source));
} else {
  const { answerPlaces } = await import('./locator-worker.ts');
  answerPlaces(parentPort, job.source);
}
