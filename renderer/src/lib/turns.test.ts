import { expect, test } from 'vitest';
import { createOnce, createTurns } from './turns.ts';

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

test('what is asked for while it is done is done once more, as it was asked for last', async () => {
  const once = createOnce();
  const log: string[] = [];
  const work = (text: string) => async () => {
    log.push(text);
    await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const first = once('a', work('first'));
  await Promise.resolve();
  const others = ['second', 'third', 'fourth'].map((text) => once('a', work(text)));
  const other = once('b', work('other'));
  await Promise.all([first, ...others, other]);
  expect(log).toEqual(['first', 'other', 'fourth']);
});
