import { describe, expect, it } from 'vitest';
import { sandboxLimits } from '../../shared/limits.ts';
import { LogTail } from './log-tail.ts';
import { runBody } from './testing/run.ts';

const shown = async (expression: string, options: Parameters<typeof runBody>[1] = {}): Promise<string> => {
  const { logs, outcome } = await runBody(`log.info(${expression});`, options);
  expect(outcome).toEqual({ kind: 'ok' });
  return logs[0]?.text ?? '';
};

describe('logged values', () => {
  it.each([
    [`'text', 1, -0, true, null, undefined, 2n, Symbol('s')`, 'text 1 -0 true null undefined 2n Symbol(s)'],
    [`{ a: 1, 'b c': ['x', null, undefined] }`, '{"a":1,"b c":["x",null,undefined]}'],
    [`[]`, '[]'],
    [`{}`, '{}'],
    [`new Date(0), new URL('https://x.test/')`, '"1970-01-01T00:00:00.000Z" "https://x.test/"'],
    [`/a/gi, () => 1, function named() {}, class A {}`, '/a/gi [Function ] [Function named] [Function A]'],
    [`new Map([['a', { b: 1 }], [2, [3]]])`, 'Map(2) {"a" => {"b":1},2 => [3]}'],
    [`new Set([1, 'x', new Set()])`, 'Set(3) {1,"x",Set(0) {}}'],
    [`new Uint8Array([1, 2]), new ArrayBuffer(8)`, 'Uint8Array(2) [1,2] ArrayBuffer(8)'],
    [
      `(() => { const a = { n: 1 }; a.self = a; a.list = [a]; return a; })()`,
      '{"n":1,"self":[Circular],"list":[[Circular]]}',
    ],
    [`(() => { const m = new Map(); m.set('m', m); return m; })()`, 'Map(1) {"m" => [Circular]}'],
    [`(() => { const one = {}; return [one, one]; })()`, '[{},{}]'],
    [
      `{ error: new TypeError('no'), list: [new RangeError('r')] }`,
      '{"error":[TypeError: no],"list":[[RangeError: r]]}',
    ],
    [`new (class Row { id = 1 })()`, 'Row {"id":1}'],
    [`Object.create(null)`, '{}'],
    [`{ a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }`, '{"a":{"b":{"c":{"d":{"e":{"f":[Object]}}}}}}'],
    [`{ get a() { throw 1; }, toString() { throw 2; } }`, '{"a":undefined,"toString":[Function toString]}'],
    [`{ toJSON() { throw 1; } }`, '(a value that cannot be shown)'],
    [`{ toJSON() { return { short: 1 }; } }`, '{"short":1}'],
    [`Promise.resolve(1), new WeakMap()`, 'Promise {} WeakMap {}'],
    [`{ a: 'x\\u0000y', b: 'ä😀' }`, '{"a":"x\\u0000y","b":"ä😀"}'],
    [`JSON.parse('{"__proto__":{"a":1}}')`, '{"__proto__":{"a":1}}'],
  ])('%s', async (expression, text) => expect(await shown(expression)).toBe(text));

  it('errors come with their stack and their cause', async () => {
    const text = await shown(`new Error('outer', { cause: new TypeError('inner') })`);
    expect(text).toMatch(
      /^Error: outer\n\s+at data \(functions\/data\.js:2:\d+\)[\s\S]*\ncaused by TypeError: inner\n/,
    );
    expect(text).not.toContain('\n\n');
    const body = `await new Promise((done) => setTimeout(() => { log.info(new Error('late')); done(); }, 1));`;
    expect((await runBody(body)).logs[0]?.text).toMatch(
      /^Error: late\n +at <anonymous> \(functions\/data\.js:2:\d+\)$/,
    );
    expect(await shown(`(() => { const e = new Error('a'); e.cause = e; return e; })()`)).toMatch(
      /caused by \[Circular\]$/,
    );
  });

  it('sandboxLimits.logEntries, logDepth and logLineChars bound them', async () => {
    const list = await shown(`Array.from({ length: 1000 }, (_, i) => i)`);
    expect(list).toMatch(/^\[0,1,2,.*,99,… 900 more\]$/);
    expect(await shown(`Object.fromEntries(Array.from({ length: 150 }, (_, i) => ['k' + i, i]))`)).toMatch(
      /… 50 more\}$/,
    );
    expect(await shown(`{ a: { b: [1] } }`, { limits: { logDepth: 2 } })).toBe('{"a":{"b":[Array(1)]}}');
    expect(await shown(`[1, 2, 3]`, { limits: { logEntries: 2 } })).toBe('[1,2,… 1 more]');
    const wide = `Array.from({ length: 30 }, () => Array.from({ length: 30 }, () => Array.from({ length: 30 }, () => 'x'.repeat(1000))))`;
    const { length } = await shown(wide);
    expect(length).toBeLessThanOrEqual(sandboxLimits.logLineChars + 1);
    expect(length).toBeGreaterThan(sandboxLimits.logLineChars / 2);
    expect(await shown(`'y'.repeat(50)`, { limits: { logLineChars: 10 } })).toBe(`${'y'.repeat(10)}…`);
  });
});

const texts = (lines: readonly { readonly text: string }[]): string[] => lines.map((line) => line.text);

describe('A44: a log over its limits', () => {
  it('keeps the first lines and the last ones, and counts what lies between', async () => {
    const { logs, logTail, logsDropped, value } = await runBody(
      'for (let i = 0; i < 10000; i++) log.info("line", i); return "done";',
    );
    const { logLines, logTailLines } = sandboxLimits;
    expect([value, logs.length, logTail.length, logsDropped]).toEqual([
      'done',
      logLines,
      logTailLines,
      10_000 - logLines - logTailLines,
    ]);
    expect([logs[0]?.text, logs.at(-1)?.text]).toEqual(['line 0', `line ${logLines - 1}`]);
    expect([logTail[0]?.text, logTail.at(-1)?.text]).toEqual([`line ${10_000 - logTailLines}`, 'line 9999']);
  });

  it('that is over by a little loses nothing', async () => {
    const { logs, logTail, logsDropped } = await runBody('for (let i = 0; i < 5; i++) log.info(i);', {
      limits: { logLines: 2, logTailLines: 3 },
    });
    expect([texts(logs), texts(logTail), logsDropped]).toEqual([['0', '1'], ['2', '3', '4'], 0]);
  });

  it('counts characters too, at both ends; once over, a short line does not come first', async () => {
    const { logs, logTail, logsDropped } = await runBody(
      'for (let i = 0; i < 10; i++) log.info(String(i).repeat(1000)); log.info("short");',
      { limits: { logChars: 3500, logTailChars: 2500 } },
    );
    expect(texts(logs).map((text) => text[0])).toEqual(['0', '1', '2']);
    expect(texts(logTail).map((text) => text[0])).toEqual(['8', '9', 's']);
    expect(logsDropped).toBe(5);
  });

  it('a million calls end at the deadline, with the last ones kept', async () => {
    const { logs, logTail, logsDropped, outcome } = await runBody('for (let i = 0; ; i++) log.info("again", i);', {
      limits: { wallMs: 700, logLines: 100, logTailLines: 50 },
    });
    expect(outcome.kind).toBe('timeout');
    expect([logs.length, logTail.length]).toEqual([100, 50]);
    const last = Number(logTail.at(-1)?.text.split(' ')[1]);
    expect(last + 1).toBe(100 + logsDropped + 50);
  });

  it('keeps last lines even of a run that is ended by force', async () => {
    const { outcome, logTail } = await runBody(
      `for (let i = 0; i < 50; i++) log.info(i); const until = Date.now() + 300; while (Date.now() < until); log.info('last'); return (new Array(1e9) + "").length;`,
      { limits: { wallMs: 600, logLines: 10 } },
    );
    expect(outcome).toMatchObject({ kind: 'timeout', hard: true });
    expect(texts(logTail)).toContain('last');
  });
});

describe('LogTail', () => {
  const line = (text: string) => ({ level: 'info', text, atMs: 0 }) as const;
  it('joins tails; what came before a gap goes', () => {
    const tail = new LogTail({ logTailLines: 3, logTailChars: 100 });
    tail.append([line('a'), line('b')], 0);
    tail.append([line('c'), line('d')], 0);
    expect(tail.size).toBe(3);
    tail.append([line('x')], 5);
    expect(tail.take()).toEqual({ lines: [line('x')], dropped: 1 + 3 + 5 });
    expect(tail.take()).toEqual({ lines: [], dropped: 0 });
  });
});
