import { describe, expect, it } from 'vitest';
import { findSyntaxProblems } from './syntax.ts';

const check = (path: string, text: string) => findSyntaxProblems([{ path, text }]);

describe('the syntax of scripts', () => {
  it.each([
    [
      'functions/data.js',
      "import { x } from './absent.js';\nexport async function data() { for await (const a of x()) await a; }\n",
    ],
    ['commands.js', 'function a() { return `x`; }\n'],
    ['commands.js', 'while (true) {}\n'],
    ['functions/x.js', "throw new Error('never run');\n"],
    ['README.md', '} not a script'],
    ['functions/x.js', ''],
  ])('%s: %s is read and not run', async (path, text) => {
    expect(await check(path, text)).toEqual([]);
  });

  it.each([
    ['functions/data.js', 'export function data() {\n  return {;\n}\n', /line 2/],
    ['commands.js', 'function a() {\n', /./],
    ['commands.js', '<<<<<<< ours\n', /./],
    ['functions/x.js', 'const a = 1;\nconst a = 2;\n', /./],
    ['functions/x.js', 'a\0b', /NUL/],
    ['functions/x.js', '('.repeat(100_000), /./],
  ])('%s with a mistake is named', async (path, text, message) => {
    expect(await check(path, text)).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it('names each of several and goes on', async () => {
    const files = [
      { path: 'functions/a.js', text: '{' },
      { path: 'functions/b.js', text: 'export const b = 1;' },
      { path: 'functions/c.js', text: ')' },
    ];
    expect((await findSyntaxProblems(files)).map((one) => one.path)).toEqual(['functions/a.js', 'functions/c.js']);
  });
});
