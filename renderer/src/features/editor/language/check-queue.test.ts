import { beforeEach, expect, test, vi } from 'vitest';
import { CheckQueue } from './check-queue.ts';

/** Scripts by those that they are imported by. */
const importers: Readonly<Record<string, readonly string[]>> = { utility: ['data', 'validate'] };

/** A queue whose checks end when the test says so. */
function createQueue() {
  const begun: string[] = [];
  const asked: string[] = [];
  const state = { onView: 'data', reading: false, held: false, end: () => {} };
  const queue = new CheckQueue({
    check: (name) => {
      begun.push(name);
      if (!state.held) return Promise.resolve();
      return new Promise((resolve) => {
        state.end = resolve;
      });
    },
    importersOf: async (names) => {
      asked.push(...names);
      return names.flatMap((name) => importers[name] ?? []);
    },
    onView: () => [state.onView],
    isReading: () => state.reading,
  });
  return { queue, begun, asked, state };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('what is on view is checked first, the rest once things are quiet', async () => {
  const { queue, begun } = createQueue();
  queue.add(['config', 'schema', 'data']);
  await vi.advanceTimersByTimeAsync(300);
  expect(begun).toEqual(['data']);
  await vi.runAllTimersAsync();
  expect(begun).toEqual(['data', 'config', 'schema']);
});

test('a change is checked where it is and where it is imported, nowhere else', async () => {
  const { queue, begun } = createQueue();
  queue.add(['config', 'schema', 'data', 'validate', 'utility']);
  await vi.runAllTimersAsync();
  begun.length = 0;
  queue.change('utility');
  await vi.runAllTimersAsync();
  expect(begun.toSorted()).toEqual(['data', 'utility', 'validate']);
  begun.length = 0;
  queue.change('data');
  await vi.runAllTimersAsync();
  expect(begun).toEqual(['data']);
});

test('who goes on typing stops the checks of other files; none is left out in the end', async () => {
  const { queue, begun, state } = createQueue();
  queue.add(['config', 'schema', 'validate']);
  state.held = true;
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toEqual(['config']);
  queue.change('data');
  state.held = false;
  state.end();
  await vi.advanceTimersByTimeAsync(300);
  expect(begun).toEqual(['config', 'data']);
  await vi.runAllTimersAsync();
  expect(begun).toEqual(['config', 'data', 'schema', 'validate']);
});

test('an import that is asked for while typing goes on is asked for again', async () => {
  const { queue, asked } = createQueue();
  queue.change('utility');
  await vi.advanceTimersByTimeAsync(600);
  queue.change('data');
  await vi.runAllTimersAsync();
  expect(asked.toSorted()).toEqual(['data', 'utility']);
});

test('nothing is checked before the files of the connector are there', async () => {
  const { queue, begun, state } = createQueue();
  state.reading = true;
  queue.change('data');
  await vi.advanceTimersByTimeAsync(5000);
  expect(begun).toEqual([]);
  state.reading = false;
  await vi.runAllTimersAsync();
  expect(begun).toEqual(['data']);
});

test('a file that is gone is not checked', async () => {
  const { queue, begun } = createQueue();
  queue.add(['gone', 'data']);
  queue.remove('gone');
  await vi.runAllTimersAsync();
  expect(begun).toEqual(['data']);
});

test('a check that fails does not stop those that wait', async () => {
  const begun: string[] = [];
  const queue = new CheckQueue({
    check: (name) => {
      begun.push(name);
      // Not before the others wait, when they take over.
      return new Promise((resolve, reject) => {
        if (name === 'data') setTimeout(() => reject(new Error('the compiler broke')), 5000);
        else resolve();
      });
    },
    importersOf: async () => [],
    onView: () => ['data'],
    isReading: () => false,
  });
  queue.add(['config', 'data', 'schema']);
  await vi.runAllTimersAsync();
  expect(begun).toEqual(['data', 'config', 'schema']);
});
