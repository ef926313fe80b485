import { expect, test } from 'vitest';
import type { Revision } from '../../../../shared/contract/connectors.ts';
import { filterRevisions, sidesOf, totalLines } from './model.ts';

const revision = (number: number, message: string, changed: string[], label?: string): Revision => ({
  ...{ number, message, changed, createdAt: '2026-01-01T00:00:00Z' },
  ...(label === undefined ? {} : { label }),
});
const all = [
  revision(3, 'Edited functions/data.js', ['functions/data.js'], 'Before the paging'),
  revision(2, 'Applied a probe', ['connector.json', 'functions/data.js']),
  revision(1, 'Imported from api.json', ['connector.json', 'functions/data.js', 'spec/api.json']),
];
const found = (query: string, path?: string) => filterRevisions(all, query, path).map((one) => one.number);

test('a search finds every word in messages, names, numbers and paths', () => {
  expect(found('')).toEqual([3, 2, 1]);
  expect(found('PAGING before')).toEqual([3]);
  expect(found('spec/')).toEqual([1]);
  expect(found('probe data')).toEqual([2]);
  expect(found('nowhere')).toEqual([]);
});

test('the history of a file holds the revisions that changed it', () => {
  expect(found('', 'connector.json')).toEqual([2, 1]);
  expect(found('imported', 'connector.json')).toEqual([1]);
});

test('the older side is on the left, the editor always on the right', () => {
  expect(sidesOf(3, 'previous', 9)).toEqual({ left: 2, right: 3 });
  expect(sidesOf(1, 'previous', 9)).toEqual({ left: 0, right: 1 });
  expect(sidesOf(3, 'newest', 9)).toEqual({ left: 3, right: 9 });
  expect(sidesOf(3, 'editor', 9)).toEqual({ left: 3, right: 'editor' });
  expect(sidesOf(3, 7, 9)).toEqual({ left: 3, right: 7 });
  expect(sidesOf(7, 3, 9)).toEqual({ left: 3, right: 7 });
});

test('lines are counted over all files or one', () => {
  const files = [
    { path: 'a', change: 'changed', added: 2, removed: 1 },
    { path: 'b', change: 'added', added: 5, removed: 0 },
  ] as const;
  expect(totalLines(files)).toEqual({ added: 7, removed: 1 });
  expect(totalLines(files, 'a')).toEqual({ added: 2, removed: 1 });
});
