import { expect, test } from 'vitest';
import { childPage, jsonLines, openAtFirst, parentLine, rootId, toggled } from './json-lines.ts';

const keysOf = (root: unknown, open = openAtFirst(root)) =>
  jsonLines(root, 'result', open).map((line) =>
    line.kind === 'more' ? `+${line.hidden}` : `${line.depth}:${line.key}`,
  );

test('the root and its first rows are open at first', () => {
  expect(keysOf({ items: [{ id: 1 }, { id: 2 }], next: null })).toEqual([
    '0:result',
    '1:items',
    '2:0',
    '3:id',
    '2:1',
    '1:next',
  ]);
});

test('closing a node hides what it holds; opening it shows it again', () => {
  const root = { a: { b: 1 } };
  const first = openAtFirst(root);
  const line = jsonLines(root, 'result', first)[1];
  if (line === undefined) throw new Error('no line');
  const closed = toggled(first, line);
  expect(keysOf(root, closed)).toEqual(['0:result', '1:a']);
  const again = jsonLines(root, 'result', closed)[1];
  if (again === undefined) throw new Error('no line');
  expect(keysOf(root, toggled(closed, again))).toEqual(['0:result', '1:a', '2:b']);
});

test('A77: a million children cost one page, and more can be asked for', () => {
  const root = Array.from({ length: 1_000_000 }, (_, index) => index);
  const open = openAtFirst(root);
  const lines = jsonLines(root, 'result', open);
  expect(lines).toHaveLength(1 + childPage + 1);
  const more = lines.at(-1);
  if (more?.kind !== 'more') throw new Error('no more line');
  expect(more.hidden).toBe(1_000_000 - childPage);
  expect(jsonLines(root, 'result', toggled(open, more))).toHaveLength(1 + childPage * 11 + 1);
});

test('A77: depth alone costs nothing', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 200_000; level++) deep = { deep };
  expect(keysOf(deep)).toEqual(['0:result', '1:deep', '2:deep']);
});

test('keys that look like paths or like the prototype stay what they are', () => {
  const root = JSON.parse('{"a/b":{"x":1},"a":{"b":{"x":2}},"__proto__":{"y":3}}');
  const lines = jsonLines(root, 'result', openAtFirst(root));
  expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
  expect(lines.some((line) => line.kind === 'leaf' && line.key === 'y' && line.value === 3)).toBe(true);
});

test('the parent of a line is the nearest line above with less depth', () => {
  const lines = jsonLines({ a: { b: 1 } }, 'result', openAtFirst({ a: { b: 1 } }));
  expect(parentLine(lines, 2)).toBe(1);
  expect(parentLine(lines, 1)).toBe(0);
  expect(parentLine(lines, 0)).toBe(0);
  expect(lines[0]?.id).toBe(rootId);
});
