import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type MessagePortMain, toPortMessage } from './ports.ts';

interface ForkOptions {
  readonly serviceName?: string;
}

/** Electron's UtilityProcess as a worker thread: ports of Node cannot cross a process. */
class UtilityProcess extends EventEmitter {
  private readonly worker: Worker;

  constructor(file: string, args: readonly string[], options: ForkOptions) {
    super();
    this.worker = new Worker(new URL('./utility-entry.ts', import.meta.url), {
      argv: [...args],
      workerData: pathToFileURL(file).href,
      name: options.serviceName ?? 'utility process',
    });
    this.worker.once('online', () => this.emit('spawn'));
    this.worker.on('message', (message) => this.emit('message', message));
    this.worker.on('error', (error) => console.error('the utility process threw', error));
    this.worker.once('exit', (code) => {
      running.delete(this);
      this.emit('exit', code);
    });
    running.add(this);
  }

  postMessage(data: unknown, ports: readonly MessagePortMain[] = []): void {
    this.worker.postMessage(...toPortMessage(data, ports));
  }

  kill(): boolean {
    void this.worker.terminate();
    return true;
  }
}

const running = new Set<UtilityProcess>();

export const utilityProcess = {
  fork: (file: string, args: readonly string[] = [], options: ForkOptions = {}) =>
    new UtilityProcess(file, args, options),
  /** Not of Electron: lets a test end the processes that are running. */
  standinRunning: running,
};
