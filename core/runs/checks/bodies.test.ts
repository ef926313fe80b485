import { describe, expect, it } from 'vitest';
import { findingLimits } from '../../../shared/limits.ts';
import { type Answer, findingsOf, short } from './testing/check.ts';

const found = (...answers: readonly Answer[]) => findingsOf('config', { answers, ok: false });
const utf16 = (text: string, mark: boolean): Uint8Array => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');

describe('A63: numbers', () => {
  it('keep their digits or are named, with their place and how they reach the function', async () => {
    const body =
      '{"items":[{"id":1,"n":0.5},{"id":12345678901234567890,"n":0.1000000000000000055,"big":1e400,"small":1e-400}]}';
    const findings = await found({ body });
    expect(short(findings)).toEqual([
      'number_precision $.items[1].n',
      'number_precision $.items[1].small',
      'number_as_text $.items[1].id',
      'number_as_text $.items[1].big',
    ]);
    expect(findings.map((finding) => finding.message)).toEqual([
      'The answer to GET https://api.example.com/things holds 0.1000000000000000055 at $.items[1].n, which reaches the function as 0.1; read it from text() where its digits matter.',
      'The answer to GET https://api.example.com/things holds 1e-400 at $.items[1].small, which reaches the function as 0; read it from text() where its digits matter.',
      'The answer to GET https://api.example.com/things holds 12345678901234567890 at $.items[1].id, more than a number can hold exactly: body gives it to the function as a text with all its digits; JSON.parse would make it 12345678901234567000.',
      'The answer to GET https://api.example.com/things holds 1e400 at $.items[1].big, more than a number can hold exactly: body gives it to the function as a text with all its digits; JSON.parse would make it Infinity.',
    ]);
  });
  it('count by their field, and a million digits are cut in the sentence', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => ({ id: 'ID', n: index }));
    const body = JSON.stringify(ids).replaceAll('"ID"', '99999999999999999999');
    expect(short(await found({ body }))).toEqual(['number_as_text $[0].id ×500']);
    const [finding] = await found({ body: `[${'7'.repeat(1_000_000)}]` });
    expect(finding?.message.length).toBeLessThan(500);
  });
});

describe('A64: answers that are not what they say', () => {
  it.each([
    ['', 'body_not_json', 'says it is JSON but is empty'],
    ['<html><body>Log in</body></html>', 'body_is_html', 'line 1, column 1: this is HTML or XML'],
    ['{"a":NaN}', 'body_not_json', 'line 1, column 6: NaN is no JSON value'],
    ['{"a":1,\n"b":2,\n}', 'body_not_json', 'line 3, column 1: a comma stands before the closing bracket'],
    ['{"a":1}\n{"a":2}\n', 'body_not_json', 'line 2, column 1: a second JSON value begins here, as in JSON lines'],
    ['{"a":1,"b":{"a":2},"a":3}', 'body_key_twice', 'has the key "a" twice in one object, line 1, column 20'],
    ['\ufeff{"a":1}', 'body_encoding', 'begins with a byte order mark'],
    ['{"a":"\\ud800"}', 'body_odd_text', 'holds half a character (a lone surrogate) at $.a'],
    ['{"a":{"__proto__":{}}}', 'body_odd_text', 'holds the key __proto__ at $.a.__proto__'],
    [`${'['.repeat(200_000)}`, 'body_not_json', 'it nests deeper than 1000 levels, which is the limit'],
  ])('%j', async (body, code, message) => {
    const findings = await found({ body });
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.message).toContain(message);
  });
  it('UTF-16 with and without its mark, bytes that are no UTF-8', async () => {
    for (const body of [utf16('{"a":1}', true), utf16('{"a":1}', false)]) {
      const findings = await found({ body });
      expect(findings.map(({ code, message }) => [code, message.includes('is UTF-16LE')])).toEqual([
        ['body_encoding', true],
      ]);
    }
    expect(short(await found({ body: Buffer.from('{"a":"é"}', 'latin1') }))).toEqual(['body_encoding exchange']);
  });
  it('whole surrogate pairs, escapes and good JSON are nothing to speak of', async () => {
    expect(await found({ body: '{"a":"\\ud83d\\ude00 \\n","b":[{"a":1},{"a":1}],"c":"😀"}' })).toEqual([]);
  });
  it('HTML with 200 where JSON was asked for, and only then', async () => {
    const page: Answer = {
      id: 'run_1-1',
      responseBody: { id: 'run_1-1-response', bytes: 9, mimeType: 'text/html; charset=utf-8' },
    };
    expect(await found(page)).toEqual([]);
    expect(short(await found({ ...page, requestHeaders: [['Accept', 'application/json']] }))).toEqual([
      'body_is_html exchange',
    ]);
  });
  it('empty is right for 204, HEAD and errors', async () => {
    expect(await found({ status: 204 }, { method: 'HEAD' }, { status: 404 })).toEqual([]);
  });
  it('a number that was masked in the record was well formed in the answer', async () => {
    expect(await found({ body: '{"pin":***,"a":[1***]}' })).toEqual([]);
  });
});

it('bodies over the limits are named, not read', async () => {
  const large = new Uint8Array(findingLimits.bodyBytes + 1).fill(0x20);
  expect(short(await found({ body: large }, { body: '[NaN]' }))).toEqual([
    'body_not_json exchange',
    'bodies_not_checked exchange',
  ]);
  // What a run's bodies say of their size counts: these are over the limit together.
  const bytes = findingLimits.bodiesBytes / 2;
  const sized = (id: string): Answer => ({
    ...{ id, body: '[NaN]' },
    responseBody: { id: `${id}-response`, bytes, mimeType: 'application/json' },
  });
  expect(short(await found(sized('a'), sized('b'), sized('c')))).toEqual([
    'body_not_json exchange ×2',
    'bodies_not_checked exchange',
  ]);
});
