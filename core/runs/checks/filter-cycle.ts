/** Filters that require each other in a circle, the first again at the end (FB-24); undefined where there is none. */
export function filterCycle(requires: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  for (const start of requires.keys()) {
    if (done.has(start)) continue;
    // Depth first, without recursion: a list of filters may be as long as a result.
    const path: string[] = [];
    const onPath = new Set<string>();
    const stack: { readonly id: string; readonly next: Iterator<string> }[] = [];
    const enter = (id: string): void => {
      path.push(id);
      onPath.add(id);
      stack.push({ id, next: (requires.get(id) ?? []).values() });
    };
    enter(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const step = top.next.next();
      if (step.done === true) {
        stack.pop();
        path.pop();
        onPath.delete(top.id);
        done.add(top.id);
      } else if (onPath.has(step.value)) return [...path.slice(path.indexOf(step.value)), step.value];
      else if (!done.has(step.value)) enter(step.value);
    }
  }
  return undefined;
}
