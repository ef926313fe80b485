import { Lane } from './lane.ts';
import { cancelledOutcome, faultOutcome, timeoutOutcome } from './outcome.ts';
import type { FromWorker } from './protocol.ts';
import { Task } from './task.ts';
import type { Sandbox, SandboxEnd, SandboxJob } from './types.ts';

interface Worker {
  readonly lane: Lane;
  task: Task | undefined;
  ready: boolean;
  /** Whether the instance of its next run is built already. */
  prepared: boolean;
  /** Why it is being ended by force. */
  killed: 'timeout' | 'cancelled' | undefined;
  hardKill: NodeJS.Timeout | undefined;
}

/**
 * Invocations on a few worker threads: one at a time each, a spare one kept warm. A worker serves the next invocation
 * only after a clean end; after a hard kill or a fault it is replaced.
 */
export class SandboxPool implements Sandbox {
  private readonly compile: () => WebAssembly.Module;
  private readonly maxWorkers: number;
  private compiled: WebAssembly.Module | undefined;
  private readonly workers = new Set<Worker>();
  private readonly queue: Task[] = [];
  private lastId = 0;
  private closed = false;

  constructor(compile: () => WebAssembly.Module, maxWorkers: number) {
    this.compile = compile;
    this.maxWorkers = maxWorkers;
  }

  run(job: SandboxJob): Promise<SandboxEnd> {
    const task = new Task(++this.lastId, job);
    if (this.closed || job.signal?.aborted) task.finish(cancelledOutcome);
    else {
      const cancel = () => this.cancel(task);
      job.signal?.addEventListener('abort', cancel, { once: true });
      task.ended.then(() => job.signal?.removeEventListener('abort', cancel));
      this.queue.push(task);
      this.pump();
    }
    return task.ended;
  }

  warm(): void {
    if (!this.closed && this.workers.size === 0) this.spawn();
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const task of this.queue.splice(0)) task.finish(cancelledOutcome);
    for (const worker of this.workers) worker.killed = 'cancelled';
    await Promise.all([...this.workers].map((worker) => worker.lane.terminate()));
  }

  private spawn(): void {
    this.compiled ??= this.compile();
    const worker: Worker = {
      lane: new Lane(this.compiled, {
        message: (message) => this.receive(worker, message),
        exit: (reason) => this.lost(worker, reason),
      }),
      task: undefined,
      ready: false,
      prepared: true,
      killed: undefined,
      hardKill: undefined,
    };
    this.workers.add(worker);
    worker.lane.ready.then(() => {
      worker.ready = true;
      if (!worker.task) worker.lane.setBusy(this.queue.length > 0);
      this.pump();
    });
  }

  /** Gives waiting tasks to free workers and keeps one worker spare. */
  private pump(): void {
    if (this.closed) return;
    const free = [...this.workers].filter((worker) => worker.ready && !worker.task && !worker.killed);
    for (const worker of free) {
      const task = this.queue.shift();
      if (!task) break;
      this.assign(worker, task);
    }
    const coming = [...this.workers].filter((worker) => !worker.task && !worker.killed).length;
    const wanted = this.queue.length + (this.lastId > 0 ? 1 : 0);
    for (let missing = wanted - coming; missing > 0 && this.workers.size < this.maxWorkers; missing--) this.spawn();
  }

  private assign(worker: Worker, task: Task): void {
    worker.task = task;
    worker.prepared = false;
    worker.lane.setBusy(true);
    const { wallMs, hardKillGraceMs } = task.limits;
    worker.hardKill = setTimeout(() => this.kill(worker, 'timeout'), wallMs + hardKillGraceMs);
    worker.lane.post(task.startMessage());
  }

  private receive(worker: Worker, message: FromWorker): void {
    const { task } = worker;
    if (message.kind === 'prepared') worker.prepared = true;
    if (message.kind === 'prepared' || message.kind === 'ready' || task?.id !== message.run) return;
    if (message.kind === 'logs') task.job.onLogs(message.lines);
    else if (message.kind === 'tail') task.addTail(message);
    else if (message.kind === 'progress') task.job.onProgress?.(message.progress);
    else if (message.kind === 'abort') task.abort(message.ids);
    else if (message.kind === 'request') this.answer(worker, task, message);
    else {
      clearTimeout(worker.hardKill);
      worker.task = undefined;
      worker.lane.setBusy(false);
      task.end(message);
      // After a fault neither the instance nor the thread is trusted.
      if (message.end.kind === 'fault') this.kill(worker, 'cancelled');
      this.pump();
    }
  }

  private async answer(worker: Worker, task: Task, message: Extract<FromWorker, { kind: 'request' }>): Promise<void> {
    const reply = await task.request(message);
    // A reply to a run that is over goes nowhere (A45).
    if (worker.task !== task || worker.killed) return;
    const { run, id } = message;
    if (message.sync) worker.lane.answer({ run, id, reply });
    else worker.lane.post({ kind: 'reply', run, id, reply });
  }

  private cancel(task: Task): void {
    const queued = this.queue.indexOf(task);
    if (queued >= 0) {
      this.queue.splice(queued, 1);
      task.finish(cancelledOutcome);
    }
    const worker = [...this.workers].find((one) => one.task === task);
    if (!worker) return;
    worker.lane.cancel(task.id);
    setTimeout(() => {
      if (worker.task === task) this.kill(worker, 'cancelled');
    }, task.limits.hardKillGraceMs);
  }

  private kill(worker: Worker, why: 'timeout' | 'cancelled'): void {
    if (worker.killed) return;
    worker.killed = why;
    void worker.lane.terminate();
  }

  private lost(worker: Worker, reason: string): void {
    this.workers.delete(worker);
    clearTimeout(worker.hardKill);
    const { task, killed } = worker;
    if (task && killed === 'timeout') task.finish(timeoutOutcome(task.limits.wallMs, true));
    else if (task) task.finish(killed === 'cancelled' ? cancelledOutcome : faultOutcome(reason));
    this.pump();
  }
}
