import { sandboxLimits } from '../../shared/limits.ts';
import type { Outcome } from '../../shared/run/run.ts';
import { Gate } from './gate.ts';
import { parseGuestRequest } from './guest-request.ts';
import { outcomeOf } from './outcome.ts';
import type { FromWorker, StartMessage } from './protocol.ts';
import type { GuestReply, SandboxEnd, SandboxJob, SandboxLimits } from './types.ts';

type Refusal = Extract<GuestReply, { kind: 'failure' }>;
const isScript = (path: string): boolean => path === 'commands.js' || /^functions\/[^/]+\.js$/.test(path);

/** One invocation as the pool sees it, from the queue to its end. */
export class Task {
  readonly id: number;
  readonly job: SandboxJob;
  readonly limits: SandboxLimits;
  readonly ended: Promise<SandboxEnd>;
  private readonly files: ReadonlyMap<string, string>;
  private readonly aborted = new AbortController();
  private readonly gate: Gate;
  private readonly refusals: Refusal[] = [];
  private readonly calledAt = performance.now();
  private settle: (end: SandboxEnd) => void = () => {};
  private done = false;

  constructor(id: number, job: SandboxJob) {
    this.id = id;
    this.job = job;
    this.limits = { ...sandboxLimits, ...job.limits };
    this.files = new Map(job.files.filter((file) => isScript(file.path)).map((file) => [file.path, file.text]));
    this.gate = new Gate(this.limits.concurrentRequests);
    this.ended = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  startMessage(): StartMessage {
    const { target, input } = this.job;
    return { kind: 'start', run: this.id, files: [...this.files], target, input, limits: this.limits };
  }

  /** Sends a request of the guest, and gives what it shall see. */
  async request(message: Extract<FromWorker, { kind: 'request' }>): Promise<GuestReply> {
    const request = parseGuestRequest(message.json, message.bytes);
    if (!request)
      return {
        kind: 'failure',
        name: 'TypeError',
        code: 'bad_request',
        message: 'This is not a request: it needs a URL, and headers with text values.',
      };
    const reply = await this.gate.run(async (queuedMs): Promise<GuestReply> => {
      // What waited in the queue when the run ended is never sent (A45, A48).
      if (this.aborted.signal.aborted)
        return { kind: 'failure', name: 'NetworkError', code: 'cancelled', message: 'The run has ended.' };
      return this.job.http(request, { signal: this.aborted.signal, queuedMs });
    });
    if (reply.kind === 'failure' && reply.name === 'PolicyError') this.refusals.push(reply);
    return reply;
  }

  end(message: Extract<FromWorker, { kind: 'end' }>): void {
    const outcome = outcomeOf(message.end, this.limits, this.files, this.refusals);
    const result = message.end.kind === 'ok' ? message.end.json : null;
    this.finish(outcome, result, message.logsDropped, message.cpuMs);
  }

  finish(outcome: Outcome, result: Uint8Array | null = null, logsDropped = 0, cpuMs = 0): void {
    if (this.done) return;
    this.done = true;
    this.aborted.abort();
    this.settle({ outcome, result, logsDropped, cpuMs, wallMs: performance.now() - this.calledAt });
  }
}
