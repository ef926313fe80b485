import { beforeAll, describe, expect, it } from 'vitest';
import { leastTime } from '../testing/least-time.ts';
import { json, runBody, runCommand } from './testing/run.ts';

const never = () => new Promise<never>(() => {});
const wallMs = 250;
/** What a busy machine may add; on an idle one a run ends some ms after its deadline. */
const SLACK_MS = 6000;
// The first worker starts here, not inside a test that measures.
beforeAll(() => runBody('return 1;'));

describe('A42: time', () => {
  it.each([
    ['for (;;);'],
    ['for (;;) { try { for (;;); } catch {} finally { try { for (;;); } catch {} } }'],
    [
      'const g = async () => { for (;;) { try { await (async () => { for (;;); })(); } catch {} } }; return g().catch(g);',
    ],
    ['const f = () => Promise.resolve().then(f); return f();'],
    ['for (;;) await null;'],
    ['const f = () => { Promise.resolve().then(f); Promise.resolve().then(f); }; f(); await new Promise(() => {});'],
    ['function* g() { for (;;) { try { for (;;) yield 1; } finally { for (;;); } } } for (const x of g()) {}'],
    ['return /^(a+)+$/.test("a".repeat(60) + "!");'],
    ['return Array.from({ length: 1e6 }, (_, i) => -i).sort((a, b) => { for (;;); });'],
    ['return { get then() { for (;;); } };'],
    ['return { toJSON() { for (;;); } };'],
    ['throw { get message() { for (;;); } };'],
    ['const t = () => setTimeout(t, 5); t(); await new Promise(() => {});'],
    ['let n = 3n; for (;;) n = (n * n) % (10n ** 2000n);'],
    ['for (;;) log.info({ a: [1] });'],
    ['for (;;) progress(1, 2);'],
    ['for (;;) structuredClone({ a: [1, new Map([[1, 2]])] });'],
  ])('%s ends at the deadline', async (body) => {
    const { outcome, wallMs: took } = await runBody(body, { limits: { wallMs } });
    expect(outcome).toMatchObject({
      kind: 'timeout',
      limitMs: wallMs,
      message: expect.stringContaining(`${wallMs} ms, which is the limit`),
    });
    expect(took).toBeLessThan(wallMs + SLACK_MS);
  });

  it.each([
    'return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);',
    'return (new Array(1e9) + "").length;',
    'return JSON.stringify(new Array(1e9)).length;',
  ])('%s, which no interrupt reaches, is ended by force', async (body) => {
    const { outcome, wallMs: took } = await runBody(body, { limits: { wallMs } });
    expect(outcome).toMatchObject({ kind: 'timeout', hard: true, message: expect.stringContaining('ended by force') });
    expect(took).toBeLessThan(wallMs + SLACK_MS);
    expect((await runBody('return 42;')).value).toBe(42);
  });

  it('a power of 10^6 digits ends at the deadline or at a limit of the engine', async () => {
    const { outcome, wallMs: took } = await runBody('return (7n ** 1200000n).toString().length;', {
      limits: { wallMs },
    });
    expect(outcome.kind).toMatch(/^(ok|error|timeout|outOfMemory)$/);
    expect(took).toBeLessThan(wallMs + SLACK_MS);
  });

  it('hardKillGraceMs: force waits that long after the deadline', async () => {
    const limits = { wallMs: 100, hardKillGraceMs: 400 };
    const { outcome, wallMs: took } = await runBody('return (new Array(1e9) + "").length;', { limits });
    expect(outcome).toMatchObject({ kind: 'timeout', hard: true, limitMs: 100 });
    expect(took).toBeGreaterThanOrEqual(500);
  });

  it('waiting for an answer counts, blocked or not', async () => {
    const blocked = await runCommand(`function go() { try { floh.http.get('https://x.test/'); } catch {} for (;;); }`, {
      http: never,
      limits: { wallMs },
    });
    expect(blocked.outcome).toMatchObject({ kind: 'timeout' });
    const waiting = await runBody(`await http.get('https://x.test/');`, {
      http: never,
      limits: { wallMs, hardKillGraceMs: 5000 },
    });
    expect(waiting.outcome).toMatchObject({ kind: 'timeout', hard: false });
    expect(waiting.cpuMs).toBeLessThan(wallMs);
  });
});

describe('cancel', () => {
  it.each([
    ['computes', 'for (;;);'],
    ['catches all', 'for (;;) { try { for (;;); } catch {} }'],
    ['waits', `await http.get('https://x.test/');`],
    ['blocks', `for (;;) { try { floh.http.get('https://x.test/'); } catch {} }`],
    ['is in native code', 'return (new Array(1e9) + "").length;'],
    ['sleeps', 'await new Promise((r) => setTimeout(r, 60000));'],
    ['loops over promises', 'for (;;) await null;'],
    ['logs', 'for (;;) log.info("x");'],
    [
      'asks again and again',
      `for (;;) { try { await fetch('https://x.test/', { signal: AbortSignal.timeout(1) }); } catch {} }`,
    ],
    ['matches a pattern', 'return /^(a+)+$/.test("a".repeat(60) + "!");'],
    ['sorts', 'return Array.from({ length: 1e6 }, (_, i) => -i).sort((a, b) => { for (;;); });'],
    ['recurses', 'const f = () => { try { f(); } finally { f(); } }; f();'],
    ['never ends its own cancel', 'for (;;) { try { for (;;); } catch {} finally { try { for (;;); } catch {} } }'],
  ])('ends a run that %s within 300 ms', async (_what, body) => {
    const cancel = async (): Promise<number> => {
      const stop = new AbortController();
      let cancelledAt = 0;
      await runBody('return 1;');
      setTimeout(() => {
        cancelledAt = performance.now();
        stop.abort();
      }, 200);
      const { outcome } = await runBody(body, { http: never, signal: stop.signal, limits: { wallMs: 10_000 } });
      expect(outcome).toEqual({ kind: 'cancelled', message: 'The run was cancelled.' });
      return performance.now() - cancelledAt;
    };
    expect(await leastTime(300, cancel)).toBeLessThan(300);
  });
});

describe('A40, A44: memory', () => {
  it.each([
    ['objects', 'const a = []; for (;;) a.push({ x: 1, y: 2 });'],
    ['strings', 'const a = []; for (let i = 0; ; i++) a.push("x".repeat(1e6) + i);'],
    ['typed arrays', 'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1));'],
    ['one array of 2^30', 'return new Int8Array(2 ** 30).sort((a, b) => a - b).length;'],
    ['a buffer of 2^31', 'return new ArrayBuffer(2 ** 31).byteLength;'],
    ['a text of 30 M characters, many times', 'const a = "y".repeat(3e7); return [a, a, a, a].map((x, i) => x + i);'],
    ['maps', 'const m = new Map(); for (let i = 0; ; i++) m.set("key" + i, { i });'],
  ])('%s end as out of memory', async (_what, body) => {
    const { outcome } = await runBody(body, { limits: { memoryMiB: 32 } });
    if (outcome.kind === 'error') expect(outcome.message).toMatch(/invalid array buffer length|string too long/);
    else
      expect(outcome).toMatchObject({
        kind: 'outOfMemory',
        limitMiB: 32,
        message: expect.stringContaining('32 MiB of memory, which is the limit'),
      });
    expect((await runBody('return 42;')).value).toBe(42);
  });

  it('a guest that catches the error goes on', async () => {
    expect(
      (
        await runBody(
          'try { const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1)); } catch (e) { return e.message; }',
          { limits: { memoryMiB: 32 } },
        )
      ).value,
    ).toBe('out of memory');
  });

  it('a body that does not fit', async () => {
    const { outcome } = await runBody(`return (await http.get('https://x.test/')).text().length;`, {
      limits: { memoryMiB: 16 },
      http: () => json(0, { headers: [], body: new Uint8Array(40_000_000).fill(65) }),
    });
    expect(outcome.kind).toBe('outOfMemory');
  });
});

describe('A43: depth', () => {
  it.each([
    ['recursion', 'function f(n) { return f(n + 1) + 1; } return f(0);'],
    ['a getter of itself', 'const o = { get a() { return this.a; } }; return o.a;'],
    ['a sort that sorts', 'const s = () => [2, 1].sort(s); return s();'],
    ['JSON of 50,000 levels', 'let a = []; for (let i = 0; i < 5e4; i++) a = [a]; return JSON.stringify(a);'],
    ['a text of 100,000 brackets', 'return JSON.parse("[".repeat(1e5));'],
    ['a program of 100,000 brackets', 'return (0, eval)("(".repeat(1e5) + "1" + ")".repeat(1e5));'],
    ['a pattern of 100,000 groups', 'return new RegExp("(?:".repeat(1e5) + ")".repeat(1e5)).source.length;'],
    ['a result of 50,000 levels', 'let a = []; for (let i = 0; i < 5e4; i++) a = [a]; return a;'],
  ])('%s is an error of the guest', async (_what, body) => {
    // The engine looks for cycles at each level, so that 50,000 of them take seconds: a smaller stack ends them sooner.
    const { outcome } = await runBody(body, body.includes('5e4') ? { limits: { stackKiB: 64 } } : {});
    expect(outcome).toMatchObject({ kind: 'error', message: expect.stringMatching(/stack overflow|nesting|too/i) });
    expect((await runBody('return 42;')).value).toBe(42);
  });
});

describe('A41: inputs that crashed engines', () => {
  it.each([
    'const a = new Uint32Array(8); a.sort(() => { a.buffer.transfer?.(); return 1; }); return 1;',
    'const b = new ArrayBuffer(4096, { maxByteLength: 4096 }); const t = new Int32Array(b); return t.with(0, { valueOf() { b.resize(4); return 9; } }).length;',
    'const a = [1, 2, 3]; a.sort((x, y) => { a.length = 0; return x - y; }); return a.length;',
    'return "x".replace(/(?:(?=(x))){2147483647}/, "y");',
    'const r = /a/g; r.lastIndex = { valueOf() { r.compile("b"); return 0; } }; return r.exec("aab") === null;',
    'class A extends Array { static get [Symbol.species]() { return function () { return []; }; } } return new A(1, 2, 3).map((x) => x).length;',
    'const d = new DataView(new ArrayBuffer(8, { maxByteLength: 16 })); d.buffer.resize(2); try { d.getFloat64(0); } catch {} return 1;',
    'let a = null; for (let i = 0; i < 1e6; i++) a = { a }; a = null; return 1;',
    'return [..."x".repeat(1e5)].flat(Infinity).length;',
  ])('%s', async (body) => {
    const { outcome } = await runBody(body, { limits: { wallMs: 2000 } });
    expect(outcome.kind).toMatch(/^(ok|error|engineFault|outOfMemory|timeout)$/);
    expect((await runBody('return 42;')).value).toBe(42);
  });
});
