import { expect, test } from 'vitest';
import { annotated } from './insertions.ts';

const source = 'f(account) { return account; }';
const at = source.indexOf('account');
const body = source.indexOf('{') + 1;
const { text, toService, toAuthor, spanToAuthor } = annotated(source, [
  { at, text: '/* T */ ' },
  { at: body, text: ' let x;' },
]);

test('the insertions stand in the text, everything else as it was', () => {
  expect(text).toBe('f(/* T */ account) { let x; return account; }');
  expect(annotated(source, []).text).toBe(source);
});

test('every offset comes back from the other text', () => {
  for (let offset = 0; offset <= source.length; offset++) expect(toAuthor(toService(offset)), `${offset}`).toBe(offset);
  expect(text.slice(toService(at))).toMatch(/^account\)/);
  expect(text.slice(toService(body))).toMatch(/^ let x; return/);
});

test('a piece keeps its place and length; one that was only inserted is none', () => {
  const word = text.lastIndexOf('account');
  expect(spanToAuthor({ start: word, length: 7 })).toEqual({ start: source.lastIndexOf('account'), length: 7 });
  expect(spanToAuthor({ start: text.indexOf('T'), length: 1 })).toBeUndefined();
  expect(spanToAuthor({ start: 0, length: text.length })).toEqual({ start: 0, length: source.length });
  expect(toAuthor(text.indexOf('T'))).toBe(at);
});
