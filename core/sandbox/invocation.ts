import type { LogLine } from '../../shared/run/run.ts';
import { HeldBodies } from './bodies.ts';
import type { Engine, EngineInstance, GuestException, HostFunction } from './engine.ts';
import { parseGuestError } from './guest-error.ts';
import { connectorModules, isModuleText } from './modules.ts';
import type { StartMessage, WorkerEnd } from './protocol.ts';
import { textHost, textHostNames } from './text-host.ts';
import type { GuestReply, SandboxLimits } from './types.ts';

const LOG_FLUSH_MS = 16;
const MAX_TIMER_MS = 0x7fffffff;
// Not taken from the schema: a worker without zod starts sooner and collects its garbage in half the time.
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const satisfies readonly LogLine['level'][];

/** What an invocation asks of its worker. */
export interface InvocationPort {
  /** True once the pool cancelled this run. */
  cancelled(run: number): boolean;
  send(run: number, id: number, json: string, bytes: Uint8Array | undefined): void;
  /** Blocks the thread until the reply, the deadline or a cancel; undefined for the last two. */
  sendAndWait(run: number, json: string, bytes: Uint8Array | undefined, deadline: number): GuestReply | undefined;
  logs(run: number, lines: readonly LogLine[]): void;
  end(run: number, end: WorkerEnd, logsDropped: number, cpuMs: number): void;
}

/** Names of the host functions, in the order of the engine's image. */
export const hostNames = [
  ...textHostNames,
  ...(['log', 'drop', 'send', 'sendAndWait', 'text', 'bytes', 'timer', 'clear', 'done'] as const),
];

const replyText = (reply: Exclude<GuestReply, { kind: 'response' }>): string =>
  JSON.stringify({ name: reply.name, code: reply.code, message: reply.message });

/**
 * One engine instance and the one invocation it serves. The instance is built ahead of time; `start` binds it to a run.
 * Every entry into the guest is a slice: after it the queued jobs run in batches, with a look at deadline and cancel
 * between them (docs/ENGINE.md).
 */
export class Invocation {
  private readonly port: InvocationPort;
  private readonly builtFor: Pick<SandboxLimits, 'memoryMiB' | 'stackKiB'>;
  private instance: EngineInstance | undefined;
  private message: StartMessage | undefined;
  private files: ReadonlyMap<string, string> = new Map();
  private bodies = new HeldBodies(0);
  private readonly timers = new Map<number, NodeJS.Timeout>();
  private readonly pending = new Map<number, number>();
  private pendingBytes = 0;
  private requests = 0;
  private logLines: LogLine[] = [];
  private logCount = 0;
  private logChars = 0;
  private logsDropped = 0;
  private flushTimer: NodeJS.Timeout | undefined;
  private deadlineTimer: NodeJS.Timeout | undefined;
  private startedAt = 0;
  private deadline = Number.POSITIVE_INFINITY;
  private cpuMs = 0;
  private waitedMs = 0;
  private stopped: 'timeout' | 'cancelled' | undefined;
  private result: WorkerEnd | undefined;
  private over = false;

  constructor(port: InvocationPort, limits: SandboxLimits) {
    this.port = port;
    this.builtFor = limits;
  }

  async build(engine: Engine): Promise<void> {
    this.instance = await engine.create({
      memoryMiB: this.builtFor.memoryMiB,
      stackKiB: this.builtFor.stackKiB,
      interrupt: () => this.mustStop(),
      modules: connectorModules(() => this.files),
      host: this.host(),
    });
  }

  /** Whether the instance was built with what `limits` ask for. */
  fits(limits: SandboxLimits): boolean {
    return this.builtFor.memoryMiB === limits.memoryMiB && this.builtFor.stackKiB === limits.stackKiB;
  }

  start(message: StartMessage, receivedAt: number): void {
    this.message = message;
    this.files = new Map(message.files);
    this.bodies = new HeldBodies(message.limits.heldBodyBytes);
    this.startedAt = receivedAt;
    this.deadline = receivedAt + message.limits.wallMs;
    const { target, input, limits } = message;
    const source = this.files.get(target.file) ?? '';
    this.slice((instance) => {
      instance.call('limits', JSON.stringify(limits));
      const problem = target.kind === 'command' ? instance.call('inputs', input) : undefined;
      if (problem) return problem;
      if (target.kind === 'function') return instance.call('module', target.file, target.name, input);
      if (isModuleText(source)) return instance.call('module', target.file, target.name, '');
      const thrown = instance.runScript(source, target.file);
      return thrown ?? (this.result ? undefined : instance.call('script', target.file, target.name));
    });
  }

  /** An answer to an asynchronous request. */
  reply(id: number, reply: GuestReply): void {
    const bytes = this.pending.get(id);
    if (this.over || bytes === undefined) return;
    this.pending.delete(id);
    this.pendingBytes -= bytes;
    const text = this.replyText(reply);
    this.slice((instance) => instance.call('settle', id, text));
  }

  /** Ends an invocation that waits; one that computes sees the flag itself. */
  cancel(): void {
    if (!this.over) this.finish({ kind: 'cancelled' });
  }

  private replyText(reply: GuestReply): string {
    return reply.kind === 'response' ? this.bodies.take(reply) : replyText(reply);
  }

  private mustStop(): boolean {
    if (this.message && this.port.cancelled(this.message.run)) this.stopped = 'cancelled';
    else if (performance.now() > this.deadline) this.stopped = 'timeout';
    return this.stopped !== undefined;
  }

  private slice(enter: (instance: EngineInstance) => GuestException | undefined): void {
    const { instance, message } = this;
    if (!instance || !message || this.over) return;
    const startedAt = performance.now();
    this.waitedMs = 0;
    let end: WorkerEnd | undefined;
    try {
      let exception = enter(instance);
      while (!exception && !this.result && !this.stopped && instance.hasJobs()) {
        exception = instance.runJobs(message.limits.jobsPerSlice);
        this.mustStop();
      }
      end = this.endAfter(instance, exception);
    } catch (error) {
      // A trap, or an exception that crossed the engine's frames: the instance is rubbish, and so may be the worker.
      end = { kind: 'fault', message: error instanceof Error ? error.message : String(error) };
    }
    this.cpuMs += performance.now() - startedAt - this.waitedMs;
    if (end) this.finish(end);
    // While nothing runs, a timer watches the deadline.
    else this.deadlineTimer ??= setTimeout(() => this.finish({ kind: 'timeout' }), this.deadline - performance.now());
  }

  /** How the invocation has ended after a slice; undefined while it waits for a request or a timer. */
  private endAfter(instance: EngineInstance, exception: GuestException | undefined): WorkerEnd | undefined {
    if (this.stopped) return { kind: this.stopped };
    if (this.result) return this.result;
    if (exception) return { kind: 'error', error: JSON.stringify(exception) };
    if (this.pending.size > 0 || this.timers.size > 0) return undefined;
    if (instance.exhausted) return { kind: 'outOfMemory' };
    return {
      kind: 'limit',
      name: 'NeverSettles',
      message: `The promise that ${this.message?.target.name} returned can never settle: no request and no timer is left to wait for.`,
    };
  }

  private finish(end: WorkerEnd): void {
    if (this.over || !this.message) return;
    this.over = true;
    this.flushLogs();
    clearTimeout(this.deadlineTimer);
    for (const timer of this.timers.values()) clearTimeout(timer);
    const full = end.kind === 'error' && isMemoryError(end.error, this.instance?.exhausted === true);
    this.instance = undefined;
    this.port.end(this.message.run, full ? { kind: 'outOfMemory' } : end, this.logsDropped, this.cpuMs);
  }

  private flushLogs(): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    if (this.logLines.length === 0 || !this.message) return;
    this.port.logs(this.message.run, this.logLines);
    this.logLines = [];
  }

  /** The functions the prelude may call; each checks for itself, whatever wrapped it (docs/ENGINE.md). */
  private host(): Readonly<Record<(typeof hostNames)[number], HostFunction>> {
    return {
      ...textHost,
      log: (args) => this.log(args.text(0), args.text(1)),
      drop: () => {
        this.logsDropped++;
      },
      send: (args) => this.send(args.number(0), args.text(1), args.count > 2 ? args.bytes(2) : undefined),
      sendAndWait: (args) => this.sendAndWait(args.text(0), args.count > 1 ? args.bytes(1) : undefined),
      text: (args) => this.bodies.text(args.number(0)),
      bytes: (args) => this.bodies.raw(args.number(0)),
      timer: (args) => this.timer(args.number(0), args.number(1)),
      clear: (args) => this.clear(args.number(0)),
      done: (args) => {
        if (this.result || !this.message) return;
        if (args.text(0) !== 'ok') this.result = { kind: 'error', error: args.text(1) };
        else this.result = this.accepted(args.utf8(1, this.message.limits.resultBytes));
      },
    };
  }

  private accepted(json: Uint8Array | number): WorkerEnd {
    if (typeof json !== 'number') return { kind: 'ok', json };
    const limit = this.message?.limits.resultBytes ?? 0;
    return {
      kind: 'limit',
      name: 'LimitError',
      message: `The result is ${json} bytes of JSON; the limit is ${limit} bytes. Return fewer rows per page.`,
    };
  }

  private log(level: string, text: string): undefined {
    const limits = this.message?.limits;
    if (!limits || this.over) return;
    if (this.logCount >= limits.logLines || this.logChars + text.length > limits.logChars) {
      this.logsDropped++;
      return;
    }
    this.logCount++;
    this.logChars += text.length;
    const known = LOG_LEVELS.find((one) => one === level) ?? 'info';
    this.logLines.push({ level: known, text, atMs: Math.round(performance.now() - this.startedAt) });
    // Checked here too: a busy guest never lets a timer fire.
    if ((this.logLines[0]?.atMs ?? 0) + LOG_FLUSH_MS <= performance.now() - this.startedAt) this.flushLogs();
    else this.flushTimer ??= setTimeout(() => this.flushLogs(), LOG_FLUSH_MS);
  }

  /** Why one more request may not be sent; counts it otherwise. */
  private admit(bytes: number): string | undefined {
    const limits = this.message?.limits;
    if (!limits || this.over) return 'The run is over.';
    if (this.requests >= limits.requests) return `This run has sent ${limits.requests} requests, which is the limit.`;
    if (this.pendingBytes + bytes > limits.pendingRequestBytes) {
      return `The requests under way would hold ${this.pendingBytes + bytes} bytes of bodies; the limit is ${limits.pendingRequestBytes} bytes. Wait for some of them first.`;
    }
    this.requests++;
    return undefined;
  }

  private send(id: number, json: string, bytes: Uint8Array | undefined): string | undefined {
    const size = json.length + (bytes?.byteLength ?? 0);
    const problem = this.admit(size);
    if (problem !== undefined || !this.message) return problem ?? 'The run is over.';
    this.pending.set(id, size);
    this.pendingBytes += size;
    this.port.send(this.message.run, id, json, bytes);
    return undefined;
  }

  private sendAndWait(json: string, bytes: Uint8Array | undefined): string {
    const problem = this.admit(json.length + (bytes?.byteLength ?? 0));
    if (problem !== undefined || !this.message) return JSON.stringify({ name: 'LimitError', message: problem });
    this.flushLogs();
    const startedAt = performance.now();
    const reply = this.port.sendAndWait(this.message.run, json, bytes, this.deadline);
    this.waitedMs += performance.now() - startedAt;
    if (reply) return this.replyText(reply);
    this.mustStop();
    return JSON.stringify({ name: 'Error', message: 'The run has ended.' });
  }

  private timer(id: number, ms: number): string | undefined {
    const limits = this.message?.limits;
    if (!limits || this.over) return 'The run is over.';
    if (this.timers.size >= limits.timers) return `${limits.timers} timers are pending, which is the limit.`;
    const wait = Math.min(MAX_TIMER_MS, Math.max(0, ms));
    const timer = setTimeout(() => {
      this.timers.delete(id);
      this.slice((instance) => instance.call('fire', id));
    }, wait);
    this.timers.set(id, timer);
    return undefined;
  }

  private clear(id: number): undefined {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }
}

/** A full memory shows as the engine's own error, or as a bare null where not even that could be made. */
function isMemoryError(json: string, exhausted: boolean): boolean {
  const error = parseGuestError(json);
  if (error.name === 'InternalError' && error.message === 'out of memory') return true;
  return exhausted && (error.value === 'null' || error.value === 'unknown');
}
