import { parentPort, workerData } from 'node:worker_threads';
import { type DescriptionSource, readDescription } from './read.ts';

if (!parentPort) throw new Error('core/import/worker.ts is started as a worker thread only');

// True by construction: only inspect.ts starts this file, with a description as its data.
const source = workerData as DescriptionSource;
parentPort.postMessage(await readDescription(source));
