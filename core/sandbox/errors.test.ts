import { describe, expect, it } from 'vitest';
import { runBody, runCommand, runModule } from './testing/run.ts';

const utility = `// helpers
export function deep(x) {
  const y = x.a;
  return y.b.c;
}
export class K {
  static go(v) {
    if (v) {
      undefinedFn(v);
    }
  }
}
`;
const files = { 'functions/utility.js': utility };

describe('errors have their place in the user’s file', () => {
  it.each([
    [
      'in another module',
      `import { deep } from './utility.js';\nexport function data() {\n  return deep({});\n}`,
      'functions/utility.js',
      4,
      'TypeError',
    ],
    [
      'in a class',
      `import { K } from './utility.js';\nexport function data() {\n  return K.go(3);\n}`,
      'functions/utility.js',
      9,
      'ReferenceError',
    ],
    [
      'after an await',
      `export async function data() {\n  await null;\n  const o = { a: 1 };\n  return o.missing.x;\n}`,
      'functions/data.js',
      4,
      'TypeError',
    ],
    [
      'in a callback',
      `export async function data() {\n  await Promise.all([1].map(async () => {\n    await null;\n    JSON.parse('{bad');\n  }));\n}`,
      'functions/data.js',
      4,
      'SyntaxError',
    ],
    ['thrown on line 1', `export function data() { throw new RangeError('r'); }`, 'functions/data.js', 1, 'RangeError'],
    [
      'in a chain over lines',
      `export function data() {\n  const s = 'a'\n    .toUpperCase()\n    .foo()\n    .bar();\n  return s;\n}`,
      'functions/data.js',
      4,
      'TypeError',
    ],
    ['while loading', `const x = null;\nx.y;\nexport function data() {}`, 'functions/data.js', 2, 'TypeError'],
  ])('%s', async (_what, source, file, line, name) => {
    const { outcome } = await runModule(source, { files });
    expect(outcome).toMatchObject({ kind: 'error', name, place: { file, line } });
    expect(outcome.kind === 'error' && outcome.codeFrame).toMatch(new RegExp(`^> +${line} \\| `, 'm'));
    expect(outcome.kind === 'error' && outcome.stack).toMatch(new RegExp(`^at .*${file}:${line}:\\d+`));
    expect(outcome.kind === 'error' && outcome.stack).not.toContain('studio:guest');
  });

  it.each([
    ['a missing expression', 'export function data() {\n  let a = 1;\n  let b = ;\n}', 3, 11],
    ['an unclosed brace', 'export function data() {\n  if (true) {\n  return 1;\n}\n', 5, 1],
    ['a bad token', 'export const a = 1;\nconst b = 2 @ 3;\n', 2, 13],
    ['a name declared twice', 'let a = 1;\nlet a = 2;\n', 2, 5],
    ['an import of a name that is not there', `\nimport { nope } from './utility.js';\n`, 2, 10],
    ['an import of a file that is not there', `\n\nimport x from './nofile.js';\n`, 3, 16],
  ])('of syntax: %s', async (_what, source, line, column) => {
    const { outcome } = await runModule(source, { files });
    expect(outcome).toMatchObject({ kind: 'error', place: { file: 'functions/data.js', line } });
    expect(Math.abs((outcome.kind === 'error' ? (outcome.place?.column ?? 0) : 0) - column)).toBeLessThanOrEqual(2);
  });

  it('of a request: the line that made it', async () => {
    const { outcome } = await runModule(
      `export async function data() {\n  await null;\n  await http.get('https://gone.test/');\n}`,
      {
        http: () => ({
          kind: 'failure',
          name: 'NetworkError',
          code: 'dns_failure',
          message: 'The request to gone.test failed.',
        }),
      },
    );
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'NetworkError',
      message: 'The request to gone.test failed.',
      place: { line: 3 },
    });
  });

  it('shows the lines around, with a caret', async () => {
    const { outcome } = await runModule(
      '// one\n// two\nexport function data() {\n  return null.x;\n}\n// six\n// seven',
    );
    expect(outcome.kind === 'error' && outcome.codeFrame).toBe(
      '  2 | // two\n  3 | export function data() {\n> 4 |   return null.x;\n    |              ^\n  5 | }\n  6 | // six',
    );
  });

  it('in commands.js too, as script or module', async () => {
    const script = await runCommand('function go() {\n  return null.x;\n}');
    expect(script.outcome).toMatchObject({ kind: 'error', place: { file: 'commands.js', line: 2 } });
    const syntax = await runCommand('function go() {\n  return ;;)\n}');
    expect(syntax.outcome).toMatchObject({
      kind: 'error',
      name: 'SyntaxError',
      place: { file: 'commands.js', line: 2 },
    });
    const module = await runCommand('export function go() {\n  return null.x;\n}');
    expect(module.outcome).toMatchObject({ kind: 'error', place: { file: 'commands.js', line: 2 } });
  });
});

describe('what is thrown', () => {
  it.each([
    [`throw 'text'`, 'Error', 'text'],
    [`throw { code: 7 }`, 'Error', '{"code":7}'],
    [`throw { name: 'Odd', message: 'm' }`, 'Odd', 'm'],
    [`throw undefined`, 'Error', 'undefined'],
    [`throw Symbol('s')`, 'Error', 'Symbol(s)'],
    [`throw new Error('')`, 'Error', 'The function threw Error without a message.'],
    [`throw new Error('outer', { cause: new TypeError('inner') })`, 'Error', 'outer (caused by TypeError: inner)'],
    [
      `throw { get message() { throw 1 }, toString() { throw 2 }, toJSON() { throw 3 } }`,
      'Error',
      '(a value that cannot be shown)',
    ],
    [`return Promise.reject(new Error('later'))`, 'Error', 'later'],
    [`setTimeout(() => { throw new Error('in a timer') }, 5); await new Promise(() => {})`, 'Error', 'in a timer'],
    [
      `queueMicrotask(() => { throw new Error('in a microtask') }); await new Promise((r) => setTimeout(r, 20))`,
      'Error',
      'in a microtask',
    ],
  ])('%s', async (body, name, message) => {
    expect((await runBody(body)).outcome).toMatchObject({ kind: 'error', name, message });
  });

  it('keeps at most the limit of a long message', async () => {
    const { outcome } = await runBody(`throw new Error('m'.repeat(1e6))`, { limits: { errorChars: 1000 } });
    expect(outcome.kind === 'error' && outcome.message.length).toBe(1001);
    const long = await runBody(
      `const error = new Error('m'); error.stack = ('    at x (functions/data.js:2:1)\\n').repeat(1e4); throw error;`,
      { limits: { errorChars: 1000 } },
    );
    expect(long.outcome.kind === 'error' && (long.outcome.stack?.length ?? 0)).toBeLessThanOrEqual(1001);
  });
});

describe('what a function must be', () => {
  it('a missing one is named, with what the file exports', async () => {
    const { outcome } = await runModule('export function other() {}\nexport const n = 1;');
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'MissingFunction',
      message: 'functions/data.js exports no function data; it exports n, other.',
    });
    expect((await runCommand('function other() {}')).outcome).toMatchObject({
      message: 'commands.js has no top-level function go.',
    });
  });

  it('a default export serves as well', async () => {
    expect((await runModule('export default (request) => request.a;', { input: { a: 5 } })).value).toBe(5);
  });

  it('a promise that can never settle is said at once', async () => {
    const { outcome, wallMs } = await runBody('await new Promise(() => {});');
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'NeverSettles',
      message: expect.stringContaining('can never settle'),
    });
    expect(wallMs).toBeLessThan(2000);
  });

  it.each([
    ['return undefined', null],
    ['return Number.NaN', null],
    [
      `return { a: undefined, b: [undefined], d: new Date(0), u: new URL('http://x/') }`,
      { b: [null], d: '1970-01-01T00:00:00.000Z', u: 'http://x/' },
    ],
    [
      `return { contentType: 'image/png', body: new Uint8Array([1, 2, 255]) }`,
      { contentType: 'image/png', body: 'AQL/' },
    ],
    [String.raw`return 'a\u0000b\ud800c😀'`, 'a\0b\ud800c😀'],
  ])('%s crosses as JSON', async (body, value) => expect((await runBody(body)).value).toEqual(value));

  it.each([
    ['const a = {}; a.a = a; return a', 'The result of data cannot be written as JSON: circular reference'],
    ['return 1n', /The result of data cannot be written as JSON: .*BigInt/i],
  ])('%s is an error', async (body, message) => {
    const { outcome } = await runBody(body);
    expect(outcome.kind === 'error' && outcome.message).toMatch(message);
  });
});

describe('modules', () => {
  it('import the connector’s own files and no others', async () => {
    for (const name of [
      'lodash',
      'node:fs',
      'fs',
      'https://evil.test/x.js',
      'file:///etc/passwd',
      '/etc/passwd',
      '../../secret.js',
      './utility',
      'qjs:std',
      'std',
      'data:text/javascript,1',
    ]) {
      const { outcome } = await runBody(`await import(${JSON.stringify(name)});`, { files });
      expect(outcome).toMatchObject({ kind: 'error', name: 'ModuleNotFound' });
      expect(outcome.kind === 'error' && outcome.message).toContain(
        `${JSON.stringify(name)}, which is not a script of this connector; import one of its own files by relative path: functions/utility.js.`,
      );
    }
    expect(
      (
        await runModule(`import * as u from '../functions/./utility.js';\nexport const data = () => Object.keys(u);`, {
          files,
        })
      ).value,
    ).toEqual(['K', 'deep']);
  });

  it('may import one another in a circle', async () => {
    const circle = {
      'functions/a.js': `import { b } from './b.js';\nexport const a = () => b() + 1;`,
      'functions/b.js': `import './a.js';\nexport const b = () => 1;`,
    };
    expect(
      (await runModule(`import { a } from './a.js';\nexport const data = () => a();`, { files: circle })).value,
    ).toBe(2);
  });

  it('with a NUL character are refused, not cut', async () => {
    const { outcome } = await runModule(`import './z.js';\nexport const data = () => 1;`, {
      files: { 'functions/z.js': 'throw 1;\0' },
    });
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'SyntaxError',
      message: 'functions/z.js contains a NUL character (U+0000); remove it.',
    });
  });
});

describe('commands', () => {
  it('find their inputs in floh, as copies (FL-31, FL-38)', async () => {
    const input = { params: { id: 7, list: [1] }, config: { token: 't' }, variables: { v: 1 } };
    const { value } = await runCommand(
      `function go() { const seen = JSON.stringify([floh.params, floh.config, floh.variables]); floh.params.list.push(2); return { success: true, payload: [seen, arguments.length, floh.params.list.length] }; }`,
      { input },
    );
    expect(value).toEqual({
      success: true,
      payload: [JSON.stringify([input.params, input.config, input.variables]), 0, 2],
    });
    expect(input.params.list).toEqual([1]);
  });

  it.each([
    'const go = () => 5;',
    'let go = async () => 5;',
    'var go = function () { return 5; };',
    'async function go() { return 5; }',
    'export function go() { return 5; }',
    `export default () => 5;`,
  ])('%s', async (source) => expect((await runCommand(source)).value).toBe(5));

  it('may bear the names of globals', async () => {
    expect(
      (await runCommand(`function fetch() { return 3; }\nconst log = 4;\nfunction go() { return fetch() + log; }`))
        .value,
    ).toBe(7);
  });
});
