import { exchangeLimits } from '../../limits.ts';
import { ChangeList } from './changes.ts';
import type { Changes } from './types.ts';

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** How many values may still be looked at. */
interface Budget {
  left: number;
}

type Pending = [unknown, unknown][];

/** Adds what two containers hold to what is to be compared; false where they differ already. */
function enter(a: Container, b: Container, pending: Pending): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) pending.push([a[index], b[index]]);
    return true;
  }
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    if (!Object.hasOwn(b, name)) return false;
    const [left, right] = [memberOf(a, name), memberOf(b, name)];
    if (left !== right) pending.push([left, right]);
  }
  return true;
}

/**
 * Whether two JSON values are alike; the order of members does not count. Loops, so that depth does not matter (A7). Where the
 * budget ends, they count as different.
 */
export function isEqual(first: unknown, second: unknown, budget: Budget = { left: Infinity }): boolean {
  if (first === second) return true;
  const pending: Pending = [[first, second]];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [a, b] = pair;
    if (!isContainer(a) || !isContainer(b) || --budget.left < 0 || !enter(a, b, pending)) return false;
  }
  return true;
}

/** An own member; an index of a list is one too. */
const memberOf = (owner: Container, name: string): unknown =>
  Object.hasOwn(owner, name) ? Reflect.get(owner, name) : undefined;

/** A place in a value; its path is written only where something is to be said of it. */
interface Place {
  readonly above: Place | undefined;
  readonly step: string | number;
  readonly depth: number;
}

const stepText = (step: string | number): string => {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
};

function pathOf(place: Place | undefined): string {
  const steps: string[] = [];
  for (let at = place; at; at = at.above) steps.push(stepText(at.step));
  return `$${steps.reverse().join('')}`;
}

interface Pair {
  readonly place: Place | undefined;
  readonly a: unknown;
  readonly b: unknown;
}

const below = (place: Place | undefined, step: string | number): Place => ({
  above: place,
  step,
  depth: (place?.depth ?? 0) + 1,
});

/** Members in the order of the first object, then those that only the second one has. */
function membersOf(a: Container, b: Container, place: Place | undefined): readonly Pair[] {
  const names = Object.keys(a);
  const more = Object.keys(b).filter((name) => !Object.hasOwn(a, name));
  return [...names, ...more].map((name) => ({ place: below(place, name), a: memberOf(a, name), b: memberOf(b, name) }));
}

/** Items between a common beginning and a common end: one that was put in or taken out does not change those after it. */
function itemsOf(
  a: readonly unknown[],
  b: readonly unknown[],
  place: Place | undefined,
  budget: Budget,
): readonly Pair[] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && isEqual(a[start], b[start], budget)) start++;
  let end = 0;
  while (end < shorter - start && isEqual(a[a.length - 1 - end], b[b.length - 1 - end], budget)) end++;
  const [leftA, leftB] = [a.length - end, b.length - end];
  const pairs: Pair[] = [];
  for (let index = start; index < Math.max(leftA, leftB); index++)
    pairs.push({
      place: below(place, index),
      a: index < leftA ? a[index] : undefined,
      b: index < leftB ? b[index] : undefined,
    });
  return pairs;
}

/** Adds what sets two JSON values apart; `undefined` stands for no value. `above` is the step that leads to them. */
export function addJsonChanges(list: ChangeList, a: unknown, b: unknown, step?: string): void {
  const budget = { left: exchangeLimits.alignedValues };
  const open: Pair[] = [{ place: step === undefined ? undefined : below(undefined, step), a, b }];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const { place } = pair;
    if (pair.a === pair.b) continue;
    const isSameKind = isContainer(pair.a) && isContainer(pair.b) && Array.isArray(pair.a) === Array.isArray(pair.b);
    if (!isSameKind || !isContainer(pair.a) || !isContainer(pair.b)) list.add(() => pathOf(place), pair.a, pair.b);
    else if ((place?.depth ?? 0) >= exchangeLimits.compareDepth) {
      if (!isEqual(pair.a, pair.b)) list.add(() => pathOf(place), pair.a, pair.b);
    } else {
      const inner =
        Array.isArray(pair.a) && Array.isArray(pair.b)
          ? itemsOf(pair.a, pair.b, place, budget)
          : membersOf(pair.a, pair.b, place);
      // The last one is taken first.
      for (let index = inner.length - 1; index >= 0; index--) {
        const next = inner[index];
        if (next) open.push(next);
      }
    }
  }
}

/** What sets two JSON values apart, by path. */
export function compareJson(a: unknown, b: unknown): Changes {
  const list = new ChangeList();
  addJsonChanges(list, a, b);
  return list.end();
}
