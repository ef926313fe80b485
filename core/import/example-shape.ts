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

function commonType(samples: readonly unknown[]): ShapeType | undefined {
  const types = new Set(samples.map(typeOf));
  if (types.has('number')) types.delete('integer');
  const [only] = types;
  return types.size === 1 ? only : undefined;
}

/** Several samples of one value as one shape; children are looked at when asked for, and once. */
class ExampleShape implements Shape {
  readonly pointer: string;
  readonly name = undefined;
  readonly description = undefined;
  readonly enum = undefined;
  readonly default = undefined;
  readonly required = NONE;
  readonly type: ShapeType | undefined;
  readonly nullable: boolean;
  readonly format: string | undefined;
  readonly #known: readonly unknown[];
  #properties: ReadonlyMap<string, Shape> | undefined;
  #items: Shape | undefined;

  constructor(samples: readonly unknown[], pointer: string) {
    this.#known = samples.filter((sample) => sample !== null && sample !== undefined);
    this.pointer = pointer;
    this.type = commonType(this.#known);
    this.nullable = this.#known.length < samples.length;
    this.format = formatOf(this.#known[0]);
  }

  get example(): unknown {
    return this.#known[0];
  }

  get properties(): ReadonlyMap<string, Shape> {
    this.#properties ??= propertiesOf(this.#known.filter(isObject), this.pointer);
    return this.#properties;
  }

  get items(): Shape | undefined {
    const list = this.#known.find((sample) => Array.isArray(sample) && sample.length > 0);
    if (!Array.isArray(list)) return undefined;
    this.#items ??= new ExampleShape(list.slice(0, MAX_ITEMS), pointerTo(this.pointer, 0));
    return this.#items;
  }
}

function propertiesOf(
  objects: readonly Readonly<Record<string, unknown>>[],
  pointer: string,
): ReadonlyMap<string, Shape> {
  if (objects.length === 0) return NOTHING;
  const samples = new Map<string, unknown[]>();
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      const same = samples.get(key);
      if (same) same.push(value);
      else samples.set(key, [value]);
    }
  }
  return new Map([...samples].map(([key, values]) => [key, new ExampleShape(values, pointerTo(pointer, key))]));
}

/** The shape that an example shows, for answers that are described by an example alone. */
export const exampleShape = (value: unknown, pointer: string): Shape => new ExampleShape([value], pointer);
