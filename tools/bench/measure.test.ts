import { expect, it } from 'vitest';
import { manyRequestsBench } from './many.ts';
import { against, inTurn, median, ms, within } from './measure.ts';
import { table, verdict } from './table.ts';

it('a ratio is judged by its budget', () => {
  const peer = { name: 'peer 1.0.0', value: 10 };
  expect(against('a call', ms, 5, peer, 0.5)).toEqual({
    what: 'a call / peer 1.0.0',
    ours: '5.00 ms',
    peer: '10 ms',
    ratio: 0.5,
    budget: 0.5,
  });
  expect(verdict(against('a call', ms, 5, peer, 0.5))).toBe('OK');
  expect(verdict(against('a call', ms, 5.01, peer, 0.5))).toBe('MISSED');
  expect(verdict(against('a call', ms, 5, peer))).toBe('info');
  expect(verdict(within('a call', ms, 101, 100))).toBe('MISSED');
});

it('what could not be measured is never met', () => {
  const missing = against('a call', ms, 5, { name: 'peer', problem: 'npm ci failed' }, 0.5);
  expect(verdict(missing)).toBe('not measured');
  expect(verdict(against('a call', ms, Number.NaN, { name: 'peer', value: 1 }, 1))).toBe('MISSED');
  const text = table([missing, within('kill', ms, 8, 100)]);
  expect(text).toMatch(/^a call \/ peer +5\.00 ms +npm ci failed +– +≤ 0\.5 +not measured$/m);
  expect(text).toMatch(/^kill \/ its budget +8\.00 ms +100 ms +0\.080 +≤ 1 +OK$/m);
  expect(text).toContain('1 met, 0 missed, 1 not measured');
});

it('takes sides in turn, after one round that does not count', async () => {
  const order: string[] = [];
  const side = (name: string) => () => order.push(name);
  const values = [100, 1, 3, 2].flatMap((value) => [value, value * 10]);
  const medians = await inTurn(3, { a: side('a'), b: undefined, c: side('c') }, async (action) => {
    action();
    return values.shift() ?? 0;
  });
  expect(order.join('')).toBe('acacacac');
  expect(medians).toEqual({ a: 2, c: 20 });
  expect(median([])).toBeNaN();
});

it('a run of many requests must be recorded whole', async () => {
  const run = { requests: 10_000, ms: 9000, growthMiB: 60, keptMiB: 2, cpuMsPerExchange: 0.8, complete: true };
  const rows = await manyRequestsBench(async () => run)();
  expect(rows.map(verdict)).toEqual(['OK', 'OK', 'info', 'info']);
  await expect(manyRequestsBench(async () => ({ ...run, complete: false }))()).rejects.toThrow('not complete');
});
