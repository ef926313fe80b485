import { expect, test } from 'vitest';
import { clip, stripAnsi, visibleText } from './text.ts';

const esc = String.fromCharCode(27);
const bel = String.fromCharCode(7);

test('A75: colours, links and titles of a terminal are stripped from a log line', () => {
  expect(stripAnsi(`${esc}[31mred${esc}[0m`)).toBe('red');
  expect(stripAnsi(`${esc}]8;;http://trap.test${bel}link${esc}]8;;${bel}`)).toBe('link');
  expect(stripAnsi(`${esc}]0;owned${esc}\\done`)).toBe('done');
  expect(stripAnsi('plain [31m text')).toBe('plain [31m text');
});

test('A23: bidirectional and zero-width characters are written out', () => {
  expect(visibleText('a\u202eb')).toBe('a\\u202eb');
  expect(visibleText('pay\u200bpal')).toBe('pay\\u200bpal');
  expect(visibleText('\u0000')).toBe('\\u0000');
  expect(visibleText('Grüße, раypal\tx\ny')).toBe('Grüße, раypal\tx\ny');
});

test('a clipped text says so', () => {
  expect(clip('abcdef', 3)).toBe('abc…');
  expect(clip('abc', 3)).toBe('abc');
});
