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
