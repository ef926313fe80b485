import { createRandom } from '../../../shared/random.ts';
import { isObject } from '../../import/json.ts';
import type { Operation, Shape } from '../../infer/model.ts';
import { phrase } from '../../infer/named.ts';
import type { MockAnswer } from '../request.ts';
import { factsOf } from '../values/facts.ts';
import { makeValue } from '../values/make.ts';

/** The described body of a failure: of its status, of its class, or of every other status. */
function failureShape(operation: Operation | undefined, status: number): Shape | undefined {
  const failures = operation?.failures;
  const keys = [String(status), `${Math.floor(status / 100)}XX`, `${Math.floor(status / 100)}xx`, 'default'];
  const key = keys.find((one) => failures?.has(one));
  return key === undefined ? undefined : failures?.get(key);
}

const MESSAGE =
  /^(?:message|error message|error description|detail|details|description|title|reason|error|msg|text|error text)$/;
const STATUS = /^(?:code|status|status code|error code|http status|http code)$/;
const FIELD = /^(?:field|parameter|param|property|path|pointer|target|source)$/;

/** A made body with the facts of the failure in the fields that are there for them. */
function withFacts(value: unknown, failure: Failure): unknown {
  if (Array.isArray(value))
    return value.slice(0, 1).map((one) => (typeof one === 'string' ? failure.message : withFacts(one, failure)));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const words = phrase(name);
      if (typeof one === 'string' && MESSAGE.test(words)) return [name, failure.message];
      if (typeof one === 'string' && failure.field !== undefined && FIELD.test(words)) return [name, failure.field];
      if (typeof one === 'number' && STATUS.test(words)) return [name, failure.status];
      return [name, withFacts(one, failure)];
    }),
  );
}

/** Why a request is not served. */
export interface Failure {
  readonly status: number;
  /** One sentence that names the thing. */
  readonly message: string;
  /** The parameter or property that it is about. */
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure in the shape that the operation describes for it, else as `{ "error": { … } }`. */
export function errorAnswer(operation: Operation | undefined, failure: Failure, seed: number): MockAnswer {
  const { status, message, field, headers = {} } = failure;
  const shape = failureShape(operation, status);
  if (!shape || (shape.properties.size === 0 && factsOf(shape).type !== 'string' && shape.items === undefined)) {
    return { status, headers, body: { error: { status, message, ...(field === undefined ? {} : { field }) } } };
  }
  const random = createRandom(seed, `${operation?.key} ${status}`);
  const needs = (place: string): boolean => MESSAGE.test(phrase(place.split('.').at(-1) ?? ''));
  const made = makeValue(shape, 'error', { random, index: 0, needs });
  return { status, headers, body: typeof made === 'string' ? message : withFacts(made, failure) };
}

/** The status that an operation gives to a request that is not as described. */
export const invalidStatus = ({ failures }: Operation): number =>
  !failures?.has('422') && failures?.has('400') ? 400 : 422;
