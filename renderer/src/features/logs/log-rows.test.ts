import { expect, test } from 'vitest';
import { sandboxLimits } from '../../../../shared/limits.ts';
import type { LogLine } from '../../../../shared/run/run.ts';
import { logRows, placeIn } from './log-rows.ts';

const lines: readonly LogLine[] = [
  { level: 'trace', text: 'enter', atMs: 0 },
  { level: 'info', text: 'Page 1', atMs: 1 },
  { level: 'error', text: 'page failed', atMs: 2 },
];
const texts = (...args: Parameters<typeof logRows>) =>
  logRows(...args).map((row) => (row.kind === 'gap' ? `+${row.dropped}` : row.line.text));

test('a level shows itself and what is worse; the text narrows further', () => {
  expect(texts(lines, 0, 'info', '')).toEqual(['Page 1', 'page failed']);
  expect(texts(lines, 0, 'trace', ' PAGE')).toEqual(['Page 1', 'page failed']);
  expect(texts(lines, 0, 'error', 'enter')).toEqual([]);
});

test('a line is the same row each time, so that it does not render again', () => {
  expect(logRows(lines, 0, 'info', '')[0]).toBe(logRows(lines, 0, 'trace', 'page')[0]);
});

test('A44: the gap stands where the first lines end, by their number or their characters', () => {
  const many = Array.from({ length: sandboxLimits.logLines + 2 }, (_, n) => ({
    level: 'info' as const,
    text: `${n}`,
    atMs: n,
  }));
  expect(texts(many, 7, 'trace', '').slice(-3)).toEqual([
    '+7',
    `${sandboxLimits.logLines}`,
    `${sandboxLimits.logLines + 1}`,
  ]);
  const long = { level: 'info' as const, text: 'x'.repeat(sandboxLimits.logChars), atMs: 0 };
  expect(texts([long, ...lines], 2, 'trace', '').slice(1)).toEqual(['+2', 'enter', 'Page 1', 'page failed']);
  expect(texts(lines, 3, 'error', '')).toEqual(['page failed', '+3']);
});

test('a place is what stacks name, in a file of the connector', () => {
  const files = new Set(['functions/data.js', 'commands.ts']);
  expect(placeIn('    at send (functions/data.js:12:7)', files)).toEqual({
    file: 'functions/data.js',
    line: 12,
    column: 7,
  });
  expect(placeIn('commands.ts:3 failed', files)).toEqual({ file: 'commands.ts', line: 3, column: 1 });
  expect(placeIn('at other.js:1', files)).toBeUndefined();
  expect(placeIn('no place', files)).toBeUndefined();
});
