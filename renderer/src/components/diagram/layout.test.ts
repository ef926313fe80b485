import { describe, expect, it } from 'vitest';
import { viewLimits } from '../../../../shared/limits.ts';
import { type Box, layoutTables } from './layout.ts';
import { type DiagramTable, shownFields } from './tables.ts';

const field = (name: string, target?: string) => ({
  name,
  type: 'string',
  key: name === 'id',
  ...(target === undefined ? {} : { target: { table: target, field: 'id' } }),
});
const table = (name: string, ...targets: readonly string[]): DiagramTable => ({
  name,
  title: name,
  fields: [field('id'), ...targets.map((target) => field(`${target}_id`, target))],
});
const many = (count: number, targetOf: (index: number) => string | undefined): DiagramTable[] =>
  Array.from({ length: count }, (_, index) => {
    const target = targetOf(index);
    return target === undefined ? table(`t${index}`) : table(`t${index}`, target);
  });

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
function expectApart(boxes: readonly Box[]): void {
  for (const [at, a] of boxes.entries())
    for (const b of boxes.slice(at + 1)) if (overlap(a, b)) expect.fail(`${a.table.name} covers ${b.table.name}`);
}

describe('the layout of a diagram', () => {
  it('puts what is pointed at before what points', () => {
    const { boxes } = layoutTables([table('deals', 'companies'), table('companies'), table('notes', 'deals')]);
    const [deals, companies, notes] = boxes;
    expect(companies?.x).toBeLessThan(deals?.x ?? 0);
    expect(deals?.x).toBeLessThan(notes?.x ?? 0);
  });

  it('draws a line from field to field, also to the table itself and in a circle', () => {
    const { lines } = layoutTables([table('a', 'b'), table('b', 'a'), table('c', 'c')]);
    expect(lines.map(({ from, to }) => `${from.table}.${from.field}>${to.table}`)).toEqual([
      'a.b_id>b',
      'b.a_id>a',
      'c.c_id>c',
    ]);
    for (const { points } of lines) {
      expect(points.length).toBeGreaterThan(1);
      expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    }
  });

  it('leaves out a relation to a table that is not there', () => {
    expect(layoutTables([table('a', 'gone')]).lines).toEqual([]);
  });

  it('packs tables without relations into the shape of a window', () => {
    const { boxes, width, height } = layoutTables(many(200, () => undefined));
    expectApart(boxes);
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(3);
  });

  it('folds the long rank of many tables that point at one', () => {
    const { boxes, lines, width, height } = layoutTables(many(120, (index) => (index === 0 ? undefined : 't0')));
    expectApart(boxes);
    expect(lines).toHaveLength(119);
    expect(height / width).toBeLessThan(2);
  });

  it('ranks no group that is too large for it', () => {
    const chain = many(viewLimits.rankedTables + 1, (index) => (index === 0 ? undefined : `t${index - 1}`));
    const { boxes, lines, width, height } = layoutTables(chain);
    expectApart(boxes);
    expect(lines).toHaveLength(viewLimits.rankedTables);
    expect(width / height).toBeLessThan(3);
  });

  it('takes names that are no plain words', () => {
    const names = ['__proto__', 'constructor', 'a b', ''];
    expect(layoutTables(names.map((name) => table(name, '__proto__'))).boxes).toHaveLength(4);
  });
});

it('a box shows keys and relations first where not all fields fit, in the order of the table', () => {
  const plain = Array.from({ length: 30 }, (_, index) => field(`f${index}`));
  const shown = shownFields(
    { name: 't', title: 't', fields: [...plain, field('owner', 'users'), field('id')] },
    new Set(['f20']),
  );
  expect(shown.map(({ name }) => name)).toEqual([...plain.slice(0, 9).map(({ name }) => name), 'f20', 'owner', 'id']);
});
