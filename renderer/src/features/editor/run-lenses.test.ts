import { expect, test } from 'vitest';
import { runPlaces } from './run-lenses.ts';

test.each([
  ['functions/data.js', '// x\nexport async function data({}) {}', 2],
  ['functions/data.ts', 'export const data = async () => 1;', 1],
  ['functions/validate.js', '\n\nexport function validate() {}', 3],
])('the exported function of %s can be run', (path, text, line) => {
  const [, target] = /\/(\w+)\./.exec(path) ?? [];
  expect(runPlaces(path, text, [])).toEqual([{ target, line }]);
});

test('helpers, other names and what is not exported cannot', () => {
  expect(runPlaces('functions/utility.js', 'export function utility() {}', [])).toEqual([]);
  expect(runPlaces('functions/data.js', 'function data() {}\nexport function database() {}', [])).toEqual([]);
  expect(runPlaces('README.md', 'function getMe() {}', ['getMe'])).toEqual([]);
});

test('in commands.js the functions that the manifest names', () => {
  const text = 'function getMe() {}\nfunction send() {}\n\nfunction constructor() {}\n  function inner() {}\n';
  expect(runPlaces('commands.js', text, ['getMe', 'inner', 'constructor'])).toEqual([
    { target: 'getMe', line: 1 },
    { target: 'constructor', line: 4 },
  ]);
});
