import { beforeEach, expect, test } from 'vitest';
import { beginTask, clearEndedTasks, runningTasks, useProgress } from './progress.ts';

const tasks = () => useProgress.getState().tasks;
beforeEach(() => useProgress.setState({ tasks: [] }));

test('a task is on view from its beginning, newest first, and stays a while after its end', () => {
  const first = beginTask({ title: 'Import' });
  beginTask({ title: 'Probe' });
  first.update({ value: 0.5, detail: 'reading' });
  expect(tasks().map((task) => [task.title, task.value, task.detail])).toEqual([
    ['Probe', null, ''],
    ['Import', 0.5, 'reading'],
  ]);
  first.end();
  expect(runningTasks(tasks()).map((task) => task.title)).toEqual(['Probe']);
  clearEndedTasks();
  expect(tasks()).toHaveLength(1);
});

test('cancelling ends it once; what comes later changes nothing', () => {
  let cancelled = 0;
  const handle = beginTask({ title: 'Search', cancel: () => cancelled++ });
  tasks()[0]?.cancel?.();
  handle.update({ detail: 'late' });
  handle.end('done');
  expect([cancelled, tasks()[0]?.state, tasks()[0]?.detail, tasks()[0]?.cancel]).toEqual([1, 'cancelled', '', null]);
});

test('only the last that ended are kept', () => {
  for (let n = 0; n < 30; n++) beginTask({ title: `${n}` }).end();
  expect(tasks()).toHaveLength(20);
  expect(tasks()[0]?.title).toBe('29');
});
