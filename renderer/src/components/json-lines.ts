import type { JsonNode } from './json-node.ts';

/** Children shown of one node before "more" must be asked for. */
export const childPage = 1_000;

/** The children on view of an open container: those from `from` on. */
export interface OpenNode {
  readonly from: number;
  readonly children: readonly JsonNode[];
}

/** What is on view of each open container, by its id. */
export type OpenNodes = ReadonlyMap<number, OpenNode>;

interface LineBase {
  /** Unique, and stable while the tree folds and unfolds. */
  readonly id: string;
  readonly depth: number;
}

/** One line; `more` offers children that are not on view, before or after those that are. */
export type JsonLine =
  | (LineBase & {
      readonly kind: 'node';
      readonly node: JsonNode;
      readonly open: boolean | undefined;
      readonly parent: number;
    })
  | (LineBase & {
      readonly kind: 'more';
      readonly of: number;
      readonly side: 'before' | 'after';
      readonly hidden: number;
    });

interface Level {
  readonly parent: number;
  readonly size: number;
  readonly open: OpenNode;
  at: number;
}

/** The lines of a tree with the containers of `open` unfolded. It loops: depth costs no stack (A77). */
export function jsonLines(root: JsonNode, open: OpenNodes): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  const levels: Level[] = [];
  const add = (node: JsonNode, parent: number): void => {
    const inside = node.id < 0 ? undefined : open.get(node.id);
    const id = node.id < 0 ? `${parent}/${node.index}` : `${node.id}`;
    lines.push({
      ...{ kind: 'node', id, depth: levels.length, node, parent },
      open: node.id < 0 || node.size === 0 ? undefined : inside !== undefined,
    });
    if (inside === undefined) return;
    levels.push({ parent: node.id, size: node.size, open: inside, at: 0 });
    if (inside.from > 0) more(node.id, 'before', inside.from);
  };
  const more = (of: number, side: 'before' | 'after', hidden: number): void => {
    lines.push({ kind: 'more', id: `${of} ${side}`, depth: levels.length, of, side, hidden });
  };
  add(root, -1);
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const child = level.open.children[level.at];
    level.at += 1;
    if (child !== undefined) {
      add(child, level.parent);
      continue;
    }
    const hidden = level.size - level.open.from - level.open.children.length;
    if (hidden > 0) more(level.parent, 'after', hidden);
    levels.pop();
  }
  return lines;
}

/** Index of the line that holds the line at `index`, or `index` itself for the root. */
export function parentLine(lines: readonly JsonLine[], index: number): number {
  const depth = lines[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at--) if ((lines[at]?.depth ?? 0) < depth) return at;
  return index;
}
