/** Lines of a JSON tree: only what is open is walked, so that opening a document of any size costs one level (A77). */

/** Children shown of one node before "more" must be asked for. */
export const childPage = 1000;

/** Characters shown of one string. */
export const valueChars = 400;

/** How many children are shown of each open node, by id. */
export type OpenNodes = ReadonlyMap<string, number>;

interface LineBase {
  readonly id: string;
  readonly depth: number;
}

/** One line. `size` counts children; `hidden` counts those not shown yet. */
export type JsonLine =
  | (LineBase & { readonly kind: 'leaf'; readonly key: string; readonly value: unknown })
  | (LineBase & {
      readonly kind: 'branch';
      readonly key: string;
      readonly value: object;
      readonly size: number;
      readonly open: boolean;
    })
  | (LineBase & { readonly kind: 'more'; readonly of: string; readonly hidden: number });

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

const childId = (parent: string, key: string): string => `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const childAt = (value: object, key: string): unknown => Object.getOwnPropertyDescriptor(value, key)?.value;

/** Id of the root line. */
export const rootId = '#';

/** The lines of `root` with the nodes of `open` unfolded. */
export function jsonLines(root: unknown, rootKey: string, open: OpenNodes): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  const walk = (key: string, value: unknown, depth: number, id: string): void => {
    if (!isBranch(value)) {
      lines.push({ kind: 'leaf', id, depth, key, value });
      return;
    }
    const keys = Array.isArray(value) ? undefined : Object.keys(value);
    const size = Array.isArray(value) ? value.length : (keys?.length ?? 0);
    const limit = open.get(id) ?? 0;
    lines.push({ kind: 'branch', id, depth, key, value, size, open: limit > 0 });
    const shown = Math.min(size, limit);
    for (let index = 0; index < shown; index++) {
      const name = keys?.[index] ?? String(index);
      walk(name, Array.isArray(value) ? value[index] : childAt(value, name), depth + 1, childId(id, name));
    }
    if (limit > 0 && size > shown)
      lines.push({ kind: 'more', id: `${id}\u0000more`, depth: depth + 1, of: id, hidden: size - shown });
  };
  walk(rootKey, root, 0, rootId);
  return lines;
}

/** Nodes open at first: the root, what little it holds, and the first row of each list there. */
export function openAtFirst(root: unknown): OpenNodes {
  const open = new Map<string, number>([[rootId, childPage]]);
  if (!isBranch(root)) return open;
  if (Array.isArray(root)) {
    if (isBranch(root[0])) open.set(childId(rootId, '0'), childPage);
    return open;
  }
  const keys = Object.keys(root);
  if (keys.length > 12) return open;
  for (const key of keys) {
    const child = childAt(root, key);
    if (!isBranch(child)) continue;
    open.set(childId(rootId, key), childPage);
    if (Array.isArray(child) && isBranch(child[0])) open.set(childId(childId(rootId, key), '0'), childPage);
  }
  return open;
}

/** The nodes after a line was opened, closed or asked for more. */
export function toggled(open: OpenNodes, line: JsonLine): OpenNodes {
  const next = new Map(open);
  if (line.kind === 'more') next.set(line.of, (next.get(line.of) ?? 0) + childPage * 10);
  else if (line.kind === 'branch') {
    if (line.open) next.delete(line.id);
    else next.set(line.id, childPage);
  }
  return next;
}

/** Index of the line that holds the line at `index`, or `index` itself for the root. */
export function parentLine(lines: readonly JsonLine[], index: number): number {
  const depth = lines[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at--) if ((lines[at]?.depth ?? 0) < depth) return at;
  return index;
}
