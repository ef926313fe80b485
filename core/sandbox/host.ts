import { sandboxLimits } from '../../shared/limits.ts';
import type { HeldBodies } from './bodies.ts';
import type { HostFunction } from './engine.ts';
import type { LogBook } from './log-book.ts';
import type { PendingRequests } from './pending-requests.ts';
import type { ProgressGate } from './progress-gate.ts';
import type { WorkerEnd } from './protocol.ts';
import { type randomHost, randomHostNames } from './random-host.ts';
import { textHost, textHostNames } from './text-host.ts';
import type { Timers } from './timers.ts';
import type { SandboxLimits } from './types.ts';

/** What the host functions work on: the invocation that runs. */
export interface HostTasks {
  readonly limits: SandboxLimits;
  readonly bodies: HeldBodies;
  readonly logs: LogBook;
  readonly progress: ProgressGate;
  readonly timers: Timers;
  readonly requests: PendingRequests;
  readonly random: ReturnType<typeof randomHost>;
  /** ms since 1970, or what stands in for it. */
  now(): number;
  send(id: number, json: string, bytes: Uint8Array | undefined): void;
  abort(id: number): void;
  /** The reply as JSON text; blocks. */
  sendAndWait(json: string, bytes: Uint8Array | undefined): string;
  done(result: WorkerEnd): void;
}

const taskNames = [
  'log',
  'progress',
  'send',
  'abort',
  'sendAndWait',
  'text',
  'json',
  'bytes',
  'timer',
  'clear',
  'now',
  'done',
] as const;

/** Names of the host functions, in the order of the engine's image. */
export const hostNames = [...textHostNames, ...randomHostNames, ...taskNames];
type HostName = (typeof hostNames)[number];

const OVER = 'The run is over.';

function accepted(json: Uint8Array | number, limit: number): WorkerEnd {
  if (typeof json !== 'number') return { kind: 'ok', json };
  return {
    kind: 'limit',
    name: 'LimitError',
    message: `The result is ${json} bytes of JSON; the limit is ${limit} bytes. Return fewer rows per page.`,
  };
}

function report(tasks: HostTasks, done: number, total: number, text: string): undefined {
  tasks.progress.report({
    done,
    ...(Number.isFinite(total) ? { total } : {}),
    text: text.slice(0, sandboxLimits.progressChars),
  });
}

/**
 * The functions the prelude may call; each checks for itself, whatever wrapped it (docs/ENGINE.md).
 *
 * @param running the invocation that runs; undefined before it starts and once it is over (A45, A48)
 */
export function guestHost(running: () => HostTasks | undefined): Readonly<Record<HostName, HostFunction>> {
  const during =
    (work: (tasks: HostTasks, args: Parameters<HostFunction>[0]) => ReturnType<HostFunction>): HostFunction =>
    (args) => {
      const tasks = running();
      return tasks && work(tasks, args);
    };
  return {
    ...textHost,
    uuid: during(({ random }) => random.uuid()),
    random: during(({ random }, args) => random.random(args)),
    fraction: during(({ random }) => random.fraction()),
    log: during(({ logs }, args) => {
      logs.add(args.text(0), args.text(1).slice(0, sandboxLimits.logLineChars + 1));
      return undefined;
    }),
    progress: during((tasks, args) => report(tasks, args.number(0), args.number(1), args.text(2))),
    send: (args) => {
      const tasks = running();
      if (!tasks) return OVER;
      const [id, json, bytes] = [args.number(0), args.text(1), args.count > 2 ? args.bytes(2) : undefined];
      const size = json.length + (bytes?.byteLength ?? 0);
      const problem = tasks.requests.admit(size);
      if (problem !== undefined) return problem;
      tasks.requests.begin(id, size);
      tasks.send(id, json, bytes);
      return undefined;
    },
    abort: during(({ requests, abort }, args) => {
      if (requests.drop(args.number(0))) abort(args.number(0));
      return undefined;
    }),
    sendAndWait: (args) => {
      const tasks = running();
      const [json, bytes] = [args.text(0), args.count > 1 ? args.bytes(1) : undefined];
      const problem = tasks ? tasks.requests.admit(json.length + (bytes?.byteLength ?? 0)) : OVER;
      if (problem !== undefined || !tasks) return JSON.stringify({ name: 'LimitError', message: problem });
      return tasks.sendAndWait(json, bytes);
    },
    text: during(({ bodies }, args) => bodies.text(args.number(0))),
    json: during(({ bodies }, args) => bodies.json(args.number(0))),
    bytes: during(({ bodies }, args) => bodies.raw(args.number(0))),
    timer: (args) => {
      const tasks = running();
      if (!tasks) return OVER;
      const { timers, limits } = tasks;
      if (timers.size >= limits.timers) return `${limits.timers} timers are pending, which is the limit.`;
      timers.set(args.number(0), args.number(1));
      return undefined;
    },
    clear: during(({ timers }, args) => {
      timers.clear(args.number(0));
      return undefined;
    }),
    now: during(({ now }) => now()),
    done: during((tasks, args) => {
      const { limits } = tasks;
      if (args.text(0) !== 'ok') tasks.done({ kind: 'error', error: args.text(1) });
      else tasks.done(accepted(args.utf8(1, limits.resultBytes), limits.resultBytes));
      return undefined;
    }),
  };
}
