import { expect } from 'vitest';
import type { Authentication, Entity } from '../../shared/connector/manifest.ts';
import { plainManifest } from '../../shared/connector/testing.ts';
import type { ProbeVerdict } from '../../shared/import/probe.ts';
import type { ImportReport, Parameter } from '../../shared/import/report.ts';
import { testClient } from '../network/testing/client.ts';
import { httpServer, type TestServer } from '../network/testing/server.ts';
import { probeConnector } from './index.ts';
import type { ProbeLimits } from './types.ts';

/** Rows of a test list: ids from 1. */
export const rowsTo = (count: number): readonly { readonly id: number; readonly name: string }[] =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, name: `row ${index + 1}` }));

export interface TestAnswer {
  readonly status?: number;
  /** Sent as JSON unless it is a text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Address of the server. */
  readonly url: string;
  /** Requests before this one. */
  readonly before: number;
}

/** A source on loopback that answers by a function. */
export async function source(answer: (request: TestRequest) => TestAnswer | undefined): Promise<TestServer> {
  let count = 0;
  const server = await httpServer((request, response, body) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const said = answer({
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: body.startsWith('{') ? JSON.parse(body) : body,
      headers: request.headers,
      url: url.origin,
      before: count++,
    });
    // Nothing: the answer never comes.
    if (!said) return;
    const isText = typeof said.body === 'string';
    response.writeHead(said.status ?? 200, {
      'content-type': isText ? 'text/html' : 'application/json',
      ...said.headers,
    });
    response.end(isText ? said.body : said.status === 204 ? undefined : JSON.stringify(said.body ?? {}));
  });
  return server;
}

/** A number of a query, or what stands for it. */
export const number = (query: URLSearchParams, name: string, fallback: number): number =>
  query.has(name) ? Number(query.get(name)) : fallback;

export const entity = (part: Partial<Entity> = {}): Entity => ({
  name: 'things',
  title: 'Thing',
  operation: 'GET /things',
  records: '$.data',
  primaryKey: ['id'],
  pagination: { kind: 'unproven' },
  fields: [],
  ...part,
});

export const param = (name: string, part: Partial<Parameter> = {}): Parameter => ({
  name,
  in: 'query',
  required: false,
  type: 'integer',
  ...part,
});

interface Options {
  /** Parameters by entity, as a description would give them. */
  readonly params?: Readonly<Record<string, readonly Parameter[]>>;
  readonly authentication?: Authentication;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly filters?: Readonly<Record<string, string>>;
  readonly only?: readonly string[];
  readonly limits?: Partial<ProbeLimits>;
  readonly signal?: AbortSignal;
  /** Entities that take no credentials. */
  readonly open?: readonly string[];
}

const reportOf = (entities: readonly Entity[], { params = {}, open = [] }: Options): ImportReport => ({
  source: { kind: 'openapi', version: '3.0.3', title: 'Test', bytes: 0, operations: 0, durationMs: 0 },
  baseUrl: '',
  auth: [],
  entities: entities.map((one) => ({
    ...one,
    selected: true,
    params: [...(params[one.name] ?? [])],
    evidence: [],
    ...(open.includes(one.name) ? { auth: [] } : {}),
  })),
  commands: [],
  warnings: [],
});

/** Probes entities of a source that stands on loopback. */
export async function probeAll(server: TestServer, entities: readonly Entity[], options: Options = {}) {
  const secrets = Object.values(options.fields ?? {}).map(String);
  const client = testClient({ secrets, grants: [server.host] });
  const { signal = new AbortController().signal } = options;
  const result = await probeConnector({
    run: {
      manifest: {
        ...plainManifest,
        id: 'test',
        name: 'Test',
        entities: [...entities],
      },
      authentication: options.authentication,
      fields: { baseUrl: server.url, ...options.fields },
      signal,
      send: (request) => client.send(request, signal),
      note: () => undefined,
      mask: (text) => text,
    },
    report: reportOf(entities, options),
    entities: options.only,
    filters: options.filters,
    limits: { pauseMs: 0, ...options.limits },
  });
  expect(result.requests).toBe(server.requests.length);
  return { ...result, exchanges: client.exchanges() };
}

/** The verdict on one entity. */
export async function probeOne(
  server: TestServer,
  part: Partial<Entity>,
  options: Omit<Options, 'params'> & { readonly params?: readonly Parameter[] } = {},
): Promise<ProbeVerdict> {
  const { params = [], ...rest } = options;
  const { verdicts } = await probeAll(server, [entity(part)], { ...rest, params: { things: params } });
  const [verdict] = verdicts;
  if (!verdict || verdicts.length !== 1) throw new Error(`${verdicts.length} verdicts came where one was expected`);
  return verdict;
}

/** Notes of the checks that failed, by name. */
export const failedChecks = (verdict: ProbeVerdict): Readonly<Record<string, string>> =>
  Object.fromEntries(verdict.checks.filter((check) => !check.ok).map((check) => [check.name, check.note]));
