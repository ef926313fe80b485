import { describe, expect, it } from 'vitest';
import { SeededBytes } from './deterministic.ts';
import { json, runBody, runCommand } from './testing/run.ts';

const startMs = Date.UTC(2026, 0, 1, 12);
const deterministic = { startMs, seed: 'test' };
const run = (body: string, http?: Parameters<typeof runBody>[1]) => runBody(body, { ...http, deterministic });

describe('A47: the clock and random numbers of a deterministic run', () => {
  it('are the same in two runs, and others for another seed', async () => {
    const body = `const bytes = [...crypto.getRandomValues(new Uint8Array(40))];
      return [Date.now(), new Date().toISOString(), new Date(Date.now()).getTime(), Date().length > 10, Math.random(), Math.random(), crypto.randomUUID(), crypto.randomUUID(), bytes];`;
    const [one, two] = [await run(body), await run(body)];
    expect(one.value).toEqual(two.value);
    const other = await runBody(body, { deterministic: { startMs, seed: 'other' } });
    const [mine, theirs] = [one.value, other.value].map((value) => (Array.isArray(value) ? value : []));
    expect(mine?.slice(0, 4)).toEqual([startMs, new Date(startMs + 1).toISOString(), startMs + 2, true]);
    expect(mine?.slice(4)).not.toEqual(theirs?.slice(4));
    expect(new Set(mine?.slice(4, 8)).size).toBe(4);
    expect(mine?.[6]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('leave Date what it is otherwise', async () => {
    const { value } = await run(
      `const d = new Date(2020, 1, 2, 3, 4, 5); class Sub extends Date {}
       return [d instanceof Date, d.constructor === Date, new Sub() instanceof Sub, new Sub(5).getTime(), Date.UTC(2020, 0), Date.parse('2020-01-01T00:00:00Z'), Date.name, Date.length, typeof Date(), new Date(NaN).getTime() !== new Date(NaN).getTime(), structuredClone(d) instanceof Date, d.getFullYear(), new Date('2021-05-05').toISOString(), Object.prototype.toString.call(d)];`,
    );
    expect(value).toEqual([
      true,
      true,
      true,
      5,
      Date.UTC(2020, 0),
      Date.parse('2020-01-01T00:00:00Z'),
      'Date',
      7,
      'string',
      true,
      true,
      2020,
      '2021-05-05T00:00:00.000Z',
      '[object Date]',
    ]);
  });

  it('no way leads to the real time', async () => {
    const { value } = await run(
      `const found = [Date, new Date().constructor, Date.prototype.constructor, Object.getPrototypeOf(new Date()).constructor, (0, eval)('Date'), new Function('return Date')(), structuredClone(new Date()).constructor];
       return found.map((Kind) => new Kind().getFullYear() === 2026 && Kind.now() < ${startMs + 1000});`,
    );
    expect(value).toEqual(Array.from({ length: 7 }, () => true));
  });

  it('timers take their time of the clock, not of the user: a minute passes at once, in order', async () => {
    const { value, wallMs } = await run(
      `const out = []; const at = () => Math.round((Date.now() - ${startMs}) / 1000);
       setTimeout(() => out.push(['late', at()]), 60000); setTimeout(() => out.push(['soon', at()]), 1000); setTimeout(() => out.push(['zero', at()]));
       const every = setInterval(() => out.push(['every', at()]), 25000);
       await new Promise((resolve) => setTimeout(resolve, 61000)); clearInterval(every); return out;`,
    );
    expect(value).toEqual([
      ['zero', 0],
      ['soon', 1],
      ['every', 25],
      ['every', 50],
      ['late', 60],
    ]);
    expect(wallMs).toBeLessThan(10_000);
  });

  it('answers come in the order of the requests, whatever the network does', async () => {
    const delays = [60, 1, 30, 10];
    const { value } = await run(
      `const out = []; await Promise.all([0, 1, 2, 3].map(async (n) => { await http.get('https://x.test/' + n); out.push(n, Date.now() - ${startMs}); })); return out;`,
      {
        http: async ({ url }) => {
          await new Promise((resolve) => setTimeout(resolve, delays[Number(url.at(-1))]));
          return json({});
        },
      },
    );
    expect(value).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  it('an aborted request does not hold the others up', async () => {
    const { value } = await run(
      `const stop = new AbortController();
       const first = http.get('https://x.test/slow', { signal: stop.signal }).catch((error) => error.name);
       const second = http.get('https://x.test/fast');
       stop.abort();
       return [await first, (await second).status];`,
      {
        http: ({ url }, signal) =>
          url.endsWith('fast')
            ? json({})
            : new Promise((resolve) => {
                signal.addEventListener('abort', () => setTimeout(() => resolve(json({})), 200));
              }),
      },
    );
    expect(value).toEqual(['AbortError', 200]);
  });

  it('the deadline and a cancel stay real', async () => {
    const body = 'const t = () => setTimeout(t, 1000); t(); await new Promise(() => {});';
    const late = await runBody(body, { deterministic, limits: { wallMs: 200 } });
    expect(late.outcome).toMatchObject({ kind: 'timeout', limitMs: 200 });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect((await runBody(body, { deterministic, signal: stop.signal })).outcome.kind).toBe('cancelled');
  });

  it('serves for commands too', async () => {
    const { value } = await runCommand('function go() { return Date.now(); }', { deterministic });
    expect(value).toBe(startMs);
  });
});

describe('A47: in other runs', () => {
  it('the clock is the machine’s, and random numbers differ', async () => {
    const before = Date.now();
    const { value } = await runBody('return [Date.now(), Math.random(), crypto.randomUUID()];');
    const again = await runBody('return [Date.now(), Math.random(), crypto.randomUUID()];');
    const [mine, theirs] = [value, again.value].map((one) => (Array.isArray(one) ? one : []));
    expect(mine?.[0]).toBeGreaterThanOrEqual(before);
    expect(mine?.[0]).toBeLessThanOrEqual(Date.now());
    expect(mine?.slice(1)).not.toEqual(theirs?.slice(1));
  });
});

describe('SeededBytes', () => {
  it('gives the same bytes however they are taken', () => {
    const [one, two] = [new SeededBytes('s'), new SeededBytes('s')];
    const parts = Buffer.concat([1, 31, 33, 64, 7].map((bytes) => one.take(bytes)));
    expect(parts).toEqual(two.take(136));
    expect(new Set(parts).size).toBeGreaterThan(80);
  });
});
