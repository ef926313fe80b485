import type { Field } from '../../../shared/connector/manifest.ts';
import type { Shape, ShapeType } from '../../infer/model.ts';

const NONE: ReadonlyMap<string, Shape> = new Map();

/** The shape of a value of which no more than its type is known. */
export function plainShape(
  type: ShapeType,
  stated: {
    readonly format?: string;
    readonly enum?: readonly string[];
    readonly properties?: ReadonlyMap<string, Shape>;
  } = {},
): Shape {
  return {
    pointer: '#',
    name: undefined,
    type,
    nullable: false,
    format: stated.format,
    description: undefined,
    enum: stated.enum,
    example: undefined,
    default: undefined,
    properties: stated.properties ?? NONE,
    required: new Set(),
    items: undefined,
  };
}

function fieldShape({ type, format, enum: choices }: Field): Shape {
  switch (type) {
    case 'date':
      return plainShape('string', { format: 'date' });
    case 'datetime':
      return plainShape('string', { format: 'date-time' });
    case 'unknown':
      return plainShape('string');
    default:
      return plainShape(type, {
        ...(format === undefined ? {} : { format }),
        ...(choices === undefined ? {} : { enum: choices }),
      });
  }
}

/** The shape of rows of which only the fields are known, as of a request in a collection that no example answers. */
export const shapeOfFields = (fields: readonly Field[]): Shape =>
  plainShape('object', { properties: new Map(fields.map((field) => [field.name, fieldShape(field)])) });
