import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { DescriptionSource } from './read.ts';

if (!parentPort) throw new Error('core/import/worker.ts is started as a worker thread only');

// Run from source, loading the reader would take as long as reading: Node keeps what it made of it from start to start.
enableCompileCache();
const { readDescription } = await import('./read.ts');

// True by construction: only inspect.ts starts this file, with a description as its data.
const source = workerData as DescriptionSource;
parentPort.postMessage(await readDescription(source));
