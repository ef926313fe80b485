import { exchangeLimits } from '../../limits.ts';
import type { TextBlock } from './types.ts';

/** For each line of `a` the line of `b` that it is, by the longest common subsequence; -1 for one that is gone. */
function matched(a: readonly string[], b: readonly string[]): Int32Array {
  const partners = new Int32Array(a.length).fill(-1);
  if (a.length * b.length > exchangeLimits.lineCells) return partners;
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) partners[i++] = j++;
    else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return partners;
}

const cut = (line: string): string =>
  line.length > exchangeLimits.valueChars ? `${line.slice(0, exchangeLimits.valueChars)}…` : line;

/** Collects blocks up to a number of lines; those beyond are counted. */
class Blocks {
  readonly blocks: TextBlock[] = [];
  more = 0;
  #left: number = exchangeLimits.differences;

  add(a: readonly string[], b: readonly string[], startA: number, startB: number): void {
    if (a.length === 0 && b.length === 0) return;
    const removed = a.slice(0, this.#left).map(cut);
    this.#left -= removed.length;
    const added = b.slice(0, this.#left).map(cut);
    this.#left -= added.length;
    this.more += a.length + b.length - removed.length - added.length;
    if (removed.length + added.length > 0) this.blocks.push({ a: startA + 1, b: startB + 1, removed, added });
  }
}

/** What sets two texts apart, by line; a gap that is too large to be aligned counts as replaced. */
export function compareText(textA: string, textB: string): { readonly blocks: TextBlock[]; readonly more: number } {
  const a = textA.split('\n');
  const b = textB.split('\n');
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [gapA, gapB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const partners = matched(gapA, gapB);
  const found = new Blocks();
  let [fromA, fromB] = [0, 0];
  for (const [index, partner] of partners.entries()) {
    if (partner < 0) continue;
    found.add(gapA.slice(fromA, index), gapB.slice(fromB, partner), start + fromA, start + fromB);
    [fromA, fromB] = [index + 1, partner + 1];
  }
  found.add(gapA.slice(fromA), gapB.slice(fromB), start + fromA, start + fromB);
  return { blocks: found.blocks, more: found.more };
}
