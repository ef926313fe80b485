import { oc } from '@orpc/contract';
import { z } from 'zod';
import { newPassphraseSchema, passphraseSchema, vaultStateSchema } from '../vault.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

/** Whether the secrets in memory are moved into the file at once. */
const moveSession = z.boolean().default(false);

/** Where secrets are kept. No procedure gives one out, and a passphrase is never kept (A98, A106). */
export const vaultContract = {
  state: base.output(vaultStateSchema),
  /** Makes the vault file of the workspace and uses it from now on. Fails with `vault_exists`. */
  createFile: base.input(z.object({ passphrase: newPassphraseSchema, moveSession })).output(vaultStateSchema),
  /** Opens the vault file. Fails with `wrong_passphrase`, `no_vault_file`, `vault_damaged`. */
  unlock: base.input(z.object({ passphrase: passphraseSchema, moveSession })).output(vaultStateSchema),
  lock: base.output(vaultStateSchema),
  /** Fails with `wrong_passphrase`, `no_vault_file`. */
  changePassphrase: base
    .input(z.object({ current: passphraseSchema, next: newPassphraseSchema }))
    .output(vaultStateSchema),
  /** Keeps secrets in memory from now on, in this workspace. */
  keepInSession: base.output(vaultStateSchema),
  /** Uses the keychain where it works now. Fails with `no_keychain`, which says why. */
  retryKeychain: base.output(vaultStateSchema),
  /** Moves the secrets in memory to the keychain or the vault file. */
  moveSession: base.output(z.object({ moved: z.number().int(), state: vaultStateSchema })),
};
