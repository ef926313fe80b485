import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('the wait doubles up to ten seconds and stays there', () => {
  expect([0, 1, 2, 4, 5, 50].map(backoffMs)).toEqual([500, 1000, 2000, 8000, 10_000, 10_000]);
});
