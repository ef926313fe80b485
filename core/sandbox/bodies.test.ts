import { describe, expect, it } from 'vitest';
import { json, runBody, runCommand } from './testing/run.ts';

const utf16 = (text: string, bigEndian = false): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const answer = (body: Uint8Array | string, type = 'application/json') => ({
  http: () =>
    json(0, {
      headers: type === '' ? [] : [['content-type', type]],
      body: new Uint8Array(typeof body === 'string' ? Buffer.from(body) : body),
    }),
});
const body = async (bytes: Uint8Array | string, type?: string) => {
  const { value, outcome } = await runBody(
    `return { body: (await http.get('https://x.test/')).body };`,
    answer(bytes, type),
  );
  expect(outcome).toEqual({ kind: 'ok' });
  return value;
};

describe('A63: numbers of a body keep their digits', () => {
  const rows = '{"rows":[{"id":12345678901234567890,"big":1e400,"zero":-0,"price":0.1000000000000000055,"n":7}]}';

  it('as texts where JavaScript would round them: http, fetch and floh.http', async () => {
    const row = { id: '12345678901234567890', big: '1e400', zero: 0, price: 0.1, n: 7 };
    expect(await body(rows)).toEqual({ body: { rows: [row] } });
    const fetched = await runBody(`return await (await fetch('https://x.test/')).json();`, answer(rows));
    expect(fetched.value).toEqual({ rows: [row] });
    const command = await runCommand(`function go() { return floh.http.get('https://x.test/').body; }`, answer(rows));
    expect(command.value).toEqual({ rows: [row] });
  });

  it('and the text and the bytes stay as they were sent', async () => {
    const { value } = await runBody(
      `const r = await http.get('https://x.test/'); r.body; const f = await fetch('https://x.test/'); await f.json(); return [r.text(), r.bytes().length, await f.text(), Object.is(JSON.parse(r.text()).rows[0].zero, -0)];`,
      answer(rows),
    );
    expect(value).toEqual([rows, rows.length, rows, true]);
  });

  it('of a megabyte, in a text without a type, and in UTF-16', async () => {
    const digits = '8'.repeat(1_000_000);
    const { value } = await runBody(
      `return (await http.get('https://x.test/')).body[0].length;`,
      answer(`[${digits}]`),
    );
    expect(value).toBe(1_000_000);
    expect(await body('[12345678901234567890]', '')).toEqual({ body: ['12345678901234567890'] });
    expect(await body(utf16('[12345678901234567890]'), 'application/json; charset=utf-16')).toEqual({
      body: ['12345678901234567890'],
    });
  });
});

describe('A64: bodies as they come', () => {
  it.each([
    ['duplicate keys: the last counts', '{"a":1,"a":2}', 'application/json', { a: 2 }],
    ['a byte order mark', '\ufeff{"a":1}', 'application/json', { a: 1 }],
    ['a byte order mark, without a type', '\ufeff{"a":1}', '', { a: 1 }],
    ['lone surrogates by escape', String.raw`{"a":"\ud800x"}`, 'application/json', { a: '\ud800x' }],
    ['U+0000 by escape', String.raw`{"a":"\u0000"}`, 'application/json', { a: '\0' }],
    ['NaN', '{"a":NaN}', 'application/json', '{"a":NaN}'],
    ['a trailing comma', '{"a":1,}', 'application/json', '{"a":1,}'],
    ['a comment', '{"a":1} // x', 'application/json', '{"a":1} // x'],
    [
      'a large number in what is no JSON',
      '{"a":12345678901234567890,}',
      'application/json',
      '{"a":12345678901234567890,}',
    ],
    ['a number as a key', '{12345678901234567890:1}', 'application/json', '{12345678901234567890:1}'],
    ['JSON lines', '{"a":1}\n{"a":2}\n', 'application/x-ndjson', '{"a":1}\n{"a":2}\n'],
    ['JSON lines under the name of JSON', '{"a":1}\n{"a":2}\n', 'application/json', '{"a":1}\n{"a":2}\n'],
    ['HTML with 200', '<!doctype html><p>{"a":1}', 'text/html', '<!doctype html><p>{"a":1}'],
    ['HTML under the name of JSON', '<p>', 'application/json', '<p>'],
    ['an empty 200', '', 'application/json', null],
    ['blanks only', '  \n', 'application/json', '  \n'],
    ['a bare text', '"x"', 'application/json', 'x'],
    ['a bare null', 'null', 'application/json', null],
    ['a type with a suffix and parameters', '[1]', 'application/vnd.api+json; version=1', [1]],
  ])('%s', async (_what, text, type, expected) => {
    expect(await body(text, type)).toEqual({ body: expected });
  });

  it.each([
    ['UTF-16 by its mark alone', utf16('{"a":"ä😀"}'), 'application/json'],
    ['UTF-16, big end first', utf16('{"a":"ä😀"}', true), 'application/json'],
    ['UTF-16 by its charset', utf16('{"a":"ä😀"}').subarray(2), 'application/json; charset="UTF-16LE"'],
    ['UTF-8 by name', Buffer.from('{"a":"ä😀"}'), 'application/json; charset=UTF8'],
    ['a charset nobody knows', Buffer.from('{"a":"ä😀"}'), 'application/json; charset=x-unknown'],
  ])('%s', async (_what, bytes, type) => expect(await body(bytes, type)).toEqual({ body: { a: 'ä😀' } }));

  it('bytes that are no UTF-8 give a text and no exception; the bytes stay', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xed, 0xa0, 0x80, 0x22, 0x7d]);
    const { value } = await runBody(
      `const r = await http.get('https://x.test/'); return [typeof r.body, typeof r.text(), [...r.bytes()]];`,
      answer(bytes),
    );
    expect(value).toEqual(['object', 'string', [...bytes]]);
  });

  it('own __proto__ and constructor keys are data and pollute nothing', async () => {
    const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,"then":2}';
    const { value } = await runBody(
      `const { body } = await http.get('https://x.test/'); return [Object.keys(body), ({}).polluted === undefined, Object.getPrototypeOf(body) === Object.prototype, body];`,
      answer(text),
    );
    expect(value).toMatchObject([['__proto__', 'constructor', 'toString', 'then'], true, true, {}]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('a header called __proto__ is one more header', async () => {
    const { value } = await runBody(
      `const { headers } = await http.get('https://x.test/'); return [Object.keys(headers), ({}).x === undefined];`,
      {
        http: () =>
          json(
            {},
            {
              headers: [
                ['__proto__', 'x'],
                ['constructor', 'y'],
              ],
            },
          ),
      },
    );
    expect(value).toEqual([['__proto__', 'constructor'], true]);
  });

  it('fetch says by an error that a body is no JSON, and null is no answer of its json()', async () => {
    const { value } = await runBody(
      `const names = []; for (const n of [1, 2]) await (await fetch('https://x.test/')).json().catch((error) => names.push(error.name)); return names;`,
      answer(''),
    );
    expect(value).toEqual(['SyntaxError', 'SyntaxError']);
  });
});
