import { mockApiLimits } from '../../../shared/limits.ts';
import type { Random } from '../../../shared/random.ts';
import type { Shape } from '../../infer/model.ts';
import { type Facts, factsOf, isOfType } from './facts.ts';
import { numberFor } from './number.ts';
import { textFor } from './text.ts';

/** What stands at a place whatever its description would give: a key, a reference, a moment. */
export interface Filled {
  readonly value: unknown;
}

/** How one value is made. */
export interface Making {
  readonly random: Random;
  /** Which row of its list it is, from 0: moments follow it. */
  readonly index: number;
  /** A value for a place (`owner.login`; items of lists have no place of their own); undefined where the description decides. */
  fill?(place: string, facts: Facts): Filled | undefined;
  /** True for a place that has to be there and to hold something. */
  needs?(place: string): boolean;
}

/** One value under way: what it has cost, and the shapes that are open above. */
interface Work extends Making {
  nodes: number;
  readonly open: Set<Shape>;
}

/** Levels whose optional properties are made; below them only what is required. */
const RICH_DEPTH = 2;
/** What a made map holds its values under. */
const MAP_KEYS = ['first', 'second'] as const;
const NULL_CHANCE = 0.12;
const ABSENT_CHANCE = 0.08;

/** A value of a shape. It ends for shapes that contain themselves, and it is not larger than the limits allow (A8). */
export function makeValue(shape: Shape, name: string, making: Making): unknown {
  const work: Work = { ...making, nodes: mockApiLimits.nodes, open: new Set() };
  return make(shape, { name, place: '', depth: 0 }, work);
}

interface Position {
  readonly name: string;
  readonly place: string;
  readonly depth: number;
}

function make(shape: Shape, position: Position, work: Work): unknown {
  work.nodes--;
  const facts = factsOf(shape);
  const { name, place, depth } = position;
  const isNeeded = work.needs?.(place) ?? false;
  const filled = work.fill?.(place, facts);
  if (filled) return filled.value;
  if (facts.nullable && depth > 0 && !isNeeded && (depth > mockApiLimits.depth || work.random.chance(NULL_CHANCE))) {
    return null;
  }
  if (facts.choices && facts.choices.length > 0) return work.random.pick(facts.choices);
  // A place below this one has to be there, so this is an object, whatever else it may be.
  const type = isNeeded && facts.properties.size > 0 ? 'object' : facts.type;
  switch (type) {
    case 'boolean':
      return work.random.chance(0.5);
    case 'integer':
    case 'number':
      return numberFor(facts, { name, index: work.index, random: work.random });
    case 'array':
      return makeList(facts, position, work);
    case 'object':
      return makeObject(facts, position, work);
    case 'string':
      return textFor(facts, { name, index: work.index, random: work.random });
  }
}

function makeList(facts: Facts, position: Position, work: Work): unknown {
  const { items, bounds, example } = facts;
  if (!items) return Array.isArray(example) ? example.slice(0, mockApiLimits.maxItems) : [];
  const least = Math.min(bounds.minItems ?? 0, mockApiLimits.maxItems);
  const most = Math.min(bounds.maxItems ?? mockApiLimits.items, Math.max(least, mockApiLimits.items));
  const isClosed = work.open.has(items) || position.depth > mockApiLimits.depth || work.nodes <= 0;
  const count = isClosed ? least : work.random.integer(Math.max(least, Math.min(1, most)), Math.max(least, most));
  const isScalar = factsOf(items).type !== 'object' && factsOf(items).type !== 'array';
  if (!isScalar && position.depth >= RICH_DEPTH && least === 0) return [];
  const made = Array.from({ length: count }, () =>
    make(items, { name: position.name, place: `${position.place}[]`, depth: position.depth + 1 }, work),
  );
  return isScalar ? [...new Set(made)] : made;
}

/** Whether an optional property is left out. */
function isLeftOut(shape: Shape, place: string, depth: number, work: Work): boolean {
  if (work.needs?.(place)) return false;
  if (work.nodes <= 0 || depth > RICH_DEPTH || work.open.has(shape)) return true;
  const { type } = factsOf(shape);
  if (depth >= RICH_DEPTH && (type === 'object' || type === 'array')) return true;
  return work.random.chance(ABSENT_CHANCE);
}

function makeObject(facts: Facts, { name, place, depth }: Position, work: Work): unknown {
  const { properties, required, shape, example } = facts;
  if (properties.size === 0 && isOfType(example, 'object')) return structuredClone(example);
  const made: [string, unknown][] = [];
  if (depth > mockApiLimits.depth || work.nodes < -mockApiLimits.nodes) return {};
  work.open.add(shape);
  for (const [key, child] of properties) {
    const at = place === '' ? key : `${place}.${key}`;
    if (child.writeOnly === true || (!required.has(key) && isLeftOut(child, at, depth, work))) continue;
    made.push([key, make(child, { name: key, place: at, depth: depth + 1 }, work)]);
  }
  const { values } = shape;
  if (values && properties.size === 0 && depth <= RICH_DEPTH && !work.open.has(values)) {
    for (const key of MAP_KEYS)
      made.push([key, make(values, { name: key, place: `${place}.*`, depth: depth + 1 }, work)]);
  }
  for (const key of required) if (!properties.has(key)) made.push([key, `${name} ${key}`.trim()]);
  work.open.delete(shape);
  return Object.fromEntries(made);
}
