import { mockApiLimits } from '../../../shared/limits.ts';
import { isObject } from '../../import/json.ts';
import type { Shape, ShapeType } from '../../infer/model.ts';
import { isOfType } from '../values/facts.ts';
import type { Problem } from './parameters.ts';

const NAMES: Readonly<Record<ShapeType, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

/** Types that a described value may have; none where the description leaves it open. */
const typesOf = (shape: Shape): readonly ShapeType[] =>
  shape.type !== undefined ? [shape.type] : shape.types !== undefined ? [...shape.types] : [];

/** Properties of a body that are missing, of another type, or none of the choices; the first of each object is enough. */
export function checkBody(value: unknown, shape: Shape, field = '', depth = 0): readonly Problem[] {
  const name = field === '' ? 'The body' : `The property ${field}`;
  if (depth > mockApiLimits.checkedDepth) return [];
  if (value === null)
    return shape.nullable || typesOf(shape).length === 0 ? [] : [{ field, message: `${name} must not be null.` }];
  const types = typesOf(shape);
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return [{ field, message: `${name} must be ${types.map((type) => NAMES[type]).join(' or ')}.` }];
  }
  if (shape.enum && types.length === 1 && !shape.enum.includes(String(value))) {
    return [{ field, message: `${name} must be one of ${shape.enum.slice(0, 20).join(', ')}.` }];
  }
  if (Array.isArray(value)) {
    const { items } = shape;
    return items ? value.flatMap((item, index) => checkBody(item, items, `${field}[${index}]`, depth + 1)) : [];
  }
  return isObject(value) ? checkProperties(value, shape, field, depth) : [];
}

function checkProperties(
  value: Readonly<Record<string, unknown>>,
  shape: Shape,
  field: string,
  depth: number,
): readonly Problem[] {
  const at = (name: string): string => (field === '' ? name : `${field}.${name}`);
  const missing = [...shape.required].find(
    (name) => !Object.hasOwn(value, name) && shape.properties.get(name)?.readOnly !== true,
  );
  if (missing !== undefined) return [{ field: at(missing), message: `The property ${at(missing)} is missing.` }];
  return Object.entries(value).flatMap(([name, one]) => {
    const child = shape.properties.get(name);
    return child ? checkBody(one, child, at(name), depth + 1) : [];
  });
}

/** The texts of a form in the types that are described: `"3"` is the number 3 where a number is asked for. */
export function typedForm(value: unknown, shape: Shape | undefined): unknown {
  if (!shape || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const child = shape.properties.get(name);
      return [name, child && typeof one === 'string' ? typedText(one, child) : typedForm(one, child)];
    }),
  );
}

function typedText(text: string, shape: Shape): unknown {
  switch (shape.type) {
    case 'integer':
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text;
    case 'array':
      return [text];
    case 'object':
      return parsed(text);
    default:
      return text;
  }
}

/** An object in a form is often sent as JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
