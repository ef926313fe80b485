import { afterAll } from 'vitest';
import type { LogLine } from '../../../shared/run/run.ts';
import {
  createSandbox,
  type GuestReply,
  type GuestRequest,
  type Progress,
  type SandboxEnd,
  type SandboxJob,
} from '../index.ts';

/** One sandbox for a test file; closed after it. */
export const sandbox = createSandbox();
afterAll(() => sandbox.close());

export interface Ran extends SandboxEnd {
  /** The parsed result. */
  readonly value: unknown;
  readonly logs: readonly LogLine[];
  readonly requests: readonly GuestRequest[];
  readonly progress: readonly Progress[];
}

export interface RunOptions extends Partial<Pick<SandboxJob, 'limits' | 'signal' | 'deterministic'>> {
  /** Further files by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly input?: unknown;
  readonly http?: (request: GuestRequest, signal: AbortSignal) => Promise<GuestReply> | GuestReply;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();

/** A response with a JSON body. */
export const json = (value: unknown, part: Partial<Extract<GuestReply, { kind: 'response' }>> = {}): GuestReply => ({
  kind: 'response',
  status: 200,
  statusText: 'OK',
  url: 'https://api.example.com/',
  redirected: false,
  headers: [['Content-Type', 'application/json']],
  body: new TextEncoder().encode(JSON.stringify(value)),
  ...part,
});

async function run(
  target: SandboxJob['target'],
  files: Readonly<Record<string, string>>,
  input: unknown,
  options: RunOptions,
): Promise<Ran> {
  const logs: LogLine[] = [];
  const requests: GuestRequest[] = [];
  const progress: Progress[] = [];
  const end = await sandbox.run({
    files: Object.entries({ ...files, ...options.files }).map(([path, content]) => ({ path, text: content })),
    target,
    input: JSON.stringify(input),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.deterministic ? { deterministic: options.deterministic } : {}),
    http: async (request, { signal }) => {
      requests.push(request);
      return options.http ? options.http(request, signal) : json({});
    },
    onLogs: (lines) => logs.push(...lines),
    onProgress: (one) => progress.push(one),
  });
  return { ...end, logs, requests, progress, value: end.result ? JSON.parse(text(end.result)) : undefined };
}

/** Runs the function `data` of a whole `functions/data.ts`. */
export const runTyped = (source: string, options: RunOptions = {}): Promise<Ran> =>
  run(
    { kind: 'function', file: 'functions/data.ts', name: 'data' },
    { 'functions/data.ts': source },
    options.input ?? {},
    options,
  );

/** Runs a whole `functions/data.js`. */
export const runModule = (source: string, options: RunOptions = {}): Promise<Ran> =>
  run(
    { kind: 'function', file: 'functions/data.js', name: 'data' },
    { 'functions/data.js': source },
    options.input ?? {},
    options,
  );

/** Runs the body of an asynchronous data function; its argument is `request`. */
export const runBody = (body: string, options: RunOptions = {}): Promise<Ran> =>
  runModule(`export async function data(request) {\n${body}\n}`, options);

/** Runs the command `go` of a whole `commands.js`, or of another file of commands. */
export const runCommand = (source: string, options: RunOptions = {}, file = 'commands.js'): Promise<Ran> =>
  run(
    { kind: 'command', file, name: 'go' },
    { [file]: source },
    options.input ?? { params: {}, config: {}, variables: {} },
    options,
  );
