import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { RunRecord } from '../../shared/run/run.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';
import type { RunStore } from './types.ts';

const record = (id: string): RunRecord => ({
  id,
  connector: 'weather',
  revision: 1,
  target: 'data',
  connection: 'main',
  input: { requestedType: 'stations' },
  outcome: null,
  startedAt: '2026-11-20T10:00:00.000Z',
  durationMs: null,
  exchangeCount: 0,
  pages: 1,
  mode: 'live',
});

const exchange = (id: string, run: string, seq: number, more: Partial<Exchange> = {}): Exchange => ({
  id,
  run,
  seq,
  method: 'GET',
  url: 'https://api.example.com/stations',
  status: null,
  statusText: '',
  startedAt: '2026-11-20T10:00:00.000Z',
  durationMs: 0,
  timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 },
  httpVersion: 'HTTP/1.1',
  requestHeaders: [['accept', '*/*']],
  responseHeaders: [],
  requestBytes: 0,
  responseBytes: 0,
  ...more,
});

function openStore(directory = temporaryFolder()): RunStore {
  const workspace = temporaryWorkspace(directory);
  unwrap(workspace.connectors.create(sampleConnector(), ''));
  return workspace.runs;
}

describe('runs', () => {
  it('give a part of their exchanges, by number, and their head alone', () => {
    const runs = openStore();
    runs.begin(record('run_a'));
    runs.record({ exchanges: [1, 2, 3, 4, 5].map((seq) => exchange(`x${seq}`, 'run_a', seq)), bodies: [] });
    const numbers = (after?: number, last?: number) => runs.exchanges('run_a', after, last).map(({ seq }) => seq);
    expect([numbers(), numbers(3), numbers(1, 3), numbers(5)]).toEqual([[1, 2, 3, 4, 5], [4, 5], [2, 3], []]);
    expect(unwrap(runs.head('run_a'))).toEqual({ ...record('run_a'), exchangeCount: 5 });
    expect(runs.head('run_b')).toMatchObject({ ok: false, error: { code: 'unknown_run' } });
  });

  it('are given back with result, logs and exchanges', () => {
    const runs = openStore();
    runs.begin(record('run_a'));
    runs.record({ exchanges: [exchange('x2', 'run_a', 2), exchange('x1', 'run_a', 1)], bodies: [] });
    const responseBody = { id: 'b1', bytes: 2, mimeType: 'text/plain' };
    runs.record({
      exchanges: [exchange('x1', 'run_a', 1, { status: 200, responseBody })],
      bodies: [{ id: 'b1', bytes: Buffer.from('ok') }],
    });
    expect(runs.readBody('b1', 10)).toEqual({ bytes: Buffer.from('ok'), totalBytes: 2 });
    const logs = [{ level: 'info' as const, text: 'hello', atMs: 3 }];
    runs.finish('run_a', {
      outcome: { kind: 'ok' },
      durationMs: 12.5,
      result: { items: [1] },
      logs,
      logsDropped: 4,
      findings: [],
      pages: 2,
    });
    expect(runs.get('run_a')).toMatchObject({
      ok: true,
      value: {
        outcome: { kind: 'ok' },
        durationMs: 12.5,
        result: { items: [1] },
        logs,
        logsDropped: 4,
        findings: [],
        pages: 2,
        exchangeCount: 2,
        exchanges: [{ id: 'x1', status: 200 }, { id: 'x2' }],
      },
    });
    expect(runs.exchange('x1')).toMatchObject({ responseBody: { id: 'b1' } });
    expect(runs.exchange('x9')).toBeUndefined();
  });

  it('are listed newest first by their order, not by the clock (R15)', () => {
    const runs = openStore();
    runs.begin({ ...record('run_a'), startedAt: '2038-01-19T03:14:08.000Z' });
    runs.begin({ ...record('run_b'), startedAt: '1970-01-01T00:00:00.000Z' });
    runs.begin(record('run_c'));
    expect(runs.list('weather', 2).map((run) => run.id)).toEqual(['run_c', 'run_b']);
  });

  it('that were cut off stay without an outcome', () => {
    const directory = temporaryFolder();
    openStore(directory).begin(record('run_a'));
    const again = temporaryWorkspace(directory);
    expect(again.runs.list('weather', 10)).toMatchObject([{ id: 'run_a', outcome: null, durationMs: null }]);
    expect(unwrap(again.runs.get('run_a'))).toMatchObject({ result: null, logs: [], exchanges: [] });
  });

  it('that are unknown are an input failure', () => {
    expect(openStore().get('run_zzz')).toMatchObject({ ok: false, error: { kind: 'input', code: 'unknown_run' } });
  });

  it('keep a result that is as large as any response', () => {
    const runs = openStore();
    runs.begin(record('run_a'));
    const items = Array.from({ length: 100_000 }, (_, id) => ({ id, name: `Station ${id}` }));
    runs.finish('run_a', {
      outcome: { kind: 'ok' },
      durationMs: 1,
      result: { items },
      logs: [],
      logsDropped: 0,
      findings: [],
      pages: 1,
    });
    expect(unwrap(runs.get('run_a')).result).toEqual({ items });
  });

  it('with a damaged row do not hide the others', () => {
    const directory = temporaryFolder();
    const runs = openStore(directory);
    runs.begin(record('run_a'));
    runs.begin(record('run_b'));
    runs.record({ exchanges: [exchange('x1', 'run_b', 1), exchange('x2', 'run_b', 2)], bodies: [] });
    const db = new Database(path.join(directory, 'workspace.db'));
    db.exec(`UPDATE runs SET input = 'no JSON' WHERE id = 'run_a'; UPDATE exchanges SET record = '{}' WHERE id = 'x1'`);
    db.close();
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    expect(runs.list('weather', 10).map((run) => run.id)).toEqual(['run_b']);
    expect(unwrap(runs.get('run_b')).exchanges.map((one) => one.id)).toEqual(['x2']);
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      expect.stringContaining('The run run_a'),
      expect.stringContaining('The exchange x1'),
    ]);
    warn.mockRestore();
    expect(runs.get('run_a')).toMatchObject({ ok: false, error: { code: 'bad_record' } });
  });

  it('take ten thousand notes of requests', () => {
    const runs = openStore();
    runs.begin(record('run_a'));
    for (let n = 1; n <= 10_000; n++) runs.record({ exchanges: [exchange(`x${n}`, 'run_a', n)], bodies: [] });
    expect(unwrap(runs.get('run_a')).exchangeCount).toBe(10_000);
  });
});
