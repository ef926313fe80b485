import { z } from 'zod';
import { vaultLimits } from './limits.ts';

/** Where the secrets of a workspace are kept, as the interface sees it. No secret and no passphrase is in it (A98, A106). */
export const vaultStateSchema = z.object({
  /** `session`: in memory, gone when the studio ends. `file-…`: in an encrypted file under a passphrase. */
  kind: z.enum(['keychain', 'session', 'file-locked', 'file-open']),
  /** Why it is not the keychain, or why the file is locked: one sentence; absent with a keychain. */
  reason: z.string().optional(),
  /** False where secrets are kept in memory only because there is nothing better and nobody has chosen yet. */
  chosen: z.boolean(),
  /** Whether this workspace has a vault file, open or not. */
  hasFile: z.boolean(),
  /** Secrets in memory; where another place is in use it does not read them, but they can be moved there. */
  sessionSecrets: z.number().int().nonnegative(),
});
export type VaultState = z.infer<typeof vaultStateSchema>;

/** What a workspace remembers of its vault; never the passphrase. */
export const vaultNoteSchema = z.object({
  /** What was chosen; absent: the keychain where there is one. */
  choice: z.enum(['keychain', 'session', 'file']).optional(),
  /** Whether something of this workspace was ever stored in the keychain, so that removing removes it there too (A108). */
  keychainUsed: z.boolean().default(false),
});
export type VaultNote = z.infer<typeof vaultNoteSchema>;

/** A passphrase that may protect a vault file. */
export const newPassphraseSchema = z
  .string()
  .min(vaultLimits.passphraseChars, `use at least ${vaultLimits.passphraseChars} characters`)
  .max(vaultLimits.maxPassphraseChars, `use at most ${vaultLimits.maxPassphraseChars} characters`);

/** A passphrase as it is tried; what it must be like is known when one is made. */
export const passphraseSchema = z.string().min(1).max(vaultLimits.maxPassphraseChars);
