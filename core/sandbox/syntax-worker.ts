import { parentPort, workerData } from 'node:worker_threads';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { findProblems } from './syntax-check.ts';

// Started by syntax.ts only, with the files to look at.
parentPort?.postMessage(await findProblems(workerData as readonly ConnectorFile[]));
