import type { List } from './unshown-lists.ts';

/** The key of the plain operation that a variant belongs to; undefined for a plain one (PM-21). */
function plainKey(key: string): string | undefined {
  const at = key.indexOf('#');
  return at < 0 ? undefined : key.slice(0, at);
}

/** True where two lists give the same rows: at one place, with names that mostly agree. */
function areSame(a: List, b: List): boolean {
  const [names, others] = [a, b].map((list) => new Set(list.records.row.properties.keys()));
  if (!names || !others || a.records.path !== b.records.path) return false;
  const shared = [...names].filter((name) => others.has(name)).length;
  return shared * 2 >= Math.min(names.size, others.size);
}

/**
 * Lists without those that only ask for fewer rows of another one: `GET /articles` with an author is no table of its own. It
 * stays a command. A variant that answers with something else is a list.
 */
export function withoutVariants(lists: readonly List[]): readonly List[] {
  const byKey = new Map(lists.map((list) => [list.operation.key, list]));
  return lists.filter((list) => {
    const plain = byKey.get(plainKey(list.operation.key) ?? '');
    return plain === undefined || !areSame(list, plain);
  });
}
