import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { sandboxLimits } from '../../shared/limits.ts';
import { prelude, preludeFile } from './guest/prelude.ts';
import { hostNames } from './host.ts';
import { Invocation } from './invocation.ts';
import {
  CANCELLED_RUN,
  type FromWorker,
  SYNC_REPLIES,
  type SyncReply,
  type ToWorker,
  type WorkerSetup,
} from './protocol.ts';
import { quickJs } from './quickjs.ts';
import type { GuestReply, SandboxLimits } from './types.ts';
import { StripCache } from './typescript.ts';
import type { InvocationPort } from './worker-port.ts';

// The pool is the only one that starts this file, with a WorkerSetup; the DOM's MessagePort type in it is Node's here.
const setup = workerData as Omit<WorkerSetup, 'syncPort'> & { readonly syncPort: MessagePort };
const pool = parentPort;
if (!pool) throw new Error('this file runs as a worker');

const control = new Int32Array(setup.control);
const engine = await quickJs(setup.compiled, { prelude: { source: prelude, file: preludeFile }, host: hostNames });
let lastSyncId = 0;

const post = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void => pool.postMessage(message, transfer);
const isCancelled = (run: number): boolean => Atomics.load(control, CANCELLED_RUN) === run;

/** Waits for a message on the port without an event loop (docs/ENGINE.md). */
function waitForReply(run: number, id: number, deadline: number): GuestReply | undefined {
  for (;;) {
    const seen = Atomics.load(control, SYNC_REPLIES);
    // Posted by the pool only, in this shape; replies to a run before this one are passed over.
    const received = receiveMessageOnPort(setup.syncPort) as { readonly message: SyncReply } | undefined;
    if (received?.message.run === run && received.message.id === id) return received.message.reply;
    if (received) continue;
    const left = deadline - performance.now();
    if (left <= 0 || isCancelled(run)) return undefined;
    Atomics.wait(control, SYNC_REPLIES, seen, left);
  }
}

const port: InvocationPort = {
  cancelled: isCancelled,
  send: (run, id, json, bytes) => post({ kind: 'request', run, id, sync: false, json, ...(bytes ? { bytes } : {}) }),
  sendAndWait: (run, json, bytes, deadline) => {
    const id = ++lastSyncId;
    post({ kind: 'request', run, id, sync: true, json, ...(bytes ? { bytes } : {}) });
    return waitForReply(run, id, deadline);
  },
  abort: (run, ids) => post({ kind: 'abort', run, ids }),
  logs: (run, lines) => post({ kind: 'logs', run, lines }),
  tail: (run, lines, dropped) => post({ kind: 'tail', run, lines, dropped }),
  progress: (run, progress) => post({ kind: 'progress', run, progress }),
  end: (run, end, cpuMs) => {
    current = undefined;
    // The bytes were copied out of the engine into a buffer of their own.
    const transfer = end.kind === 'ok' && end.json.buffer instanceof ArrayBuffer ? [end.json.buffer] : [];
    post({ kind: 'end', run, end, cpuMs }, transfer);
    prepare();
  },
};

let current: Invocation | undefined;
let spare: { readonly invocation: Invocation; readonly built: Promise<void> } | undefined;

const stripped = new StripCache();
const make = (limits: SandboxLimits): NonNullable<typeof spare> => {
  const invocation = new Invocation(port, (text) => stripped.strip(text), limits);
  return { invocation, built: invocation.build(engine) };
};

/** Builds the instance of the next run while nobody waits for it. */
function prepare(): void {
  setImmediate(async () => {
    spare ??= make(sandboxLimits);
    await spare.built;
    post({ kind: 'prepared' });
  });
}

pool.on('message', async (message: ToWorker) => {
  if (message.kind === 'reply') return current?.reply(message.id, message.reply);
  if (message.kind === 'cancel') return current?.cancel();
  const receivedAt = performance.now();
  const next = spare?.invocation.fits(message.limits) ? spare : make(message.limits);
  if (next === spare) spare = undefined;
  current = next.invocation;
  await next.built;
  next.invocation.start(message, receivedAt);
});

spare = make(sandboxLimits);
spare.built.then(() => post({ kind: 'ready' }));
