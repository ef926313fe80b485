import type { Workspace } from '../../core/workspace/types.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { Finding } from '../../shared/run/finding.ts';
import type { Outcome } from '../../shared/run/run.ts';
import { drawingFor } from './payload.ts';
import { SEEDED } from './seed-connector.ts';

const startedAt = '2026-01-22T08:30:00.000Z';
const place = { file: 'functions/data.js', line: 3, column: 9 };

const idOf = (number: number): string => `run_${number.toString(16).padStart(16, '0')}`;

const timings = { blocked: 1, dns: 2, connect: 3, ssl: 1, send: 1, wait: 5, receive: 4 };

/** Bodies of every kind that the inspector tells apart. */
const bodiesOf = (text: string, trap: string): readonly (readonly [mimeType: string, content: string])[] => [
  ['application/json', JSON.stringify({ [text]: text, rows: [{ [text]: text }, { [text]: text }] })],
  ['text/html', `<html>${text}</html>`],
  ['image/svg+xml', drawingFor(trap)],
  ['application/x-www-form-urlencoded', new URLSearchParams([[text, text]]).toString()],
  [text, text],
];

/** Records a run of the seeded connector, with exchanges whose every text is the payload. */
class SeededRuns {
  private readonly workspace: Workspace;
  private readonly text: string;
  private readonly trap: string;
  private count = 0;

  constructor(workspace: Workspace, text: string, trap: string) {
    this.workspace = workspace;
    this.text = text;
    this.trap = trap;
  }

  add(target: string, outcome: Outcome, result: unknown): void {
    const { text, workspace } = this;
    const id = idOf(++this.count);
    workspace.runs.begin({
      ...{ id, connector: SEEDED, revision: 1, target, connection: text, outcome: null, startedAt, durationMs: null },
      input: { requestedType: text, [text]: text },
      ...{ exchangeCount: 0, pages: 1, mode: 'mock', options: { mock: text } },
    });
    this.addExchanges(id);
    workspace.runs.finish(id, {
      ...{ outcome, durationMs: 42, result, logsDropped: 3, pages: 2, findings: this.findings(id) },
      logs: (['trace', 'debug', 'info', 'warn', 'error'] as const).map((level, atMs) => ({ level, text, atMs })),
    });
  }

  private addExchanges(run: string): void {
    const { text } = this;
    const bodies = bodiesOf(text, this.trap).map(([mimeType, content], n) => ({
      ref: { id: `body-${run}-${n}`, bytes: Buffer.byteLength(content), mimeType },
      bytes: Buffer.from(content),
    }));
    const exchanges = bodies.map(({ ref }, n): Exchange => {
      const headers = [
        ['content-type', ref.mimeType],
        [text, text],
        ['cookie', `${text}=1`],
        ['set-cookie', `a=1; path=${text}`],
      ] satisfies Exchange['requestHeaders'];
      return {
        ...{ id: `${run}.${n}`, run, seq: n + 1, method: n === 0 ? text : 'POST', startedAt, durationMs: 20, timings },
        url: n === 1 ? `javascript:${text}` : `https://api.example.com/${text}?${text}=${text}#${text}`,
        ...{ status: n === 4 ? null : 200, statusText: text, httpVersion: text, remoteAddress: text, tlsVersion: text },
        ...(n === 4 ? { error: { code: text, message: text } } : {}),
        ...{ proxy: text, requestHeaders: headers, responseHeaders: headers, requestBody: ref, responseBody: ref },
        ...{ requestBytes: 9, responseBytes: 9, fault: text, connection: text },
        initiator: { kind: 'code', function: text, place: { ...place, file: n === 2 ? text : place.file } },
        ...(n === 3 ? { redirectOf: `${run}.2` } : {}),
      };
    });
    this.workspace.runs.record({ exchanges, bodies: bodies.map(({ ref, bytes }) => ({ id: ref.id, bytes })) });
  }

  private findings(run: string): readonly Finding[] {
    const finding = (severity: Finding['severity'], location: Finding['location']): Finding => ({
      ...{ code: this.text, severity, message: this.text, statement: this.text, location, count: 2 },
    });
    return [
      finding('error', { kind: 'result', path: `$.items[0][${JSON.stringify(this.text)}]` }),
      finding('warning', { kind: 'exchange', exchange: `${run}.0`, path: this.text }),
      finding('info', { kind: 'source', place: { ...place, file: this.text } }),
      finding('info', { kind: 'run' }),
    ];
  }
}

/** Runs of every target and of every outcome, the last one the newest. */
export function seedRuns(workspace: Workspace, text: string, trap: string): void {
  const runs = new SeededRuns(workspace, text, trap);
  const ok: Outcome = { kind: 'ok' };
  const failed = { ...{ place, stack: `${text}\n at ${text} (${text}:1:1)`, codeFrame: `> 1 | ${text}` } };
  runs.add('validate', { kind: 'timeout', limitMs: 30_000, message: text, hard: true }, null);
  runs.add('validate', { kind: 'engineFault', message: text }, null);
  runs.add(text, { kind: 'cancelled', message: text }, null);
  runs.add('resource', ok, { contentType: text, fileName: text, content: text });
  runs.add('datalist', ok, { items: [{ title: text, value: text }] });
  runs.add('validate', ok, { name: text, [text]: text });
  runs.add('config', ok, {
    types: [{ id: text, name: text, description: text }],
    filters: [{ id: text, title: text, type: text, optional: false, requires: [text], options: [text] }],
  });
  runs.add('schema', ok, {
    [text]: { [text]: { type: 'text', name: text, description: text, options: [{ id: text, name: text }] } },
    b: {
      a: { type: 'text', name: text, relation: { targetId: text, targetName: text, targetFieldId: text, name: text } },
    },
  });
  runs.add('createDeal', ok, { success: true, payload: { [text]: text }, variables: { [text]: text } });
  runs.add('data', { kind: 'refused', host: text, message: text, place }, null);
  runs.add('data', { kind: 'error', name: text, message: text, ...failed }, null);
  runs.add('data', ok, {
    items: [
      { id: 1, [text]: text, nested: { [text]: [text] } },
      { id: 2, [text]: null },
    ],
  });
  runs.add('data', ok, {
    items: [
      { id: 1, [text]: `${text} changed` },
      { id: 3, [text]: text },
    ],
    [text]: text,
  });
}
