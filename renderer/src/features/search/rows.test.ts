import { expect, test } from 'vitest';
import type { SearchMatch } from '../../../../shared/contract/search.ts';
import { replaceFinds, searchRows } from './rows.ts';

const match = (offset: number, found: string, replacement?: string): SearchMatch => ({
  offset,
  length: found.length,
  line: 1,
  column: offset + 1,
  text: found,
  start: 0,
  shown: found.length,
  ...(replacement === undefined ? {} : { replacement }),
});

test('files with their finds; those of a folded file are hidden', () => {
  const files = [
    { connector: 'acme', path: 'a.js', revision: 1, matches: [match(0, 'x'), match(5, 'x')] },
    { connector: 'acme', path: 'b.js', revision: 1, matches: [match(0, 'x')] },
  ];
  expect(searchRows(files, new Set()).map((row) => row.id)).toEqual([
    'acme/a.js',
    'acme/a.js:0',
    'acme/a.js:5',
    'acme/b.js',
    'acme/b.js:0',
  ]);
  expect(searchRows(files, new Set(['acme/a.js'])).map((row) => row.id)).toEqual([
    'acme/a.js',
    'acme/b.js',
    'acme/b.js:0',
  ]);
});

test('finds are replaced where they lie, in any order, and nothing else', () => {
  expect(replaceFinds('get(a); get(b)', [match(8, 'get', 'fetch'), match(0, 'get', 'post')])).toBe('post(a); fetch(b)');
  expect(replaceFinds('abc', [])).toBe('abc');
});

test('a text that is another one now is not touched', () => {
  expect(replaceFinds('xget(a)', [match(0, 'get', 'put')])).toBeUndefined();
  expect(replaceFinds('ge', [match(0, 'get', 'put')])).toBeUndefined();
  expect(replaceFinds('get', [match(0, 'get')])).toBeUndefined();
});
