import type { Shape } from '../../infer/model.ts';
import { factsOf } from '../values/facts.ts';

/** Objects around a row that are looked into. */
const MAX_DEPTH = 2;

/** How much two shapes have in common, 0…1: the share of the smaller one's properties that the other has too. */
function likeness(one: Shape, other: Shape): number {
  if (one === other || (one.name !== undefined && one.name === other.name)) return 1;
  const [small, large] = one.properties.size < other.properties.size ? [one, other] : [other, one];
  if (small.properties.size === 0) return 0;
  let shared = 0;
  for (const [name, shape] of small.properties) {
    const same = large.properties.get(name);
    if (same && factsOf(same).type === factsOf(shape).type) shared++;
  }
  return shared / small.properties.size;
}

/**
 * Where a row stands in a body: at the top (`[]`), or inside an object of its own as in `{ "contact": { … } }`. Undefined where
 * nothing in the body is like the row.
 */
export function locateRow(body: Shape, row: Shape): readonly string[] | undefined {
  const level = (
    shapes: readonly (readonly [readonly string[], Shape])[],
    depth: number,
  ): readonly string[] | undefined => {
    let best: readonly string[] | undefined;
    let most = 0.49;
    for (const [steps, shape] of shapes) {
      const found = likeness(shape, row);
      if (found > most) [best, most] = [steps, found];
    }
    if (best || depth === MAX_DEPTH) return best;
    const below = shapes.flatMap(([steps, shape]) =>
      [...shape.properties].flatMap(([name, child]) =>
        child.properties.size > 0 && child.items === undefined ? [[[...steps, name], child] as const] : [],
      ),
    );
    return below.length === 0 ? undefined : level(below, depth + 1);
  };
  return level([[[], body]], 0);
}
