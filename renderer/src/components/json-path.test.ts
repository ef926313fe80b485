import { expect, test } from 'vitest';
import { codePath, jsonPath } from './json-path.ts';

test('a path is code: names with points, other keys in brackets, after an item ?. for it may not be there', () => {
  expect(codePath('body', [])).toBe('body');
  expect(codePath('body', ['data', 'items', 0, 'name'])).toBe('body.data.items[0]?.name');
  expect(codePath('body', [0, 1, 'first name', '$ref'])).toBe('body[0]?.[1]?.["first name"].$ref');
  expect(codePath('body', [2, 'a-b'])).toBe('body[2]?.["a-b"]');
  expect(codePath('body', ['__proto__', '', '1'])).toBe('body.__proto__[""]["1"]');
});

test('A71: a key that looks like code stays a text in it', () => {
  const key = '"];alert(1);["\n';
  const code = codePath('body', [key]);
  expect(code).toBe(`body[${JSON.stringify(key)}]`);
  expect(new Function('body', `return ${code}`)({ [key]: 7 })).toBe(7);
});

test('a path is JSONPath too', () => {
  expect(jsonPath(['data', 0, 'first name'])).toBe("$.data[0]['first name']");
  expect(jsonPath(["it's", '"', '\\'])).toBe("$['it\\'s']['\"']['\\\\']");
});
