import path from 'node:path';
import { call } from '@orpc/server';
import { expect, it } from 'vitest';
import { testRunner } from '../runs/testing/studio.ts';
import type { Studio } from '../studio/index.ts';
import { runProcedures } from './runs.ts';

it('runs are removed one by one or all of a connector', async () => {
  const test = testRunner();
  // The procedures of runs use nothing of a studio but these two.
  const procedures = runProcedures({ workspace: test.workspace, runner: test.runner } as Studio);
  const first = await test.run({ target: 'config' });
  for (let n = 0; n < 2; n++) await test.run({ target: 'config' });
  expect(await call(procedures.remove, { run: first.id })).toEqual({ removed: true });
  await expect(call(procedures.remove, { run: first.id })).rejects.toMatchObject({ data: { code: 'unknown_run' } });
  expect(await call(procedures.list, { connector: 'crm' })).toHaveLength(2);
  expect(await call(procedures.removeAll, { connector: 'crm' })).toEqual({ removed: 2 });
  expect(await call(procedures.list, { connector: 'crm' })).toEqual([]);
});

it('A69: saveResource puts the file of a run into the downloads of the workspace', async () => {
  const test = testRunner({
    files: {
      'functions/resource.js': "export const resource = () => ({ contentType: 'text/csv', body: btoa('a,b') });",
    },
  });
  // The procedures of runs use nothing of a studio but these two.
  const procedures = runProcedures({ workspace: test.workspace, runner: test.runner } as Studio);
  const { id } = await test.run({ target: 'resource' });
  const downloads = path.join(test.workspace.directory, 'downloads');
  const saved = await call(procedures.saveResource, { run: id });
  expect(saved).toEqual({ file: path.join(downloads, `resource-${id}.csv`), bytes: 3, contentType: 'text/csv' });
  await expect(call(procedures.saveResource, { run: id })).rejects.toMatchObject({ data: { code: 'file_exists' } });
  await expect(call(procedures.saveResource, { run: 'run_none' })).rejects.toMatchObject({
    data: { code: 'unknown_run' },
  });
});

it('a run is started by its id, followed to its end, and listed meanwhile', async () => {
  const test = testRunner({
    files: {
      'functions/data.js':
        'export const data = async () => { await new Promise((done) => setTimeout(done, 400)); return { items: [] }; };',
    },
  });
  // The procedures of runs use nothing of a studio but these two.
  const procedures = runProcedures({ workspace: test.workspace, runner: test.runner } as Studio);
  const active = await call(procedures.active, undefined);
  expect((await active.next()).value).toEqual([]);
  const { run } = await call(procedures.start, { connector: 'crm', target: 'data', attempts: 3 });
  expect((await active.next()).value).toMatchObject([{ id: run, outcome: null, options: { attempts: 3 } }]);
  const kinds: string[] = [];
  for await (const batch of await call(procedures.follow, { run, since: 0 }))
    kinds.push(...batch.events.map((one) => one.kind));
  expect([kinds[0], kinds.at(-1)]).toEqual(['started', 'done']);
  expect((await active.next()).value).toEqual([]);
  await active.return?.(undefined);
});

it('a series is told as it goes on', async () => {
  const test = testRunner();
  // The procedures of runs use nothing of a studio but these two.
  const procedures = runProcedures({ workspace: test.workspace, runner: test.runner } as Studio);
  const { id } = await call(procedures.startSeries, {
    connector: 'crm',
    kind: 'functions',
    steps: [{ target: 'config' }],
  });
  const told = await call(procedures.series, undefined);
  for await (const [series] of told) {
    expect(series?.id).toBe(id);
    if (series?.durationMs !== null) break;
  }
  expect(await call(procedures.cancelSeries, { series: id })).toEqual({ cancelled: false });
});
