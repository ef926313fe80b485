import { matchLines, splitLines } from './merge-text.ts';

/** Lines that one text has more and has less than another. */
export interface LineChanges {
  readonly added: number;
  readonly removed: number;
}

const countLines = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return text === '' || text.endsWith('\n') ? count : count + 1;
};

/**
 * Lines added and removed on the way from one text to another; null for a file that is not there. Texts of more than
 * `maxChars` together count as replaced.
 */
export function lineChanges(before: string | null, after: string | null, maxChars: number): LineChanges {
  if (before === after) return { added: 0, removed: 0 };
  if (before === null || after === null || before.length + after.length > maxChars)
    return { added: countLines(after ?? ''), removed: countLines(before ?? '') };
  const [a, b] = [splitLines(before), splitLines(after)];
  const kept = matchLines(a, b).reduce((sum, partner) => (partner === -1 ? sum : sum + 1), 0);
  return { added: b.length - kept, removed: a.length - kept };
}
