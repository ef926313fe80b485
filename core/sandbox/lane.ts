import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { sandboxLimits } from '../../shared/limits.ts';
import { reasonOf } from '../../shared/result.ts';
import { workerEnvironment, workerFile } from '../worker-file.ts';
import { CANCELLED_RUN, type FromWorker, SYNC_REPLIES, type SyncReply, type ToWorker } from './protocol.ts';

/**
 * Heap of a worker, MiB. It holds little beside strings and bodies in passing, but half of it is also how much memory of
 * ended instances may wait for the collector before each new one forces a full collection (5 ms each at 512).
 */
const WORKER_HEAP_MIB = 4096;
const WORKER_YOUNG_HEAP_MIB = 32;

/** Taking types out of TypeScript is called experimental by Node; that is no news for the user's terminal. */
export const NO_WARNINGS = ['--disable-warning=ExperimentalWarning'];

export interface LaneEvents {
  message(message: FromWorker): void;
  /** The thread is gone, expected or not. */
  exit(reason: string): void;
}

/** One worker thread and the ways to talk to it. */
export class Lane {
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private readonly control: Int32Array;
  private readonly syncPort: MessagePort;

  constructor(compiled: WebAssembly.Module, events: LaneEvents) {
    const shared = new SharedArrayBuffer(8);
    this.control = new Int32Array(shared);
    const channel = new MessageChannel();
    this.syncPort = channel.port1;
    this.worker = new Worker(workerFile(import.meta.url, './worker.ts', 'sandbox-worker.js'), {
      workerData: { compiled, control: shared, syncPort: channel.port2 },
      transferList: [channel.port2],
      // Nothing of this process is handed on: neither variables, nor flags of it, nor arguments.
      env: workerEnvironment(),
      execArgv: NO_WARNINGS,
      argv: [],
      stdin: false,
      resourceLimits: {
        stackSizeMb: sandboxLimits.workerStackMiB,
        maxOldGenerationSizeMb: WORKER_HEAP_MIB,
        maxYoungGenerationSizeMb: WORKER_YOUNG_HEAP_MIB,
      },
    });
    let failure = 'the worker ended';
    const gone = (reason: string) => {
      this.syncPort.close();
      events.exit(reason);
    };
    this.ready = new Promise((resolve) => {
      // Posted by worker.ts only, in this shape.
      this.worker.on('message', (message: FromWorker) =>
        message.kind === 'ready' ? resolve() : events.message(message),
      );
      this.worker.once('exit', () => resolve());
    });
    this.worker.on('error', (error) => {
      failure = reasonOf(error);
    });
    this.worker.once('exit', () => gone(failure));
  }

  /** A working lane keeps the process alive; a spare one does not. */
  setBusy(busy: boolean): void {
    if (busy) this.worker.ref();
    else this.worker.unref();
  }

  post(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  /** Answers a request that blocks the worker. */
  answer(reply: SyncReply): void {
    this.syncPort.postMessage(reply);
    this.wake();
  }

  /** Raises the flag that a busy or blocked worker looks at, and tells one that waits. */
  cancel(run: number): void {
    Atomics.store(this.control, CANCELLED_RUN, run);
    this.wake();
    this.post({ kind: 'cancel', run });
  }

  /** Ends the thread whatever it does; about 2 ms (docs/ENGINE.md). */
  async terminate(): Promise<void> {
    await this.worker.terminate();
  }

  private wake(): void {
    Atomics.add(this.control, SYNC_REPLIES, 1);
    Atomics.notify(this.control, SYNC_REPLIES);
  }
}
