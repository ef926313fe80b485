import { describe, expect, it } from 'vitest';
import { jsonLimits } from '../limits.ts';
import { createRandom, type Random } from '../random.ts';
import { type LosslessValue, parseLossless } from './lossless.ts';
import { stringifyLossless } from './stringify.ts';

function parsed(text: string): LosslessValue {
  const result = parseLossless(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** As `JSON.parse` gives it: the last of repeated keys wins, every key is the object's own. */
function plain(value: LosslessValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value.kind === 'number') return Number(value.text);
  if (value.kind === 'array') return value.items.map(plain);
  return Object.fromEntries(value.keys.map((key, index) => [key, plain(value.values[index] ?? null)]));
}

const KEYS = ['id', '__proto__', 'constructor', '', 'naïve "key"', '\ud800', 'toString'];
const TEXTS = ['', 'plain', 'line\nbreak', '"\\/\b\f\t', 'é€😀', '\ud83d', '\u2028', '\u0000'];
const NUMBERS = [
  '0',
  '-0',
  '1',
  '-12',
  '1.50',
  '1e3',
  '1E-7',
  '12345678901234567890',
  '1e400',
  '0.1000000000000000055',
];

/** JSON text with spaces, escapes and numbers as a careless server would write them. */
function anyJson(random: Random, depth: number): string {
  const space = random.pick(['', ' ', '\n\t', '\r\n ']);
  const kind = random.integer(0, depth > 4 ? 4 : 7);
  if (kind === 0) return `${space}null`;
  if (kind === 1) return `${space}${random.pick(['true', 'false'])}`;
  if (kind === 2) return `${space}${random.pick(NUMBERS)}`;
  if (kind <= 4) return `${space}${JSON.stringify(random.pick(TEXTS))}${space}`;
  const members = Array.from({ length: random.integer(0, 4) }, () => anyJson(random, depth + 1));
  if (kind === 5) return `${space}[${members.join(`${space},`)}${space}]`;
  return `${space}{${members.map((one) => `${space}${JSON.stringify(random.pick(KEYS))}${space}:${one}`).join(',')}}`;
}

/** The same text with one character changed, left out or put in. */
function damaged(random: Random, text: string): string {
  const at = random.integer(0, text.length - 1);
  const put = random.pick(['', ',', '"', '}', ']', ':', '0', 'x', '\\', '\n', '-', '{', 'e', '.']);
  return text.slice(0, at) + put + text.slice(at + random.integer(0, 1));
}

function standard(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

describe('parseLossless', () => {
  it('takes what JSON.parse takes, gives the same values, and writes them back', () => {
    const random = createRandom(20_260, 'lossless');
    let taken = 0;
    for (let round = 0; round < 2_000; round++) {
      const text = anyJson(random, 0);
      const wanted = round % 2 === 0 ? text : damaged(random, text);
      const expected = standard(wanted);
      const result = parseLossless(wanted);
      if (!expected) {
        expect(result.ok, wanted).toBe(false);
        continue;
      }
      taken++;
      if (!result.ok) throw new Error(`${wanted}: ${result.error.message}`);
      expect(plain(result.value), wanted).toEqual(expected.value);
      const again = stringifyLossless(result.value);
      expect(parsed(again), wanted).toEqual(result.value);
      expect(JSON.parse(again), wanted).toEqual(expected.value);
    }
    expect(taken).toBeGreaterThan(1_000);
  });

  it('lays its text out as JSON.stringify does', () => {
    const value = { a: [1, [], {}, { b: null }], c: 'x"y', d: { e: [true] } };
    for (const indent of [0, 2, 4]) {
      expect(stringifyLossless(parsed(JSON.stringify(value)), indent)).toBe(JSON.stringify(value, null, indent));
    }
  });

  it('A63: a number keeps its text, however long', () => {
    for (const text of [...NUMBERS, '9'.repeat(1_000_000)]) {
      expect(parsed(text)).toEqual({ kind: 'number', text });
      expect(stringifyLossless(parsed(`[${text}]`))).toBe(`[${text}]`);
    }
  });

  it('A64: keeps repeated keys and says which they are', () => {
    expect(parsed('{"a":1,"b":2,"a":3,"\\u0061":4}')).toEqual({
      kind: 'object',
      keys: ['a', 'b', 'a', 'a'],
      values: ['1', '2', '3', '4'].map((text) => ({ kind: 'number', text })),
      duplicates: [2, 3],
    });
    expect(parsed('{"a":1,"b":2}')).not.toHaveProperty('duplicates');
  });

  it('A10: __proto__ is a key like any other', () => {
    expect(parsed('{"__proto__":{"polluted":true}}')).toMatchObject({ keys: ['__proto__'] });
    expect({}).not.toHaveProperty('polluted');
  });

  it('A7: a depth of 200,000 is an error value, one at the limit is read and written', () => {
    expect(parseLossless('['.repeat(200_000))).toMatchObject({
      ok: false,
      error: { code: 'too_deep', details: { line: 1, column: jsonLimits.depth + 1, offset: jsonLimits.depth } },
    });
    const deepest = `${'['.repeat(jsonLimits.depth)}${']'.repeat(jsonLimits.depth)}`;
    expect(stringifyLossless(parsed(deepest))).toBe(deepest);
    const further = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    const all = parseLossless(further, 300_000);
    expect(all.ok && stringifyLossless(all.value) === further).toBe(true);
  });

  it.each([
    ['', 'it is empty', 1, 1],
    ['{"a":1', 'it ends too early', 1, 7],
    ['{"a":1,}', 'a comma stands before the closing bracket', 1, 8],
    ['[1,\n 2,\n]', 'a comma stands before the closing bracket', 3, 1],
    ['{"a":\r\n NaN}', 'NaN is no JSON value', 2, 2],
    ['[-Infinity]', '-Infinity is no JSON value', 1, 2],
    ['{"a":1}\n{"a":2}', 'a second JSON value begins here, as in JSON lines: read it line by line', 2, 1],
    ['{"a":1} x', 'nothing more is expected here', 1, 9],
    ['\ufeff{}', 'a byte order mark stands here', 1, 1],
    ['{\0"\0a\0', 'a NUL stands here, as in a text that is not UTF-8', 1, 2],
    ['<html></html>', 'this is HTML or XML', 1, 1],
    ["{'a':1}", 'texts and names stand in double quotes, not in single ones', 1, 2],
    ['{"a":1 // one\n}', 'a comma or a closing bracket is expected here', 1, 8],
    ['[// one\n1]', 'there are no comments in JSON', 1, 2],
    ['{"a" 1}', 'a colon is expected here', 1, 6],
    ['{a:1}', 'a name in double quotes or "}" is expected here', 1, 2],
    ['["a\nb"]', 'this text is not closed, or holds a bad escape or a raw control character', 1, 2],
    ['[01]', 'this number is not written as JSON writes numbers', 1, 2],
    ['[+1]', 'this number is not written as JSON writes numbers', 1, 2],
    ['{"a":nope}', 'a value is expected here', 1, 6],
  ])('A64: %j: %s', (text, reason, line, column) => {
    expect(standard(text)).toBeUndefined();
    expect(parseLossless(text)).toEqual({
      ok: false,
      error: {
        kind: 'input',
        code: 'bad_json',
        message: `The text is not JSON that can be read, line ${line}, column ${column}: ${reason}; correct it there.`,
        details: { line, column, offset: expect.any(Number) },
      },
    });
  });

  it('reads 50 MB', () => {
    const row = JSON.stringify({ id: 12_345, name: 'Ada Lovelace', tags: ['a', 'b'], text: 'x'.repeat(900) });
    const count = Math.ceil((50 * 1024 * 1024) / row.length);
    const value = parsed(`[${Array<string>(count).fill(row).join(',')}]`);
    expect(typeof value === 'object' && value?.kind === 'array' && value.items.length).toBe(count);
  });
});
