import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { commentText, literal, member, propertyKey, templateText } from './literal.ts';
import { array, call, choice, either, object, print, property, statement } from './print.ts';

const hostile = [
  "x'); fetch('http://trap'); //",
  `\`${'$'}{process.env}\``,
  '*/ alert(1) /*',
  'a\u2028b\u2029c',
  '</script><!--',
  '\\',
  '"',
  "'",
  '\u0000\u0007\r\n\t',
  '\u202eabc\u200b',
  '\ud800',
  '{{7*7}}',
  '{% x %}',
  '<%= 1 %>',
];

/** What a piece of source is worth when it runs. */
const evaluated = (source: string): unknown => new Function(`return (${source});`)();

describe('A16: foreign text in source', () => {
  it.each(hostile)('%j is a literal of the same value', (text) => {
    const source = literal(text);
    expect(evaluated(source)).toBe(text);
    expect(source).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]|<\/script/iu);
  });

  it.each(hostile)('%j is the text of a template', (text) => {
    expect(evaluated(`\`${templateText(text)}\``)).toBe(text);
  });

  it.each(hostile)('%j stays inside a comment', (text) => {
    const ast = parseAst(`/** ${commentText(text)} */ const a = 1;`);
    expect(ast.body.map((node) => node.type)).toEqual(['VariableDeclaration']);
  });

  it.each([...hostile, '__proto__', 'constructor', 'class', 'a-b', '1a', 'a'])('%j is a key and a member', (name) => {
    const made = evaluated(`{ ${propertyKey(name)}: 'value' }`);
    expect(Object.entries(Object(made))).toEqual([[name, 'value']]);
    expect(evaluated(`((o) => ${member('o', name)})(${literal('x')} && { ${propertyKey(name)}: 7 })`)).toBe(7);
  });
});

describe('printing', () => {
  const long = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `value${index}: ${index}`);

  it('keeps on one line what fits and breaks what does not', () => {
    expect(print(object(['a: 1', ['b: ', array(['1', '2'])]]))).toBe('{ a: 1, b: [1, 2] }');
    expect(print(object([]))).toBe('{}');
    const broken = print(object(long(12)));
    expect(broken.split('\n')).toHaveLength(14);
    expect(broken).toMatch(/^\{\n {2}value0: 0,\n/);
  });

  it('breaks the last argument of a call first, then all of them', () => {
    expect(statement(call('get', ['account', object(long(10))]), 2)).toMatch(
      /^ {2}get\(account, \{\n {4}value0: 0,\n[\s\S]*\n {2}\}\);$/,
    );
    const wide = `'${'x'.repeat(90)}'`;
    expect(statement(call('get', ['account', wide]))).toBe(`get(\n  account,\n  ${wide},\n);`);
  });

  it('gives a long text of a property, and a long alternative, lines of their own', () => {
    const wide = (count: number): string => `'${'x'.repeat(count)}'`;
    expect(print(object([property('key', wide(10))]))).toBe(`{ key: ${wide(10)} }`);
    expect(print(object([property('title', wide(95))]))).toBe(`{\n  title:\n    ${wide(95)},\n}`);
    expect(print(object([property('name', wide(95))]))).toBe(`{\n  name: ${wide(95)},\n}`);
    expect(print(object([property('title', either('a.b', wide(83)))]))).toBe(`{\n  title:\n    a.b ?? ${wide(83)},\n}`);
    expect(print(object([property('title', either('a.b', wide(95)))]))).toBe(
      `{\n  title:\n    a.b ??\n    ${wide(95)},\n}`,
    );
    expect(print(object([property('title', either('a.b', object(long(9))))]))).toMatch(
      /^\{\n {2}title: a\.b \?\? \{\n {4}value0: 0,/,
    );
  });

  it('puts a choice on three lines where it does not fit', () => {
    expect(choice('const a = ', 'b', 'c', 'd', 2)).toBe('  const a = b ? c : d;');
    const wide = `f('${'x'.repeat(60)}')`;
    expect(choice('const a = ', 'b', wide, wide, 2)).toBe(`  const a = b\n    ? ${wide}\n    : ${wide};`);
  });
});
