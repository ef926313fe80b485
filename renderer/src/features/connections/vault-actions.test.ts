import { expect, test } from 'vitest';
import type { VaultState } from '../../../../shared/vault.ts';
import { vaultActions } from './vault-actions.ts';

const idsOf = (state: Partial<VaultState>) =>
  vaultActions({ kind: 'session', chosen: true, hasFile: false, sessionSecrets: 0, ...state }).map(({ id }) => id);

test.each<[Partial<VaultState>, readonly string[]]>([
  [{ kind: 'session' }, ['file', 'retry']],
  [{ kind: 'session', chosen: false }, ['file', 'retry', 'session']],
  [{ kind: 'session', hasFile: true, sessionSecrets: 2 }, ['file', 'retry']],
  [{ kind: 'keychain', sessionSecrets: 2 }, ['move', 'file', 'session']],
  [{ kind: 'file-locked', hasFile: true, sessionSecrets: 2 }, ['unlock', 'retry', 'session']],
  [{ kind: 'file-open', hasFile: true, sessionSecrets: 2 }, ['move', 'lock', 'change', 'retry', 'session']],
])('%j', (state, ids) => expect(idsOf(state)).toEqual(ids));

test('a vault file that is there is opened, not made anew', () => {
  const title = (hasFile: boolean) =>
    vaultActions({ kind: 'keychain', chosen: true, hasFile, sessionSecrets: 0 })[0]?.title;
  expect(title(true)).toContain('Use the vault');
  expect(title(false)).toContain('Make a vault');
});
