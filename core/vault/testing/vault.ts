import { ok, type Result } from '../../../shared/result.ts';
import type { VaultNote, VaultState } from '../../../shared/vault.ts';
import { temporaryFolder } from '../../workspace/testing/temporary.ts';
import { vaultFileAt } from '../file.ts';
import type { KeychainOptions } from '../keychain-probe.ts';
import type { SecretStore } from '../types.ts';
import { openVault, type Vault, type VaultParts } from '../vault.ts';

/** A key that costs next to nothing. */
export const cheapCost = { logN: 4, r: 8, p: 1 };

const noKeychain = (): never => {
  throw new Error('Cannot autolaunch D-Bus without X11 $DISPLAY');
};

/** A machine: its keychain (none unless given), and a workspace with its vault file and its note. */
export interface TestMachine {
  readonly file: string;
  note: VaultNote;
  readonly parts: VaultParts;
  /** Starts a studio on it. */
  start(environment?: NodeJS.ProcessEnv, keychain?: KeychainOptions['loadKeychain']): Promise<Vault>;
}

export function testMachine(loadKeychain: NonNullable<KeychainOptions['loadKeychain']> = noKeychain): TestMachine {
  const file = `${temporaryFolder()}/secrets.vault`;
  const machine: TestMachine = {
    file,
    note: { keychainUsed: false },
    parts: {
      file: vaultFileAt(file, cheapCost),
      notes: {
        get: () => machine.note,
        set: (note) => {
          machine.note = note;
        },
      },
      loadKeychain,
    },
    start: (environment = {}, keychain = loadKeychain) =>
      openVault({ ...machine.parts, loadKeychain: keychain }, environment),
  };
  return machine;
}

const state = (kind: SecretStore['kind']): VaultState => ({
  kind: kind === 'file' ? 'file-open' : kind,
  chosen: true,
  hasFile: kind === 'file',
  sessionSecrets: 0,
});

/** A store as the vault of a studio whose place does not change. */
export const vaultOf = (store: SecretStore): Vault => {
  const same = (): VaultState => state(store.kind);
  const done = async (): Promise<Result<VaultState>> => ok(same());
  return {
    ...store,
    state: same,
    createFile: done,
    unlock: done,
    lock: same,
    changePassphrase: done,
    keepInSession: same,
    retryKeychain: done,
    moveSession: async () => ok(0),
    keepOnly: async () => undefined,
  };
};
