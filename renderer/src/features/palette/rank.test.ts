import { expect, test } from 'vitest';
import { pieces, type QuickItem, ranker } from './rank.ts';

const item = (label: string, detail = '', id = `${detail}/${label}`): QuickItem => ({
  id,
  kind: 'file',
  label,
  detail,
  choose: () => undefined,
});
const labels = (search: string, items: readonly QuickItem[], recent: readonly string[] = []) =>
  ranker(items)(search, recent).map((one) => one.item.label);

const files = ['data.js', 'validate.js', 'datalist.js', 'utility.js'].map((name) => item(name, 'acme'));

test('the best fit comes first, and what does not fit not at all', () => {
  expect(labels('data', files).slice(0, 2)).toEqual(['data.js', 'datalist.js']);
  expect(labels('utl', files)).toEqual(['utility.js']);
  expect(labels('zzz', files)).toEqual([]);
});

test('several words go over both texts', () => {
  const two = [item('data.js', 'acme'), item('data.js', 'globex')];
  expect(ranker(two)('globex data', [])[0]?.item.detail).toBe('globex');
});

test('without a text, what was chosen lately comes first', () => {
  expect(labels('', files, ['acme/utility.js', 'gone', 'acme/validate.js'])).toEqual([
    'utility.js',
    'validate.js',
    'data.js',
    'datalist.js',
  ]);
});

test('among equals the one chosen lately comes first', () => {
  const two = [item('Show runs', 'View', 'a'), item('Show runs', 'View', 'b')];
  expect(ranker(two)('show runs', ['b'])[0]?.item.id).toBe('b');
});

test('the letters that were hit are known', () => {
  const [best] = ranker(files)('dtl', []);
  expect(pieces(best?.item.label ?? '', best?.labelHits ?? []).filter((one) => one.hit).length).toBeGreaterThan(0);
  expect(pieces('abc', [0, 2])).toEqual([
    { text: 'a', hit: true },
    { text: 'b', hit: false },
    { text: 'c', hit: true },
  ]);
});

test('of 10,000 entries a hundred are shown', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => item(`functions/module${n}.js`, `connector-${n % 100}`));
  const rank = ranker(many);
  expect(rank('module9', []).length).toBe(100);
  expect(rank('conn modul 77', []).length).toBeGreaterThan(0);
});
