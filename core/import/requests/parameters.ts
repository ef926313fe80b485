import type { OperationParameter } from '../../infer/model.ts';
import { roleOf } from '../../infer/pagination/roles.ts';
import { oneLine } from '../../infer/short.ts';
import { typeOfText } from './placeholder.ts';
import type { SeenValue } from './seen.ts';

const MAX_CHARS = 600;
const MAX_EXAMPLE = 80;

type Place = 'path' | 'query' | 'header';

/** All that the requests of one operation carried under one name. */
interface Gathered {
  readonly name: string;
  readonly place: Place;
  readonly seen: SeenValue[];
}

/** What the requests of one operation have in common. */
export interface ParameterFacts {
  /** Requests of the operation. */
  readonly count: number;
  /** Query parameters and headers that are always sent with their value: they say which call is meant, or all calls carry them. */
  readonly fixed: (place: Place, name: string) => boolean;
}

const keyOf = (place: Place, name: string): string => `${place} ${place === 'header' ? name.toLowerCase() : name}`;

function typeOf(seen: readonly SeenValue[]): string {
  const stated = seen.find((one) => one.type !== undefined)?.type;
  if (stated !== undefined) return stated;
  const types = new Set(seen.flatMap(({ value }) => (value === undefined || value === '' ? [] : [typeOfText(value)])));
  if (types.has('number')) types.delete('integer');
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : 'string';
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DATE = /^\d{4}-\d\d-\d\d$/;

function formatOf(seen: readonly SeenValue[]): string | undefined {
  const value = seen.find((one) => one.value !== undefined)?.value ?? '';
  if (DATE_TIME.test(value)) return 'date-time';
  return DATE.test(value) ? 'date' : undefined;
}

function typed(value: string, type: string): unknown {
  if (type === 'integer' || type === 'number') return Number(value);
  return type === 'boolean' ? value === 'true' : value;
}

/** A value of the user's that is named like a page number, an offset or a size is a number, whatever variable stands there. */
function pagingType(parameter: OperationParameter): OperationParameter {
  if (parameter.in !== 'query' || parameter.type !== 'string' || parameter.format !== undefined) return parameter;
  const counted = { ...parameter, type: 'integer' };
  const role = roleOf(counted, false);
  return role === undefined || role === 'cursor' ? parameter : counted;
}

function describe(seen: readonly SeenValue[], isConstant: boolean): string | undefined {
  const stated = oneLine(seen.find((one) => one.description !== undefined)?.description, MAX_CHARS);
  const value = seen.find((one) => one.value !== undefined && one.value !== '')?.value;
  if (stated !== undefined || value === undefined || isConstant) return stated;
  return `For example ${oneLine(value, MAX_EXAMPLE)}.`;
}

function toParameter({ name, place, seen }: Gathered, facts: ParameterFacts): OperationParameter {
  const [first] = seen;
  const values = new Set(seen.map((one) => one.value));
  const isEverywhere = seen.length >= facts.count;
  const constant = values.size === 1 && first?.value !== undefined && first.value !== '' ? first.value : undefined;
  const stated = seen.find((one) => one.required !== undefined)?.required;
  const isFixed =
    constant !== undefined && isEverywhere && stated !== false && (place === 'header' || facts.fixed(place, name));
  const type = typeOf(seen);
  const found: OperationParameter = pagingType({
    name,
    in: place,
    required: true,
    type,
    ...(isFixed ? { default: typed(constant, type) } : {}),
    pointer: first?.pointer ?? '#',
    format: formatOf(seen),
    minimum: undefined,
    maximum: undefined,
  });
  const description = describe(seen, isFixed);
  const isOpen = seen.every((one) => one.value === undefined);
  const isPaging = roleOf(found, false) !== undefined;
  const required = place === 'path' || isFixed || (stated ?? (isOpen && isEverywhere && !isPaging));
  return { ...found, required, ...(description === undefined ? {} : { description }) };
}

/**
 * The parameters of an operation. A value that is the same in every request is sent always only where the facts say so: else a
 * sample filter would silently hide rows. A variable that every request carries is required.
 */
export function parametersOf(
  groups: Readonly<Record<Place, readonly SeenValue[]>>,
  facts: ParameterFacts,
): readonly OperationParameter[] {
  const gathered = new Map<string, Gathered>();
  for (const place of ['path', 'query', 'header'] as const) {
    for (const value of groups[place]) {
      const key = keyOf(place, value.name);
      const same = gathered.get(key);
      if (same) same.seen.push(value);
      else gathered.set(key, { name: value.name, place, seen: [value] });
    }
  }
  return [...gathered.values()].map((one) => toParameter(one, facts));
}
