import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runBody, runCommand, runModule, runTyped } from './testing/run.ts';
import { StripCache, stripTypes } from './typescript.ts';

const typed = `import type { Row } from './types.ts';
import { double, type Unit } from './utility.js';
interface Request { readonly rows: readonly Row[] }
export async function data<T extends Request>({ rows }: T): Promise<{ items: number[]; unit: Unit }> {
  const items = rows.map((row): number => double(row.id as number)!);
  return { items, unit: 'kg' } satisfies { items: number[]; unit: Unit };
}
`;
const utility = `export type Unit = 'kg' | 'lb';
export const double = (n: number): number => n * 2;
export function fail(this: void, reason?: string): never {
  const message: string = reason ?? 'none'; throw new RangeError(message);
}
`;

describe('a connector in TypeScript', () => {
  it('runs without its types', async () => {
    const { value } = await runTyped(typed, {
      files: { 'functions/utility.ts': utility },
      input: { rows: [{ id: 1 }, { id: 21 }] },
    });
    expect(value).toEqual({ items: [2, 42], unit: 'kg' });
  });

  it.each([
    ['./utility.js', 'functions/utility.ts', utility],
    ['./utility.ts', 'functions/utility.ts', utility],
    ['./utility.ts', 'functions/utility.js', 'export const double = (n) => n * 2;'],
    ['./utility.js', 'functions/utility.js', 'export const double = (n) => n * 2;'],
  ])('import %s finds %s', async (specifier, file, text) => {
    const source = `import { double } from '${specifier}';\nexport const data = () => double(4);`;
    expect((await runTyped(source, { files: { [file]: text } })).value).toBe(8);
    expect((await runModule(source, { files: { [file]: text } })).value).toBe(8);
  });

  it('keeps lines and columns of errors, with the text as it was written', async () => {
    const { outcome } = await runTyped(
      `import { fail } from './utility.js';\nexport const data = (request: unknown): never => fail('no');`,
      { files: { 'functions/utility.ts': utility } },
    );
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'RangeError',
      place: { file: 'functions/utility.ts', line: 4, column: (utility.split('\n')[3]?.indexOf('(message)') ?? 0) + 1 },
      stack: expect.stringContaining('functions/data.ts:2:'),
      codeFrame: expect.stringContaining(`> 4 |   const message: string = reason ?? 'none'; throw`),
    });
  });

  it('serves for commands too, as script or module', async () => {
    const script = `function go(): number { const { n }: { n: number } = floh.params; return n + 1; }`;
    const input = { params: { n: 1 }, config: {}, variables: {} };
    expect((await runCommand(script, { input }, 'commands.ts')).value).toBe(2);
    expect((await runCommand(`export ${script}`, { input }, 'commands.ts')).value).toBe(2);
    expect((await runCommand(`import type { A } from './a.ts';\n${script}`, { input }, 'commands.ts')).value).toBe(2);
  });
});

describe('what cannot be run is an error with its place', () => {
  it.each([
    ['an enum', 'let a: number = 1;\n  enum A { x }\nexport const data = () => 1;', 2, 3, 'an enum is not supported'],
    ['unfinished code', 'export const data = (): number => {\n  const b: = 1;\n};', 2, 12, 'functions/data.ts:'],
    ['a decorator', 'const sealed: unknown = 1;\n@sealed\nexport class A {}', 2, 1, ''],
  ])('%s', async (_what, source, line, column, message) => {
    const { outcome } = await runTyped(source);
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'SyntaxError',
      message: expect.stringContaining(message),
      place: { file: 'functions/data.ts', line, column },
      codeFrame: expect.stringMatching(new RegExp(`^> ${line} \\| `, 'm')),
    });
  });

  it('in a file that is imported, and in commands', async () => {
    const { outcome } = await runTyped(`import { a } from './bad.ts';\nexport const data = () => a;`, {
      files: { 'functions/bad.ts': '\nexport enum a { b }' },
    });
    expect(outcome).toMatchObject({ kind: 'error', name: 'SyntaxError', place: { file: 'functions/bad.ts', line: 2 } });
    const command = await runCommand('\n\nnamespace N { export const a = 1; }', {}, 'commands.ts');
    expect(command.outcome).toMatchObject({
      kind: 'error',
      name: 'SyntaxError',
      place: { file: 'commands.ts', line: 3 },
    });
  });

  it('does not matter in a file that nothing imports', async () => {
    expect((await runTyped('export const data = () => 1;', { files: { 'functions/bad.ts': 'enum A {}' } })).value).toBe(
      1,
    );
  });

  it('A41: a text that breaks the stripper ends its worker and nothing else', async () => {
    const deep = `export const data = (): number => ${'('.repeat(100_000)}`;
    expect((await runTyped(deep)).outcome).toMatchObject({
      kind: 'engineFault',
      message: expect.stringContaining('it is nested too deep or too large to be read'),
    });
    expect((await runTyped('export const data = (): number => 7;')).value).toBe(7);
    expect((await runBody('return 8;')).value).toBe(8);
  });
});

describe('the stripper', () => {
  it.each([
    'const f = async <T,>(x: T): Promise<T> => x;\r\nlet y: number\r\n',
    'export default interface A { b: string }\nexport type { B } from "./b.ts";\n',
    'abstract class A<T> { abstract x: number; declare y: string; readonly z?: T; private w = 1 }\n',
    'const x: { "😀": string } = y, z = "中" as string;\n',
    '\ufeffconst a: number = 1;\n',
    'type A = 1\n;[1].map((x: number) => x)\n',
    'export const a: number = 1;',
    '',
  ])('keeps the length of every line of %j', (source) => {
    const stripped = stripTypes(source);
    const text = stripped.kind === 'stripped' ? stripped.text : '';
    // Blanks of another width in bytes may stand for characters of more than one unit: the columns stay in UTF-8.
    const lengths = (code: string) => code.split('\n').map((line) => Buffer.byteLength(line.replace('\ufeff', ' ')));
    expect(lengths(text.replaceAll('\ufeff', '   '))).toEqual(lengths(source));
  });

  it('remembers what it stripped', () => {
    const cache = new StripCache();
    const first = cache.strip('const a: number = 1;');
    expect(cache.strip('const a: number = 1;')).toBe(first);
  });

  it('is silent on the terminal of a host', async () => {
    const program = path.join(import.meta.dirname, 'testing/typed-run.ts');
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program]);
    expect([stdout, stderr]).toEqual(['42', '']);
  });
});
