import type { Shape } from './model.ts';
import { remember } from './remember.ts';
import { words } from './words.ts';

/** The words of a name with blanks between: what `ownerId`, `owner_id` and `owner-id` have in common. */
export const phrase = remember((name) => words(name).join(' '));

const indexes = new WeakMap<Shape, ReadonlyMap<string, readonly [string, Shape]>>();

function indexOf(row: Shape): ReadonlyMap<string, readonly [string, Shape]> {
  const before = indexes.get(row);
  if (before) return before;
  const index = new Map<string, readonly [string, Shape]>();
  for (const [name, shape] of row.properties) {
    const key = phrase(name);
    if (!index.has(key)) index.set(key, [name, shape]);
  }
  indexes.set(row, index);
  return index;
}

/** The property whose name consists of these words; the first one where there are several. */
export const propertyNamed = (row: Shape, wanted: string): readonly [string, Shape] | undefined =>
  indexOf(row).get(wanted);

/** True for a value that is neither an object nor a list. */
export const isScalar = (shape: Shape): boolean =>
  shape.type !== 'object' && shape.type !== 'array' && shape.items === undefined && shape.properties.size === 0;

/** The name of a scalar property that consists of these words. */
export function scalarNamed(row: Shape, wanted: string): string | undefined {
  const found = propertyNamed(row, wanted);
  return found && isScalar(found[1]) ? found[0] : undefined;
}
