import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { workspaceLimits } from '../../shared/limits.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { RunRecord } from '../../shared/run/run.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { createBodies } from './bodies.ts';
import { openDatabases } from './database.ts';
import { createFaults } from './faults.ts';
import { createReserve } from './reserve.ts';
import type { RetentionLimits } from './run-remover.ts';
import { createRunStore } from './runs.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';
import type { RunStore } from './types.ts';

const limits: RetentionLimits = { runsPerConnector: 3, exchanges: 32, abandonedRunMs: 60_000 };

/** A store with small limits over a workspace with the connectors `weather` and `other`. */
function openStore(directory = temporaryFolder()): RunStore {
  const workspace = temporaryWorkspace(directory);
  for (const id of ['weather', 'other']) workspace.connectors.create(sampleConnector({ id }), '');
  const { saves, records } = unwrap(openDatabases(directory));
  onTestFinished(() => {
    records.close();
    saves.close();
  });
  const reserve = createReserve(directory, 0);
  const bodies = createBodies(records, directory, reserve, { ...workspaceLimits, inlineBodyBytes: 8 });
  return createRunStore({ db: records, bodies, reserve, faults: createFaults(directory), limits });
}

const begun = (id: string, connector = 'weather', startedAt = new Date().toISOString()): RunRecord => ({
  id,
  connector,
  revision: 1,
  target: 'data',
  connection: null,
  input: {},
  outcome: null,
  startedAt,
  durationMs: null,
  exchangeCount: 0,
  pages: 1,
  mode: 'live',
});

const exchange = (run: string, seq: number, more: Partial<Exchange> = {}): Exchange => ({
  id: `${run}-${seq}`,
  run,
  seq,
  method: 'GET',
  url: 'https://api.example.com/',
  status: 200,
  statusText: '',
  startedAt: '2026-11-20T10:00:00.000Z',
  durationMs: 0,
  timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 },
  httpVersion: 'HTTP/1.1',
  requestHeaders: [],
  responseHeaders: [],
  requestBytes: 0,
  responseBytes: 0,
  ...more,
});

/** A run with so many exchanges, each with a small and a large body. */
function begin(runs: RunStore, record: RunRecord, exchanges: number): void {
  runs.begin(record);
  const { id } = record;
  for (let seq = 1; seq <= exchanges; seq++) {
    const requestBody = { id: `${id}-${seq}-request`, bytes: 4, mimeType: 'text/plain' };
    const responseBody = { id: `${id}-${seq}-response`, bytes: 40, mimeType: 'text/plain' };
    runs.record({
      exchanges: [exchange(id, seq, { requestBody, responseBody })],
      bodies: [
        { id: requestBody.id, bytes: Buffer.from('asks') },
        { id: responseBody.id, bytes: Buffer.from('says this and that, and more than eight') },
      ],
    });
  }
}

const end = (runs: RunStore, run: string): void =>
  runs.finish(run, {
    outcome: { kind: 'ok' },
    durationMs: 1,
    result: { items: ['a row that is removed'] },
    logs: [{ level: 'info', text: 'a line', atMs: 0 }],
    logsDropped: 0,
    findings: [],
    pages: 1,
  });

const whole = (runs: RunStore, run: string, exchanges = 1, connector = 'weather'): void => {
  begin(runs, begun(run, connector), exchanges);
  end(runs, run);
};

const listed = (runs: RunStore, connector = 'weather') => runs.list(connector, 100).map((one) => one.id);
const bodiesLeft = (runs: RunStore, run: string) =>
  [`${run}-1-request`, `${run}-1-response`, `${run}.result`, `${run}.logs`].filter((id) => runs.readBody(id, 1));

describe('the history', () => {
  it('keeps the newest runs of each connector; the oldest go with their bodies', () => {
    const runs = openStore();
    whole(runs, 'run_other', 1, 'other');
    for (const run of ['run_1', 'run_2', 'run_3', 'run_4', 'run_5']) whole(runs, run);
    expect(listed(runs)).toEqual(['run_5', 'run_4', 'run_3']);
    expect(listed(runs, 'other')).toEqual(['run_other']);
    expect([bodiesLeft(runs, 'run_2'), bodiesLeft(runs, 'run_3').length]).toEqual([[], 4]);
    expect(runs.exchange('run_2-1')).toBeUndefined();
  });

  it('keeps so many exchanges in a workspace; the oldest runs of any connector go, a sixteenth more than needed', () => {
    const runs = openStore();
    whole(runs, 'run_empty', 0, 'other');
    whole(runs, 'run_a', 1, 'other');
    whole(runs, 'run_b', 1);
    whole(runs, 'run_c', 15);
    whole(runs, 'run_d', 15, 'other');
    expect(listed(runs, 'other')).toEqual(['run_d', 'run_a', 'run_empty']);
    // One too many: one and a sixteenth of 32 go, which takes run_a, run_b and then the 15 of run_c.
    whole(runs, 'run_e', 1);
    expect([listed(runs), listed(runs, 'other')]).toEqual([['run_e'], ['run_d', 'run_empty']]);
  });

  it('never gives up a run under way, nor the one that has just ended', () => {
    const runs = openStore();
    begin(runs, begun('run_long'), 40);
    for (const run of ['run_1', 'run_2', 'run_3', 'run_4']) whole(runs, run);
    expect(listed(runs)).toContain('run_long');
    // Another program sees a run without an end.
    end(runs, 'run_long');
    expect(listed(runs)).toEqual(['run_long']);
  });

  it('gives up what a killed studio left after a day', () => {
    const directory = temporaryFolder();
    openStore(directory).begin(begun('run_young'));
    openStore(directory).begin(begun('run_killed', 'weather', '2020-01-01T00:00:00.000Z'));
    const runs = openStore(directory);
    for (const run of ['run_1', 'run_2', 'run_3']) whole(runs, run);
    expect(listed(runs)).toEqual(['run_3', 'run_2', 'run_1', 'run_young']);
    expect(runs.remove('run_young')).toMatchObject({ ok: false, error: { code: 'run_under_way' } });
  });
});

describe('removing a run', () => {
  it('removes its record, its exchanges and its bodies, from the disk too (A108)', () => {
    const directory = temporaryFolder();
    const runs = openStore(directory);
    whole(runs, 'run_a');
    whole(runs, 'run_b');
    expect(runs.remove('run_a')).toEqual({ ok: true, value: undefined });
    expect([listed(runs), bodiesLeft(runs, 'run_a'), bodiesLeft(runs, 'run_b').length]).toEqual([['run_b'], [], 4]);
    expect(runs.remove('run_b').ok).toBe(true);
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      if (entry.isFile())
        expect(readFileSync(path.join(entry.parentPath, entry.name)).includes('a row that is removed')).toBe(false);
    }
    expect(runs.remove('run_a')).toMatchObject({ ok: false, error: { kind: 'input', code: 'unknown_run' } });
  });

  it('leaves the bodies that it only showed again to the run that recorded them', () => {
    const runs = openStore();
    whole(runs, 'run_a');
    runs.begin(begun('run_replay'));
    const responseBody = { id: 'run_a-1-response', bytes: 40, mimeType: 'text/plain' };
    runs.record({ exchanges: [exchange('run_replay', 1, { responseBody })], bodies: [] });
    end(runs, 'run_replay');
    expect(runs.remove('run_replay').ok).toBe(true);
    expect(bodiesLeft(runs, 'run_a')).toHaveLength(4);
  });

  it('that is under way is refused; of all runs of a connector it is the one that stays', () => {
    const runs = openStore();
    whole(runs, 'run_other', 1, 'other');
    whole(runs, 'run_a');
    whole(runs, 'run_b');
    begin(runs, begun('run_c'), 1);
    expect(runs.remove('run_c')).toMatchObject({ ok: false, error: { kind: 'input', code: 'run_under_way' } });
    expect(runs.removeAll('weather')).toBe(2);
    expect([listed(runs), listed(runs, 'other'), runs.removeAll('weather')]).toEqual([['run_c'], ['run_other'], 0]);
  });
});
