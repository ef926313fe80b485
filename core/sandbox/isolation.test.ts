import { describe, expect, it } from 'vitest';
import type { GuestReply } from './index.ts';
import { json, runBody, runCommand, runModule, sandbox } from './testing/run.ts';

describe('A37: nothing of the host is within reach', () => {
  const reach = `const P = async (F) => { try { const found = F("return (typeof process !== 'undefined' && 'process') || (typeof require !== 'undefined' && 'require') || (typeof Buffer !== 'undefined' && 'Buffer') || (typeof WebAssembly !== 'undefined' && 'WebAssembly') || 'nothing'"); const made = typeof found === 'function' ? found() : found; return typeof made.next === 'function' ? made.next().value : made; } catch (error) { return 'nothing'; } };`;
  it.each([
    ['constructors of the global object', 'return await P(globalThis.constructor.constructor)'],
    [
      'constructors of API functions',
      'const all = [http.get, floh.http.get, log.info, fetch, setTimeout, crypto.digest, btoa]; return (await Promise.all(all.map((f) => P(f.constructor)))).join()',
    ],
    [
      'constructors of answers',
      `const r = await http.get('https://x.test/'); return (await Promise.all([r, r.headers, r.body, r.text, r.bytes()].map((o) => P(o.constructor.constructor)))).join()`,
    ],
    [
      'promises',
      `const p = http.get('https://x.test/'); return await P(p.constructor.constructor) + await P(p.then.constructor)`,
    ],
    ['constructors of errors', `try { new URL('x') } catch (e) { return await P(e.constructor.constructor) }`],
    [
      'async and generator functions',
      `return await P(Object.getPrototypeOf(async () => {}).constructor) + await P(Object.getPrototypeOf(function* () {}).constructor)`,
    ],
    [
      'prepareStackTrace',
      `Error.prepareStackTrace = (e, s) => s; const s = new Error('x').stack; return Array.isArray(s) ? s.map((c) => typeof c.getThis?.()).join() : 'nothing'`,
    ],
    ['callers', `return typeof http.get.caller === 'function' ? 'caller' : 'nothing'`],
    ['eval', `return await P(Function) + (0, eval)('typeof process')`],
  ])('by %s', async (_way, body) => {
    const { value } = await runBody(`${reach}\n${body}`);
    expect(String(value).replace(/nothing|undefined|,/g, '')).toBe('');
  });

  it('not by import.meta or import()', async () => {
    const { value } = await runModule(
      `export const data = () => JSON.stringify(Object.getOwnPropertyNames(import.meta)) + typeof import.meta.resolve;`,
    );
    expect(value).not.toMatch(/file:|dirname|function/);
  });

  it('not by an error’s text or stack', async () => {
    const { value } = await runBody(
      `const out = []; for (const f of [() => new URL('x'), () => atob('a'), () => crypto.digest('x', 'y'), () => floh.http.get('https://x.test/'), () => new TextDecoder('nope')]) { try { f(); } catch (e) { out.push(e.message, e.stack); } } return out.join();`,
      {
        http: () => ({ kind: 'failure', name: 'NetworkError', code: 'x', message: 'failed' }),
      },
    );
    expect(value).not.toMatch(/node:|file:|worker|\.ts\b/);
  });

  it('the raw bridge cannot be had by replacing built-ins (docs/ENGINE.md)', async () => {
    const { value } = await runBody(`
      const caught = [];
      const spy = (owner, name) => { const real = owner[name]; owner[name] = function (...args) { for (const one of [this, ...args]) if (typeof one === 'function' || (typeof one === 'object' && one !== null)) { const names = Object.getOwnPropertyNames(one).join(); if (/sendAndWait|queryText/.test(names) || /sendAndWait|queryText/.test(one.name ?? '')) caught.push(name); } return Reflect.apply(real, this, args); }; };
      spy(Map.prototype, 'set'); spy(Map.prototype, 'get'); spy(Array.prototype, 'push'); spy(Array.prototype, 'map'); spy(Function.prototype, 'call'); spy(Function.prototype, 'apply'); spy(Function.prototype, 'bind'); spy(Object, 'defineProperty'); spy(JSON, 'stringify'); spy(JSON, 'parse'); spy(Promise.prototype, 'then');
      await http.get('https://x.test/', { query: { a: 1 }, headers: { b: 'c' } }); floh.http.get('https://x.test/'); log.info({}); new URL('https://x.test/?a=b').searchParams.append('c', 'd'); await new Promise((r) => setTimeout(r, 1)); crypto.digest('md5', 'x');
      return caught;`);
    expect(value).toEqual([]);
  });
});

describe('A38: what a guest passes is data', () => {
  it.each([
    [
      'getters that change',
      `let n = 0; await http.get({ toString: () => (n++ ? 'https://evil.test/' : 'https://x.test/') })`,
      'https://x.test/',
    ],
    [
      'toJSON on everything',
      `Object.prototype.toJSON = function () { return this.url ? { method: 'GET', url: 'https://evil.test/', headers: [] } : this; }; await http.get('https://x.test/')`,
      'https://evil.test/',
    ],
  ])('%s: read once, checked after', async (_what, body, url) => {
    // Whatever the guest does to its own objects, one text crosses, and that text is what is checked and sent.
    expect((await runBody(body)).requests.map((one) => one.url)).toEqual([url]);
  });

  it.each([
    `await http.get('https://x.test/', { headers: [['a']] })`,
    `await http.get('https://x.test/', { timeoutMs: -1 })`,
    `await http.get('https://x.test/', { timeoutMs: 'soon' })`,
    `Object.prototype.toJSON = () => 7; await http.get('https://x.test/')`,
    `Object.prototype.toJSON = () => undefined; await http.get('https://x.test/')`,
    `String.prototype.toJSON = () => ({}); await http.get('https://x.test/')`,
    `await http.get(Symbol('x'))`,
    `await http.get('https://x.test/', { headers: { get a() { throw new Error('no'); } } })`,
  ])('%s ends in an error or a proper request, never in a crash', async (body) => {
    const { outcome, requests } = await runBody(body);
    expect(['ok', 'error']).toContain(outcome.kind);
    for (const request of requests)
      expect(request.headers.every((pair) => pair.length === 2 && pair.every((part) => typeof part === 'string'))).toBe(
        true,
      );
  });

  it('many keys and a deep body are bounded, own __proto__ keys pollute nothing', async () => {
    const many = await runBody(
      `const o = {}; for (let i = 0; i < 2e5; i++) o['k' + i] = 1; await http.post('https://x.test/', { body: o }); return 1;`,
      { limits: { pendingRequestBytes: 1_000_000 } },
    );
    expect(many.outcome).toMatchObject({
      kind: 'error',
      name: 'LimitError',
      message: expect.stringContaining('the limit is 1000000 bytes'),
    });
    const deep = await runBody(
      `let o = 1; for (let i = 0; i < 1e5; i++) o = { o }; await http.post('https://x.test/', { body: o });`,
      { limits: { stackKiB: 64 } },
    );
    expect(deep.outcome).toMatchObject({ kind: 'error', message: 'stack overflow' });
    const { value } = await runBody(
      `return JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');`,
    );
    expect(Object.hasOwn({ ...(value as object) }, 'polluted')).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('a result that shams the protocol is only a result', async () => {
    const { outcome, value } = await runBody(`return { kind: 'end', run: 1, end: { kind: 'fault' } };`);
    expect([outcome.kind, value]).toEqual(['ok', { kind: 'end', run: 1, end: { kind: 'fault' } }]);
    const shammed = await runBody(
      `const e = new Error('The connector may not reach x.test.'); e.name = 'PolicyError'; throw e;`,
    );
    expect(shammed.outcome.kind).toBe('error');
  });
});

describe('A39: Proxy', () => {
  it('is not there', async () => {
    expect((await runBody(`return [typeof Proxy, typeof Reflect.ownKeys];`)).value).toEqual(['undefined', 'function']);
    expect(
      (
        await runBody(
          `return Object.getOwnPropertyNames(new Proxy({}, { ownKeys() { return { length: 0x20000001 }; } }));`,
        )
      ).outcome,
    ).toMatchObject({ kind: 'error', name: 'ReferenceError' });
    expect((await runBody('return 42;')).value).toBe(42);
  });
});

describe('A45: nothing stays behind', () => {
  it('the next run sees no prototype, global, prelude or timer of the one before', async () => {
    const first = await runBody(
      `Object.prototype.polluted = 1; Array.prototype.map = () => 'mine'; globalThis.left = 1; JSON.parse = () => 'mine'; http.get === undefined; setInterval(() => log.info('late'), 1); floh.params = { secret: 's' }; Math.random = () => 4; return 1;`,
    );
    expect(first.value).toBe(1);
    const next = await runBody(
      `await new Promise((r) => setTimeout(r, 30)); return [({}).polluted === undefined, [1].map((x) => x + 1), typeof left, JSON.parse('[1]'), floh.params, Math.random() !== 4];`,
    );
    expect(next.value).toEqual([true, [2], 'undefined', [1], {}, true]);
    expect([...first.logs, ...next.logs]).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('a promise that comes late cannot call out any more', async () => {
    let answer: (reply: GuestReply) => void = () => {};
    let aborted = false;
    const { value, requests } = await runBody(
      `http.get('https://x.test/slow').then(() => { log.info('late'); return http.get('https://x.test/after'); }); setTimeout(() => http.get('https://x.test/timer'), 20); return 1;`,
      {
        http: (_request, signal) => {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
          return new Promise((resolve) => {
            answer = resolve;
          });
        },
      },
    );
    expect(value).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    answer(json({}));
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(aborted).toBe(true);
    expect(requests.map((one) => one.url)).toEqual(['https://x.test/slow']);
  });
});

describe('A46: memory', () => {
  it('of a run is never seen by another: a canary is not in uninitialised buffers or strings', async () => {
    const canary = `canary-${Math.random().toString(36).slice(2)}`;
    await runCommand(
      `function go() { globalThis.keep = []; for (let i = 0; i < 2000; i++) keep.push(floh.config.token + i); return 1; }`,
      { input: { params: {}, config: { token: canary }, variables: {} } },
    );
    const { value } = await runBody(
      `
      const wanted = [...new TextEncoder().encode(request.half)];
      let hits = 0;
      for (let size = 64; size <= 1 << 22; size *= 4) {
        const bytes = new Uint8Array(size);
        for (let i = 0; i < size; i++) { if (bytes[i] !== 0) hits++; if (bytes[i] === wanted[0] && wanted.every((b, k) => bytes[i + k] === b)) hits += 1000; }
      }
      return hits;`,
      { input: { half: canary.slice(0, 8) } },
    );
    expect(value).toBe(0);
  });

  it('an engine that reads and writes out of bounds (bellard 478) harms its own instance only', async () => {
    const attack = `const N = 1 << 20, buffer = new ArrayBuffer(N, { maxByteLength: N }); function f() {} const evil = f.bind(); Object.defineProperty(evil, 'prototype', { get() { buffer.resize(8); return Uint8Array.prototype; } });
      try { const bytes = Reflect.construct(Uint8Array, [buffer], evil); for (let i = 0; i < bytes.length; i++) bytes[i] = 0x5a; } catch (e) {} return 1;`;
    const { outcome } = await runBody(attack, { limits: { wallMs: 3000 } });
    expect(['ok', 'error', 'engineFault', 'outOfMemory', 'timeout']).toContain(outcome.kind);
    expect((await runBody('return [1, 2, 3].map((x) => x * 2);')).value).toEqual([2, 4, 6]);
  });
});

describe('the pool', () => {
  it('runs several invocations at once and one after the other', async () => {
    // Nobody is answered before all three have asked.
    const met = Promise.withResolvers<void>();
    let asked = 0;
    const http = async () => {
      if (++asked === 3) met.resolve();
      await met.promise;
      return json({});
    };
    const ends = await Promise.all(
      [1, 2, 3].map((n) => runBody(`await http.get('https://x.test/'); return ${n};`, { http })),
    );
    expect(ends.map((end) => end.value)).toEqual([1, 2, 3]);
    for (let n = 0; n < 20; n++) expect((await runBody(`return ${n};`)).value).toBe(n);
  });

  it('cancels what has not begun', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await runBody('return 1;', { signal: stop.signal })).outcome).toMatchObject({ kind: 'cancelled' });
    expect(typeof sandbox.warm).toBe('function');
  });
});
