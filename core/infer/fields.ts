import type { Field } from '../../shared/connector/manifest.ts';
import type { Shape } from './model.ts';
import { phrase } from './named.ts';
import { oneLine } from './short.ts';

/** Characters kept of a field's description. */
const MAX_CHARS = 200;
/** Fields taken of one row. */
const MAX_FIELDS = 400;
/** Choices kept of an enumeration. */
const MAX_CHOICES = 100;

/** Fields by the shape they were made of: lists that share a row share the work. */
const known = new WeakMap<Shape, readonly Field[]>();

function typeOf(shape: Shape): Field['type'] {
  const type = shape.type;
  if (type === 'string') {
    if (shape.format === 'date-time') return 'datetime';
    return shape.format === 'date' ? 'date' : 'string';
  }
  if (type !== undefined) return type;
  if (shape.items !== undefined) return 'array';
  return shape.properties.size > 0 ? 'object' : 'unknown';
}

const FILE_NAME =
  /^(?:(?:file|attachment|download|document|audio|recording|pdf)(?: (?:download|content|file))? (?:url|uri|link|href)|(?:url|uri|link) (?:download|private download))$/;

/** The address of a file (FB-36, FB-37): its name says so, or its format that it is content. */
const isFile = (name: string, shape: Shape): boolean =>
  (shape.type === 'string' || shape.type === undefined) &&
  shape.properties.size === 0 &&
  (FILE_NAME.test(phrase(name)) || (shape.format === 'binary' && /\burl\b/.test(phrase(name))));

function readField(name: string, shape: Shape, required: boolean): Field {
  const description = oneLine(shape.description, MAX_CHARS);
  const choices = (shape.enum ?? (shape.type === 'array' ? shape.items?.enum : undefined))?.slice(0, MAX_CHOICES);
  return {
    name,
    type: typeOf(shape),
    nullable: shape.nullable || !required,
    ...(shape.format === undefined ? {} : { format: shape.format }),
    ...(description === undefined ? {} : { description }),
    ...(choices === undefined ? {} : { enum: [...choices] }),
    ...(isFile(name, shape) ? { file: true } : {}),
  };
}

/** The top-level properties of a row. A field that need not be there counts as nullable. */
export function fieldsOf(row: Shape): readonly Field[] {
  const before = known.get(row);
  if (before) return before;
  const required = row.required;
  const fields = [...row.properties]
    .filter(([name]) => name !== '')
    .slice(0, MAX_FIELDS)
    .map(([name, shape]) => readField(name, shape, required.has(name)));
  known.set(row, fields);
  return fields;
}
