import { describe, expect, it } from 'vitest';
import { viewLimits } from '../../../shared/limits.ts';
import { JsonDocument } from './json-document.ts';
import { valueChars } from './json-node.ts';

function read(text: string): JsonDocument {
  const document = new JsonDocument(text);
  expect(document.index.advance(Number.POSITIVE_INFINITY)).toEqual({ done: true });
  return document;
}
const shown = (document: JsonDocument, id = 0, from = 0, limit = 100, sorted = false) =>
  document.children(id, from, limit, sorted).map(({ key, kind, text, size }) => [key, kind, text || size]);

describe('a JSON document', () => {
  it('A63: numbers stay as they were written, keys that stand twice are there twice', () => {
    expect(shown(read('{"id":12345678901234567890,"a":1.10,"a":-0,"e":1E400}'))).toEqual([
      ['id', 'number', '12345678901234567890'],
      ['a', 'number', '1.10'],
      ['a', 'number', '-0'],
      ['e', 'number', '1E400'],
    ]);
  });

  it('keys that look like paths or like the prototype stay what they are', () => {
    const document = read(' {"a/b":{"x":1}, "__proto__" : [ true , null ] , "\\u0061\\n":"q\\"" } ');
    expect(shown(document)).toEqual([
      ['a/b', 'object', 1],
      ['__proto__', 'array', 2],
      ['a\n', 'string', 'q"'],
    ]);
    expect(shown(document, 2)).toEqual([
      ['0', 'word', 'true'],
      ['1', 'word', 'null'],
    ]);
  });

  it('a scalar alone is a document', () => {
    expect(read(' "x" ').root()).toMatchObject({ kind: 'string', text: 'x', id: -1 });
  });

  it('children are read in pages, from anywhere, and sorted by name where that is asked', () => {
    const items = read(JSON.stringify(Array.from({ length: 5_000 }, (_, n) => ({ n }))));
    expect(items.children(0, 4_321, 2, false).map((node) => node.index)).toEqual([4_321, 4_322]);
    expect(items.children(0, 10, 1, false)[0]).toMatchObject({ key: '10', id: 11 });
    expect(shown(read('{"b":1,"a":2,"C":3}'), 0, 0, 2, true)).toEqual([
      ['C', 'number', '3'],
      ['a', 'number', '2'],
    ]);
  });

  it('an object over viewLimits.jsonSortedKeys keeps its order', () => {
    const keys = Array.from({ length: viewLimits.jsonSortedKeys + 1 }, (_, n) => `"k${(n * 7) % 100_003}":0`);
    expect(read(`{${keys.join()}}`).children(0, 1, 1, true)[0]?.key).toBe('k7');
  });

  it('a long string is cut, never within an escape', () => {
    const [node] = read(JSON.stringify([`${'a'.repeat(valueChars - 3)}\u0001${'b'.repeat(50)}`])).children(
      0,
      0,
      1,
      false,
    );
    expect(node).toMatchObject({ text: 'a'.repeat(valueChars - 3), isCut: true });
    const [slashes] = read(JSON.stringify(['\\'.repeat(valueChars)])).children(0, 0, 1, false);
    expect(slashes?.text).toBe('\\'.repeat(valueChars / 2));
  });

  it('a search finds keys and values whatever their case, and the way to them', () => {
    const document = read('{"Name":"x","list":[{"n":1},{"n":"needle \\"quoted\\""}]}');
    const { offsets } = document.find('NEEDLE "q');
    expect(offsets).toHaveLength(1);
    expect(document.trailOf(offsets[0] ?? 0, false)).toEqual([
      [0, 1],
      [1, 1],
      [3, 0],
    ]);
    expect(document.trailOf(document.find('name').offsets[0] ?? 0, false)).toEqual([[0, 0]]);
    expect(document.trailOf(document.find('name').offsets[0] ?? 0, true)).toEqual([[0, 0]]);
    expect(document.find('list').offsets.map((offset) => document.trailOf(offset, true))).toEqual([[[0, 1]]]);
    expect(document.find('.*').offsets).toEqual([]);
  });

  it('a search ends at viewLimits.jsonMatches', () => {
    const { offsets, isCut } = read(JSON.stringify('x'.repeat(viewLimits.jsonMatches + 1))).find('x');
    expect(offsets).toHaveLength(viewLimits.jsonMatches);
    expect(isCut).toBe(true);
  });

  it('text that is no JSON says where it stops being it; what stands before can be looked at', () => {
    const document = new JsonDocument('{"a":[1,2],"b":oops}');
    expect(document.index.advance(Number.POSITIVE_INFINITY)).toEqual({ done: true, fault: 15 });
    expect(shown(document)).toEqual([['a', 'array', 2]]);
  });

  it('A77: a million names, 200,000 levels, one line of 20 MB: the first page costs a page', () => {
    const names = read(`{${Array.from({ length: 1_000_000 }, (_, n) => `"key${n}":${n}`).join()}}`);
    expect(names.index.count).toBe(1);
    expect(names.children(0, 0, 1_000, false)).toHaveLength(1_000);
    expect(names.children(0, 999_999, 5, false).map((node) => node.key)).toEqual(['key999999']);
    const deep = read(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(deep.children(150_000, 0, 1, false)[0]).toMatchObject({ kind: 'array', id: 150_001 });
    expect(read(JSON.stringify('x'.repeat(20_000_000))).root().text).toHaveLength(valueChars);
  });
});
