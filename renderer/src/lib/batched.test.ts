import { expect, test, vi } from 'vitest';
import { viewLimits } from '../../../shared/limits.ts';
import { batched } from './batched.ts';

test('items of many messages are handed on together, in order, once per interval', () => {
  vi.useFakeTimers();
  const seen: number[][] = [];
  const intake = batched<number>((items) => seen.push([...items]));
  intake.add([1, 2]);
  intake.add([3]);
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(viewLimits.eventBatchMs);
  intake.add([4]);
  intake.flush();
  intake.flush();
  vi.advanceTimersByTime(1000);
  expect(seen).toEqual([[1, 2, 3], [4]]);
  vi.useRealTimers();
});
