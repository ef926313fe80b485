import { describe, expect, it } from 'vitest';
import { viewLimits } from '../../../shared/limits.ts';
import { JsonModel } from './json-model.ts';

const keys = (model: JsonModel) =>
  model.getView().lines.map((line) => (line.kind === 'more' ? `+${line.hidden}` : `${line.depth}:${line.node.key}`));

describe('what is on view of a JSON document', () => {
  it('is at first the root, what little it holds, and the first item of each list', () => {
    const model = new JsonModel('{"items":[{"id":1},{"id":2}],"empty":[],"next":null}');
    expect(model.getView().stage.kind).toBe('whole');
    expect(keys(model)).toEqual(['0:', '1:items', '2:0', '3:id', '2:1', '1:empty', '1:next']);
  });

  it('folds and unfolds, and keeps the current line', async () => {
    const model = new JsonModel('{"a":{"b":1},"c":2}');
    model.select(3);
    await model.toggle(1);
    expect(keys(model)).toEqual(['0:', '1:a', '1:c']);
    expect(model.getView().current).toBe(2);
    await model.toggle(1);
    expect(keys(model)).toEqual(['0:', '1:a', '2:b', '1:c']);
    model.collapse();
    expect(keys(model)).toEqual(['0:', '1:a', '1:c']);
  });

  it('shows more of a long list', async () => {
    const model = new JsonModel(JSON.stringify(Array.from({ length: 3_000 }, (_, n) => n)));
    expect(keys(model).at(-1)).toBe('+2000');
    await model.toggle(1_001);
    expect(keys(model)).toHaveLength(3_001);
  });

  it('unfolds so many levels, or all', async () => {
    const model = new JsonModel('{"a":{"b":{"c":{"d":1}}}}');
    model.collapse();
    await model.expand(0, 2);
    expect(keys(model)).toEqual(['0:', '1:a', '2:b']);
    await model.expand(0, Number.POSITIVE_INFINITY);
    expect(keys(model)).toEqual(['0:', '1:a', '2:b', '3:c', '4:d']);
  });

  it('A77: expand all ends at viewLimits.jsonExpandedLines', async () => {
    const model = new JsonModel(JSON.stringify(Array.from({ length: 13_000 }, () => [1])));
    await model.toggle(1_002);
    await model.expand(0, Number.POSITIVE_INFINITY);
    expect(model.getView().lines.length).toBeGreaterThan(viewLimits.jsonExpandedLines - 1_000);
    expect(model.getView().lines.length).toBeLessThanOrEqual(viewLimits.jsonExpandedLines + 1);
  });

  it('sorts names and puts them back', async () => {
    const model = new JsonModel('{"b":1,"a":{"z":1,"y":2}}');
    await model.sort(true);
    expect(keys(model)).toEqual(['0:', '1:a', '2:y', '2:z', '1:b']);
    await model.sort(false);
    expect(keys(model)).toEqual(['0:', '1:b', '1:a', '2:z', '2:y']);
  });

  it('shows what a search found, wherever it is folded away', async () => {
    const list = Array.from({ length: 2_500 }, (_, n) => ({ deep: { name: `n${n}.` } }));
    const model = new JsonModel(JSON.stringify({ list }));
    const { offsets } = await model.find('N2100.');
    await model.reveal(offsets[0] ?? 0);
    const { lines, current } = model.getView();
    expect(lines[current]).toMatchObject({ kind: 'node', node: { text: 'n2100.' } });
    expect(model.pathOf(current)).toEqual(['list', 2100, 'deep', 'name']);
    await model.sort(true);
    await model.reveal(offsets[0] ?? 0);
    expect(model.pathOf(model.getView().current)).toEqual(['list', 2100, 'deep', 'name']);
  });

  it('gives values as they are: the text of a string, all else as it stands', async () => {
    const model = new JsonModel(
      JSON.stringify({ long: 'x'.repeat(1_000), n: 1, o: { a: [1, 2] } }).replace('1,"o"', '1.50,"o"'),
    );
    expect(await model.valueOf(1)).toBe('x'.repeat(1_000));
    expect(await model.valueOf(2)).toBe('1.50');
    expect(await model.valueOf(3)).toBe('{"a":[1,2]}');
  });

  it('says where a text is no JSON', () => {
    expect(new JsonModel('{"a":').getView().stage).toEqual({ kind: 'broken', offset: 5 });
  });
});
