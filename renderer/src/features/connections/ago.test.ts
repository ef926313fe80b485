import { expect, test } from 'vitest';
import { timeAgo } from './ago.ts';

const now = new Date('2026-03-10T12:00:00Z');

test.each([
  ['2026-03-10T11:59:30Z', 'just now'],
  ['2026-03-10T12:05:00Z', 'just now'],
  ['2026-03-10T11:57:00Z', '3 min ago'],
  ['2026-03-10T07:30:00Z', '4 h ago'],
  ['not a time', 'not a time'],
])('%s is %s', (iso, words) => expect(timeAgo(iso, now)).toBe(words));

test('a time of another day is told as such', () => expect(timeAgo('2026-03-01T08:00:00Z', now)).toContain('Mar'));
