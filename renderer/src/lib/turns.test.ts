import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('work on one thing waits for its turn, on another it does not', async () => {
  const inTurn = createTurns();
  const seen: string[] = [];
  let release: () => void = () => undefined;
  const first = inTurn('a', async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    seen.push('a1');
    throw new Error('it failed');
  });
  const second = inTurn('a', async () => seen.push('a2'));
  await inTurn('b', async () => seen.push('b'));
  release();
  await expect(first).rejects.toThrow('it failed');
  await second;
  expect(seen).toEqual(['b', 'a1', 'a2']);
});
