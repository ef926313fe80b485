import { type LinkFilter, linkFilter } from '../../shared/import/link-filter.ts';
import { isObject } from '../import/json.ts';

/** Where something stands in an answer: property names from the top; `isMap` where the values of an object are meant. */
export interface Place {
  readonly steps: readonly string[];
  readonly isMap: boolean;
}

const STEP = /\.([^.[\]]+)|\[\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+|\*|\?\([^()[\]]*\))\s*\]/g;

function unquote(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1).replace(/\\(.)/g, '$1');
  const value: unknown = text.startsWith('"') ? JSON.parse(text) : text;
  return String(value);
}

/** The steps of a JSONPath of a report: `$.data["odd name"]`, `$.rates.*` (the values of a map), `$` for the whole. */
export function placeOf(path: string): Place {
  const steps = [...path.matchAll(STEP)].map(([, name, other]) => name ?? unquote(other ?? '""'));
  const last = steps.at(-1);
  if (last !== '*') return { steps, isMap: false };
  // `[*]` says no more than that a list is meant.
  return { steps: steps.slice(0, -1), isMap: path.endsWith('.*') };
}

/** The value of a dotted name: a property of that very name first, then one inside an object. */
export function valueAt(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const first = name.slice(0, dot);
  return Object.hasOwn(value, first) ? valueAt(value[first], name.slice(dot + 1)) : undefined;
}

/** The value at steps from the top; undefined where the way breaks off. */
export const follow = (value: unknown, steps: readonly string[]): unknown =>
  steps.reduce<unknown>((at, step) => (isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined), value);

/** A copy with a value put at steps; objects on the way are made. `undefined` takes the property away. */
export function withValue(value: unknown, steps: readonly string[], put: unknown): unknown {
  const [first, ...rest] = steps;
  if (first === undefined) return put;
  const filter = linkFilter(first);
  if (filter) return withLink(value, filter, rest, put);
  const object = isObject(value) ? value : {};
  const before = Object.hasOwn(object, first) ? object[first] : undefined;
  const inner = rest.length === 0 ? put : withValue(before, rest, put);
  const others = Object.entries(object).filter(([key]) => key !== first);
  if (inner === undefined) return Object.fromEntries(others);
  // The order of properties stays, so that answers are the same byte for byte.
  return Object.hasOwn(object, first)
    ? Object.fromEntries(Object.entries(object).map(([key, one]) => [key, key === first ? inner : one]))
    : Object.fromEntries([...others, [first, inner]]);
}

/** A list of links with a value put into the one of a relation; without a value there is no such link. */
function withLink(value: unknown, { key, value: wanted }: LinkFilter, rest: readonly string[], put: unknown): unknown {
  const others = (Array.isArray(value) ? value : []).filter((one) => isObject(one) && one[key] !== wanted);
  if (put === undefined || put === null || put === '') return others;
  const [sample] = others;
  return [...others, withValue({ ...(isObject(sample) ? sample : {}), [key]: wanted }, rest, put)];
}
