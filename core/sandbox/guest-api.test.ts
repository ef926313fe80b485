import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { json, runBody, runCommand } from './testing/run.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Names of ECMAScript 2025 without Proxy (A39), SharedArrayBuffer and Atomics. */
const ECMASCRIPT =
  `AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
  FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array InternalError Iterator JSON Map Math
  NaN Number Object Promise RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array
  Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis
  isFinite isNaN parseFloat parseInt undefined unescape`.split(/\s+/);

describe('A37: what a guest finds', () => {
  it('is ECMAScript and what resources/sandbox.d.ts declares, exactly', async () => {
    const declaration = readFileSync(path.join(root, 'resources/sandbox.d.ts'), 'utf8');
    const declared = [...declaration.matchAll(/^declare (?:const|function|class) (\w+)/gm)].map(
      (match) => match[1] ?? '',
    );
    const { value } = await runBody('return Object.getOwnPropertyNames(globalThis);');
    const names = Array.isArray(value) ? value.map(String) : [];
    expect(names.filter((name) => !ECMASCRIPT.includes(name)).sort()).toEqual([...new Set(declared)].sort());
  });

  it('has members of each object as declared', async () => {
    const { value } = await runBody(`
      const own = (object) => Object.getOwnPropertyNames(object).sort();
      return { http: own(http), floh: own(floh), flohHttp: own(floh.http), flohLog: own(floh.log), log: own(log), console: own(console), crypto: own(crypto) };`);
    const levels = ['debug', 'error', 'info', 'trace', 'warn'];
    expect(value).toEqual({
      http: ['delete', 'get', 'patch', 'post', 'put', 'request'],
      floh: ['config', 'http', 'log', 'params', 'variables'],
      flohHttp: ['delete', 'get', 'patch', 'post', 'put', 'request'],
      flohLog: levels,
      log: levels,
      console: ['debug', 'error', 'info', 'log', 'trace', 'warn'],
      crypto: ['digest', 'getRandomValues', 'hmac', 'randomUUID'],
    });
  });
});

describe('http', () => {
  it.each([
    [
      `http.get('https://x.test/a', { query: { a: 1, b: null, c: undefined, d: [1, null, 'ä &'], e: new Date(0), f: false } })`,
      'GET',
      'https://x.test/a?a=1&d=1&d=%C3%A4%20%26&e=1970-01-01T00%3A00%3A00.000Z&f=false',
    ],
    [`http.get('https://x.test/a?z=1#top', { query: { a: 1 } })`, 'GET', 'https://x.test/a?z=1&a=1#top'],
    [`http.get('https://x.test/a?', { query: new URLSearchParams('q=a b') })`, 'GET', 'https://x.test/a?q=a+b'],
    [`http.get(new URL('/b', 'https://x.test/a'))`, 'GET', 'https://x.test/b'],
    [`http.delete('https://x.test/a', { query: {} })`, 'DELETE', 'https://x.test/a'],
    [`http.request('https://x.test/a', { method: 'head' })`, 'HEAD', 'https://x.test/a'],
    [`http.request('https://x.test/a')`, 'GET', 'https://x.test/a'],
  ])('%s', async (call, method, url) => {
    const { requests } = await runBody(`await ${call};`);
    expect(requests).toMatchObject([{ method, url }]);
    expect(requests[0]?.body).toBeUndefined();
  });

  it.each([
    [`{ body: { a: 'ä' } }`, '{"a":"ä"}', [['content-type', 'application/json']]],
    [`{ body: [1] }`, '[1]', [['content-type', 'application/json']]],
    [
      `{ body: { a: 1 }, headers: { 'Content-Type': 'application/vnd.x+json' } }`,
      '{"a":1}',
      [['Content-Type', 'application/vnd.x+json']],
    ],
    [`{ body: 'plain' }`, 'plain', [['content-type', 'text/plain;charset=UTF-8']]],
    [
      `{ body: new URLSearchParams({ a: '1 2' }) }`,
      'a=1+2',
      [['content-type', 'application/x-www-form-urlencoded;charset=UTF-8']],
    ],
    [
      `{ body: new Uint8Array([104, 0, 105]).subarray(0, 2), headers: { x: 1, y: null, z: ['a', 'b'] } }`,
      'h\0',
      [
        ['x', '1'],
        ['z', 'a'],
        ['z', 'b'],
      ],
    ],
  ])('post with %s', async (options, body, headers) => {
    const { requests } = await runBody(`await http.post('https://x.test/', ${options});`);
    expect(requests[0]?.body && Buffer.from(requests[0].body).toString()).toBe(body);
    expect(requests[0]?.headers).toEqual(headers);
  });

  it('passes the time limit on', async () => {
    expect((await runBody(`await http.get('https://x.test/', { timeoutMs: 500 });`)).requests[0]?.timeoutMs).toBe(500);
  });

  it('gives status, headers in lower case, and a body that is parsed on first reading', async () => {
    const { value, logs } = await runBody(
      `const r = await http.get('https://x.test/'); log.info(Object.getOwnPropertyDescriptor(r, 'body').get !== undefined); const same = r.body === r.body; return { ...r, same, text: r.text(), bytes: r.bytes().length, ok: r.ok };`,
      {
        http: () =>
          json(
            { a: 1 },
            {
              status: 404,
              headers: [
                ['Content-Type', 'application/problem+json'],
                ['X-A', '1'],
                ['x-a', '2'],
              ],
            },
          ),
      },
    );
    expect(value).toEqual({
      status: 404,
      ok: false,
      headers: { 'content-type': 'application/problem+json', 'x-a': '1, 2' },
      body: { a: 1 },
      same: true,
      text: '{"a":1}',
      bytes: 7,
    });
    expect(logs[0]?.text).toBe('true');
  });

  it.each([
    ['text/plain', '[1]', [1]],
    ['', '{"a":1}', { a: 1 }],
    ['text/plain', 'words', 'words'],
    ['text/html', '{"a":1}', '{"a":1}'],
    ['application/json', '{bad', '{bad'],
    ['application/json', '', null],
    ['application/json', '\ufeff{"a":1}', { a: 1 }],
    ['application/json', '{"__proto__":{"x":1},"a":"\0"}', '{"__proto__":{"x":1},"a":"\0"}'],
    ['text/plain', 'a\0b', 'a\0b'],
  ])('reads a body of type %j with text %j', async (type, body, value) => {
    const headers: [string, string][] = type === '' ? [] : [['content-type', type]];
    const ran = await runBody(`return (await http.get('https://x.test/')).body;`, {
      http: () => json(0, { headers, body: new TextEncoder().encode(body) }),
    });
    expect(ran.value).toEqual(value);
  });

  it('reads other charsets, and bytes that are no UTF-8 without harm', async () => {
    const latin = await runBody(`return (await http.get('https://x.test/')).text();`, {
      http: () =>
        json(0, { headers: [['content-type', 'text/csv; charset=iso-8859-1']], body: new Uint8Array([0xe4]) }),
    });
    expect(latin.value).toBe('ä');
    const broken = await runBody(
      `const r = await http.get('https://x.test/'); return [r.text().length > 0, [...r.bytes()]];`,
      { http: () => json(0, { headers: [], body: new Uint8Array([0xff, 0xfe, 0x41]) }) },
    );
    expect(broken.value).toEqual([true, [0xff, 0xfe, 0x41]]);
  });

  it('runs requests at once: none of five is answered before all were sent', async () => {
    const sent = Promise.withResolvers<void>();
    let under = 0;
    const http = async () => {
      if (++under === 5) sent.resolve();
      await sent.promise;
      return json({});
    };
    const { value } = await runBody(
      `return (await Promise.all([1, 2, 3, 4, 5].map((n) => http.get('https://x.test/' + n)))).length;`,
      { http },
    );
    expect(value).toBe(5);
  });
});

describe('fetch', () => {
  it('is the standard’s, as far as it goes', async () => {
    const { value, requests } = await runBody(
      `const r = await fetch(new URL('https://x.test/a'), { method: 'post', headers: new Headers([['X-A', '1'], ['x-a', '2']]), body: JSON.stringify({ a: 1 }) });
       return [r.status, r.statusText, r.ok, r.url, r.redirected, r.headers.get('CONTENT-TYPE'), [...r.headers], await r.json(), await r.text(), (await r.bytes()).length, (await r.arrayBuffer()).byteLength];`,
      { http: () => json({ b: 2 }, { url: 'https://x.test/b', redirected: true }) },
    );
    expect(requests[0]).toMatchObject({
      method: 'POST',
      headers: [
        ['x-a', '1, 2'],
        ['content-type', 'text/plain;charset=UTF-8'],
      ],
    });
    expect(value).toEqual([
      200,
      'OK',
      true,
      'https://x.test/b',
      true,
      'application/json',
      [['content-type', 'application/json']],
      { b: 2 },
      '{"b":2}',
      7,
      7,
    ]);
  });
});

describe('floh.http', () => {
  it('blocks until the answer is there (FL-32 … FL-34)', async () => {
    const answers = [
      json({ n: 1 }),
      json({ n: 2 }, { status: 500 }),
      json(0, { headers: [], body: new TextEncoder().encode('text') }),
    ];
    const { value, requests } = await runCommand(
      `function go() {
        const a = floh.http.get('https://x.test/1', { 'x-a': 'b' });
        const b = floh.http.post('https://x.test/2', JSON.stringify({ c: 3 }));
        const c = floh.http.put('https://x.test/3', { d: 4 }, { accept: 'text/plain' });
        return [a.body.n, b.status, b.body.n, c.body, a.headers['content-type']];
      }`,
      { http: () => answers.shift() ?? json({}) },
    );
    expect(value).toEqual([1, 500, 2, 'text', 'application/json']);
    expect(requests.map((one) => [one.method, one.url, one.body && Buffer.from(one.body).toString()])).toEqual([
      ['GET', 'https://x.test/1', undefined],
      ['POST', 'https://x.test/2', '{"c":3}'],
      ['PUT', 'https://x.test/3', '{"d":4}'],
    ]);
    expect(requests[1]?.headers).toEqual([['content-type', 'application/json']]);
  });

  it('mixes with promises', async () => {
    const { value } = await runBody(
      `const p = http.get('https://x.test/p'); const a = floh.http.request('patch', 'https://x.test/a').body.url; return [a, (await p).body.url, floh.http.delete('https://x.test/d').status];`,
      {
        http: (request) => json({ url: request.url }),
      },
    );
    expect(value).toEqual(['https://x.test/a', 'https://x.test/p', 200]);
  });

  it('throws where the network fails (FL-36)', async () => {
    const { outcome } = await runCommand(`function go() {\n  floh.http.get('https://x.test/');\n}`, {
      http: () => ({
        kind: 'failure',
        name: 'PolicyError',
        code: 'refused',
        message: 'The connector may not reach x.test.',
        host: 'x.test',
      }),
    });
    expect(outcome).toEqual({
      kind: 'refused',
      host: 'x.test',
      message: 'The connector may not reach x.test.',
      place: { file: 'commands.js', line: 2, column: expect.any(Number) },
    });
  });
});

describe('random values, time, digests, logs', () => {
  it.each([
    [`/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())`, true],
    [`new Set(crypto.getRandomValues(new Uint32Array(8))).size > 4`, true],
    [`(() => { const r = Math.random(); return r >= 0 && r < 1; })()`, true],
    [
      `await new Promise((resolve) => { const out = []; setTimeout((a, b) => out.push(a + b), 10, 'x', 'y'); const gone = setTimeout(() => out.push('gone'), 1); clearTimeout(gone); let n = 0; const every = setInterval(() => { out.push(++n); if (n === 2) { clearInterval(every); resolve(out); } }, 15); queueMicrotask(() => out.push('micro')); })`,
      ['micro', 'xy', 1, 2],
    ],
  ])('%s', async (expression, value) => expect((await runBody(`return (${expression});`)).value).toEqual(value));

  it('digests and signs as Node does', async () => {
    const { value } = await runBody(
      `return [crypto.digest('SHA-256', 'ä'), crypto.digest('md5', new Uint8Array([1])), crypto.hmac('sha256', 'key', 'data', 'base64'), crypto.hmac('sha1', new Uint8Array([107]), 'd', 'base64url'), crypto.digest('sha512', '', 'bytes').length];`,
    );
    expect(value).toEqual([
      createHash('sha256').update('ä').digest('hex'),
      createHash('md5')
        .update(new Uint8Array([1]))
        .digest('hex'),
      createHmac('sha256', 'key').update('data').digest('base64'),
      createHmac('sha1', 'k').update('d').digest('base64url'),
      64,
    ]);
    expect((await runBody(`crypto.digest('sha3', 'x')`)).outcome).toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining('sha256, sha512'),
    });
  });

  it('logs every kind of value at its level', async () => {
    const { logs } = await runBody(
      `log.trace('a', 1, { b: [2n] }, null, undefined, () => 1); console.log('x'); console.warn(new TypeError('t')); floh.log.error('e'); const c = {}; c.c = c; log.debug(c);`,
    );
    expect(logs.map((line) => [line.level, line.text.split('\n')[0]])).toEqual([
      ['trace', 'a 1 {"b":[2n]} null undefined [Function ]'],
      ['info', 'x'],
      ['warn', 'TypeError: t'],
      ['error', 'e'],
      ['debug', '{"c":[Circular]}'],
    ]);
    expect(logs.every((line) => line.atMs >= 0)).toBe(true);
  });
});
