import { afterAll } from 'vitest';
import type { LogLine } from '../../../shared/run/run.ts';
import { createSandbox, type GuestReply, type GuestRequest, type SandboxEnd, type SandboxJob } from '../index.ts';

/** One sandbox for a test file; closed after it. */
export const sandbox = createSandbox();
afterAll(() => sandbox.close());

export interface Ran extends SandboxEnd {
  /** The parsed result. */
  readonly value: unknown;
  readonly logs: readonly LogLine[];
  readonly requests: readonly GuestRequest[];
}

export interface RunOptions extends Partial<Pick<SandboxJob, 'limits' | 'signal'>> {
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
  const end = await sandbox.run({
    files: Object.entries({ ...files, ...options.files }).map(([path, content]) => ({ path, text: content })),
    target,
    input: JSON.stringify(input),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
    http: async (request, { signal }) => {
      requests.push(request);
      return options.http ? options.http(request, signal) : json({});
    },
    onLogs: (lines) => logs.push(...lines),
  });
  return { ...end, logs, requests, value: end.result ? JSON.parse(text(end.result)) : undefined };
}

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

/** Runs the command `go` of a whole `commands.js`. */
export const runCommand = (source: string, options: RunOptions = {}): Promise<Ran> =>
  run(
    { kind: 'command', file: 'commands.js', name: 'go' },
    { 'commands.js': source },
    options.input ?? { params: {}, config: {}, variables: {} },
    options,
  );
