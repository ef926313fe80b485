import { expect, test } from 'vitest';
import { JsonDocument } from './json-document.ts';
import { childPage, type JsonLine, jsonLines, type OpenNode, parentLine } from './json-lines.ts';

const described = (lines: readonly JsonLine[]) =>
  lines.map((line) => `${line.depth}:${line.kind === 'more' ? `${line.side} ${line.hidden}` : line.node.key}`);

function linesOf(text: string, open: readonly (readonly [number, number, number])[]) {
  const document = new JsonDocument(text);
  document.index.advance(Number.POSITIVE_INFINITY);
  const nodes = open.map(([id, from, limit]): [number, OpenNode] => [
    id,
    { from, children: document.children(id, from, limit, false) },
  ]);
  return jsonLines(document.root(), new Map(nodes));
}

test('only what is open is walked', () => {
  const text = '{"items":[{"id":1},{"id":2}],"next":null}';
  expect(described(linesOf(text, []))).toEqual(['0:']);
  expect(
    described(
      linesOf(text, [
        [0, 0, 10],
        [1, 0, 10],
        [3, 0, 10],
      ]),
    ),
  ).toEqual([...['0:', '1:items', '2:0', '2:1', '3:id', '1:next']]);
});

test('A77: what is not on view of a million children is one line before and one after', () => {
  const text = JSON.stringify(Array.from({ length: 1_000_000 }, (_, index) => index));
  const lines = linesOf(text, [[0, 5_000, childPage]]);
  expect(lines).toHaveLength(childPage + 3);
  expect(described(lines.slice(0, 3))).toEqual(['0:', '1:before 5000', '1:5000']);
  expect(described(lines.slice(-1))).toEqual(['1:after 994000']);
});

test('A77: 200,000 levels cost no stack', () => {
  const depth = 200_000;
  const open = Array.from({ length: depth }, (_, id) => [id, 0, 1] as const);
  const lines = linesOf(`${'['.repeat(depth)}${']'.repeat(depth)}`, open);
  expect(lines).toHaveLength(depth);
  expect(new Set(lines.map((line) => line.id)).size).toBe(depth);
});

test('the parent of a line is the nearest line above with less depth', () => {
  const lines = linesOf('{"a":{"b":1}}', [
    [0, 0, 9],
    [1, 0, 9],
  ]);
  expect(parentLine(lines, 2)).toBe(1);
  expect(parentLine(lines, 1)).toBe(0);
  expect(parentLine(lines, 0)).toBe(0);
});
