import { methodOf, pathOf } from '../generate/places.ts';
import { namingSteps, pathKey } from '../infer/path.ts';

/** Anything that a description names and gives an operation. */
export interface Operated {
  readonly name: string;
  /** `METHOD /path/{template}`, `#name` after it for a variant. */
  readonly operation: string;
}

const variantOf = (operation: string): string => {
  const at = operation.indexOf('#');
  return at < 0 ? '' : operation.slice(at);
};

/** An operation without the names of its path variables: the same call, whatever they are called. */
export const operationKey = (operation: string): string =>
  `${methodOf(operation)} ${pathKey(pathOf(operation))}${variantOf(operation)}`;

/** An operation by what its path names: the same where only a mount such as /v1 changed. */
function movedKey(operation: string): string {
  const path = pathOf(operation);
  const variables = path.split('{').length;
  return `${methodOf(operation)} ${namingSteps(path).join('/')} ${variables}${variantOf(operation)}`;
}

/** Items by a key, without those whose key several have. */
function byKey<T extends Operated>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  const repeated = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (found.has(key)) repeated.add(key);
    found.set(key, item);
  }
  for (const key of repeated) found.delete(key);
  return found;
}

/** Things of two descriptions that are the same thing, by the newer one. */
export interface Matches<T> {
  readonly pairs: ReadonlyMap<T, T>;
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/**
 * Pairs the things of an older and a newer description: by method and path, whatever the variables are called; then by what a
 * moved path names (/v1/contacts and /v2/contacts); then by name. Only what is unambiguous is paired.
 */
export function matchOperations<T extends Operated>(before: readonly T[], after: readonly T[]): Matches<T> {
  const pairs = new Map<T, T>();
  const older = new Set(before);
  const newer = new Set(after);
  const keys: readonly ((item: T) => string)[] = [
    (item) => item.operation,
    (item) => operationKey(item.operation),
    (item) => movedKey(item.operation),
    (item) => `${methodOf(item.operation)} ${item.name}`,
  ];
  for (const keyOf of keys) {
    const known = byKey(older, keyOf);
    for (const [key, item] of byKey(newer, keyOf)) {
      const match = known.get(key);
      if (!match) continue;
      pairs.set(item, match);
      older.delete(match);
      newer.delete(item);
    }
  }
  return { pairs, removed: [...older], added: [...newer] };
}
