import { expect, test } from 'vitest';
import { lineChanges } from './line-changes.ts';

test('lines are counted as added and removed; a missing file has none', () => {
  expect(lineChanges('a\nb\nc\n', 'a\nx\ny\nc\n', 100)).toEqual({ added: 2, removed: 1 });
  expect(lineChanges('a\nb', 'a\nb\n', 100)).toEqual({ added: 1, removed: 1 });
  expect(lineChanges(null, 'a\nb', 100)).toEqual({ added: 2, removed: 0 });
  expect(lineChanges('a\n\n', null, 100)).toEqual({ added: 0, removed: 2 });
  expect(lineChanges('', '', 100)).toEqual({ added: 0, removed: 0 });
});

test('large texts count as replaced', () => {
  expect(lineChanges('a\nb\n', 'a\nc\n', 8)).toEqual({ added: 1, removed: 1 });
  expect(lineChanges('a\nb\n', 'a\nc\n', 7)).toEqual({ added: 2, removed: 2 });
});
