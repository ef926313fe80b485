import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject, own } from '../import/json.ts';
import type { Conflicts } from './conflicts.ts';
import { mergeOrder } from './order.ts';

/** How the values at a path are merged. */
export interface JsonRules {
  /** Property that names the items of a list of objects; undefined for a list that is one value. */
  keyOf(path: string): string | undefined;
  /** True for a list of texts in which each text is an item of its own. */
  isSet(path: string): boolean;
  /** True for an object that makes sense as a whole only. */
  isAtomic(path: string): boolean;
}

/** One value three times; undefined where it is not there. */
export interface JsonSides {
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

interface Place {
  readonly file: string;
  readonly conflicts: Conflicts;
  readonly rules: JsonRules;
}

const show = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value, null, 2));

function kindOf({ base, ours, theirs }: JsonSides): 'edited' | 'removed' | 'deleted' | 'added' {
  if (base === undefined) return 'added';
  if (ours === undefined) return 'deleted';
  return theirs === undefined ? 'removed' : 'edited';
}

const keysOf = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : []);

/** An object from pairs; `__proto__` becomes a plain key. */
const objectOf = (entries: readonly (readonly [string, unknown])[]): JsonObject => Object.fromEntries(entries);

function mergeObjects(place: Place, path: string, sides: JsonSides): JsonObject {
  const at = (value: unknown, key: string): unknown => (isObject(value) ? own(value, key) : undefined);
  const merged = new Map<string, unknown>();
  for (const key of new Set([...keysOf(sides.ours), ...keysOf(sides.theirs)])) {
    const inner = { base: at(sides.base, key), ours: at(sides.ours, key), theirs: at(sides.theirs, key) };
    const value = mergeJson(place, path === '' ? key : `${path}.${key}`, inner);
    if (value !== undefined) merged.set(key, value);
  }
  const order = mergeOrder(keysOf(sides.base), keysOf(sides.ours), keysOf(sides.theirs), new Set(merged.keys()));
  return objectOf(order.map((key) => [key, merged.get(key)]));
}

/** A list of objects as an object by the property that names them; undefined where one has no name or a name twice. */
function keyed(value: unknown, key: string): JsonObject | undefined {
  if (value === undefined) return {};
  if (!Array.isArray(value)) return undefined;
  const entries = new Map<string, unknown>();
  for (const item of value) {
    const name = isObject(item) ? own(item, key) : undefined;
    if (typeof name !== 'string' || entries.has(name)) return undefined;
    entries.set(name, item);
  }
  return objectOf([...entries]);
}

/** A list of texts as an object of its texts; undefined for any other list. */
function textSet(value: unknown): JsonObject | undefined {
  if (value === undefined) return {};
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return undefined;
  return objectOf(value.map((item) => [item, item]));
}

function mergeLists(place: Place, path: string, sides: JsonSides): readonly unknown[] | undefined {
  const key = place.rules.keyOf(path);
  const read =
    key !== undefined ? (value: unknown) => keyed(value, key) : place.rules.isSet(path) ? textSet : undefined;
  if (!read) return undefined;
  const [base, ours, theirs] = [read(sides.base), read(sides.ours), read(sides.theirs)];
  if (!base || !ours || !theirs) return undefined;
  // Keys that look like numbers would be put first by an object: the order is made from the lists themselves.
  const merged = mergeObjects(place, path, { base, ours, theirs });
  const names = (list: unknown): readonly string[] =>
    (Array.isArray(list) ? list : []).map((item: unknown) =>
      String(key !== undefined && isObject(item) ? own(item, key) : item),
    );
  const order = mergeOrder(names(sides.base), names(sides.ours), names(sides.theirs), new Set(Object.keys(merged)));
  return order.map((name) => own(merged, name));
}

/**
 * Merges a value of JSON by its structure: what only one side changed is taken from there. Where both changed a value that
 * cannot be taken apart, it is a conflict named by its path (`entities.contacts.pagination`).
 */
export function mergeJson(place: Place, path: string, sides: JsonSides): unknown {
  const { base, ours, theirs } = sides;
  if (isDeepStrictEqual(ours, theirs) || isDeepStrictEqual(base, theirs)) return ours;
  if (isDeepStrictEqual(base, ours)) return theirs;
  if (ours !== undefined && theirs !== undefined) {
    if (Array.isArray(ours) && Array.isArray(theirs)) {
      const merged = mergeLists(place, path, sides);
      if (merged) return merged;
    } else if (isObject(ours) && isObject(theirs) && !place.rules.isAtomic(path)) {
      return mergeObjects(place, path, sides);
    }
  }
  const resolution = place.conflicts.resolve({
    file: place.file,
    what: path === '' ? 'text' : path,
    kind: kindOf(sides),
    base: show(base),
    ours: show(ours),
    theirs: show(theirs),
  });
  return resolution === 'theirs' ? theirs : ours;
}
