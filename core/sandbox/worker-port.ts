import type { LogLine } from '../../shared/run/run.ts';
import type { WorkerEnd } from './protocol.ts';
import type { GuestReply, Progress } from './types.ts';

/** What an invocation asks of its worker. */
export interface InvocationPort {
  /** True once the pool cancelled this run. */
  cancelled(run: number): boolean;
  send(run: number, id: number, json: string, bytes: Uint8Array | undefined): void;
  /** Lets go of requests that were sent. */
  abort(run: number, ids: readonly number[]): void;
  /** Blocks the thread until the reply, the deadline or a cancel; undefined for the last two. */
  sendAndWait(run: number, json: string, bytes: Uint8Array | undefined, deadline: number): GuestReply | undefined;
  logs(run: number, lines: readonly LogLine[]): void;
  tail(run: number, lines: readonly LogLine[], dropped: number): void;
  progress(run: number, progress: Progress): void;
  end(run: number, end: WorkerEnd, cpuMs: number): void;
}
