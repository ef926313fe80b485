import { describe, expect, it } from 'vitest';
import { exchangeLimits } from '../../limits.ts';
import { compareBodies, type ReadBytes } from './body.ts';
import { compareJson, isEqual } from './json.ts';
import { compareText } from './text.ts';

const told = (a: unknown, b: unknown) =>
  compareJson(a, b).changes.map(({ path, kind, before, after }) =>
    [path, kind, before, after].filter((one) => one !== undefined).join(' '),
  );

describe('compareJson', () => {
  it.each([
    [{ a: 1, b: 'x' }, { a: 2, c: null }, ['$.a changed 1 2', '$.b removed "x"', '$.c added null']],
    [{ a: { b: [1, { c: true }] } }, { a: { b: [1, { c: false }] } }, ['$.a.b[1].c changed true false']],
    [[1, 2, 3], [1, 9, 2, 3], ['$[1] added 9']],
    [
      [1, 2, 3, 4],
      [1, 4],
      ['$[1] removed 2', '$[2] removed 3'],
    ],
    [{ 'a b': 1, __proto__: 2 }, { 'a b': 2 }, ['$["a b"] changed 1 2']],
    [{ a: [] }, { a: {} }, ['$.a changed [] {}']],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [null, 0, ['$ changed null 0']],
    ['1', 1, ['$ changed "1" 1']],
  ])('%j → %j', (a, b, expected) => expect(told(a, b)).toEqual(expected));

  it('A10: own members only', () => {
    expect(told({}, JSON.parse('{"__proto__":{"a":1},"constructor":2}'))).toEqual([
      '$.__proto__ added {"a":1}',
      '$.constructor added 2',
    ]);
    expect(isEqual({}, JSON.parse('{"toString":1}'))).toBe(false);
  });

  it('A7: depth does no harm, and is located down to a limit', () => {
    const deep = (leaf: unknown, levels: number): unknown =>
      JSON.parse(`${'['.repeat(levels)}${leaf}${']'.repeat(levels)}`);
    expect(isEqual(deep(1, 100_000), deep(1, 100_000))).toBe(true);
    expect(told(deep(1, 100_000), deep(2, 100_000))).toHaveLength(1);
    const { compareDepth } = exchangeLimits;
    expect(told(deep(1, compareDepth), deep(2, compareDepth))).toEqual([`$${'[0]'.repeat(compareDepth)} changed 1 2`]);
    expect(told(deep(1, compareDepth + 1), deep(2, compareDepth + 1))).toEqual([
      `$${'[0]'.repeat(compareDepth)} changed [1] [2]`,
    ]);
  });

  it('where too much would have to be looked at, items are compared by position', () => {
    const items = Array.from({ length: exchangeLimits.alignedValues + 10 }, (_, index) => [index]);
    expect(told([0, ...items.slice(0, 1000)], structuredClone(items.slice(0, 1000)))).toEqual(['$[0] removed 0']);
    expect(told([0, ...items], structuredClone(items))).toHaveLength(11);
  });

  it('lists a limited number, and cuts long values', () => {
    const list = (from: number) => Array.from({ length: 700 }, (_, index) => from + index * 2);
    const { changes, more } = compareJson(list(0), list(1));
    expect([changes.length, more]).toEqual([exchangeLimits.differences, 200]);
    expect(compareJson('a'.repeat(1e6), '').changes[0]?.before).toBe(`"${'a'.repeat(exchangeLimits.valueChars - 1)}…`);
  });
});

describe('compareText', () => {
  it('aligns lines', () => {
    expect(compareText('a\nb\nc\nd\ne', 'a\nc\nx\nd\nf\ne')).toEqual({
      blocks: [
        { a: 2, b: 2, removed: ['b'], added: [] },
        { a: 4, b: 3, removed: [], added: ['x'] },
        { a: 5, b: 5, removed: [], added: ['f'] },
      ],
      more: 0,
    });
    expect(compareText('a', 'a')).toEqual({ blocks: [], more: 0 });
  });

  it('a gap that is too large counts as replaced; lines over the limit are counted', () => {
    const lines = (prefix: string) => Array.from({ length: 1100 }, (_, index) => `${prefix}${index % 2}`).join('\n');
    const { blocks, more } = compareText(`${lines('a')}\nsame\n${lines('b')}`, `${lines('c')}\nsame\n${lines('d')}`);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.removed).toHaveLength(exchangeLimits.differences);
    expect(more).toBe(2 * 2201 - exchangeLimits.differences);
  });
});

const body = (text: string | Uint8Array, part: { bytes?: number; gone?: boolean } = {}): ReadBytes => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const ref = { id: 'x', bytes: part.bytes ?? bytes.byteLength, mimeType: 'a/b' };
  return { ref, bytes: part.gone ? undefined : bytes };
};

describe('compareBodies', () => {
  it.each([
    ['nothing', undefined, undefined, { kind: 'none' }],
    ['one side', body('ab'), undefined, { kind: 'onlyOne', side: 'a', bytes: 2 }],
    ['the same', body('ab'), body('ab'), { kind: 'same', bytes: 2 }],
    ['JSON', body('{"a":1}'), body('{"a":2}'), { kind: 'json', changes: [{ path: '$.a' }] }],
    ['JSON with other blanks', body('{"a":1}'), body('{ "a": 1 }'), { kind: 'json', changes: [], more: 0 }],
    ['text', body('{a'), body('{b'), { kind: 'text', blocks: [{ removed: ['{a'], added: ['{b'] }] }],
    ['bytes', body(Uint8Array.of(1, 0, 255)), body(Uint8Array.of(1, 0, 254, 3)), { kind: 'binary', at: 2, a: 3, b: 4 }],
    ['a body that is gone', body('a', { gone: true }), body('a'), { kind: 'unknown' }],
    ['a part', body('{"a":', { bytes: 99 }), body('{"b":', { bytes: 99 }), { kind: 'binary', at: 2 }],
    [
      'a part that is alike',
      body('{"a":', { bytes: 99 }),
      body('{"a":', { bytes: 99 }),
      { kind: 'unknown', reason: expect.stringContaining('first 5 bytes') },
    ],
  ])('%s', (_, a, b, expected) => expect(compareBodies(a, b)).toMatchObject(expected));
});
