/** Texts kept with their results: an API says the same names and paths over and over. */
const MAX_KNOWN = 50_000;

/** A pure function of a text that is computed once per text. Its results are shared: they must not be changed. */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = compute(text);
    if (known.size < MAX_KNOWN) known.set(text, found);
    return found;
  };
}
