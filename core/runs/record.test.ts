import { expect, it } from 'vitest';
import { runLimits, workspaceLimits } from '../../shared/limits.ts';
import type { RunEvent, RunRecord } from '../../shared/run/run.ts';
import { createMasker, ExchangeLog } from '../network/index.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { temporaryWorkspace, unwrap } from '../workspace/testing/temporary.ts';
import type { RunBatch } from '../workspace/types.ts';
import { RunLog } from './record.ts';

const record: RunRecord = {
  id: 'run_1',
  connector: 'weather',
  revision: 1,
  target: 'data',
  connection: null,
  input: {},
  outcome: null,
  startedAt: '2026-11-20T10:00:00.000Z',
  durationMs: null,
  exchangeCount: 0,
  pages: 1,
  mode: 'live',
};

/** A run's record in a real workspace, with what was written and told in their order. */
function openLog() {
  const { connectors, runs } = temporaryWorkspace();
  unwrap(connectors.create(sampleConnector(), ''));
  runs.begin(record);
  const batches: RunBatch[] = [];
  const told: RunEvent[] = [];
  const counting = {
    ...runs,
    record: (batch: RunBatch) => {
      batches.push(batch);
      runs.record(batch);
    },
  };
  const masker = createMasker([]);
  const log = new RunLog(record, counting, masker, (events) => {
    told.push(...events);
    for (const event of events) if (event.kind === 'exchange') expect(runs.exchange(event.exchange.id)).toBeDefined();
  });
  const exchanges = new ExchangeLog({ run: record.id, masker, places: { headers: [], query: [] }, recorder: log });
  const begin = (body?: Uint8Array) =>
    exchanges.begin({ method: 'POST', url: 'https://a.example/', headers: [], body, queuedMs: 0 });
  return { log, runs, batches, told, begin };
}

const end = { outcome: { kind: 'ok' }, result: {}, pages: 1 } as const;

it('exchanges are written in one transaction, before anyone is told of them', () => {
  const { log, batches, told, begin } = openLog();
  for (let n = 0; n < 10; n++) begin();
  expect([batches.length, told.length]).toEqual([0, 0]);
  log.finish(end.outcome, end.result, end.pages);
  expect(batches.map((batch) => batch.exchanges.length)).toEqual([10]);
  expect(told.at(-1)).toMatchObject({ kind: 'done', run: { exchangeCount: 10 } });
});

it(`a batch of ${runLimits.batchExchanges} exchanges, or of ${runLimits.batchBytes} bytes, does not wait`, () => {
  const { log, batches, begin } = openLog();
  for (let n = 0; n < runLimits.batchExchanges; n++) begin();
  expect(batches.map((batch) => batch.exchanges.length)).toEqual([runLimits.batchExchanges]);
  begin(new Uint8Array(runLimits.batchBytes));
  expect(batches).toHaveLength(1);
  begin(new Uint8Array(1));
  expect(batches.map((batch) => batch.bodies.length)).toEqual([0, 2]);
  log.finish(end.outcome, end.result, end.pages);
  expect(batches).toHaveLength(3);
});

it('an exchange is known by its last state, written or not', () => {
  const { log, begin } = openLog();
  const first = begin();
  expect(log.exchange(first.id)).toBe(first);
  for (let n = 1; n < runLimits.batchExchanges; n++) begin();
  const changed = { ...first, status: 200 };
  log.put(changed);
  expect(log.exchange(first.id)).toBe(changed);
  expect(log.exchange('run_1-9999')).toBeUndefined();
  log.finish(end.outcome, end.result, end.pages);
});

it(`a body of ${workspaceLimits.inlineBodyBytes} bytes comes back as one of one byte more does`, () => {
  const { log, runs, begin } = openLog();
  const sizes = [workspaceLimits.inlineBodyBytes, workspaceLimits.inlineBodyBytes + 1];
  const ids = sizes.map((size) => begin(new Uint8Array(size).fill(7)).requestBody?.id ?? '');
  log.finish(end.outcome, end.result, end.pages);
  expect(ids.map((id) => runs.readBody(id, 1e6)?.bytes.byteLength)).toEqual(sizes);
});
