import type { Operation, OperationParameter, Shape } from './model.ts';
import { isScalar } from './named.ts';

/** Properties of one object of a body that are looked at. */
const MAX_PROPERTIES = 100;

const toParameter = (name: string, shape: Shape, required: boolean): OperationParameter => ({
  name,
  in: 'body',
  required,
  type: shape.type ?? 'unknown',
  ...(shape.description === undefined ? {} : { description: shape.description }),
  ...(shape.default === undefined ? {} : { default: shape.default }),
  ...(shape.enum === undefined ? {} : { enum: [...shape.enum] }),
  pointer: shape.pointer,
  format: shape.format,
  minimum: undefined,
  maximum: undefined,
});

/** The scalars of a request body as parameters, those of objects one level down by their dotted path: `page.size`. */
export function bodyParameters(operation: Operation): readonly OperationParameter[] {
  const body = operation.body?.shape;
  if (!body || body.type === 'array') return [];
  const found: OperationParameter[] = [];
  for (const [name, shape] of [...body.properties].slice(0, MAX_PROPERTIES)) {
    if (isScalar(shape)) found.push(toParameter(name, shape, body.required.has(name)));
    for (const [inner, child] of [...shape.properties].slice(0, MAX_PROPERTIES)) {
      if (isScalar(child)) found.push(toParameter(`${name}.${inner}`, child, false));
    }
  }
  return found;
}
