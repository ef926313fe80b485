import { expect, test } from 'vitest';
import { createRestartPolicy } from './restart-policy.ts';

test('three crashes within a minute are made good, the fourth is not', () => {
  let now = 0;
  const policy = createRestartPolicy(() => now);
  const crashAt = (time: number): boolean => {
    now = time;
    return policy.crashed();
  };
  expect([0, 10_000, 20_000, 30_000].map(crashAt)).toEqual([true, true, true, false]);
  expect(policy.mayStart()).toBe(false);
  policy.reset();
  expect(policy.mayStart()).toBe(true);
});

test('crashes that lie apart are always made good', () => {
  let now = 0;
  const policy = createRestartPolicy(() => now);
  for (let crash = 0; crash < 20; crash++) {
    now += 30_000;
    expect(policy.crashed()).toBe(true);
  }
});
