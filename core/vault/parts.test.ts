import { expect, it } from 'vitest';
import { vaultLimits } from '../../shared/limits.ts';
import { inParts } from './parts.ts';
import { memoryKeychain } from './testing/keychain.ts';

const long = `${'ü€😀'.repeat(1_000)}.end`;

it.each([
  ['a short secret', 'short', 1],
  ['as much as fits', 'x'.repeat(vaultLimits.partBytes), 1],
  ['one byte more', 'x'.repeat(vaultLimits.partBytes + 1), 3],
  ['a long token with characters of several bytes', long, 8],
  ['a secret that looks like an index', 'connector-studio parts 3 0123456789abcdef', 2],
])('KY-2: %s is kept, none of it longer than vaultLimits.partBytes', async (_what, secret, count) => {
  const { keychain, entries } = memoryKeychain();
  const parts = inParts(keychain);
  await parts.setPassword('s', 'a', secret);
  expect(await parts.getPassword('s', 'a')).toBe(secret);
  expect(entries.size).toBe(count);
  for (const value of entries.values()) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(vaultLimits.partBytes);
});

it('a secret that is replaced or deleted leaves no part behind', async () => {
  const { keychain, entries } = memoryKeychain();
  const parts = inParts(keychain);
  for (const secret of [long, `${long}2`, 'short', long]) await parts.setPassword('s', 'a', secret);
  expect([await parts.getPassword('s', 'a'), entries.size]).toEqual([long, 8]);
  expect([await parts.deletePassword('s', 'a'), entries.size]).toEqual([true, 0]);
  expect([await parts.deletePassword('s', 'a'), await parts.getPassword('s', 'a')]).toEqual([false, null]);
});

it('R14: the old secret is whole as long as the new one is not', async () => {
  const { keychain } = memoryKeychain();
  const { setPassword } = keychain;
  let left = 100;
  keychain.setPassword = async (service, account, secret) => {
    if (left-- <= 0) throw new Error('the keychain is locked');
    await setPassword(service, account, secret);
  };
  const parts = inParts(keychain);
  await parts.setPassword('s', 'a', long);
  for (const writes of [0, 1, 7]) {
    left = writes;
    await expect(parts.setPassword('s', 'a', `${long}2`)).rejects.toThrow('locked');
    expect(await parts.getPassword('s', 'a')).toBe(long);
  }
});

it('a secret with a part missing is missing', async () => {
  const { keychain, entries } = memoryKeychain();
  const parts = inParts(keychain);
  await parts.setPassword('s', 'a', long);
  entries.delete([...entries.keys()].find((key) => key.includes('#')) ?? '');
  expect(await parts.getPassword('s', 'a')).toBeNull();
});
