import type { Random } from '../../../shared/random.ts';
import { isObject } from '../../import/json.ts';
import type { Shape } from '../../infer/model.ts';
import { withValue } from '../place.ts';
import { factsOf } from '../values/facts.ts';
import { makeValue } from '../values/make.ts';

/** A whole answer of a described shape with something of one's own at one place in it. */
export function envelope(
  shape: Shape | undefined,
  steps: readonly string[],
  content: unknown,
  random: Random,
): unknown {
  if (steps.length === 0) return content;
  if (!shape) return withValue({}, steps, content);
  const place = steps.join('.');
  const ways = new Set(steps.map((_, index) => steps.slice(0, index + 1).join('.')));
  const made = makeValue(shape, '', {
    random,
    index: 0,
    fill: (at) => (at === place ? { value: content } : undefined),
    needs: (at) => at === '' || ways.has(at),
  });
  // A place that the shape does not describe is made all the same.
  return withValue(made, steps, content);
}

/** The properties of a value that a shape describes; all of it where the shape describes none. */
export function project(value: unknown, shape: Shape | undefined): unknown {
  if (!isObject(value) || !shape || shape.properties.size === 0) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => {
      const child = shape.properties.get(name);
      return child !== undefined && child.writeOnly !== true;
    }),
  );
}

/** A made value with what is known of a row in the fields of the same name and type. */
export function overlay(made: unknown, known: unknown, shape: Shape | undefined): unknown {
  if (!isObject(made) || !isObject(known)) return made;
  const fitting = Object.entries(known).filter(([name, value]) => {
    const child = shape?.properties.get(name);
    if (!child) return false;
    const { type } = factsOf(child);
    return value === null || (type === 'object') === isObject(value);
  });
  return { ...made, ...Object.fromEntries(fitting) };
}
