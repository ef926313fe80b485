import { expect, test } from 'vitest';
import { jsonPlaces } from './places.ts';

const text = '{ "a": [ 1, { "b/c": true } ], "d": null, "a\\u0041": "x" }';
const at = (...path: readonly (string | number)[]): string => {
  const { start, length } = jsonPlaces(text)(path);
  return text.slice(start, start + length);
};

test('a member is found by its key, an item by itself, the whole by its bracket', () => {
  expect([at('a'), at('d'), at('aA'), at('a', 0), at('a', 1), at('a', 1, 'b/c'), at()]).toEqual([
    '"a"',
    '"d"',
    '"a\\u0041"',
    '1',
    '{',
    '"b/c"',
    '{',
  ]);
});

test('what is not there has the place of what is nearest around it', () => {
  expect([at('a', 1, 'none', 0), at('a', 7), at('none')]).toEqual(['{', '"a"', '{']);
  expect(jsonPlaces('')(['a'])).toEqual({ start: 0, length: 1 });
  expect(jsonPlaces('{"a": [1, }')(['a', 0])).toEqual({ start: 7, length: 1 });
});
