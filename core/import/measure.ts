import { importLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { fileLabel, megabytes } from './quote.ts';

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Input failure `too_deep`. */
export function tooDeep(fileName: string): Result<never> {
  return fail(
    'input',
    'too_deep',
    `${fileLabel(fileName)} is nested deeper than ${importLimits.depth} levels; flatten it and import again.`,
    { limit: importLimits.depth },
  );
}

/** Levels below a value, itself included; stops at one more than the limit, so the stack is never at risk (A7). */
function depthOf(parent: object, depth: number): number {
  if (depth > importLimits.depth) return depth;
  let deepest = depth;
  // What JSON.parse gave inherits nothing that can be enumerated, and for-in takes a third of the time of Object.values.
  const object = parent as Readonly<Record<string, unknown>>;
  for (const key in object) {
    const child = object[key];
    if (isContainer(child)) deepest = Math.max(deepest, depthOf(child, depth + 1));
    if (deepest > importLimits.depth) break;
  }
  return deepest;
}

/** Refuses a tree over `importLimits.depth`. */
export function checkDepth(fileName: string, root: unknown): Result<void> {
  return isContainer(root) && depthOf(root, 1) > importLimits.depth ? tooDeep(fileName) : ok(undefined);
}

interface Expanded {
  /** Values in it, itself included. */
  readonly nodes: number;
  /** Characters of its strings and keys. */
  readonly chars: number;
  readonly depth: number;
}

const LEAF: Expanded = { nodes: 1, chars: 0, depth: 0 };

const textOf = (value: unknown): Expanded =>
  typeof value === 'string' ? { nodes: 1, chars: value.length, depth: 0 } : LEAF;

/**
 * What a graph with shared parts would come to if every share were written out, each part measured once. Refuses what exceeds
 * the limits and what contains itself (A6): a YAML alias costs nothing to parse and anything to walk.
 */
export function checkExpansion(fileName: string, root: unknown): Result<void> {
  const known = new Map<object, Expanded>();
  const open = new Set<object>();
  const stack: object[] = isContainer(root) ? [root] : [];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (known.has(top)) {
      stack.pop();
      continue;
    }
    if (open.has(top)) {
      const total = sum(top, known);
      if (total.depth > importLimits.depth) return tooDeep(fileName);
      if (total.nodes > importLimits.nodes || total.chars > importLimits.bytes) return tooMuch(fileName, total);
      known.set(top, total);
      open.delete(top);
      stack.pop();
      continue;
    }
    open.add(top);
    for (const child of Object.values(top)) {
      if (!isContainer(child) || known.has(child)) continue;
      if (open.has(child)) return circular(fileName);
      stack.push(child);
    }
  }
  return ok(undefined);
}

function sum(container: object, known: ReadonlyMap<object, Expanded>): Expanded {
  let nodes = 1;
  let chars = 0;
  let depth = 0;
  for (const [key, child] of Object.entries(container)) {
    const part = isContainer(child) ? (known.get(child) ?? LEAF) : textOf(child);
    nodes += part.nodes;
    chars += part.chars + key.length;
    depth = Math.max(depth, part.depth);
  }
  return { nodes, chars, depth: depth + 1 };
}

function circular(fileName: string): Result<never> {
  return fail(
    'input',
    'circular_alias',
    `${fileLabel(fileName)} holds a YAML alias inside the value it stands for; write the value out or use $ref, then import again.`,
  );
}

function tooMuch(fileName: string, total: Expanded): Result<never> {
  return fail(
    'input',
    'too_many_nodes',
    `${fileLabel(fileName)} would expand to ${Math.round(total.nodes)} values and ${megabytes(total.chars)} of text through its YAML aliases, over the limits of ${importLimits.nodes} values and ${megabytes(importLimits.bytes)}; remove the aliases and import again.`,
    { nodes: total.nodes, chars: total.chars },
  );
}
