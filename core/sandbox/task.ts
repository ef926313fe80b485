import { isScriptPath } from '../../shared/connector/files.ts';
import { sandboxLimits } from '../../shared/limits.ts';
import type { Outcome } from '../../shared/run/run.ts';
import { initiatorOf } from './frames.ts';
import { Gate } from './gate.ts';
import { parseGuestRequest } from './guest-request.ts';
import { LogTail } from './log-tail.ts';
import { outcomeOf } from './outcome.ts';
import type { FromWorker, StartMessage } from './protocol.ts';
import type { GuestReply, SandboxEnd, SandboxJob, SandboxLimits } from './types.ts';

type Refusal = Extract<GuestReply, { kind: 'failure' }>;
type Request = Extract<FromWorker, { kind: 'request' }>;

const gone = (message: string): Refusal => ({ kind: 'failure', name: 'NetworkError', code: 'cancelled', message });

/** One invocation as the pool sees it, from the queue to its end. */
export class Task {
  readonly id: number;
  readonly job: SandboxJob;
  readonly limits: SandboxLimits;
  readonly ended: Promise<SandboxEnd>;
  private readonly files: ReadonlyMap<string, string>;
  private readonly aborted = new AbortController();
  private readonly underWay = new Map<number, AbortController>();
  private readonly gate: Gate;
  private readonly refusals: Refusal[] = [];
  private readonly tail: LogTail;
  private readonly calledAt = performance.now();
  private settle: (end: SandboxEnd) => void = () => {};
  private done = false;

  constructor(id: number, job: SandboxJob) {
    this.id = id;
    this.job = job;
    this.limits = { ...sandboxLimits, ...job.limits };
    this.files = new Map(job.files.filter((file) => isScriptPath(file.path)).map((file) => [file.path, file.text]));
    this.gate = new Gate(this.limits.concurrentRequests);
    this.tail = new LogTail(this.limits);
    this.ended = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  startMessage(): StartMessage {
    const { target, input, deterministic } = this.job;
    const start = { kind: 'start', run: this.id, files: [...this.files], target, input, limits: this.limits } as const;
    return deterministic ? { ...start, deterministic } : start;
  }

  /** Sends a request of the guest, and gives what it shall see. */
  async request(message: Request): Promise<GuestReply> {
    const parsed = parseGuestRequest(message.json, message.bytes);
    if (!parsed.ok)
      return { kind: 'failure', name: 'TypeError', code: parsed.error.code, message: parsed.error.message };
    const initiator = initiatorOf(parsed.value.stack, this.files);
    const request = { ...parsed.value.request, ...(initiator ? { initiator } : {}) };
    const signal = this.signalOf(message);
    const reply = await this.gate.run(async (queuedMs): Promise<GuestReply> => {
      // What waited in the queue when the run ended, or was given up, is never sent (A45, A48).
      if (this.aborted.signal.aborted) return gone('The run has ended.');
      if (signal.aborted) return gone('The request was aborted.');
      return this.job.http(request, { signal, queuedMs });
    });
    if (!message.sync) this.underWay.delete(message.id);
    if (reply.kind === 'failure' && reply.name === 'PolicyError') this.refusals.push(reply);
    return reply;
  }

  /** Ends requests that the guest gave up on: all at once, so that none takes the place of another. */
  abort(ids: readonly number[]): void {
    for (const id of ids) this.underWay.get(id)?.abort();
  }

  /** What came of the log from `onLogs` on; see SandboxEnd. */
  addTail(message: Extract<FromWorker, { kind: 'tail' }>): void {
    this.tail.append(message.lines, message.dropped);
  }

  end(message: Extract<FromWorker, { kind: 'end' }>): void {
    const outcome = outcomeOf(message.end, this.limits, this.files, this.refusals);
    const result = message.end.kind === 'ok' ? message.end.json : null;
    this.finish(outcome, result, message.cpuMs);
  }

  finish(outcome: Outcome, result: Uint8Array | null = null, cpuMs = 0): void {
    if (this.done) return;
    this.done = true;
    this.aborted.abort();
    for (const one of this.underWay.values()) one.abort();
    const { lines, dropped } = this.tail.take();
    const wallMs = performance.now() - this.calledAt;
    this.settle({ outcome, result, logTail: lines, logsDropped: dropped, cpuMs, wallMs });
  }

  /** Synchronous requests end with the run only; they have numbers of their own. */
  private signalOf(message: Request): AbortSignal {
    if (message.sync) return this.aborted.signal;
    const own = new AbortController();
    if (this.done) own.abort();
    this.underWay.set(message.id, own);
    return own.signal;
  }
}
