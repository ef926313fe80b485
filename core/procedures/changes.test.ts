import { call } from '@orpc/server';
import { expect, it, onTestFinished } from 'vitest';
import { changeBatchSchema } from '../../shared/contract/changes.ts';
import { announceChanges } from '../studio/announce.ts';
import type { Studio } from '../studio/index.ts';
import { noWindows, openTestStudio } from '../studio/testing.ts';
import { changeProcedures } from './changes.ts';
import { draftProcedures } from './drafts.ts';

const window = 'window-1';

function watched() {
  const test = openTestStudio();
  onTestFinished(test.close);
  const live = noWindows();
  const workspace = announceChanges(test.studio.workspace, live.changes.emit);
  // These procedures use nothing else of a studio.
  return { ...test.studio, ...live, workspace } as Studio;
}

it('R29: a window that comes back goes on where its line dropped', async () => {
  const studio = watched();
  const { watch } = changeProcedures(studio);
  const stop = new AbortController();
  const first = await call(watch, { window }, { signal: stop.signal });
  const start = changeBatchSchema.parse((await first.next()).value);
  expect(start).toMatchObject({ reset: false, changes: [] });
  const next = first.next();
  studio.workspace.connectors.label('crm', 1, 'first');
  expect((await next).value).toMatchObject({ changes: [{ kind: 'label', connector: 'crm', revision: 1 }] });
  stop.abort();
  studio.workspace.connectors.label('crm', 1, 'again');
  const second = await call(watch, { window, since: start.point });
  expect((await second.next()).value).toMatchObject({ reset: false, changes: [{ kind: 'label' }, { kind: 'label' }] });
  await second.return?.(undefined);
});

it('R27: what a window kept is given to others only once its line is gone', async () => {
  const studio = watched();
  const { watch } = changeProcedures(studio);
  const { save, claim } = draftProcedures(studio);
  const stop = new AbortController();
  await (await call(watch, { window }, { signal: stop.signal })).next();
  await call(save, { window, drafts: [{ connector: 'crm', path: 'a.js', text: 'mine', baseRevision: 1 }] });
  expect(await call(claim, { window: 'window-2' })).toEqual([]);
  stop.abort();
  expect(await call(claim, { window: 'window-2' })).toMatchObject([{ text: 'mine' }]);
});
