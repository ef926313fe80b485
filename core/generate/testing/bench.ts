import { afterAll, beforeAll } from 'vitest';
import type { ConnectorFile } from '../../../shared/connector/files.ts';
import type { ImportReport } from '../../../shared/import/report.ts';
import { httpServer, type TestServer } from '../../network/testing/server.ts';
import { createSandbox, type GuestReply, type GuestRequest, type Sandbox } from '../../sandbox/index.ts';
import { filesOf } from './reports.ts';

/** What a source was asked. */
export interface Asked {
  readonly url: URL;
  readonly body: string;
  readonly headers: Item;
}

/** A source on loopback, for one test, that answers each request with what `answer` makes of it. */
export const serve = (answer: (asked: Asked) => unknown): Promise<TestServer> =>
  httpServer((request, response, body) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer({ url, body, headers: request.headers })));
  });

export interface Ran {
  readonly kind: string;
  readonly value: unknown;
  /** The outcome as JSON. */
  readonly text: string;
  readonly logs: readonly string[];
}

/** Runs one function or command of a connector. */
async function runFiles(
  sandbox: Sandbox,
  files: readonly ConnectorFile[],
  kind: 'function' | 'command',
  name: string,
  input: unknown,
): Promise<Ran> {
  const logs: string[] = [];
  const end = await sandbox.run({
    files,
    target: { kind, file: kind === 'function' ? `functions/${name}.js` : 'commands.js', name },
    input: JSON.stringify(input),
    http,
    onLogs: (lines) => {
      for (const line of lines) logs.push(JSON.stringify(line));
    },
  });
  const value: unknown = end.result === null ? undefined : JSON.parse(Buffer.from(end.result).toString());
  return { kind: end.outcome.kind, value, text: JSON.stringify(end.outcome), logs };
}

export type Item = Readonly<Record<string, unknown>>;

interface DataResult {
  readonly items: readonly Item[];
  readonly pagination: { readonly hasNext: boolean; readonly nextPageConfig?: unknown };
  readonly synchronizationType: string;
}

export interface AllRows {
  readonly items: readonly Item[];
  readonly types: ReadonlySet<string>;
  readonly pages: number;
  readonly logs: readonly string[];
}

/** All pages of a table, as a host reads them (FB-42, FB-43, FB-47, FB-48). */
async function readTable(run: (input: Item) => Promise<Ran>, requestedType: string, more: Item = {}): Promise<AllRows> {
  const items: Item[] = [];
  const types = new Set<string>();
  const logs: string[] = [];
  const seen = new Set<string>();
  let pagination: unknown;
  for (let pages = 1; pages <= 60; pages++) {
    const ran = await run({ requestedType, filter: {}, pagination, ...more });
    if (ran.value === undefined) throw new Error(ran.text);
    // The result of data.js, whose shape the assertions of the tests look at.
    const result = ran.value as DataResult;
    items.push(...result.items);
    types.add(result.synchronizationType);
    logs.push(...ran.logs);
    if (!result.pagination.hasNext) return { items, types, pages, logs };
    pagination = result.pagination.nextPageConfig;
    const state = JSON.stringify(pagination);
    if (seen.has(state)) throw new Error(`${requestedType} asks for ${state} again`);
    seen.add(state);
  }
  throw new Error(`${requestedType} does not end`);
}

/** Sends a request of guest code straight away. */
async function http(request: GuestRequest): Promise<GuestReply> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    ...(request.body ? { body: new Uint8Array(request.body) } : {}),
  });
  return {
    kind: 'response',
    status: response.status,
    statusText: response.statusText,
    url: response.url,
    redirected: false,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

/** A generated connector, or the report that it is made of. */
type Source = readonly ConnectorFile[] | ImportReport;

export interface Bench {
  /** Runs a function; the account is that of a connection with a token, and with what the input says of it. */
  run(source: Source, name: string, input?: Item): Promise<Ran>;
  /** Runs a command with these parameters. */
  command(source: Source, name: string, params: Item, config?: Item): Promise<Ran>;
  /** All rows of a table. */
  read(source: Source, table: string, input?: Item): Promise<AllRows>;
}

/** A sandbox for the tests of one file. */
export function bench(): Bench {
  let sandbox: Sandbox | undefined;
  beforeAll(() => {
    sandbox = createSandbox({ maxWorkers: 1 });
  });
  afterAll(() => sandbox?.close());
  const runIn = (source: Source, kind: 'function' | 'command', name: string, input: Item): Promise<Ran> => {
    if (!sandbox) throw new Error('the sandbox starts before the first test');
    return runFiles(sandbox, 'entities' in source ? filesOf(source) : source, kind, name, input);
  };
  const account = (source: Source, more: unknown): Item => ({
    ...{ auth: 'token', token: 't', ...('entities' in source ? { baseUrl: source.baseUrl } : {}) },
    ...Object(more),
  });
  const run: Bench['run'] = (source, name, input = {}) =>
    runIn(source, 'function', name, { ...input, account: account(source, input.account) });
  return {
    run,
    command: (source, name, params, config) =>
      runIn(source, 'command', name, { params, config: account(source, config), variables: {} }),
    read: (source, table, input) => readTable((page) => run(source, 'data', page), table, input),
  };
}
