import { expect, test } from 'vitest';
import { compareRuns } from '../../../../shared/run/compare/run.ts';
import type { SeriesStep } from '../../../../shared/run/series.ts';
import { detail, exchange, record } from '../result/testing.ts';
import { recordings } from '../run/recordings.ts';
import { partsOf } from './compare-parts.ts';
import { everyRun, filterRuns, isFiltering, targetsIn } from './filter.ts';
import { seriesSums, stepName, stepWhy } from './series.ts';
import { allConnectors, runsOf } from './store.ts';

const failed = { ...record, id: 'f', target: 'schema', outcome: { kind: 'cancelled', message: '' } } as const;
const open = { ...record, id: 'o', outcome: null };
const replay = { ...record, id: 'r', mode: 'replay' } as const;
const all = [record, failed, open, replay];
const ids = (runs: readonly { readonly id: string }[]) => runs.map((run) => run.id);

test('runs are filtered by target, outcome and mode', () => {
  expect(filterRuns(all, everyRun)).toEqual(all);
  expect(ids(filterRuns(all, { ...everyRun, target: 'schema' }))).toEqual(['f']);
  expect(ids(filterRuns(all, { ...everyRun, outcome: 'ok' }))).toEqual(['run_1', 'r']);
  expect(ids(filterRuns(all, { ...everyRun, outcome: 'failed' }))).toEqual(['f', 'o']);
  expect(ids(filterRuns(all, { ...everyRun, mode: 'replay', outcome: 'ok' }))).toEqual(['r']);
  expect([isFiltering(everyRun), isFiltering({ ...everyRun, mode: 'live' })]).toEqual([false, true]);
  expect(targetsIn(all)).toEqual(['data', 'schema']);
});

test('a run whose removal can still be undone is off the list', () => {
  const byConnector = new Map([['crm', { kind: 'ready' as const, value: all }]]);
  expect(ids(runsOf({ byConnector, all: null, leaving: new Set(['f']) }, 'crm'))).toEqual(['run_1', 'o', 'r']);
  expect(runsOf({ byConnector, all: null, leaving: new Set() }, 'other')).toEqual([]);
  expect(
    ids(runsOf({ byConnector, all: { kind: 'ready', value: [open] }, leaving: new Set() }, allConnectors)),
  ).toEqual(['o']);
});

test('what can be replayed has requests and an end; the same target stands first', () => {
  expect(ids(recordings([failed, open, { ...record, id: 'none', exchangeCount: 0 }, record], 'data'))).toEqual([
    'run_1',
    'f',
  ]);
});

test('a comparison is told in parts, each with the number of its differences', () => {
  const finding = {
    code: 'key_twice',
    severity: 'error',
    message: 'Two rows share an id.',
    location: { kind: 'run' },
    count: 1,
  } as const;
  const a = {
    ...detail,
    result: {
      items: [
        { id: 1, name: 'a' },
        { id: 2, name: 'b' },
      ],
    },
    findings: [finding],
  };
  const b = {
    ...detail,
    id: 'run_2',
    revision: 2,
    durationMs: 9,
    result: {
      items: [
        { id: 1, name: 'A' },
        { id: 3, name: 'c' },
      ],
    },
    exchanges: [
      { ...exchange, id: 'x2', status: 500 },
      { ...exchange, id: 'x3', url: 'https://api.example.com/more' },
    ],
  };
  const found = compareRuns(a, b, { primaryKey: ['id'], sameBody: () => true });
  const parts = partsOf(found);
  expect(parts.map(({ id, count }) => [id, count])).toEqual([
    ['result', 3],
    ['requests', 2],
    ['findings', 1],
    ['record', 1],
  ]);
  expect(parts[0]?.note).toBe('1 added, 1 removed, 1 changed, 0 the same; aligned by id');
  expect(parts[0]?.rows).toEqual([
    { kind: 'changed', place: '1 name', before: '"a"', after: '"A"' },
    { kind: 'added', place: '3', before: '', after: '' },
    { kind: 'removed', place: '2', before: '', after: '' },
  ]);
  expect(parts[1]?.rows).toEqual([
    { kind: 'changed', place: 'GET https://api.example.com/deals', before: '', after: 'status' },
    { kind: 'added', place: 'GET https://api.example.com/more', before: '', after: '200' },
  ]);
  expect(parts[2]?.rows).toEqual([{ kind: 'removed', place: 'error', before: 'Two rows share an id.', after: '' }]);
  expect(found.timings).toEqual([
    { name: 'run', a: 5, b: 9 },
    { name: 'requests', a: 1, b: 2 },
  ]);
});

const step: SeriesStep = {
  target: 'data',
  entity: 'deals',
  state: 'done',
  run: 'run_1',
  outcome: { kind: 'ok' },
  rows: 5,
  pages: 1,
  requests: 2,
  durationMs: 3,
  findings: { error: 0, warning: 0, info: 0 },
};

test('a series adds up, and says of each run why it is not ok', () => {
  const error = { kind: 'error', name: 'TypeError', message: 'no such table' } as const;
  const steps: readonly SeriesStep[] = [
    step,
    { ...step, outcome: error, rows: null },
    { ...step, state: 'failed', outcome: null, rows: null, requests: 0, problem: 'A secret is missing.' },
    { ...step, state: 'waiting', outcome: null, rows: null, requests: 0 },
  ];
  expect(seriesSums(steps)).toEqual({ ended: 3, ok: 1, text: '5 rows, 4 requests' });
  expect(steps.map(stepWhy)).toEqual(['', 'no such table', 'A secret is missing.', '']);
  expect([stepName(step), stepName({ ...step, entity: null })]).toEqual(['deals', 'data']);
});
