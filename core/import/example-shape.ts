import type { Shape, ShapeType } from '../infer/model.ts';
import { isObject } from './json.ts';
import { pointerTo } from './quote.ts';

/** Items of an example list that are looked at. */
const MAX_ITEMS = 20;
const NOTHING: ReadonlyMap<string, Shape> = new Map();
const NONE: ReadonlySet<string> = new Set();

function typeOf(value: unknown): ShapeType | undefined {
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    default:
      return undefined;
  }
}

function formatOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return 'date-time';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return 'date';
  if (/^https?:\/\//.test(value)) return 'uri';
  return undefined;
}

/** Several samples of one value as one shape. */
function shapeOf(samples: readonly unknown[], pointer: string): Shape {
  const known = samples.filter((sample) => sample !== null && sample !== undefined);
  const types = new Set(known.map(typeOf));
  if (types.has('number')) types.delete('integer');
  const [only] = types;
  return {
    pointer,
    name: undefined,
    type: types.size === 1 ? only : undefined,
    nullable: known.length < samples.length,
    format: formatOf(known[0]),
    description: undefined,
    enum: undefined,
    example: known[0],
    default: undefined,
    required: NONE,
    get properties() {
      const objects = known.filter(isObject);
      return objects.length === 0 ? NOTHING : propertiesOf(objects, pointer);
    },
    get items() {
      const list = known.find(Array.isArray);
      return list === undefined || list.length === 0
        ? undefined
        : shapeOf(list.slice(0, MAX_ITEMS), pointerTo(pointer, 0));
    },
  };
}

function propertiesOf(
  objects: readonly Readonly<Record<string, unknown>>[],
  pointer: string,
): ReadonlyMap<string, Shape> {
  const samples = new Map<string, unknown[]>();
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      const same = samples.get(key);
      if (same) same.push(value);
      else samples.set(key, [value]);
    }
  }
  return new Map([...samples].map(([key, values]) => [key, shapeOf(values, pointerTo(pointer, key))]));
}

/** The shape that an example shows, for answers that are described by an example alone. */
export const exampleShape = (value: unknown, pointer: string): Shape => shapeOf([value], pointer);
