import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { toMessageEvent } from './ports.ts';

// First module of a utility process: gives it process.parentPort, then runs its own entry.
const host = parentPort;
if (host === null) throw new Error('a utility process has a parent');
const port = Object.assign(new EventEmitter(), { postMessage: (data: unknown) => host.postMessage(data) });
host.on('message', (message) => port.emit('message', toMessageEvent(message)));
Object.assign(process, { parentPort: port });
await import(String(workerData));
