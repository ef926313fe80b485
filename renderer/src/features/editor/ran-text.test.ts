import { expect, test } from 'vitest';
import type { RunDetail } from '../../../../shared/run/run.ts';
import { type RunView, recordedView } from '../run/view.ts';
import { isAsItRan } from './ran-text.ts';

const text = 'one\ntwo\nthrow new Error();\nfour\nfive\nsix\n';
const frame = '  1 | one\n  2 | two\n> 3 | throw new Error();\n    | ^\n  4 | four\n  5 | five';

const view = (revision: number | null, codeFrame?: string): RunView => {
  const detail: RunDetail = {
    ...{ id: 'run_1', connector: 'crm', revision, target: 'data', connection: null, input: {} },
    outcome: { kind: 'error', name: 'Error', message: 'no', ...(codeFrame === undefined ? {} : { codeFrame }) },
    ...{ startedAt: '2026-01-02T03:04:05.000Z', durationMs: 1, exchangeCount: 0, pages: 1, mode: 'live' },
    ...{ result: null, logs: [], logsDropped: 0, exchanges: [], findings: [] },
  };
  return recordedView(detail, false);
};

const stored = new Map([[3, text]]);
const read = (_connector: string, _path: string, revision: number) => Promise.resolve(stored.get(revision));
const asItRan = (one: RunView, now: string) => isAsItRan(one, 'functions/data.js', now, read);

test('the failure of an older run stands as long as its file is as it ran, also far from the failure', async () => {
  expect(await asItRan(view(3), text)).toBe(true);
  expect(await asItRan(view(3), text.replaceAll('\n', '\r\n'))).toBe(true);
  expect(await asItRan(view(3), text.replace('six', 'mended'))).toBe(false);
});

test('of unsaved text that is gone, the lines around the failure are compared', async () => {
  expect(await asItRan(view(null, frame), text)).toBe(true);
  expect(await asItRan(view(null, frame), text.replace('two', 'zwei'))).toBe(false);
  expect(await asItRan(view(null, frame), `${'\n'.repeat(3)}${text}`)).toBe(false);
  expect(await asItRan(view(null), text)).toBe(false);
  expect(await asItRan(view(9), text)).toBe(false);
});

test('unsaved text that this window ran is compared itself', async () => {
  const unsaved = [{ path: 'functions/data.js', text: 'other' }];
  const one = { ...view(null, frame), request: { connector: 'crm', target: 'data', unsaved } };
  expect(await asItRan(one, 'other')).toBe(true);
  expect(await asItRan(one, text)).toBe(false);
});
