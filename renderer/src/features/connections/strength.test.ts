import { expect, test } from 'vitest';
import { vaultLimits } from '../../../../shared/limits.ts';
import { passphraseStrength } from './strength.ts';

test.each([
  ['', 'short'],
  ['x'.repeat(vaultLimits.passphraseChars - 1), 'short'],
  ['aaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['abcdefghijklmnop', 'weak'],
  ['password1', 'weak'],
  ['correct horse', 'weak'],
  ['correct horse battery staple', 'fair'],
  ['correct horse battery staple lamp', 'strong'],
  ['k7#vQ2!x', 'fair'],
  ['k7#vQ2!xL9$wB4', 'strong'],
])('%j is %s', (text, strength) => expect(passphraseStrength(text)).toBe(strength));
