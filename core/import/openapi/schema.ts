import type { Bounds, Shape, ShapeType } from '../../infer/model.ts';
import { asArray, asObject, asText, isObject, type JsonObject, own } from '../json.ts';
import { pointerTo } from '../quote.ts';
import { readBounds } from './bounds.ts';
import type { OpenApiDocument } from './document.ts';

/** Plain schemas that one schema comes down to once references, `allOf` and alternatives are opened. */
const MAX_PARTS = 200;

interface Part {
  readonly node: JsonObject;
  readonly pointer: string;
  /** True for one of several alternatives: a value need not be like it. */
  readonly maybe?: boolean;
}

interface Flat {
  readonly parts: readonly Part[];
  readonly name: string | undefined;
  readonly nullable: boolean;
}

const COMBINED = ['allOf', 'oneOf', 'anyOf'] as const;
const OPENED = ['$ref', ...COMBINED] as const;
/** Some converters write alternatives as a tuple: `items` is a list, and nothing says that the value is one. */
const ALTERNATIVES = [...COMBINED, 'items'] as const;
const isTuple = (node: JsonObject): boolean => Array.isArray(node.items) && !Object.hasOwn(node, 'type');
const NOTHING: ReadonlyMap<string, Shape> = new Map();

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array']);
const isShapeType = (value: string): value is ShapeType => TYPES.has(value);

const isNullSchema = (value: unknown): boolean => isObject(value) && own(value, 'type') === 'null';

/** Shapes by the schema node they were made of: a component is looked at once, however often it is used. */
export class SchemaShapes {
  readonly #document: OpenApiDocument;
  readonly #known = new WeakMap<object, SchemaShape>();

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  /** The shape of the schema at a pointer; undefined where there is none. */
  at(node: unknown, pointer: string): Shape | undefined {
    if (!isObject(node)) return undefined;
    const known = this.#known.get(node);
    if (known) return known;
    const shape = new SchemaShape(this, this.#document, [{ node, pointer }]);
    this.#known.set(node, shape);
    return shape;
  }

  /** One shape for a property that several parts of an `allOf` describe. */
  merged(parts: readonly Part[]): Shape | undefined {
    const [first] = parts;
    if (!first) return undefined;
    return parts.length === 1 ? this.at(first.node, first.pointer) : new SchemaShape(this, this.#document, parts);
  }
}

class SchemaShape implements Shape {
  readonly #shapes: SchemaShapes;
  readonly #document: OpenApiDocument;
  readonly #own: readonly Part[];
  #flat: Flat | undefined;
  #properties: ReadonlyMap<string, Shape> | undefined;
  #type: { readonly value: ShapeType | undefined } | undefined;

  constructor(shapes: SchemaShapes, document: OpenApiDocument, parts: readonly Part[]) {
    this.#shapes = shapes;
    this.#document = document;
    this.#own = parts;
  }

  get pointer(): string {
    return this.#own[0]?.pointer ?? '#';
  }

  get name(): string | undefined {
    return this.#opened().name;
  }

  get nullable(): boolean {
    return this.#opened().nullable || this.#parts().some(({ node }) => saysNullable(node));
  }

  get type(): ShapeType | undefined {
    if (this.#type === undefined) this.#type = { value: this.#readType() };
    return this.#type.value;
  }

  #readType(): ShapeType | undefined {
    const [first, second] = this.#parts();
    const stated = first && !second ? own(first.node, 'type') : undefined;
    if (typeof stated === 'string' && isShapeType(stated)) return stated;
    const { types } = this;
    const [only] = types;
    return types.size === 1 ? only : undefined;
  }

  get types(): ReadonlySet<ShapeType> {
    const types = new Set(this.#parts().flatMap(({ node }) => typesOf(node)));
    if (types.has('number')) types.delete('integer');
    return types;
  }

  get readOnly(): boolean {
    return this.#parts().some(({ node }) => own(node, 'readOnly') === true);
  }

  get writeOnly(): boolean {
    return this.#parts().some(({ node }) => own(node, 'writeOnly') === true);
  }

  get bounds(): Bounds | undefined {
    return readBounds(this.#parts().filter((part) => !part.maybe));
  }

  get format(): string | undefined {
    return this.#text('format');
  }

  get description(): string | undefined {
    return this.#text('description') ?? this.#text('title');
  }

  get enum(): readonly string[] | undefined {
    const [only, second] = this.#parts();
    // Most schemas are one part and name no values.
    if (only && !second) {
      const choices = choicesOf(only.node);
      return choices.length === 0 ? undefined : choices;
    }
    const parts = this.#parts().map(({ node, maybe }) => ({ node, maybe, choices: choicesOf(node) }));
    const certain = parts.find(({ maybe, choices }) => !maybe && choices.length > 0);
    if (certain) return certain.choices;
    // Of several alternatives all have to name their values, as far as they are single values at all.
    const open = parts.some(
      ({ node, choices }) =>
        choices.length === 0 && typesOf(node).some((type) => type !== 'object' && type !== 'array'),
    );
    const all = new Set(parts.flatMap(({ choices }) => choices));
    return open || all.size === 0 ? undefined : [...all];
  }

  get example(): unknown {
    return this.#first('example') ?? asArray(this.#first('examples'))[0];
  }

  get default(): unknown {
    return this.#first('default');
  }

  get required(): ReadonlySet<string> {
    const names = this.#parts().flatMap(({ node, maybe }) => (maybe ? [] : asArray(own(node, 'required'))));
    return new Set(names.filter((name) => typeof name === 'string'));
  }

  get properties(): ReadonlyMap<string, Shape> {
    this.#properties ??= this.#readProperties();
    return this.#properties;
  }

  get items(): Shape | undefined {
    const found = this.#parts()
      .map(({ node, pointer }) => this.#shapes.at(own(node, 'items'), pointerTo(pointer, 'items')))
      .filter((shape) => shape !== undefined);
    return found.find((shape) => shape.properties.size > 0) ?? found[0];
  }

  /** What stands under any other name: the values of a map. */
  get values(): Shape | undefined {
    for (const { node, pointer } of this.#parts()) {
      const stated = this.#shapes.at(own(node, 'additionalProperties'), pointerTo(pointer, 'additionalProperties'));
      if (stated) return stated;
    }
    return undefined;
  }

  #readProperties(): ReadonlyMap<string, Shape> {
    const [only] = this.#parts();
    if (!only) return NOTHING;
    return this.#parts().length === 1 ? this.#ownProperties(only) : this.#joinedProperties();
  }

  #ownProperties({ node, pointer }: Part): ReadonlyMap<string, Shape> {
    const described = asObject(own(node, 'properties'));
    if (!described) return NOTHING;
    const properties = new Map<string, Shape>();
    for (const [key, value] of Object.entries(described)) {
      const shape = this.#shapes.at(value, pointerTo(pointer, 'properties', key));
      if (shape) properties.set(key, shape);
    }
    return properties;
  }

  /** Properties of several parts; what more than one part describes is joined in turn. */
  #joinedProperties(): ReadonlyMap<string, Shape> {
    const described = new Map<string, Part[]>();
    for (const { node, pointer } of this.#parts()) {
      for (const [key, value] of Object.entries(asObject(own(node, 'properties')) ?? {})) {
        if (!isObject(value)) continue;
        const part = { node: value, pointer: pointerTo(pointer, 'properties', key) };
        const same = described.get(key);
        if (!same) described.set(key, [part]);
        else if (same.every(({ node: other }) => other !== value)) same.push(part);
      }
    }
    const properties = new Map<string, Shape>();
    for (const [key, parts] of described) {
      const shape = this.#shapes.merged(parts);
      if (shape) properties.set(key, shape);
    }
    return properties;
  }

  #parts(): readonly Part[] {
    return this.#opened().parts;
  }

  #opened(): Flat {
    this.#flat ??= open(this.#document, this.#own);
    return this.#flat;
  }

  #first(key: string): unknown {
    for (const { node } of this.#parts()) {
      const value = own(node, key);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #text(key: string): string | undefined {
    for (const { node } of this.#parts()) {
      const value = asText(own(node, key));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

const NO_CHOICES: readonly string[] = [];

/** The values that a schema allows: its `enum`, or the one of its `const` (JSON Schema 2020-12, OpenAPI 3.1). */
const choicesOf = (node: JsonObject): readonly string[] => {
  if (!Object.hasOwn(node, 'enum') && !Object.hasOwn(node, 'const')) return NO_CHOICES;
  const only = own(node, 'const');
  const stated = only === undefined ? asArray(own(node, 'enum')) : [only];
  return stated.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
};

function saysNullable(node: JsonObject): boolean {
  const type = own(node, 'type');
  return (
    own(node, 'nullable') === true ||
    own(node, 'x-nullable') === true ||
    (Array.isArray(type) && type.includes('null')) ||
    asArray(own(node, 'enum')).includes(null)
  );
}

function typesOf(node: JsonObject): readonly ShapeType[] {
  const stated = own(node, 'type');
  const types = (Array.isArray(stated) ? stated : [stated]).filter((type) => typeof type === 'string');
  const known = types.filter(isShapeType);
  if (known.length > 0) return known;
  if (isObject(own(node, 'properties')) || own(node, 'additionalProperties') !== undefined) return ['object'];
  if (isObject(own(node, 'items'))) return ['array'];
  const values = asArray(own(node, 'enum')).filter((value) => value !== null);
  return values.length > 0 && values.every((value) => typeof value === 'string') ? ['string'] : [];
}

/** Opens references, `allOf` and alternatives into plain schemas; each node once, so cycles and fan-out end (A8, A9). */
function open(document: OpenApiDocument, start: readonly Part[]): Flat {
  const [first, second] = start;
  // Most schemas are plain: nothing has to be opened.
  if (first && !second && !OPENED.some((keyword) => Object.hasOwn(first.node, keyword)) && !isTuple(first.node)) {
    return { parts: start, name: undefined, nullable: false };
  }
  const parts: Part[] = [];
  const visited = new Set<object>();
  // The name is that of a reference standing alone, not of one member of an `allOf`.
  const queue: (Part & { readonly direct: boolean })[] = start.map((part) => ({ ...part, direct: true }));
  let name: string | undefined;
  let nullable = false;
  for (let next = queue.shift(); next !== undefined && parts.length < MAX_PARTS; next = queue.shift()) {
    if (visited.has(next.node)) continue;
    visited.add(next.node);
    parts.push(next);
    if (own(next.node, '$ref') !== undefined) {
      const target = document.resolve(next.node, next.pointer);
      if (target) {
        if (next.direct) name ??= target.name;
        queue.unshift({ node: target.node, pointer: target.pointer, maybe: next.maybe ?? false, direct: false });
      }
    }
    const keywords = isTuple(next.node) ? ALTERNATIVES : COMBINED;
    for (const keyword of keywords) {
      const members = asArray(own(next.node, keyword));
      if (members.some(isNullSchema)) nullable = true;
      const maybe = next.maybe || (keyword !== 'allOf' && members.filter((one) => !isNullSchema(one)).length > 1);
      members.forEach((member, index) => {
        if (!isObject(member) || isNullSchema(member)) return;
        queue.push({ node: member, pointer: pointerTo(next.pointer, keyword, index), maybe, direct: false });
      });
    }
  }
  return { parts, name, nullable };
}
