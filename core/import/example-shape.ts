import type { Shape, ShapeType } from '../infer/model.ts';
import { isObject } from './json.ts';
import { pointerTo } from './quote.ts';
import { placeholderOf, placeholderType } from './requests/placeholder.ts';

/** Items of an example list that are looked at. */
const MAX_ITEMS = 20;
/** Characters of JSON up to which a value is compared with its other samples. */
const MAX_COMPARED = 16_384;
const NOTHING: ReadonlyMap<string, Shape> = new Map();
const NONE: ReadonlySet<string> = new Set();

function typeOf(value: unknown): ShapeType | undefined {
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  switch (typeof value) {
    case 'string':
      // Collections that were made from a description say `<integer>` in the place of a number.
      return placeholderType(placeholderOf(value) ?? '') ?? 'string';
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

/** How samples are to be read. */
export interface SampleOptions {
  /** The samples are parsed from a text of the source: what is inside has no pointer of its own but that of the text. */
  readonly isText?: boolean;
  /** A value that all samples agree on is the default: they are bodies that were meant to be sent as they stand. */
  readonly constants?: boolean;
}

/** Several samples of one value as one shape; children are looked at when asked for, and once. */
class ExampleShape implements Shape {
  readonly pointer: string;
  readonly name = undefined;
  readonly description = undefined;
  readonly enum = undefined;
  readonly required = NONE;
  readonly type: ShapeType | undefined;
  readonly nullable: boolean;
  readonly format: string | undefined;
  readonly #known: readonly unknown[];
  readonly #options: SampleOptions;
  #properties: ReadonlyMap<string, Shape> | undefined;
  #items: Shape | undefined;

  constructor(samples: readonly unknown[], pointer: string, options: SampleOptions) {
    this.#options = options;
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
    this.#properties ??= propertiesOf(this.#known.filter(isObject), this.pointer, this.#options);
    return this.#properties;
  }

  get default(): unknown {
    return this.#options.constants === true ? constantOf(this.#known) : undefined;
  }

  get items(): Shape | undefined {
    if (this.#items) return this.#items;
    const items = this.#known.filter((sample) => Array.isArray(sample)).flatMap((list) => list.slice(0, MAX_ITEMS));
    if (items.length === 0) return undefined;
    const pointer = this.#options.isText === true ? this.pointer : pointerTo(this.pointer, 0);
    this.#items = new ExampleShape(items.slice(0, MAX_ITEMS), pointer, this.#options);
    return this.#items;
  }
}

/** The one value that all samples have, unless a variable, a placeholder or a masked secret is in it. */
function constantOf(samples: readonly unknown[]): unknown {
  const [first, ...others] = samples;
  const text = JSON.stringify(first);
  if (text === undefined || text.length > MAX_COMPARED || /\{\{|"<[^"<>]+>"|"\*\*\*"/.test(text)) return undefined;
  return others.every((other) => JSON.stringify(other) === text) ? first : undefined;
}

function propertiesOf(
  objects: readonly Readonly<Record<string, unknown>>[],
  pointer: string,
  options: SampleOptions,
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
  const at = (key: string): string => (options.isText === true ? pointer : pointerTo(pointer, key));
  return new Map([...samples].map(([key, values]) => [key, new ExampleShape(values, at(key), options)]));
}

/** The shape that an example shows, for answers that are described by an example alone. */
export const exampleShape = (value: unknown, pointer: string): Shape => new ExampleShape([value], pointer, {});

/** The one shape that several samples of a value show together. */
export const samplesShape = (samples: readonly unknown[], pointer: string, options: SampleOptions): Shape =>
  new ExampleShape(samples, pointer, options);
