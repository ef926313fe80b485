import { vaultLimits } from '../../../../shared/limits.ts';

/** How hard a passphrase is to guess by somebody who has the file. */
export type Strength = 'short' | 'weak' | 'fair' | 'strong';

const fairBits = 45;
const strongBits = 70;

const classes: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^A-Za-z0-9\s]/, 33],
  [/\s/, 1],
];

/** Bits that one word is worth where several are put together: as in lists of some thousand words. */
const wordBits = 12.9;

/**
 * A rough estimate: characters that repeat or continue the one before count little, and words count as words however long
 * they are. A hint, not a rule: only the length is required.
 */
export function passphraseStrength(text: string): Strength {
  if (text.length < vaultLimits.passphraseChars) return 'short';
  const alphabet = classes.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const fresh = codes.filter((code, index) => index === 0 || Math.abs(code - (codes[index - 1] ?? 0)) > 1).length;
  const distinct = new Set(codes).size;
  const byCharacter = Math.min(fresh, distinct * 2) * Math.log2(Math.max(2, alphabet));
  const words = new Set(
    text
      .toLowerCase()
      .split(/[\s\-_.]+/)
      .filter((word) => word.length > 2),
  );
  const onlyWords = /^[a-z\s\-_.]+$/i.test(text);
  const bits = onlyWords ? Math.min(byCharacter, words.size > 1 ? words.size * wordBits : 35) : byCharacter;
  if (bits < fairBits) return 'weak';
  return bits < strongBits && !(words.size >= 5) ? 'fair' : 'strong';
}
