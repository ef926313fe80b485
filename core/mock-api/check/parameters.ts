import type { Operation, OperationParameter } from '../../infer/model.ts';
import type { MockRequest } from '../request.ts';

/** What is wrong with a request: the parameter or property, and a sentence about it. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Every text that a parameter was sent as. */
function sent(parameter: OperationParameter, request: MockRequest): readonly string[] {
  const { name } = parameter;
  switch (parameter.in) {
    case 'query': {
      const values = request.query.getAll(name);
      if (values.length > 0) return values;
      // `filter[name]` and `ids[]` are the parameter too (style deepObject, and brackets by habit).
      return [...request.query].flatMap(([key, value]) => (key.startsWith(`${name}[`) ? [value] : []));
    }
    case 'header':
      return request.headers.has(name.toLowerCase()) ? [request.headers.get(name.toLowerCase()) ?? ''] : [];
    case 'cookie':
      return request.cookies.has(name) ? [request.cookies.get(name) ?? ''] : [];
    case 'path':
      return request.variables.has(name) ? [request.variables.get(name) ?? ''] : [];
    case 'body':
      return [];
  }
}

const isNumber = (text: string, isWhole: boolean): boolean => {
  const number = Number(text);
  return text.trim() !== '' && (isWhole ? Number.isInteger(number) : Number.isFinite(number));
};

/** What is wrong with one text that was sent; undefined where nothing is. */
function complaint(parameter: OperationParameter, text: string, isBounded: boolean): string | undefined {
  const { type, minimum, maximum, enum: choices } = parameter;
  if (type === 'integer' && !isNumber(text, true)) return 'must be a whole number';
  if (type === 'number' && !isNumber(text, false)) return 'must be a number';
  if (type === 'boolean' && text !== 'true' && text !== 'false') return 'must be true or false';
  if (choices) {
    const parts = type === 'array' ? text.split(/[,|]/) : [text];
    if (parts.some((part) => !choices.includes(part))) return `must be one of ${choices.slice(0, 20).join(', ')}`;
  }
  if (!isBounded || (type !== 'integer' && type !== 'number')) return undefined;
  if (minimum !== undefined && Number(text) < minimum) return `must be at least ${minimum}`;
  return maximum !== undefined && Number(text) > maximum ? `must be at most ${maximum}` : undefined;
}

/** Parameters that something else sees to. */
export interface Exempt {
  /** Those whose range the list itself sees to. */
  readonly unbounded: ReadonlySet<string>;
  /** True for one that may be missing all the same. */
  mayMiss(parameter: OperationParameter): boolean;
}

/** Parameters that are missing or not as described. */
export function checkParameters(
  operation: Operation,
  request: MockRequest,
  { unbounded, mayMiss }: Exempt,
): readonly Problem[] {
  return operation.parameters.flatMap((parameter): readonly Problem[] => {
    const { name, in: place, required } = parameter;
    if (place === 'body' || place === 'path') return [];
    const values = sent(parameter, request);
    if (values.length === 0)
      return required && !mayMiss(parameter)
        ? [{ field: name, message: `The ${place} parameter ${name} is missing.` }]
        : [];
    const wrong = values
      .map((value) => complaint(parameter, value, !unbounded.has(name)))
      .find((one) => one !== undefined);
    return wrong === undefined ? [] : [{ field: name, message: `The ${place} parameter ${name} ${wrong}.` }];
  });
}
