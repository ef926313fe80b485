import type { ConnectorFile } from '../../../shared/connector/files.ts';
import type { ImportChoices, ImportReport, ReportCommand, ReportEntity } from '../../../shared/import/report.ts';
import { httpServer, type TestServer } from '../../network/testing/server.ts';
import type { GuestReply, GuestRequest, Sandbox } from '../../sandbox/index.ts';
import { generateConnector } from '../index.ts';

/** An entity of a report as far as a test says; the rest is the plainest that there is. */
export const entity = (more: Partial<ReportEntity> & { readonly name: string }): ReportEntity => ({
  title: more.name.charAt(0).toUpperCase() + more.name.slice(1),
  operation: `GET /${more.name}`,
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [{ name: 'id', type: 'integer', nullable: false }],
  selected: true,
  params: [],
  evidence: [],
  ...more,
});

/** A command of a report. */
export const command = (
  more: Partial<ReportCommand> & { readonly name: string; readonly operation: string },
): ReportCommand => ({
  sideEffect: true,
  params: [],
  outputs: [],
  ...more,
});

/** A report of a source with a token. */
export const reportOf = (more: Partial<ImportReport>): ImportReport => ({
  source: { kind: 'openapi', version: '3.0.3', title: 'Things', bytes: 0, operations: 0, durationMs: 0 },
  baseUrl: 'https://api.example.com/v1',
  auth: [{ id: 'token', type: 'bearer', pointer: '' }],
  entities: [],
  commands: [],
  warnings: [],
  ...more,
});

/** The files of a connector made of a report that can be generated. */
export function filesOf(report: ImportReport, choices: Partial<ImportChoices> = {}): readonly ConnectorFile[] {
  const made = generateConnector(
    report,
    { id: 'things', entities: 'all', commands: 'all', ...choices },
    { fileName: 'a.json', text: '' },
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** Text of one file. */
export function textOf(files: readonly ConnectorFile[], path: string): string {
  const found = files.find((file) => file.path === path);
  if (!found) throw new Error(`no ${path} among ${files.map((file) => file.path).join(', ')}`);
  return found.text;
}

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
export async function runIn(
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
export async function readTable(
  run: (input: Item) => Promise<Ran>,
  requestedType: string,
  more: Item = {},
): Promise<AllRows> {
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
