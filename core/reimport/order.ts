/** The keys that two orders share are in the same order in both. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  const inB = new Set(b);
  const inA = new Set(a);
  const left = a.filter((key) => inB.has(key));
  const right = b.filter((key) => inA.has(key));
  return left.every((key, index) => key === right[index]);
}

/** Puts the keys that `order` lacks behind the key that they follow in `from`. */
function inserted(order: readonly string[], from: readonly string[], kept: ReadonlySet<string>): readonly string[] {
  const there = new Set(order);
  const after = new Map<string, string[]>();
  let anchor = '';
  for (const key of from) {
    if (there.has(key)) anchor = key;
    else if (kept.has(key)) after.set(anchor, [...(after.get(anchor) ?? []), key]);
  }
  return [...(after.get('') ?? []), ...order.flatMap((key) => [key, ...(after.get(key) ?? [])])];
}

/**
 * The order of what is kept of three ordered sets: that of the newer description, or the user's where the user changed it. Each
 * key that one side added follows the same key as there.
 */
export function mergeOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  kept: ReadonlySet<string>,
): readonly string[] {
  const [first, second] = agree(base, ours) ? [theirs, ours] : [ours, theirs];
  const order = first.filter((key) => kept.has(key));
  return inserted(order, second, kept);
}
