import { describe, expect, it } from 'vitest';
import { quoteInexact } from './exact-numbers.ts';

const quoted = (json: string): string => Buffer.from(quoteInexact(Buffer.from(json))).toString();

describe('A63: numbers that JavaScript cannot hold', () => {
  it.each([
    ['12345678901234567890', '"12345678901234567890"'],
    ['-12345678901234567890', '"-12345678901234567890"'],
    [
      '[9007199254740991,9007199254740992,9007199254740993]',
      '[9007199254740991,"9007199254740992","9007199254740993"]',
    ],
    ['[-9007199254740991,-9007199254740992]', '[-9007199254740991,"-9007199254740992"]'],
    ['{"id":1234567890123456789,"n":1}', '{"id":"1234567890123456789","n":1}'],
    [
      '{"a": 12345678901234567890 , "b":[ 1e400,-1e400,1E+309 ]}',
      '{"a": "12345678901234567890" , "b":[ "1e400","-1e400","1E+309" ]}',
    ],
    [`${'9'.repeat(310)}.5`, `"${'9'.repeat(310)}.5"`],
    [`[${'7'.repeat(1_000_000)}]`, `["${'7'.repeat(1_000_000)}"]`],
  ])('%.80s are quoted', (json, expected) => expect(quoted(json)).toBe(expected));

  it.each([
    '[-0,0,1,999999999999999,1234567890123456]',
    '[0.1000000000000000055,1234567890123456789.5,1e20,1e308,1e-400,12345678901234567890e1,1.7976931348623157e308]',
    '"12345678901234567890"',
    String.raw`{"12345678901234567890":"1e400","a\"12345678901234567890":"\\","b":"\\\"12345678901234567890"}`,
    `{"long":"${'x'.repeat(200)}\\"12345678901234567890","next":"${'\\\\'.repeat(100)}"}`,
    '{"ä😀12345678901234567890":"ä😀12345678901234567890"}',
    '',
    'null',
    '[true,false,null]',
  ])('%.80s stay as they are', (json) => {
    expect(quoted(json)).toBe(json);
  });

  it.each([
    '{12345678901234567890:1}',
    '{12345678901234567890 : 1}',
    '[00000000000000000001]',
    '[1e400.5]',
    '[12345678901234567890',
    '"never ended 12345678901234567890',
    '"ends in \\',
    '[+12345678901234567890]',
    '[.12345678901234567890]',
    '[0x12345678901234567890]',
    '[12345678901234567890abc]',
    '[1e999e9]',
    '[--12345678901234567890]',
  ])('%s, which is no JSON, does not become JSON', (json) => {
    expect(() => JSON.parse(quoted(json))).toThrow(SyntaxError);
  });

  it('agree with JSON.parse wherever nothing is quoted', () => {
    let state = 1;
    const random = () => {
      state = (state * 48271) % 0x7fffffff;
      return state / 0x7fffffff;
    };
    const literal = () => {
      const digits = (max: number) =>
        Array.from({ length: 1 + Math.floor(random() * max) }, () => Math.floor(random() * 10)).join('');
      const whole = random() < 0.2 ? '0' : digits(22).replace(/^0+(?=.)/, '');
      const fraction = random() < 0.3 ? `.${digits(22)}` : '';
      const exponent =
        random() < 0.3 ? `${random() < 0.5 ? 'e' : 'E'}${['', '+', '-'][Math.floor(random() * 3)]}${digits(3)}` : '';
      return `${random() < 0.3 ? '-' : ''}${whole}${fraction}${exponent}`;
    };
    for (let round = 0; round < 2000; round++) {
      const text = literal();
      const [read]: unknown[] = JSON.parse(quoted(`[${text}]`));
      const exact = /^-?\d+$/.test(text) ? Number.isSafeInteger(Number(text)) : Number.isFinite(Number(text));
      expect([text, read]).toEqual([text, exact ? JSON.parse(text) : text]);
    }
  });
});
