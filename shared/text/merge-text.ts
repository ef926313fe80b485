import type { Resolution } from '../import/merge.ts';
import { mergeLimits } from '../limits.ts';

/** A run of lines that the three texts agree on, that one side changed, or that both changed differently. */
export type Chunk =
  | { readonly kind: 'clean'; readonly lines: readonly string[] }
  | {
      readonly kind: 'conflict';
      readonly base: readonly string[];
      readonly ours: readonly string[];
      readonly theirs: readonly string[];
    };

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Lines with their endings, so that they join to the same text. */
export const splitLines = (text: string): readonly string[] => (text === '' ? [] : text.split(/(?<=\n)/));

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, index) => line === b[index]);

/** Positions of the lines that occur once in a range. */
function uniqueLines(lines: readonly string[], { from, to }: Range): Map<string, number> {
  const found = new Map<string, number>();
  const repeated = new Set<string>();
  for (let index = from; index < to; index++) {
    const line = lines[index] ?? '';
    if (found.has(line)) repeated.add(line);
    found.set(line, index);
  }
  for (const line of repeated) found.delete(line);
  return found;
}

/** The longest run of pairs whose second numbers ascend (patience sorting). */
function ascending(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const tops: number[] = [];
  const before: number[] = [];
  for (const [index, [, right]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < right) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = index;
  }
  const run: (readonly [number, number])[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair) run.push(pair);
  }
  return run.reverse();
}

/** A longest common subsequence by the exact table. */
function exact(a: readonly string[], left: Range, b: readonly string[], right: Range): readonly [number, number][] {
  const width = right.to - right.from + 1;
  const table = new Uint32Array((left.to - left.from + 1) * width);
  const at = (i: number, j: number): number => table[(i - left.from) * width + (j - right.from)] ?? 0;
  for (let i = left.to - 1; i >= left.from; i--) {
    for (let j = right.to - 1; j >= right.from; j--) {
      const value = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      table[(i - left.from) * width + (j - right.from)] = value;
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [left.from, right.from];
  while (i < left.to && j < right.to) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/**
 * For each line of `a` the line of `b` it is found again at, or -1: a common subsequence by lines that are unique on both
 * sides (patience diff), exact where there are none and the gap is small.
 */
export function matchLines(a: readonly string[], b: readonly string[]): Int32Array {
  const found = new Int32Array(a.length).fill(-1);
  const open: [Range, Range][] = [
    [
      { from: 0, to: a.length },
      { from: 0, to: b.length },
    ],
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    let [{ from: i, to: iEnd }, { from: j, to: jEnd }] = next;
    while (i < iEnd && j < jEnd && a[i] === b[j]) found[i++] = j++;
    while (i < iEnd && j < jEnd && a[iEnd - 1] === b[jEnd - 1]) found[--iEnd] = --jEnd;
    if (i === iEnd || j === jEnd) continue;
    const left = { from: i, to: iEnd };
    const right = { from: j, to: jEnd };
    const there = uniqueLines(b, right);
    const anchors = ascending(
      [...uniqueLines(a, left)].flatMap(([line, index]) => {
        const other = there.get(line);
        return other === undefined ? [] : [[index, other] as const];
      }),
    );
    if (anchors.length === 0) {
      if ((iEnd - i + 1) * (jEnd - j + 1) > mergeLimits.cells) continue;
      for (const [one, other] of exact(a, left, b, right)) found[one] = other;
      continue;
    }
    for (const [one, other] of anchors) {
      found[one] = other;
      open.push([
        { from: i, to: one },
        { from: j, to: other },
      ]);
      [i, j] = [one + 1, other + 1];
    }
    open.push([
      { from: i, to: iEnd },
      { from: j, to: jEnd },
    ]);
  }
  return found;
}

function chunkOf(base: readonly string[], ours: readonly string[], theirs: readonly string[]): Chunk {
  if (same(base, ours) || same(ours, theirs)) return { kind: 'clean', lines: theirs };
  if (same(base, theirs)) return { kind: 'clean', lines: ours };
  return { kind: 'conflict', base, ours, theirs };
}

/**
 * Three-way comparison of lines (diff3): between the lines that all three texts share, what one side changed is taken, and
 * what both changed differently is a conflict that holds all three sides.
 */
export function compareLines(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly Chunk[] {
  const inOurs = matchLines(base, ours);
  const inTheirs = matchLines(base, theirs);
  const chunks: Chunk[] = [];
  let [b, o, t] = [0, 0, 0];
  while (b < base.length || o < ours.length || t < theirs.length) {
    const stable = b;
    while (b < base.length && inOurs[b] === o && inTheirs[b] === t) [b, o, t] = [b + 1, o + 1, t + 1];
    if (b > stable) chunks.push({ kind: 'clean', lines: base.slice(stable, b) });
    let next = b;
    while (next < base.length && (inOurs[next] === -1 || inTheirs[next] === -1)) next++;
    const oEnd = next < base.length ? (inOurs[next] ?? o) : ours.length;
    const tEnd = next < base.length ? (inTheirs[next] ?? t) : theirs.length;
    if (next > b || oEnd > o || tEnd > t) {
      chunks.push(chunkOf(base.slice(b, next), ours.slice(o, oEnd), theirs.slice(t, tEnd)));
    }
    [b, o, t] = [next, oEnd, tEnd];
  }
  return chunks;
}

/** A text of three, and whether both sides changed the same lines. */
export interface MergedText {
  /** With the lines of `resolution` where both sides changed them; no markers. */
  readonly text: string;
  readonly conflict: boolean;
}

const chosen = (chunk: Extract<Chunk, { kind: 'conflict' }>, resolution: Resolution): readonly string[] => {
  switch (resolution) {
    case 'ours':
      return chunk.ours;
    case 'theirs':
      return chunk.theirs;
    case 'both':
      // A last line without its ending would run into the first one of the other side.
      return [...chunk.ours.map((line) => (line.endsWith('\n') ? line : `${line}\n`)), ...chunk.theirs];
  }
};

/** Merges three texts by lines; `resolution` decides where both sides changed the same lines. */
export function mergeText(base: string, ours: string, theirs: string, resolution: Resolution): MergedText {
  if (ours === theirs || base === theirs) return { text: ours, conflict: false };
  if (base === ours) return { text: theirs, conflict: false };
  const chunks = compareLines(splitLines(base), splitLines(ours), splitLines(theirs));
  return {
    text: chunks.map((chunk) => (chunk.kind === 'clean' ? chunk.lines : chosen(chunk, resolution)).join('')).join(''),
    conflict: chunks.some((chunk) => chunk.kind === 'conflict'),
  };
}
