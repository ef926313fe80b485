import type { Bounds } from '../../infer/model.ts';
import { asNumber, type JsonObject, own } from '../json.ts';

const NUMBERS = [
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const satisfies readonly (keyof Bounds)[];
const EXCLUSIVE = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const;

/** The bounds of one schema; OpenAPI 3.0 writes an exclusive bound as a flag beside the bound, 3.1 as a number. */
function boundsOf(node: JsonObject): Bounds {
  const found: { -readonly [Name in keyof Bounds]: Bounds[Name] } = {};
  for (const name of NUMBERS) {
    const value = asNumber(own(node, name));
    if (value !== undefined) found[name] = value;
  }
  for (const [plain, exclusive] of EXCLUSIVE) {
    const value = own(node, exclusive) === true ? found[plain] : asNumber(own(node, exclusive));
    if (value !== undefined) found[exclusive] = value;
  }
  const pattern = own(node, 'pattern');
  if (typeof pattern === 'string') found.pattern = pattern;
  if (own(node, 'uniqueItems') === true) found.uniqueItems = true;
  return found;
}

/** The bounds that schemas state together; undefined where none states any. The first one that states a bound decides. */
export function readBounds(schemas: readonly { readonly node: JsonObject }[]): Bounds | undefined {
  const bounds: Bounds = Object.assign({}, ...schemas.map(({ node }) => boundsOf(node)).reverse());
  return Object.keys(bounds).length === 0 ? undefined : bounds;
}
