import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { sandboxLimits } from '../../shared/limits.ts';
import type { Header, Initiator } from '../../shared/run/exchange.ts';
import type { LogLine, Outcome } from '../../shared/run/run.ts';

/** The limits of one invocation; units as in shared/limits.ts. */
export type SandboxLimits = { readonly [Name in keyof typeof sandboxLimits]: number };

/** An HTTP request as guest code asked for it: plain data, checked for its shape only. */
export interface GuestRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: Uint8Array;
  readonly timeoutMs?: number;
  /** false: without the credentials that the studio adds by itself. */
  readonly auth?: boolean;
  /** Tries in all, where the failure may pass. */
  readonly attempts?: number;
  /** The line of the connector that asked. */
  readonly initiator?: Initiator;
}

/** What guest code gets back. A failure becomes an error of that name, thrown where the request was made. */
export type GuestReply =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly statusText: string;
      /** The address that answered, after redirects. */
      readonly url: string;
      readonly redirected: boolean;
      readonly headers: readonly Header[];
      /** Decompressed; its buffer holds nothing else. */
      readonly body: Uint8Array;
    }
  | {
      readonly kind: 'failure';
      readonly name: 'PolicyError' | 'NetworkError' | 'TypeError';
      readonly code: string;
      readonly message: string;
      /** Host that was refused; with `PolicyError` only. */
      readonly host?: string;
    };

/** Sends one request for the guest. `queuedMs` is how long it waited for a free place (HAR `blocked`). */
export type GuestHttp = (
  request: GuestRequest,
  context: { readonly signal: AbortSignal; readonly queuedMs: number },
) => Promise<GuestReply>;

/**
 * What to call. A function is exported by an ES module under its own name (or as default) and gets the input as its
 * argument; a command is a top-level function that finds `{params, config, variables}` in `floh` (FL-31).
 */
export interface SandboxTarget {
  readonly kind: 'function' | 'command';
  readonly file: string;
  readonly name: string;
}

/** How far a function is, in whatever it counts; `total` where it knows. */
export interface Progress {
  readonly done: number;
  readonly total?: number;
  readonly text: string;
}

/** Where the clock of a deterministic run starts, ms since 1970, and what its random numbers follow from. */
export interface Determinism {
  readonly startMs: number;
  readonly seed: string;
}

export interface SandboxJob {
  /** Files of the connector; only its scripts reach the sandbox. */
  readonly files: readonly ConnectorFile[];
  readonly target: SandboxTarget;
  /** JSON text. */
  readonly input: string;
  /** A clock and random numbers that are the same in every run (A47; docs/SANDBOX.md). */
  readonly deterministic?: Determinism;
  /** Where given, stands in for the product's limit. */
  readonly limits?: Partial<SandboxLimits>;
  readonly http: GuestHttp;
  /** The first log lines, as they come; `atMs` counts from the start of this invocation. */
  onLogs(lines: readonly LogLine[]): void;
  /** How far the guest says it is; at most one in 100 ms, and the last. */
  onProgress?(progress: Progress): void;
  /** Aborting it cancels the invocation. */
  readonly signal?: AbortSignal;
}

/** How one invocation ended. */
export interface SandboxEnd {
  readonly outcome: Outcome;
  /** The result as JSON in UTF-8; null unless the outcome is ok. */
  readonly result: Uint8Array | null;
  /** The last lines of a log that went over its limits; `onLogs` never got them. `logsDropped` lines before them are lost. */
  readonly logTail: readonly LogLine[];
  readonly logsDropped: number;
  /** ms the engine ran, without waiting for HTTP and timers. */
  readonly cpuMs: number;
  /** ms from the call to the end. */
  readonly wallMs: number;
}

export interface Sandbox {
  /** Never rejects for what guest code does: that is an outcome. */
  run(job: SandboxJob): Promise<SandboxEnd>;
  /** Starts the first worker, so that the first run finds it ready (about 100 ms). */
  warm(): void;
  /** Ends what is running (as cancelled) and its workers. */
  close(): Promise<void>;
}
