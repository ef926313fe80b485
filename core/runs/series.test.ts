import { expect, it, vi } from 'vitest';
import { runLimits } from '../../shared/limits.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { testRunner } from './testing/studio.ts';

/** For a busy machine. */
const patience = { timeout: 20_000 };

const files = {
  'functions/data.js': `export async function data({ requestedType, pagination }) {
  if (requestedType === 'broken') throw new TypeError('no such table');
  if (requestedType === 'slow') await new Promise((done) => setTimeout(done, 60_000));
  const page = pagination?.page ?? 1;
  return { items: [{ id: page }], pagination: { hasNext: page < 3, nextPageConfig: { page: page + 1 } } };
}`,
};

const step = (requestedType: string) => ({ target: 'data', input: { requestedType }, allPages: true });

it('runs one after another, says how each went, and goes on after one that fails', async () => {
  const studio = testRunner({ files, entities: ['deals', 'broken'] });
  const { series } = studio.runner;
  const changed = vi.fn();
  series.onChange(changed);
  const steps = [step('deals'), step('broken'), step('unknown'), { target: 'config' }];
  const begun = unwrap(series.start({ connector: 'crm', kind: 'entities', steps }));
  expect(begun.steps.map((one) => [one.target, one.entity, one.state])).toEqual([
    ['data', 'deals', 'waiting'],
    ['data', 'broken', 'waiting'],
    ['data', 'unknown', 'waiting'],
    ['config', null, 'waiting'],
  ]);
  expect(series.start({ connector: 'crm', kind: 'entities', steps })).toMatchObject({
    error: { code: 'series_under_way' },
  });
  await vi.waitFor(() => expect(series.list()[0]?.durationMs).not.toBeNull(), patience);
  expect(series.list()).toMatchObject([
    {
      id: begun.id,
      cancelled: false,
      steps: [
        { state: 'done', outcome: { kind: 'ok' }, rows: 3, pages: 3, requests: 0 },
        { state: 'done', outcome: { kind: 'error', message: 'no such table' }, rows: null, pages: 1 },
        { state: 'failed', run: null, problem: expect.stringContaining('no entity "unknown"') },
        { state: 'done', outcome: { kind: 'ok' }, rows: null },
      ],
    },
  ]);
  const [first] = series.list()[0]?.steps ?? [];
  expect(unwrap(studio.workspace.runs.head(first?.run ?? ''))).toMatchObject({ options: { allPages: true } });
  expect(changed.mock.calls.length).toBeGreaterThan(6);
});

it('that is cancelled ends its run and skips the others', async () => {
  const studio = testRunner({ files, entities: ['slow', 'deals'] });
  const { series } = studio.runner;
  const { id } = unwrap(series.start({ connector: 'crm', kind: 'entities', steps: [step('slow'), step('deals')] }));
  await vi.waitFor(() => expect(studio.runner.live.list()).toHaveLength(1), patience);
  expect(series.cancel(id)).toBe(true);
  await vi.waitFor(() => expect(series.list()[0]?.durationMs).not.toBeNull(), patience);
  expect(series.list()[0]).toMatchObject({
    cancelled: true,
    steps: [{ state: 'done', outcome: { kind: 'cancelled' } }, { state: 'skipped' }],
  });
  expect(series.cancel(id)).toBe(false);
});

it('takes a bounded number of runs', () => {
  const studio = testRunner({ files });
  const steps = Array.from({ length: runLimits.seriesSteps + 1 }, () => step('deals'));
  expect(studio.runner.series.start({ connector: 'crm', kind: 'entities', steps })).toMatchObject({
    error: { code: 'too_many_steps', message: expect.stringContaining(String(runLimits.seriesSteps)) },
  });
});
