import { expect, test } from 'vitest';
import { piecesOf } from './pieces.ts';

test('hits are cut out, whatever their case; the pieces joined are the text', () => {
  expect(piecesOf('Page one, page two', 'PAGE').map((piece) => piece.isHit)).toEqual([true, false, true, false]);
  expect(piecesOf('aaa', 'aa').map((piece) => piece.text)).toEqual(['aa', 'a']);
  expect(piecesOf('abc', '')).toEqual([{ text: 'abc', isHit: false }]);
  expect(
    piecesOf('İabc', 'abc')
      .map((piece) => piece.text)
      .join(''),
  ).toBe('İabc');
});
