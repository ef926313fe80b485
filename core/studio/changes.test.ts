import { expect, it } from 'vitest';
import { createChangeFeed } from './changes.ts';

const change = (n: number) => ({ kind: 'connections', connector: `c${n}` }) as const;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => change(from + n));

it('R29: who comes back after a while gets everything that came meanwhile, in order, once', () => {
  const feed = createChangeFeed(100);
  const start = feed.read(undefined);
  expect(start).toMatchObject({ reset: false, changes: [] });
  for (const one of numbers(1, 3)) feed.emit(one);
  const first = feed.read(start.point);
  expect(first).toMatchObject({ reset: false, changes: numbers(1, 3) });
  expect(feed.read(first.point).changes).toEqual([]);
  for (const one of numbers(4, 90)) feed.emit(one);
  const last = feed.read(first.point);
  expect(last).toMatchObject({ reset: false, changes: numbers(4, 90) });
});

it('R29: who missed too much, or was connected to another start of the host, reads everything again', () => {
  const feed = createChangeFeed(10);
  const { point } = feed.read(undefined);
  for (const one of numbers(1, 10)) feed.emit(one);
  expect(feed.read(point)).toMatchObject({ reset: false, changes: numbers(1, 10) });
  for (const one of numbers(11, 40)) feed.emit(one);
  expect(feed.read(point)).toMatchObject({ reset: true, changes: [] });
  expect(createChangeFeed().read(point)).toMatchObject({ reset: true });
  expect(feed.read({ ...feed.read(undefined).point, sequence: 41 })).toMatchObject({ reset: true });
});

it('waiting ends with the next change or with its signal', async () => {
  const feed = createChangeFeed();
  const stop = new AbortController();
  const waits = [feed.after(0, undefined), feed.after(1, stop.signal)];
  feed.emit(change(1));
  await waits[0];
  stop.abort();
  await waits[1];
  await feed.after(0, undefined);
  await feed.after(9, AbortSignal.abort());
});
