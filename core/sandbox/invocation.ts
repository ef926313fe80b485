import { reasonOf } from '../../shared/result.ts';
import { HeldBodies } from './bodies.ts';
import { SeededBytes, StepClock, StepTimers } from './deterministic.ts';
import type { Engine, EngineInstance, GuestException } from './engine.ts';
import { parseGuestError } from './guest-error.ts';
import { guestHost, type HostTasks } from './host.ts';
import { LogBook } from './log-book.ts';
import { connectorModules, isModuleText } from './modules.ts';
import { PendingRequests } from './pending-requests.ts';
import { ProgressGate } from './progress-gate.ts';
import type { StartMessage, WorkerEnd } from './protocol.ts';
import { randomHost } from './random-host.ts';
import { runnableScripts, type Scripts } from './scripts.ts';
import { RealTimers } from './timers.ts';
import type { GuestReply, SandboxLimits } from './types.ts';
import type { Stripped } from './typescript.ts';
import type { InvocationPort } from './worker-port.ts';

/** What an invocation has once it has started. */
interface Started extends HostTasks {
  readonly message: StartMessage;
  readonly deadline: number;
}

const hostFailure = (reply: Exclude<GuestReply, { kind: 'response' }>): string =>
  JSON.stringify({ name: reply.name, code: reply.code, message: reply.message });

/**
 * One engine instance and the one invocation it serves. The instance is built ahead of time; `start` binds it to a run.
 * Every entry into the guest is a slice: after it the queued jobs run in batches, with a look at deadline and cancel
 * between them (docs/ENGINE.md).
 */
export class Invocation {
  private readonly port: InvocationPort;
  private readonly strip: (text: string) => Stripped;
  private readonly builtFor: Pick<SandboxLimits, 'memoryMiB' | 'stackKiB'>;
  private instance: EngineInstance | undefined;
  private started: Started | undefined;
  private files: Scripts = new Map();
  private deadlineTimer: NodeJS.Timeout | undefined;
  private aborted: number[] = [];
  private cpuMs = 0;
  private waitedMs = 0;
  private stopped: 'timeout' | 'cancelled' | undefined;
  private result: WorkerEnd | undefined;
  private over = false;

  constructor(port: InvocationPort, strip: (text: string) => Stripped, limits: SandboxLimits) {
    this.port = port;
    this.strip = strip;
    this.builtFor = limits;
  }

  async build(engine: Engine): Promise<void> {
    this.instance = await engine.create({
      memoryMiB: this.builtFor.memoryMiB,
      stackKiB: this.builtFor.stackKiB,
      interrupt: () => this.mustStop(),
      modules: connectorModules(() => this.files),
      host: guestHost(() => (this.over ? undefined : this.started)),
    });
  }

  /** Whether the instance was built with what `limits` ask for. */
  fits(limits: SandboxLimits): boolean {
    return this.builtFor.memoryMiB === limits.memoryMiB && this.builtFor.stackKiB === limits.stackKiB;
  }

  start(message: StartMessage, receivedAt: number): void {
    this.started = this.tasks(message, receivedAt);
    try {
      this.files = runnableScripts(message.files, this.strip);
    } catch (error) {
      // The stripper of types is of no use any more, nor is this thread.
      this.finish({ kind: 'fault', message: reasonOf(error) });
      return;
    }
    this.slice((instance) => this.enter(instance, message));
  }

  /** An answer to an asynchronous request. */
  reply(id: number, reply: GuestReply): void {
    if (!this.over) this.started?.requests.answer(id, reply);
  }

  /** Ends an invocation that waits; one that computes sees the flag itself. */
  cancel(): void {
    if (!this.over) this.finish({ kind: 'cancelled' });
  }

  private enter(instance: EngineInstance, message: StartMessage): GuestException | undefined {
    const { target, input, limits } = message;
    instance.call('limits', JSON.stringify(limits));
    if (message.deterministic) instance.call('deterministic');
    const problem = target.kind === 'command' ? instance.call('inputs', input) : undefined;
    if (problem) return problem;
    if (target.kind === 'function') return instance.call('module', target.file, target.name, input);
    const source = this.files.get(target.file) ?? '';
    // What cannot be read fails as a module does, with its place.
    if (typeof source === 'object' || isModuleText(source))
      return instance.call('module', target.file, target.name, '');
    const thrown = instance.runScript(source, target.file);
    return thrown ?? (this.result ? undefined : instance.call('script', target.file, target.name));
  }

  private tasks(message: StartMessage, receivedAt: number): Started {
    const { run, limits, deterministic } = message;
    const { port } = this;
    const clock = deterministic && new StepClock(deterministic.startMs);
    const fire = (id: number) => this.slice((instance) => instance.call('fire', id));
    const seeded = deterministic && new SeededBytes(deterministic.seed);
    return {
      message,
      deadline: receivedAt + limits.wallMs,
      limits,
      bodies: new HeldBodies(limits.heldBodyBytes),
      logs: new LogBook(limits, receivedAt, {
        lines: (lines) => port.logs(run, lines),
        tail: (lines, dropped) => port.tail(run, lines, dropped),
      }),
      progress: new ProgressGate((progress) => port.progress(run, progress)),
      timers: clock ? new StepTimers(clock, fire) : new RealTimers(fire),
      now: clock ? () => clock.read() : () => Date.now(),
      random: seeded ? randomHost((bytes) => seeded.take(bytes)) : randomHost(),
      requests: new PendingRequests(limits, deterministic !== undefined, (id, reply) => {
        const text = this.replyText(reply);
        this.slice((instance) => instance.call('settle', id, text));
      }),
      send: (id, json, bytes) => port.send(run, id, json, bytes),
      abort: (id) => {
        this.aborted.push(id);
      },
      sendAndWait: (json, bytes) => this.sendAndWait(json, bytes),
      done: (result) => {
        this.result ??= result;
      },
    };
  }

  private replyText(reply: GuestReply): string {
    return reply.kind === 'response' ? (this.started?.bodies.take(reply) ?? '') : hostFailure(reply);
  }

  private sendAndWait(json: string, bytes: Uint8Array | undefined): string {
    const { started } = this;
    if (!started) return '';
    started.logs.flush();
    this.sendAborts(started);
    const startedAt = performance.now();
    const reply = this.port.sendAndWait(started.message.run, json, bytes, started.deadline);
    this.waitedMs += performance.now() - startedAt;
    if (reply) return this.replyText(reply);
    this.mustStop();
    return JSON.stringify({ name: 'Error', message: 'The run has ended.' });
  }

  private mustStop(): boolean {
    const { started } = this;
    if (started && this.port.cancelled(started.message.run)) this.stopped = 'cancelled';
    else if (started && performance.now() > started.deadline) this.stopped = 'timeout';
    return this.stopped !== undefined;
  }

  private slice(enter: (instance: EngineInstance) => GuestException | undefined): void {
    const { instance, started } = this;
    if (!instance || !started || this.over) return;
    const startedAt = performance.now();
    this.waitedMs = 0;
    let end: WorkerEnd | undefined;
    try {
      let exception = enter(instance);
      while (!exception && !this.result && !this.stopped && instance.hasJobs()) {
        exception = instance.runJobs(started.limits.jobsPerSlice);
        this.mustStop();
      }
      end = this.endAfter(instance, started, exception);
    } catch (error) {
      // A trap, or an exception that crossed the engine's frames: the instance is rubbish, and so may be the worker.
      end = { kind: 'fault', message: reasonOf(error) };
    }
    this.cpuMs += performance.now() - startedAt - this.waitedMs;
    if (end) {
      this.finish(end);
      return;
    }
    // While nothing runs, a timer watches the deadline.
    this.deadlineTimer ??= setTimeout(() => this.finish({ kind: 'timeout' }), started.deadline - performance.now());
    this.sendAborts(started);
    if (started.requests.size === 0) started.timers.idle();
  }

  /** Tells of requests that were given up: those of one slice together (see Task.abort). */
  private sendAborts(started: Started): void {
    if (this.aborted.length === 0) return;
    this.port.abort(started.message.run, this.aborted);
    this.aborted = [];
    // Not at once: the guest may be inside a call. What waited for one of these may have its turn now.
    setImmediate(() => started.requests.deliverInTurn());
  }

  /** How the invocation has ended after a slice; undefined while it waits for a request or a timer. */
  private endAfter(
    instance: EngineInstance,
    started: Started,
    exception: GuestException | undefined,
  ): WorkerEnd | undefined {
    if (this.stopped) return { kind: this.stopped };
    if (this.result) return this.result;
    if (exception) return { kind: 'error', error: JSON.stringify(exception) };
    if (started.requests.size > 0 || started.timers.size > 0) return undefined;
    if (instance.exhausted) return { kind: 'outOfMemory' };
    return {
      kind: 'limit',
      name: 'NeverSettles',
      message: `The promise that ${started.message.target.name} returned can never settle: no request and no timer is left to wait for.`,
    };
  }

  private finish(end: WorkerEnd): void {
    const { started } = this;
    if (this.over || !started) return;
    this.over = true;
    started.logs.flush();
    started.progress.flush();
    started.timers.stop();
    clearTimeout(this.deadlineTimer);
    const bounded = end.kind === 'error' ? errorEnd(end.error, this.instance?.exhausted === true) : end;
    this.instance = undefined;
    this.port.end(started.message.run, bounded, this.cpuMs);
  }
}

/**
 * An error as it leaves the worker, its texts bounded. A full memory shows as the engine's own error, or as a bare null where
 * not even that could be made.
 */
function errorEnd(json: string, exhausted: boolean): WorkerEnd {
  const error = parseGuestError(json);
  const full = error.name === 'InternalError' && error.message === 'out of memory';
  if (full || (exhausted && (error.value === 'null' || error.value === 'unknown'))) return { kind: 'outOfMemory' };
  return { kind: 'error', error: JSON.stringify(error) };
}
