import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, vi } from 'vitest';
import { fail } from '../../shared/result.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { createSeriesDesk } from './series.ts';
import { testRunner } from './testing/studio.ts';

const files = {
  'functions/data.js': `export async function data() {
  console.log('a line of the source');
  await new Promise((done) => setTimeout(done, 60_000));
  return { items: [] };
}`,
};

/** What the workspace still has on disk of runs. */
function leftOf(directory: string): readonly number[] {
  const db = new Database(path.join(directory, 'workspace.db'), { readonly: true });
  const counts = ['runs', 'exchanges', 'bodies'].map((table) =>
    Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
  );
  db.close();
  return counts;
}

const patience = { timeout: 20_000 };

it('A108: a run whose connector is removed beneath it leaves nothing on disk', async () => {
  const { workspace, runner } = testRunner({ files, entities: ['deals'] });
  const started = unwrap(await runner.start({ connector: 'crm', target: 'data', input: { requestedType: 'deals' } }));
  expect(workspace.connectors.remove('crm')).toBe(true);
  started.cancel();
  expect((await started.done).outcome?.kind).toBe('cancelled');
  expect(leftOf(workspace.directory)).toEqual([0, 0, 0]);
});

it('what of a connector runs is ended at once, its series too, and that of others goes on', async () => {
  const { runner } = testRunner({ files, entities: ['deals'] });
  const input = { requestedType: 'deals' };
  const steps = [1, 2, 3].map(() => ({ target: 'data', input }));
  unwrap(runner.series.start({ connector: 'crm', kind: 'entities', steps }));
  const single = unwrap(await runner.start({ connector: 'crm', target: 'data', input }));
  await vi.waitFor(() => expect(runner.live.list()).toHaveLength(2), patience);
  await runner.end('another');
  expect(runner.live.list()).toHaveLength(2);
  await runner.end('crm');
  expect(runner.live.list()).toEqual([]);
  expect(runner.series.list()).toEqual([]);
  expect((await single.done).outcome?.kind).toBe('cancelled');
});

it('a run that cannot even be started fails its step, and the series ends', async () => {
  let calls = 0;
  const start = async () => {
    calls++;
    if (calls === 1) throw new Error('the disk is gone');
    return fail('input', 'unknown_target', 'no such target');
  };
  const desk = createSeriesDesk({ start, cancel: () => false });
  unwrap(desk.start({ connector: 'crm', kind: 'functions', steps: [{ target: 'data' }, { target: 'schema' }] }));
  await vi.waitFor(() => expect(desk.list()[0]?.durationMs).not.toBeNull());
  expect(desk.list()[0]?.steps).toMatchObject([
    { state: 'failed', problem: 'the disk is gone' },
    { state: 'failed', problem: 'no such target' },
  ]);
});
