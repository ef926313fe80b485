import { parentPort, workerData } from 'node:worker_threads';
import type { ImportJob } from './in-worker.ts';

if (!parentPort) throw new Error('core/import/worker.ts is started as a worker thread only');

// True by construction: only in-worker.ts starts this file, with a job as its data.
const job = workerData as ImportJob;
if (job.kind === 'inspect') {
  const { readSource } = await import('./read.ts');
  parentPort.postMessage(await readSource(job.source));
} else {
  const { answerPlaces } = await import('./locator-worker.ts');
  answerPlaces(parentPort, job.source);
}
