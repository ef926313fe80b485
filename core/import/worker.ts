import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { DescriptionSource } from './read.ts';

if (!parentPort) throw new Error('core/import/worker.ts is started as a worker thread only');

// Run from source, loading the reader would take as long as reading: where the environment names a folder for it, Node
// keeps what it made of the source. Never in its default folder, which other users of the machine may write to.
if (process.env.NODE_COMPILE_CACHE) enableCompileCache(process.env.NODE_COMPILE_CACHE);
const { readSource } = await import('./read.ts');

// True by construction: only inspect.ts starts this file, with a description as its data.
const source = workerData as DescriptionSource;
parentPort.postMessage(await readSource(source));
