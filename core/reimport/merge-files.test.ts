import { describe, expect, it } from 'vitest';
import type { Resolutions } from '../../shared/import/merge.ts';
import { Conflicts } from './conflicts.ts';
import { brokenImports } from './links.ts';
import { mergeFiles } from './merge-files.ts';

type Texts = Readonly<Record<string, string>>;
const files = (texts: Texts) => Object.entries(texts).map(([path, text]) => ({ path, text }));

function merge(base: Texts, ours: Texts, theirs: Texts, resolutions: Resolutions = { items: {} }) {
  const conflicts = new Conflicts(resolutions);
  const context = { renames: { entities: new Map(), commands: new Map() }, names: new Map(), conflicts };
  const merged = mergeFiles({ base: files(base), ours: files(ours), theirs: files(theirs) }, context);
  return {
    files: Object.fromEntries(merged.files.map(({ path, text }) => [path, text])),
    missing: Object.fromEntries([...merged.missing].map(([path, names]) => [path, [...names]])),
    conflicts: conflicts.list().map(({ id, kind }) => `${kind} ${id}`),
  };
}

const script = (...blocks: readonly string[]): Texts => ({ 'commands.js': `${blocks.join('\n\n')}\n` });
const [A, B, C] = [
  'function a() {\n  return 1;\n}',
  'function b() {\n  return 2;\n}',
  'function c() {\n  return 3;\n}',
];
const changedA = A.replace('1', '10');

describe('scripts', () => {
  it('added, removed and reordered declarations never conflict', () => {
    const merged = merge(script(A, B), script('// mine\nfunction x() {}', changedA, B), script(B, C, A));
    expect(merged).toEqual({ files: script('// mine\nfunction x() {}', B, C, changedA), conflicts: [], missing: {} });
  });

  it('a declaration that the user deleted stays away', () =>
    expect(merge(script(A, B), script(A), script(A, B, C))).toEqual({
      files: script(A, C),
      conflicts: [],
      missing: {},
    }));

  it.each([
    ['edited', script(A), script(changedA), script(A.replace('1', '11'))],
    ['removed', script(A, B), script(changedA, B), script(B)],
    ['deleted', script(A, B), script(B), script(changedA, B)],
    ['added', script(B), script(A, B), script(changedA, B)],
  ])('%s on both sides is a conflict, ours until it is settled', (kind, base, ours, theirs) => {
    expect(merge(base, ours, theirs)).toMatchObject({ files: ours, conflicts: [`${kind} commands.js:a`] });
    expect(merge(base, ours, theirs, { take: 'theirs', items: {} }).files).toEqual(theirs);
  });

  it('line ends of Windows are no change, and stay', () => {
    const windows = (texts: Texts) =>
      Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
    expect(merge(script(A, B), windows(script(A, B)), script(A, C))).toEqual({
      files: windows(script(A, C)),
      conflicts: [],
      missing: {},
    });
    expect(merge(script(A, B), windows(script(changedA, B)), script(A, C))).toEqual({
      files: windows(script(changedA, C)),
      conflicts: [],
      missing: {},
    });
  });

  it('a text with both kinds of line ends keeps each', () => {
    const mixed = { 'README.md': 'a\r\nb\nc\nd\n' };
    const merged = merge({ 'README.md': 'a\nb\nc\nd\n' }, mixed, { 'README.md': 'a\nb\nc\nD\n' });
    expect(merged.files).toEqual({ 'README.md': 'a\r\nb\nc\nD\n' });
  });

  it('a helper that code of the user still calls stays, and so does its import', () => {
    const utility = (names: readonly string[]) => names.map((name) => `export function ${name}() {}\n`).join('\n');
    const data = (names: string, ...lines: readonly string[]) =>
      `import { ${names} } from './utility.js';\n\nexport function data() {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
    const merged = merge(
      {
        'functions/utility.js': utility(['get', 'route', 'old']),
        'functions/data.js': data('get, old, route', 'get();', '', 'route();', 'old();'),
      },
      {
        'functions/utility.js': utility(['get', 'route', 'old']),
        'functions/data.js': data('get, old, route', 'route(1);', 'get();', '', 'route();', 'old();'),
      },
      {
        'functions/utility.js': utility(['get', 'fresh']),
        'functions/data.js': data('fresh, get', 'get();', '', 'fresh();'),
      },
    );
    expect(merged.conflicts).toEqual([]);
    expect(merged.files['functions/utility.js']).toMatch(/^export function get[\s\S]*route[\s\S]*fresh/);
    expect(merged.files['functions/utility.js']).not.toContain('old');
    expect(merged.files['functions/data.js']).toContain('import { fresh, get, route } from');
    expect(brokenImports(files(merged.files))).toEqual([]);
  });

  it('a helper that the user took out comes back where newer code calls it', () => {
    const [get, route] = ['export function get() {}\n', '\nexport function route() {}\n'];
    const base = {
      'functions/utility.js': get + route,
      'functions/data.js': "import { get, route } from './utility.js';\n\nroute();\n",
    };
    const ours = {
      'functions/utility.js': get,
      'functions/data.js': "import { get } from './utility.js';\n\nget();\n",
    };
    const newer = {
      ...base,
      'functions/data.js': `${base['functions/data.js']}\nexport const data = () => route(2);\n`,
    };
    const merged = merge(base, ours, newer);
    expect(merged.missing).toEqual({});
    expect(merged.files['functions/utility.js']).toBe(get + route);
    expect(merged.files['functions/data.js']).toContain('import { get, route } from');
  });

  it('what an answer takes away although it is used is named', () => {
    const [used, edited] = ['function a() {\n  return b(1);\n}', 'function b(x) {\n  return x;\n}'];
    const merged = merge(script(C, B), script(used, C, edited), script(C), { take: 'theirs', items: {} });
    expect(merged.conflicts).toEqual(['removed commands.js:b']);
    expect(merged.missing).toEqual({ 'commands.js': ['b'] });
  });

  it('imports that lead nowhere are named', () =>
    expect(
      brokenImports(
        files({ 'functions/a.js': "import { x, y } from './b.js';\n", 'functions/b.js': 'export const x = 1;\n' }),
      ),
    ).toEqual(['functions/a.js imports y, which functions/b.js does not have']));
});

describe('files', () => {
  it('of the user stay, and those the description makes superfluous go', () => {
    const merged = merge(
      { 'spec/v1.json': '1', 'commands.js': 'function a() {}\n', 'logo.svg': 'x' },
      { 'spec/v1.json': '1', 'commands.js': 'function a() {}\n', 'functions/mine.js': 'export const a = 1;\n' },
      { 'spec/v2.json': '2', 'logo.svg': 'x' },
    );
    expect(merged).toEqual({
      files: { 'functions/mine.js': 'export const a = 1;\n', 'spec/v2.json': '2' },
      conflicts: [],
      missing: {},
    });
  });

  it('that the user deleted and the description changes are a conflict', () => {
    const merged = merge({ 'README.md': 'a\n' }, {}, { 'README.md': 'b\n' });
    expect(merged).toMatchObject({ files: {}, conflicts: ['deleted README.md:text'] });
  });

  it('mocks are merged by their keys, and keep their layout where nothing changes', () => {
    const text = (value: unknown) => ({ 'mocks.json': `${JSON.stringify(value, null, 2)}\n` });
    const one = { name: 'ok', status: 200 };
    const base = { a: [one], b: [one] };
    const ours = { a: [one, { name: 'mine', status: 500 }], b: [one] };
    const theirs = { a: [{ ...one, status: 201 }], c: [one] };
    expect(merge(text(base), text(ours), text(theirs))).toEqual({
      files: text({
        a: [
          { ...one, status: 201 },
          { name: 'mine', status: 500 },
        ],
        c: [one],
      }),
      conflicts: [],
      missing: {},
    });
    const compact = { 'mocks.json': JSON.stringify({ ...base, z: 1 }) };
    expect(merge(text(base), compact, text({ a: base.a, b: base.b })).files).toEqual(compact);
  });

  it('keys such as __proto__ are keys like others', () => {
    const text = (json: string) => ({ 'mocks.json': json });
    const merged = merge(text('{}'), text('{"x": 1}'), text('{"__proto__": {"polluted": true}}'));
    expect(merged.files['mocks.json']).toContain('"__proto__"');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
