import type { Bounds, Shape, ShapeType } from '../../infer/model.ts';

/** What a described value is, read once from its lazy shape: rows ask for it over and over. */
export interface Facts {
  readonly shape: Shape;
  readonly type: ShapeType;
  readonly nullable: boolean;
  readonly format: string | undefined;
  /** Allowed values, of the stated type. */
  readonly choices: readonly (string | number)[] | undefined;
  readonly example: unknown;
  readonly bounds: Bounds;
  readonly properties: ReadonlyMap<string, Shape>;
  readonly required: ReadonlySet<string>;
  readonly items: Shape | undefined;
}

const NO_BOUNDS: Bounds = {};
const known = new WeakMap<Shape, Facts>();

function typeOfValue(value: unknown): ShapeType | undefined {
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return typeof value === 'string' ? 'string' : 'boolean';
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'object':
      return value === null ? undefined : 'object';
    default:
      return undefined;
  }
}

/** The type to make where a description allows several: the plainest one. */
const PLAINEST = ['string', 'integer', 'number', 'boolean', 'object', 'array'] as const;

function typeOf(shape: Shape): ShapeType {
  if (shape.type !== undefined) return shape.type;
  const { types } = shape;
  if (types !== undefined && types.size > 0) return PLAINEST.find((type) => types.has(type)) ?? 'string';
  if (shape.properties.size > 0) return 'object';
  if (shape.items !== undefined) return 'array';
  return typeOfValue(shape.example ?? shape.default) ?? 'string';
}

/** True where a value is of a type: an integer is a number too. */
export const isOfType = (value: unknown, type: ShapeType): boolean => {
  const found = typeOfValue(value);
  return found === type || (type === 'number' && found === 'integer');
};

/** The facts of a shape. */
export function factsOf(shape: Shape): Facts {
  const before = known.get(shape);
  if (before) return before;
  const type = typeOf(shape);
  const isNumeric = type === 'integer' || type === 'number';
  const choices = shape.enum && [...new Set(shape.enum)].map((one) => (isNumeric ? Number(one) : one));
  const stated = [shape.example, shape.default].find((one) => isOfType(one, type));
  const facts: Facts = {
    shape,
    type,
    nullable: shape.nullable,
    format: shape.format?.toLowerCase(),
    choices: choices !== undefined && (type === 'string' || isNumeric) ? choices : undefined,
    example: stated,
    bounds: shape.bounds ?? NO_BOUNDS,
    properties: shape.properties,
    required: shape.required,
    items: shape.items,
  };
  known.set(shape, facts);
  return facts;
}
