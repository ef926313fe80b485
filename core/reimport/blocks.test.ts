import { describe, expect, it } from 'vitest';
import { splitBlocks } from './blocks.ts';
import { splitProperties } from './properties.ts';
import { renameVariables } from './rename-code.ts';

const keys = (text: string): readonly string[] | undefined => splitBlocks(text)?.map((block) => block.key);
const whole = (text: string): string =>
  (splitBlocks(text) ?? []).map((block, index) => (index === 0 ? '' : '\n') + block.gap + block.text).join('');

describe('the blocks of a script', () => {
  const source = `// A licence.

import { get } from './utility.js';
import './side.js';

/**
 * function hidden() {
 */
export async function data({ a }) {
  const text = \`\${get(\`}\`)}{ // no comment
const inTemplate = 1;
\`;
  return /[/}{"]/.test(text) ? 'const x' : "}";
}
const one = 1;
const two =
  one / 2; // } /
class Three { #x = { y: 1 } }
export default function four() {}
export { one };
var five = (() => {
  // function six() {
  return 5;
})();
five.toString()
  .trim();
`;

  it('are its declarations with the comments above them', () => {
    expect(keys(source)).toEqual([
      'import ./utility.js',
      'import ./side.js',
      'data',
      'one',
      'two',
      'Three',
      'four',
      'export { one };',
      'five',
    ]);
    expect(whole(source)).toBe(source.trimEnd());
  });

  it.each(['function a() {', "const a = 'x\n'", 'a)', '`${', '/* open', '<<<<<<< ours\n(\n'])(
    'are unknown where nothing closes: %j',
    (text) => expect(keys(text)).toBeUndefined(),
  );

  it.each(['', '\n\n', '// nothing else\n', "'use strict';\nfunction a() {}\n", 'a = 1 / 2; b = 3 / 4;\n'])(
    'of %j lose nothing',
    (text) => expect(whole(text).trim()).toBe(text.trim()),
  );

  it('of the same name are told apart', () =>
    expect(keys('function a() {}\nfunction a() {}\n')).toEqual(['a', 'a #2']));

  it('are found in a long text in linear time', () => {
    const text = Array.from({ length: 20_000 }, (_, n) => `function f${n}() { return { a: [${n}] }; }\n`).join('\n');
    expect(keys(text)).toHaveLength(20_000);
  });
});

describe('the properties of an object literal', () => {
  it('are those that start a line', () => {
    const text = `/** Pets. */
const pets = {
  name: 'Pet',
  // Mine.
  async read({ account }) {
    return { rows: [] };
  },
  'odd-name': [1],
  fields: {
    id: { name: 'Id' },
  },
};`;
    const found = splitProperties(text);
    expect([...(found?.properties.keys() ?? [])]).toEqual(['name', 'read', 'odd-name', 'fields']);
    expect(`${found?.head}${[...(found?.properties.values() ?? [])].join('\n')}\n${found?.tail}`).toBe(text);
    const fields = splitProperties(found?.properties.get('fields') ?? '');
    expect([...(fields?.properties.keys() ?? [])]).toEqual(['id']);
  });

  it.each([
    'const a = { b: 1 };',
    'const a = {\n  b: 1\n};',
    'const a = {\n  ...b,\n};',
    'const a = {\n  b: 1,\n  b: 2,\n};',
    'const a = {\n  b: 1,\n}; const c = {\n};',
    'function a() {\n  return 1;\n}',
    'const a = {\n  [b]: 1,\n};',
  ])('are left to the merge of lines: %j', (text) => expect(splitProperties(text)).toBeUndefined());
});

it('variables get other names; properties, keys, strings and comments stay', () => {
  const text = "// pets\nconst pets = { pets: 1 };\nuse(pets, a.pets, a?.pets, 'pets', ...pets, `pets`, { pets });\n";
  expect(renameVariables(text, new Map([['pets', 'animals']]))).toBe(
    "// pets\nconst animals = { pets: 1 };\nuse(animals, a.pets, a?.pets, 'pets', ...animals, `pets`, { animals });\n",
  );
});
