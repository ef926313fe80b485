import { expect, test } from 'vitest';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import type { RunDetail } from '../../../../shared/run/run.ts';
import { detail as plainDetail, exchange as plainExchange } from '../result/testing.ts';
import { applyBatches, applyEvents, isLive, mergeExchanges, recordedView, startingView } from './view.ts';

const exchange = (id: string, status: number | null): Exchange => ({ ...plainExchange, id, run: 'r1', status });
const detail: RunDetail = { ...plainDetail, id: 'r1', connector: 'acme', exchanges: [exchange('a', 200)] };

test('a run goes from starting over running to ended', () => {
  const start = startingView('acme', 'data', 0);
  expect(isLive(start)).toBe(true);
  const running = applyEvents(start, [
    { kind: 'started', run: 'r1', startedAt: '2026-01-01T00:00:00.000Z' },
    { kind: 'exchange', exchange: exchange('a', null) },
    { kind: 'logs', lines: [{ level: 'info', text: 'hello', atMs: 1 }] },
    { kind: 'page', page: 2, rows: 200 },
  ]);
  expect(running).toMatchObject({ stage: 'running', run: 'r1', pages: 2, rows: 200 });
  expect(running.logs).toHaveLength(1);
  const done = applyEvents(running, [{ kind: 'done', run: detail }]);
  expect(done).toMatchObject({ stage: 'ended', past: false, detail });
  expect(isLive(done)).toBe(false);
});

test('the end of a run of many requests keeps those that came one by one', () => {
  const running = applyEvents(startingView('acme', 'data', 0), [{ kind: 'exchange', exchange: exchange('a', null) }]);
  const done = applyEvents(running, [
    { kind: 'exchange', exchange: exchange('b', 200) },
    { kind: 'exchange', exchange: exchange('a', 200) },
    { kind: 'done', run: { ...detail, exchangeCount: 2 } },
  ]);
  expect(done.exchanges.map(({ id, status }) => [id, status])).toEqual([
    ['a', 200],
    ['b', 200],
  ]);
  expect([done.stage, done.detail?.exchanges.length]).toEqual(['ended', 1]);
});

test('an exchange that ends replaces the one that started, in its place', () => {
  const started = mergeExchanges([], [exchange('a', null), exchange('b', null)]);
  const ended = mergeExchanges(started, [exchange('a', 200), exchange('c', null)]);
  expect(ended.map((one) => [one.id, one.status])).toEqual([
    ['a', 200],
    ['b', null],
    ['c', null],
  ]);
  expect(mergeExchanges(ended, [])).toBe(ended);
});

test('an exchange far back is found too', () => {
  const many = Array.from({ length: 5000 }, (_, index) => exchange(`x${index}`, null));
  expect(mergeExchanges(many, [exchange('x3', 200)])[3]?.status).toBe(200);
  expect(mergeExchanges(many, [exchange('x3', 200)])).toHaveLength(5000);
});

test('a recorded run without an outcome is shown as unknown', () => {
  expect(recordedView({ ...detail, outcome: null }, true).stage).toBe('unknown');
});

test('R27: a whole state takes the place of what was known, what follows is added to it', () => {
  const line = (text: string) => ({ level: 'info' as const, text, atMs: 1 });
  const before = applyBatches(startingView('acme', 'data', 0), [
    {
      seq: 2,
      whole: false,
      events: [
        { kind: 'logs', lines: [line('old')] },
        { kind: 'exchange', exchange: exchange('a', null) },
      ],
    },
  ]);
  const after = applyBatches(before, [
    { seq: 0, whole: true, events: [{ kind: 'logs', lines: [line('old'), line('missed')] }] },
    { seq: 9, whole: false, events: [{ kind: 'exchange', exchange: exchange('b', 200) }] },
    { seq: 10, whole: false, events: [{ kind: 'logs', lines: [line('new')] }] },
  ]);
  expect([after.seq, after.logs.map((one) => one.text), after.exchanges.map((one) => one.id)]).toEqual([
    10,
    ['old', 'missed', 'new'],
    ['b'],
  ]);
});

test('progress and waits are on view, and a run that is being cancelled stays so', () => {
  const view = applyEvents({ ...startingView('acme', 'data', 0), stage: 'cancelling' }, [
    { kind: 'started', run: 'r1', startedAt: '1970-01-01T00:00:01.000Z' },
    { kind: 'progress', done: 3, total: 9, text: 'rows' },
    { kind: 'retry', exchange: 'a', attempt: 2, atMs: 4000 },
  ]);
  expect(view).toMatchObject({
    stage: 'cancelling',
    progress: { done: 3, total: 9, text: 'rows' },
    retry: { attempt: 2, until: 5000 },
  });
});
