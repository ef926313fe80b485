import type { Shape } from '../../infer/model.ts';
import { factsOf } from '../values/facts.ts';
import type { Table } from './table.ts';

/** Characters that a text has to have room for so that there are enough different ones. */
const ENOUGH = 8;

/** True for a text or number of which there are enough. */
function canBeAnything(shape: Shape): boolean {
  const { type, choices, bounds } = factsOf(shape);
  if (choices || (type !== 'string' && type !== 'integer')) return false;
  return bounds.maximum === undefined && (bounds.maxLength ?? ENOUGH) >= ENOUGH;
}

const known = new WeakMap<Table, { readonly place: string | undefined }>();

/** The field that tells rows without a key apart: the first text or number that can hold anything, also inside an object. */
export function markOf(table: Table): string | undefined {
  if (table.unique.size > 0 || table.rows === 'values') return undefined;
  const before = known.get(table);
  if (before) return before.place;
  const inside = [...table.row.properties].flatMap(([name, shape]) =>
    shape.items === undefined ? [...shape.properties].map(([inner, one]) => [`${name}.${inner}`, one] as const) : [],
  );
  const place = [...table.row.properties, ...inside].find(([, shape]) => canBeAnything(shape))?.[0];
  known.set(table, { place });
  return place;
}

/** True where nothing in a row can tell it from the next one: then a list has no more than one. */
export const isIndistinct = (table: Table): boolean =>
  table.rows === 'objects' && table.unique.size === 0 && table.row.properties.size > 0 && markOf(table) === undefined;
