import { type ConnectorFile, isScriptPath } from '../../shared/connector/files.ts';
import type { FoundText } from '../../shared/connector/readiness.ts';
import { viewLimits } from '../../shared/limits.ts';
import { maskSecrets } from '../import/found-secrets.ts';

/** `apiKey: 'value'`, `"token": "value"`, `password = 'value'`: a literal that is given the name of a credential. */
const assigned =
  /(?:secret|token|passw(?:or)?d|api[_-]?key|credential|private[_-]?key)[A-Za-z0-9_]{0,20}["']?\s{0,4}[:=]\s{0,4}["'`]([^"'`\s]{12,200})["'`]/gi;

/** Bits per character below which a text is a word rather than a key. */
const leastEntropy = 3.4;

/** Shannon entropy of a text, bits per character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Addresses, paths, templates and names of settings are long too, yet no secrets. */
const isHarmless = (value: string): boolean =>
  /^[a-z]+:\/\/|[${}<>/ ]|^[A-Za-z_]+$/.test(value) || !/\d/.test(value) || entropyOf(value) < leastEntropy;

const hasAssigned = (line: string): boolean =>
  [...line.matchAll(assigned)].some(([, value]) => value !== undefined && !isHarmless(value));

/**
 * Texts of a connector's files that look like credentials: a known form anywhere but in the description (which is masked when
 * it is imported), a random text that is given the name of a credential in code. A look, not a proof; at most
 * `viewLimits.foundSecrets`.
 */
export function findSecrets(files: readonly ConnectorFile[]): readonly FoundText[] {
  const found: FoundText[] = [];
  for (const { path, text } of files) {
    if (path.startsWith('spec/')) continue;
    for (const [at, line] of text.split('\n').entries()) {
      if (found.length >= viewLimits.foundSecrets) return found;
      const [kind] = maskSecrets(line).kinds;
      if (kind !== undefined) found.push({ path, line: at + 1, kind });
      else if (isScriptPath(path) && hasAssigned(line)) found.push({ path, line: at + 1, kind: 'a key or password' });
    }
  }
  return found;
}
