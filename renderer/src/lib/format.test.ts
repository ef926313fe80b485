import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatOffset, formatPlural, formatTime } from './format.ts';

test('counts are grouped and agree with their noun', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(formatPlural(1, 'row')).toBe('1 row');
  expect(formatPlural(2, 'entity', 'entities')).toBe('2 entities');
});

test('bytes carry the unit that fits', () => {
  expect([0, 999, 1000, 38_040, 13_100_000].map(formatBytes)).toEqual(['0 B', '999 B', '1.0 kB', '38.0 kB', '13.1 MB']);
});

test('durations go from fractions of a millisecond to minutes; -1 means it did not happen', () => {
  expect([-1, 0.42, 3, 265.4, 1530, 125_000].map(formatDuration)).toEqual([
    '–',
    '0.4 ms',
    '3 ms',
    '265 ms',
    '1.53 s',
    '2 min 5 s',
  ]);
  expect(formatOffset(1234)).toBe('+1.234 s');
});

test('a time of another day carries the day; no time stays as it stands', () => {
  const now = new Date('2026-03-04T12:00:00');
  expect(formatTime('2026-03-04T09:05:07', now)).toBe('09:05:07');
  expect(formatTime('2026-03-01T09:05:07', now)).toContain('1 Mar');
  expect(formatTime('yesterday', now)).toBe('yesterday');
});
