import { expect, test } from 'vitest';
import { rowAfterKey } from './grid-keys.ts';

test('arrows, pages and ends move within the rows', () => {
  expect(rowAfterKey('ArrowDown', -1, 10, 4)).toBe(0);
  expect(rowAfterKey('ArrowDown', 9, 10, 4)).toBe(9);
  expect(rowAfterKey('ArrowUp', -1, 10, 4)).toBe(9);
  expect(rowAfterKey('ArrowUp', 0, 10, 4)).toBe(0);
  expect(rowAfterKey('PageDown', 2, 10, 4)).toBe(6);
  expect(rowAfterKey('PageUp', 2, 10, 4)).toBe(0);
  expect(rowAfterKey('Home', 5, 10, 4)).toBe(0);
  expect(rowAfterKey('End', 5, 10, 4)).toBe(9);
});

test('other keys and an empty list move nothing', () => {
  expect(rowAfterKey('x', 1, 10, 4)).toBeUndefined();
  expect(rowAfterKey('ArrowDown', -1, 0, 4)).toBeUndefined();
});
