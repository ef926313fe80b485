import type { MessagePort } from 'node:worker_threads';
import type { LogLine } from '../../shared/run/run.ts';
import type { Determinism, GuestReply, Progress, SandboxLimits, SandboxTarget } from './types.ts';

/** What the pool and one worker say to each other. Guest text inside is never trusted: it is parsed on arrival. */

export interface WorkerSetup {
  readonly compiled: WebAssembly.Module;
  /** Two Int32: number of the cancelled run, count of synchronous replies. */
  readonly control: SharedArrayBuffer;
  readonly syncPort: MessagePort;
}

export const CANCELLED_RUN = 0;
export const SYNC_REPLIES = 1;

export interface StartMessage {
  readonly kind: 'start';
  readonly run: number;
  readonly files: readonly (readonly [path: string, text: string])[];
  readonly target: SandboxTarget;
  readonly input: string;
  readonly limits: SandboxLimits;
  readonly deterministic?: Determinism;
}

export type ToWorker =
  | StartMessage
  | { readonly kind: 'reply'; readonly run: number; readonly id: number; readonly reply: GuestReply }
  | { readonly kind: 'cancel'; readonly run: number };

export interface SyncReply {
  readonly run: number;
  readonly id: number;
  readonly reply: GuestReply;
}

/** How an invocation ended inside the worker; texts are the guest's own. */
export type WorkerEnd =
  | { readonly kind: 'ok'; readonly json: Uint8Array }
  /** `error` is the guest's description as JSON text. */
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'limit'; readonly name: string; readonly message: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'outOfMemory' }
  | { readonly kind: 'fault'; readonly message: string };

export type FromWorker =
  | { readonly kind: 'ready' }
  /** The instance of the next run stands ready. */
  | { readonly kind: 'prepared' }
  | {
      readonly kind: 'request';
      readonly run: number;
      readonly id: number;
      readonly sync: boolean;
      /** The guest's request as JSON text. */
      readonly json: string;
      readonly bytes?: Uint8Array;
    }
  /** The guest gave up on requests that it sent. */
  | { readonly kind: 'abort'; readonly run: number; readonly ids: readonly number[] }
  | { readonly kind: 'logs'; readonly run: number; readonly lines: readonly LogLine[] }
  /** The last lines of a log that is over its limits; `dropped` before them are lost. */
  | { readonly kind: 'tail'; readonly run: number; readonly lines: readonly LogLine[]; readonly dropped: number }
  | { readonly kind: 'progress'; readonly run: number; readonly progress: Progress }
  | {
      readonly kind: 'end';
      readonly run: number;
      readonly end: WorkerEnd;
      readonly cpuMs: number;
    };
