import { expect, test } from 'vitest';
import { arrayTable } from './array-rows.ts';

test('A63: the longest list of objects is a table, numbers as they were written', () => {
  const table = arrayTable(
    '{"meta":{"l":[{"x":1}]},"items":[{"id":12345678901234567890,"n":"a"},{"n":null,"o":{"p":1.0}}]}',
  );
  expect(table?.path).toBe('items');
  expect(table?.columns).toEqual(['id', 'n', 'o']);
  expect(table?.rows.map((row) => [...row.values()])).toEqual([
    ['12345678901234567890', 'a'],
    ['null', '{"p":1.0}'],
  ]);
  expect(arrayTable('[{"__proto__":1}]')?.columns).toEqual(['__proto__']);
});

test('without a list of objects there is none', () => {
  for (const text of ['[1,2]', '{"a":{"b":1}}', '[]', 'no json', `${'['.repeat(2_000)}${']'.repeat(2_000)}`])
    expect(arrayTable(text)).toBeUndefined();
});
