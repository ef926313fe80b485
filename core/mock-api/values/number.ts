import { words } from '../../infer/words.ts';
import type { Facts } from './facts.ts';
import { isMomentName, momentOf } from './moment.ts';
import type { Spot } from './text.ts';

/** Plausible numbers by the last word of the name. */
const RANGES: readonly (readonly [RegExp, number, number])[] = [
  [/^(?:lat|latitude)$/, -80, 80],
  [/^(?:lon|lng|long|longitude)$/, -170, 170],
  [/^(?:percent|percentage|progress)$/, 0, 100],
  [/^(?:ratio|rate|probability|confidence)$/, 0, 1],
  [/^(?:year)$/, 2015, 2026],
  [/^(?:port)$/, 1_024, 65_535],
  [/^(?:age)$/, 18, 90],
  [/^(?:price|amount|total|balance|cost|revenue|salary)$/, 100, 50_000],
  [/^(?:size|bytes|length|width|height)$/, 1, 4_096],
  [/^(?:page)$/, 1, 1],
];
/** From this number on a stated moment is one of milliseconds. */
const MILLISECONDS = 1e11;

/** A number for a described value, inside its bounds. */
export function numberFor(facts: Facts, { name, index, random }: Spot): number {
  const { bounds, example, type } = facts;
  const isWhole = type === 'integer';
  if (isWhole && (isMomentName(name) || facts.format === 'unix-time')) {
    const ms = momentOf(name, index);
    return typeof example === 'number' && example > MILLISECONDS ? ms : Math.floor(ms / 1000);
  }
  if (typeof example === 'number' && random.chance(0.2)) return example;
  const last = words(name).at(-1) ?? '';
  const [, usualLow, usualHigh] = RANGES.find(([pattern]) => pattern.test(last)) ?? [undefined, 0, 500];
  const unit = bounds.multipleOf ?? (isWhole ? 1 : 0.01);
  const above = bounds.exclusiveMinimum === undefined ? undefined : bounds.exclusiveMinimum + unit;
  const below = bounds.exclusiveMaximum === undefined ? undefined : bounds.exclusiveMaximum - unit;
  const low = above ?? bounds.minimum ?? Math.min(usualLow, below ?? bounds.maximum ?? usualLow);
  const high = Math.max(
    low,
    Math.min(below ?? bounds.maximum ?? Number.POSITIVE_INFINITY, Math.max(usualHigh, low + 100 * unit)),
  );
  const steps = Math.max(0, Math.floor((high - Math.ceil(low / unit) * unit) / unit));
  const value = (Math.ceil(low / unit) + random.integer(0, Math.min(steps, 1e9))) * unit;
  // Steps of a hundredth leave traces of binary fractions.
  return Number(value.toPrecision(12));
}
