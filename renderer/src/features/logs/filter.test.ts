import { expect, test } from 'vitest';
import type { LogLine } from '../../../../shared/run/run.ts';
import { filterLogs } from './filter.ts';

const lines: readonly LogLine[] = [
  { level: 'trace', text: 'enter', atMs: 0 },
  { level: 'info', text: 'Page 1', atMs: 1 },
  { level: 'error', text: 'page failed', atMs: 2 },
];

test('a level shows itself and what is worse; the text narrows further', () => {
  expect(filterLogs(lines, 'info', '').map((line) => line.text)).toEqual(['Page 1', 'page failed']);
  expect(filterLogs(lines, 'trace', 'PAGE').map((line) => line.text)).toEqual(['Page 1', 'page failed']);
  expect(filterLogs(lines, 'error', 'enter')).toEqual([]);
  expect(filterLogs(lines, 'trace', ' ')).toBe(lines);
});
