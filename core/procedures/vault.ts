import type { Studio } from '../studio/index.ts';
import { createVaultFile, unlockVault } from '../studio/vault.ts';
import { os, unwrap } from './handler.ts';

export const vaultProcedures = (studio: Studio) => {
  const { vault } = studio;
  return {
    state: os.vault.state.handler(() => vault.state()),
    createFile: os.vault.createFile.handler(async ({ input }) =>
      unwrap(await createVaultFile(studio, input.passphrase, input.moveSession)),
    ),
    unlock: os.vault.unlock.handler(async ({ input }) =>
      unwrap(await unlockVault(studio, input.passphrase, input.moveSession)),
    ),
    lock: os.vault.lock.handler(() => vault.lock()),
    changePassphrase: os.vault.changePassphrase.handler(async ({ input }) =>
      unwrap(await vault.changePassphrase(input.current, input.next)),
    ),
    keepInSession: os.vault.keepInSession.handler(() => vault.keepInSession()),
    retryKeychain: os.vault.retryKeychain.handler(async () => unwrap(await vault.retryKeychain())),
    moveSession: os.vault.moveSession.handler(async () => ({
      moved: unwrap(await vault.moveSession()),
      state: vault.state(),
    })),
  };
};
