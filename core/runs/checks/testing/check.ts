import type { Manifest } from '../../../../shared/connector/manifest.ts';
import { plainManifest } from '../../../../shared/connector/testing.ts';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { Finding } from '../../../../shared/run/finding.ts';
import { FindingList, type PageFacts, runChecks, type Subject } from '../index.ts';

type Entity = Manifest['entities'][number];
type Field = Entity['fields'][number];

/** An entity `things` with these fields. */
export const things = (fields: readonly Partial<Field>[] = [], part: Partial<Entity> = {}): Entity => ({
  name: 'things',
  title: 'Things',
  operation: 'GET /things',
  records: '$.items',
  primaryKey: ['id'],
  pagination: { kind: 'page', params: { page: 'page', size: 'per_page' } },
  fields: fields.map((field) => ({ name: 'id', type: 'string', nullable: true, ...field })),
  ...part,
});

const manifest: Manifest = {
  ...plainManifest,
  id: 'crm',
  name: 'Crm',
};

/** A recorded answer, with its body as text or bytes. */
export interface Answer extends Partial<Exchange> {
  readonly body?: string | Uint8Array;
}

const ANSWER: Exchange = {
  id: 'run_1-1',
  run: 'run_1',
  seq: 1,
  method: 'GET',
  url: 'https://api.example.com/things',
  status: 200,
  statusText: 'OK',
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 1,
  timings: { blocked: 0, dns: 0, connect: 0, ssl: 0, send: 0, wait: 1, receive: 0 },
  httpVersion: 'HTTP/1.1',
  requestHeaders: [],
  responseHeaders: [],
  requestBytes: 0,
  responseBytes: 0,
};

interface Given extends Partial<Omit<Subject, 'manifest' | 'exchanges' | 'exchange' | 'files' | 'pages'>> {
  readonly entities?: readonly Entity[];
  readonly files?: readonly string[];
  readonly answers?: readonly Answer[];
  /** Pages with the numbers of their answers; the answers are theirs in order where there are as many. */
  readonly pages?: readonly Partial<PageFacts>[];
}

function exchangeOf({ body, ...part }: Answer, index: number, bodies: Map<string, Uint8Array>): Exchange {
  const id = part.id ?? `run_1-${index + 1}`;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  if (bytes && bytes.byteLength > 0) bodies.set(`${id}-response`, bytes);
  const responseBody = { id: `${id}-response`, bytes: bytes?.byteLength ?? 0, mimeType: 'application/json' };
  const json: Exchange['responseHeaders'] = [['Content-Type', 'application/json']];
  return {
    ...ANSWER,
    seq: index + 1,
    responseHeaders: json,
    ...(bytes && bytes.byteLength > 0 ? { responseBody } : {}),
    ...part,
    id,
  };
}

/** What the checks say of a run of this function. */
export async function findingsOf(target: string, given: Given): Promise<readonly Finding[]> {
  const { entities = [], files = [], answers = [], pages, ...part } = given;
  const bodies = new Map<string, Uint8Array>();
  const exchanges = answers.map((answer, index) => exchangeOf(answer, index, bodies));
  const list = new FindingList();
  const subject: Subject = {
    target: { kind: 'function', file: `functions/${target}.js`, name: target },
    manifest: { ...manifest, entities: [...entities] },
    files: new Set(files),
    request: entities[0] ? { requestedType: entities[0].name, types: entities.map((one) => one.name) } : {},
    ok: true,
    result: undefined,
    schema: undefined,
    exchanges,
    exchange: (id) => exchanges.find((one) => one.id === id),
    pages: (pages ?? []).map((page, index) => ({
      items: [],
      pagination: undefined,
      synchronizationType: undefined,
      exchanges: exchanges.slice(index, index + 1),
      ...page,
    })),
    readBody: (id, maxBytes) => {
      const bytes = bodies.get(id);
      return bytes && bytes.byteLength <= maxBytes ? bytes : undefined;
    },
    ...part,
  };
  await runChecks(subject, list.report, new AbortController().signal);
  return list.list();
}

/** `code path` of each finding, with its count where that is not 1. */
export const short = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ code, location, count }) => {
    const at = location.kind === 'result' || location.kind === 'exchange' ? ` ${location.path ?? location.kind}` : '';
    return `${code}${at}${count === 1 ? '' : ` ×${count}`}`;
  });
