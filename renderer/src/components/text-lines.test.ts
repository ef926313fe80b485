import { expect, test } from 'vitest';
import { rowChars, textRows } from './text-lines.ts';

test('lines keep their numbers', () => {
  expect(textRows('a\r\nb\n')).toEqual([
    { line: 1, text: 'a' },
    { line: 2, text: 'b' },
    { line: 3, text: '' },
  ]);
});

test('A77: one line of 20 MB becomes many cheap rows and loses nothing', () => {
  const text = 'x'.repeat(20_000_000);
  const rows = textRows(text);
  expect(rows).toHaveLength(20_000_000 / rowChars);
  expect(rows.filter((row) => row.line === 1)).toHaveLength(1);
  expect(rows.reduce((sum, row) => sum + row.text.length, 0)).toBe(text.length);
});
