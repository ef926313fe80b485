import { describe, expect, it } from 'vitest';
import { checkTypeScript, findSyntaxProblems } from './syntax.ts';

const check = (path: string, text: string) => findSyntaxProblems([{ path, text }]);

describe('the syntax of scripts', () => {
  it('reads and does not run what is right', async () => {
    const files = [
      [
        'functions/data.js',
        "import { x } from './absent.js';\nexport async function data() { for await (const a of x()) await a; }\n",
      ],
      ['commands.js', 'function a() { return `x`; }\n'],
      ['functions/loop.js', 'while (true) {}\n'],
      ['functions/x.js', "throw new Error('never run');\n"],
      ['README.md', '} not a script'],
      ['functions/empty.js', ''],
      ['functions/typed.ts', 'export const f = (a: number): string => String(a) satisfies string;\n'],
      ['functions/never.ts', 'while (true) {}\n'],
    ].map(([path = '', text = '']) => ({ path, text }));
    expect(await findSyntaxProblems(files)).toEqual([]);
  });

  it('names each of several mistakes and goes on', async () => {
    const files = [
      ['functions/data.js', 'export function data() {\n  return {;\n}\n'],
      ['functions/b.js', 'export const b = 1;'],
      ['commands.js', 'function a() {\n'],
      ['functions/merge.js', '<<<<<<< ours\n'],
      ['functions/twice.js', 'const a = 1;\nconst a = 2;\n'],
      ['functions/nul.js', 'a\0b'],
      ['functions/open.ts', 'const a: number = 1;\nconst b: = 2;\n'],
      ['functions/deep.js', '('.repeat(100_000)],
    ].map(([path = '', text = '']) => ({ path, text }));
    const found = await findSyntaxProblems(files);
    expect(found.map((one) => [one.path, one.message, one.line])).toEqual([
      ['functions/data.js', expect.stringMatching(/./), 2],
      ['commands.js', expect.stringMatching(/./), 2],
      ['functions/merge.js', expect.stringMatching(/./), 1],
      ['functions/twice.js', expect.stringMatching(/./), 2],
      ['functions/nul.js', expect.stringMatching(/NUL/), undefined],
      ['functions/open.ts', expect.stringMatching(/./), 2],
      ['functions/deep.js', expect.stringMatching(/./), 1],
    ]);
    // Remembered: the second look needs no worker and says the same.
    expect(await findSyntaxProblems(files)).toEqual(found);
  });

  it('any number of modules that import one another', async () => {
    const module = (n: number) => ({
      path: `functions/m${n}.js`,
      text: `import { f } from './m${n + 1}.js'; export const f${n} = () => f();\n`,
    });
    expect(await findSyntaxProblems(Array.from({ length: 60 }, (_, n) => module(n)))).toEqual([]);
    const mixed = [
      module(100),
      { path: 'functions/data.js', text: 'export const data = (r) => ({ items: [] });' },
      module(101),
    ];
    expect(
      await findSyntaxProblems([...mixed, { path: 'functions/u.js', text: 'export const one = () => 1;' }]),
    ).toEqual([]);
  });

  it('one that breaks the reader is named, and the next look works', async () => {
    const deep = { path: 'functions/deep.ts', text: `export const a: number = ${'('.repeat(100_000)}` };
    expect(await findSyntaxProblems([deep])).toEqual([
      { path: 'functions/deep.ts', message: 'it is nested too deep or too large to be read', unsupported: true },
    ]);
    expect(await check('functions/next.ts', 'export const a: number = 1;')).toEqual([]);
  });

  it('sandboxLimits.checkMs: what takes longer is a problem that says the limit', async () => {
    const text = 'export const f = (a: number): string => String(a);\n'.repeat(50_000);
    expect(await findSyntaxProblems([{ path: 'functions/large.ts', text }], 1)).toEqual([
      { path: 'functions/large.ts', message: expect.stringContaining('within 1 ms'), unsupported: true },
    ]);
  });
});

describe('TypeScript that is more than types is refused when it is saved', () => {
  it.each([
    ['enum', 'let a = 1;\n  enum A { x }\n', 2, 3, 'use an object with `as const`'],
    ['const enum', 'const enum A { x }', 1, 1, 'an enum is not supported'],
    ['namespace', 'export {};\nnamespace N { export const a = 1; }', 2, 1, 'use a module of its own'],
    ['parameter property', 'class A {\n\tconstructor(private a: number) {}\n}', 2, 22, 'assign it in the constructor'],
    ['import =', 'import a = require("a");', 1, 1, 'use `import` and `export`'],
    ['an assertion in brackets', 'const é = "中";\nconst a = <number>b;', 2, 11, 'use `value as Type`'],
    ['a decorator', 'export {};\n@sealed\nclass A {}', 2, 1, 'call the function yourself'],
  ])('%s', async (_what, text, line, column, remedy) => {
    const checked = await checkTypeScript([
      { path: 'functions/good.ts', text: 'export type A = string;\n' },
      { path: 'functions/data.ts', text },
    ]);
    expect(checked).toMatchObject({
      ok: false,
      error: {
        kind: 'input',
        code: 'unsupported_typescript',
        message: expect.stringMatching(new RegExp(`^functions/data.ts:${line}:${column}: .*not supported`)),
        details: { path: 'functions/data.ts', line, column },
      },
    });
    expect(checked.ok ? '' : checked.error.message).toContain(remedy);
  });

  it('an unfinished file may be saved, and JavaScript is not looked at', async () => {
    expect(await checkTypeScript([{ path: 'functions/data.ts', text: 'export const a: = {' }])).toMatchObject({
      ok: true,
    });
    expect(await checkTypeScript([{ path: 'functions/data.js', text: 'enum A {}' }])).toMatchObject({ ok: true });
  });
});
