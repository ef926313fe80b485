import { matchOperations, type Operated } from './match.ts';

/** What of a newer description goes into a connector, and what leaves it. */
export interface Selection {
  /** Names to generate. */
  readonly names: readonly string[];
  /** Of them, what the connector did not have. */
  readonly added: readonly string[];
  /** In the connector and no longer described. */
  readonly removed: readonly Operated[];
  /** New in the description and not chosen. */
  readonly available: readonly string[];
}

/** What is asked for: `same`, `new`, `all`, or names in addition. */
export type Wanted = 'same' | 'new' | 'all' | readonly string[];

/**
 * Chooses among the things of a newer description: those that the connector has, and those that are asked for in addition. A
 * name that is not described is kept in `names`, for the generator to refuse it with the nearest ones.
 */
export function select(
  before: readonly Operated[],
  after: readonly Operated[],
  connector: ReadonlySet<string>,
  wanted: Wanted,
): Selection {
  const { pairs, removed, added } = matchOperations(before, after);
  const isThere = (item: Operated): boolean => connector.has(pairs.get(item)?.name ?? '');
  const fresh = new Set(added);
  const named = new Set(typeof wanted === 'string' ? [] : wanted);
  const isAsked = (item: Operated): boolean =>
    wanted === 'all' || (wanted === 'new' && fresh.has(item)) || named.has(item.name);
  const chosen = after.filter((item) => isThere(item) || isAsked(item));
  const known = new Set(after.map((item) => item.name));
  return {
    names: [...chosen.map((item) => item.name), ...[...named].filter((name) => !known.has(name))],
    added: chosen.filter((item) => !isThere(item)).map((item) => item.name),
    removed: removed.filter((item) => connector.has(item.name)),
    available: added.filter((item) => !isAsked(item)).map((item) => item.name),
  };
}
