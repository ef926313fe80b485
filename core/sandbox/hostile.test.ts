import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostNames } from './host.ts';
import { json, runBody } from './testing/run.ts';

const declaration = readFileSync(path.join(import.meta.dirname, '../../resources/sandbox.d.ts'), 'utf8');

/** Members of a declared class: of its prototype, and its own. */
function membersOf(name: string): { readonly instance: readonly string[]; readonly static: readonly string[] } {
  const [, block = ''] = new RegExp(`declare class ${name} \\{([\\s\\S]*?)\\n\\}`).exec(declaration) ?? [];
  const members = [...block.matchAll(/^ {2}(static )?(?:readonly )?(\w+)[?(:<]/gm)].map((match) => ({
    isStatic: match[1] !== undefined,
    name: match[2] ?? '',
  }));
  const names = (isStatic: boolean) =>
    [
      ...new Set(
        members.filter((one) => one.isStatic === isStatic && one.name !== 'constructor').map((one) => one.name),
      ),
    ].sort();
  return { instance: names(false), static: names(true) };
}

describe('A37: the probe', () => {
  it.each([
    'Headers',
    'Request',
    'AbortController',
    'AbortSignal',
    'URL',
    'URLSearchParams',
    'TextEncoder',
    'TextDecoder',
  ])('%s has the declared members and no others', async (name) => {
    const { value } = await runBody(`
        const made = { Request: () => new Request('https://x.test/'), AbortSignal: () => AbortSignal.abort(), URL: () => new URL('https://x.test/') };
        const one = made.${name} ? made.${name}() : new ${name}();
        const names = (object) => Object.getOwnPropertyNames(object);
        const hidden = ['constructor', 'timeoutMs', 'auth', 'attempts'];
        return { instance: [...names(${name}.prototype), ...names(one)].filter((key) => !hidden.includes(key)).sort(), static: names(${name}).filter((key) => !['length', 'name', 'prototype'].includes(key)).sort() };`);
    expect(value).toEqual(membersOf(name));
  });

  it('reaches no raw host function from any object, answer, error or promise', async () => {
    const { value } = await runBody(
      `const bad = new Set(${JSON.stringify(hostNames.filter((name) => !['json', 'text', 'bytes', 'log', 'progress', 'now', 'clear', 'random', 'encode', 'decode', 'query', 'send', 'abort', 'url', 'encoding', 'atob', 'btoa', 'digest', 'hmac', 'done'].includes(name)))});
       const errors = []; for (const f of [() => new URL('x'), () => atob('a'), () => floh.http.get('x'), () => setTimeout(1)]) try { f(); } catch (e) { errors.push(e); }
       const start = { globalThis, answer: await http.get('https://x.test/'), fetched: await fetch('https://x.test/'), errors, promise: http.get('https://x.test/') };
       const seen = new Set(); const found = []; let count = 0;
       const queue = [['', start]];
       while (queue.length > 0) {
         const [way, object] = queue.shift();
         if (seen.has(object)) continue;
         seen.add(object); count++;
         const next = [['.[[Prototype]]', Object.getPrototypeOf(object)]];
         for (const key of Reflect.ownKeys(object)) {
           if (bad.has(key)) found.push(way + '.' + String(key));
           const d = Object.getOwnPropertyDescriptor(object, key);
           for (const part of [d.value, d.get, d.set]) next.push(['.' + String(key), part]);
         }
         for (const [step, value] of next) if ((typeof value === 'object' && value !== null) || typeof value === 'function') queue.push([way + step, value]);
       }
       return { found, enough: count > 500 };`,
    );
    expect(value).toEqual({ found: [], enough: true });
  });

  it('code made at run time sees none of the bootstrap’s names', async () => {
    const names = [
      'host',
      'limits',
      'define',
      'hidden',
      'settle',
      'fire',
      'floh',
      'waiting',
      'begin',
      'block',
      'levels',
      'useStepClock',
      'inside',
    ];
    const { value } = await runBody(
      `return ${JSON.stringify(names)}.filter((name) => (0, eval)('typeof ' + name) !== 'undefined' || new Function('return typeof ' + name)() !== 'undefined');`,
    );
    expect(value).toEqual(['floh']);
  });
});

describe('A38: hostile values for every function', () => {
  const values = `
    const cyclic = {}; cyclic.self = cyclic;
    const deep = (() => { let a = 1; for (let i = 0; i < 2000; i++) a = [a]; return a; })();
    const values = {
      getter: { get url() { throw new RangeError('url'); }, get method() { throw 1; }, get headers() { throw null; }, get body() { return this; } },
      toJSON: { toJSON() { throw new Error('toJSON'); } }, toJSONself: { toJSON() { return this; } }, then: { then(f) { f({ then(g) { g(1); } }); } },
      primitive: { [Symbol.toPrimitive]() { throw new Error('toPrimitive'); } }, primitiveObject: { [Symbol.toPrimitive]() { return {}; } },
      string: { toString() { return {}; }, valueOf() { return {}; } }, stack: { toString() { return this + ''; } },
      cyclic, deep, proto: JSON.parse('{"__proto__":{"x":1}}'), nullProto: Object.create(null), fn: () => 1, asyncFn: async () => 1,
      symbol: Symbol('s'), bigint: 10n ** 50n, nan: NaN, minus: -1, infinite: Infinity, huge: 2 ** 53, nul: null, undef: undefined, lone: '\\ud800\\0', long: 'x'.repeat(1e5),
      array: [1, [2]], pairs: [['a']], iterator: { [Symbol.iterator]() { return { next() { throw 1; } }; } }, endless: { [Symbol.iterator]() { let n = 0; return { next: () => (n++ > 5 ? { done: true } : { value: ['a', 'b'] }) }; } },
      detached: (() => { const b = new ArrayBuffer(8); const t = new Uint8Array(b); b.transfer?.(); return t; })(), view: new DataView(new ArrayBuffer(4)), map: new Map([[1, 2]]), date: new Date(NaN), error: new Error('e'), regexp: /x/, promise: Promise.resolve(1),
    };`;
  const calls: Readonly<Record<string, string>> = {
    'http.get': '(v) => http.get(v)',
    'http.get options': `(v) => http.get('https://x.test/', v)`,
    'http.post body': `(v) => http.post('https://x.test/', { body: v })`,
    'http headers': `(v) => http.get('https://x.test/', { headers: v })`,
    'http header value': `(v) => http.get('https://x.test/', { headers: { a: v } })`,
    'http query': `(v) => http.get('https://x.test/', { query: v })`,
    'http query value': `(v) => http.get('https://x.test/', { query: { a: v } })`,
    'http options values': `(v) => http.request('https://x.test/', { method: v, timeoutMs: v, auth: v, attempts: v, signal: v })`,
    fetch: '(v) => fetch(v)',
    'fetch init': `(v) => fetch('https://x.test/', v)`,
    Request: `(v) => fetch(new Request('https://x.test/', { method: 'POST', headers: v, body: v }))`,
    'floh.http': '(v) => floh.http.get(v)',
    'floh.http.request': `(v) => floh.http.request(v, 'https://x.test/', v, v)`,
    'floh.http headers': `(v) => floh.http.post('https://x.test/', v, v)`,
    log: '(v) => { log.info(v, { v }, [v]); console.log(new Map([[v, v]])); }',
    progress: '(v) => { progress(1, 2, v); progress(v, v, v); }',
    timers: '(v) => { clearTimeout(setTimeout(() => {}, v, v)); clearInterval(v); setTimeout(v, 1); }',
    queueMicrotask: '(v) => { if (typeof v !== "function") queueMicrotask(v); }',
    structuredClone: '(v) => structuredClone(v)',
    base64: '(v) => { btoa(v); atob(v); }',
    URL: '(v) => { new URL(v, v); URL.canParse(v); new URL("http://x.test/").search = v; }',
    URLSearchParams: '(v) => { new URLSearchParams(v).append(v, v); }',
    Headers: '(v) => { new Headers(v).set(v, v); }',
    text: '(v) => { new TextEncoder().encode(v); new TextDecoder(v, v).decode(v); }',
    decode: '(v) => new TextDecoder().decode(v)',
    digest: '(v) => { crypto.digest("sha256", v); crypto.digest(v, v, v); }',
    hmac: '(v) => crypto.hmac("sha256", v, v, v)',
    random: '(v) => crypto.getRandomValues(v)',
    abort: '(v) => { AbortSignal.any(v); new AbortController().abort(v); AbortSignal.abort(v).throwIfAborted(); }',
  };

  it.each(Object.entries(calls))('%s', async (_name, call) => {
    const { outcome, value, requests } = await runBody(
      `${values}
       const call = ${call}; const ends = {};
       for (const name of Object.keys(values)) { try { const end = call(values[name]); if (end instanceof Promise) await end; ends[name] = 'ok'; } catch (error) { ends[name] = 'error'; } }
       return Object.values(ends).length;`,
    );
    expect(outcome.kind).toMatch(/^(ok|error)$/);
    if (outcome.kind === 'ok') expect(value).toBe(35);
    for (const request of requests) {
      expect([typeof request.method, typeof request.url]).toEqual(['string', 'string']);
      expect(request.headers.flat().every((part) => typeof part === 'string')).toBe(true);
      expect(request.body === undefined || request.body instanceof Uint8Array).toBe(true);
    }
  });

  it('a million keys, to a request, a log, progress and as the result', async () => {
    const { outcome, requests, logs } = await runBody(
      `const o = {}; for (let i = 0; i < 1e6; i++) o['k' + i] = 1;
       log.info(o);
       try { await http.post('https://x.test/', { body: o }); } catch (error) { log.info(error.name, error.message); }
       progress(1, 2, o);
       return o;`,
      { limits: { memoryMiB: 256, pendingRequestBytes: 1_000_000, resultBytes: 1_000_000 } },
    );
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'LimitError',
      message: expect.stringContaining('1000000 bytes'),
    });
    expect(requests).toEqual([]);
    expect(logs.map((line) => line.text)).toEqual([
      expect.stringMatching(/^\{"k0":1,.*… 999900 more\}$/),
      expect.stringMatching(/^LimitError .*the limit is 1000000 bytes/),
    ]);
  });

  it('what the guest throws cannot change the host’s own errors', async () => {
    const { outcome } = await runBody(
      `class Evil extends Error { constructor() { super('x'); Object.setPrototypeOf(this, { get name() { return 'Evil'; }, get message() { return { toString() { throw 1; } }; }, get stack() { return ['s']; } }); } } throw new Evil();`,
    );
    expect(outcome).toMatchObject({ kind: 'error', name: 'Evil' });
    expect(Object.getPrototypeOf(new Error('own'))).toBe(Error.prototype);
  });
});

describe('A41: more inputs that crashed engines', () => {
  it.each([
    'class T extends Uint8Array { constructor(n) { super(n); } } return new T({ get length() { return 2 ** 33; } }).length;',
    'const b = new ArrayBuffer(64, { maxByteLength: 64 }); const t = new Float64Array(b); b.resize(8); return [...t, t.at(5), t.indexOf(1), t.includes(undefined)].length;',
    'const t = new Uint8Array(16); t.set({ length: 16, get 0() { t.buffer.transfer?.(0); return 1; } }); return t.length;',
    'const t = new BigInt64Array(4); t.fill({ valueOf() { t.buffer.transfer?.(); return 1n; } }); return 1;',
    'return new Uint8Array(new ArrayBuffer(8), 4, 2 ** 31).length;',
    'return typeof Atomics === "undefined" ? "none" : Atomics.add(new Int32Array(4), 2 ** 31, 1);',
    'return typeof Atomics === "undefined" ? "none" : Atomics.store(new BigInt64Array(1), 0, { valueOf() { return 1; } });',
    'const a = Array(1e5).fill(0); let n = 0; a.sort(() => { if (n++ === 5) a.splice(0, 9e4); return n % 3 - 1; }); return a.length;',
    'const a = [3, 2, 1]; Object.defineProperty(a, 1, { get() { a.length = 1; return 2; } }); return a.sort().length;',
    'const t = new Int8Array(1000); let n = 0; return t.sort(() => (n++ % 2 ? 1 : -1)).length;',
    'return /(?<=(a*)*)b/.test("a".repeat(30) + "c");',
    'return new RegExp("(" + "a|".repeat(2e4) + ")").exec("b");',
    'return "ab".replace(/(a)(b)(?<n>c)?/g, (...all) => { all.at(-1); return "$<n>$99$`"; });',
    'return /[\\u{10ffff}-\\u{10ffff}]{0,65535}/u.exec("x");',
    'const r = /x/y; r.lastIndex = 2 ** 32; return [r.test("x"), "x".matchAll(/x/g).next().value.index];',
    'const s = new Set([1]); s.forEach((x) => { if (x < 2e4) { s.delete(x); s.add(x + 1); } }); return s.size;',
    'const m = new Map([[1, 1]]); for (const [k] of m) { m.delete(k); if (k < 2e4) m.set(k + 1, 1); } return m.size;',
    'function* g() { try { yield 1; } finally { yield 2; } } const i = g(); i.next(); i.return(5); return i.next().value;',
    'const o = {}; for (let i = 0; i < 3e4; i++) { o["a" + i] = i; delete o["a" + (i - 1)]; } return Object.keys(o).length;',
    'return (10n ** 400n * -(2n ** 1300n)).toString(36).length;',
    'return JSON.stringify({ toJSON() { return [1, { toJSON: () => undefined }]; } });',
    'return "x".padEnd(2 ** 29).length;',
    'return [].concat(Array.from({ length: 9 }, () => new Array(2 ** 31))).length;',
    'const w = new WeakRef({}); const f = new FinalizationRegistry(() => { throw 1; }); f.register({}, 1); return typeof w.deref();',
  ])('%s', async (body) => {
    const { outcome } = await runBody(body, { limits: { wallMs: 500 } });
    expect(outcome.kind).toMatch(/^(ok|error|engineFault|outOfMemory|timeout)$/);
    expect((await runBody('return [1, 2, 3].map((x) => x * 2);', { http: () => json({}) })).value).toEqual([2, 4, 6]);
  });
});
