/** Whether two values are the same as JSON, whatever the order of their keys; a member that is undefined is not there. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keysOf = (value: object): string[] =>
    Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [key]));
  const keys = keysOf(one);
  return (
    keys.length === keysOf(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(Reflect.get(one, key), Reflect.get(other, key)))
  );
}

/** Names of members that differ, leaving out those that were looked at already. */
export const differingKeys = (before: object, after: object, seen: readonly string[]): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !seen.includes(key) && !isSame(Reflect.get(before, key), Reflect.get(after, key)),
  );

/** What only one of two lists has, each once. A thing under another name is one that went and one that came (FL-43). */
export function listDifference(
  before: readonly string[],
  after: readonly string[],
): { readonly removed: readonly string[]; readonly added: readonly string[]; readonly kept: readonly string[] } {
  const [old, now] = [new Set(before), new Set(after)];
  return {
    removed: [...old].filter((name) => !now.has(name)),
    added: [...now].filter((name) => !old.has(name)),
    kept: [...now].filter((name) => old.has(name)),
  };
}

/** A member of a record of foreign names, such as `constructor`. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** A value in a sentence, cut to `chars`. */
export function shown(value: unknown, chars = 60): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > chars ? `${text.slice(0, chars)}…` : text;
}

/** `a, b and 3 more`: the first names, and how many others there are. */
export function named(names: readonly string[], most = 5): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
