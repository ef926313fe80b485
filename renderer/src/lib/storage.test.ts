import { beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { InterfaceValue } from '../../../shared/contract/interface.ts';
import { interfaceLimits } from '../../../shared/limits.ts';

let storage: typeof import('./storage.ts');
let written: InterfaceValue[][];
let isKept: boolean;
const writer = async (values: readonly InterfaceValue[]) => {
  written.push([...values]);
  return isKept;
};
beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers();
  storage = await import('./storage.ts');
  written = [];
  isKept = true;
  return () => vi.useRealTimers();
});

const sizes = z.object({ side: z.number() });

test('what was kept is read, what changes is written after a while, each key once', async () => {
  storage.fillStorage([{ key: 'sizes', json: '{"side":1}' }], writer);
  expect(storage.readStored('sizes', sizes, { side: 0 })).toEqual({ side: 1 });
  for (const side of [2, 3, 4]) storage.writeStored('sizes', { side });
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(interfaceLimits.writeMs);
  expect(written).toEqual([[{ key: 'sizes', json: '{"side":4}' }]]);
  storage.writeStored('sizes', { side: 4 });
  await vi.advanceTimersByTimeAsync(interfaceLimits.writeMs);
  expect(written).toHaveLength(1);
});

test('R32: what cannot be used gives the fallback, and is told once', () => {
  const stored = ['{', '[]', '{"side":"wide"}', 'null'].map((json, n) => ({ key: `k${n}`, json }));
  storage.fillStorage(stored, writer);
  for (const { key } of stored) expect(storage.readStored(key, sizes, { side: 9 })).toEqual({ side: 9 });
  expect(storage.takeUnreadable()).toEqual(['k0', 'k1', 'k2', 'k3']);
  expect(storage.takeUnreadable()).toEqual([]);
});

test('R29: what could not be written is written later, as it is then', async () => {
  storage.fillStorage([], writer);
  isKept = false;
  storage.writeStored('a', 1);
  await vi.advanceTimersByTimeAsync(interfaceLimits.writeMs);
  storage.writeStored('a', 2);
  isKept = true;
  await storage.writeThrough();
  expect(written).toEqual([[{ key: 'a', json: '1' }], [{ key: 'a', json: '2' }]]);
  await storage.writeThrough();
  expect(written).toHaveLength(2);
});

test('what was changed before the workspace answered is not undone by it', async () => {
  storage.writeStored('a', 'mine');
  storage.fillStorage([{ key: 'a', json: '"old"' }], writer);
  await vi.runAllTimersAsync();
  expect(storage.readStored('a', z.string(), '')).toBe('mine');
  expect(written).toEqual([[{ key: 'a', json: '"mine"' }]]);
});

test(`a value of more than ${interfaceLimits.valueChars} characters is not sent`, async () => {
  storage.fillStorage([], writer);
  storage.writeStored('a', 'x'.repeat(interfaceLimits.valueChars));
  await vi.runAllTimersAsync();
  expect(written).toEqual([]);
});
