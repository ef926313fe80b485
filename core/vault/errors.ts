import { fail, type Result, reasonOf } from '../../shared/result.ts';
import type { SecretStore } from './types.ts';

/** The vault file cannot be used; the message says why and what to do, never a secret. */
export class VaultFileError extends Error {
  /** Code of the failure that this becomes: `vault_locked`, `vault_gone`, `vault_damaged`, `vault_busy`. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'VaultFileError';
    this.code = code;
  }
}

/** Whether an error says that the vault is only to be unlocked. */
export const isVaultLocked = (error: unknown): boolean =>
  error instanceof VaultFileError && error.code === 'vault_locked';

/** Whether an error of Node has this code. */
export const isErrorCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Why a secret cannot be read: `vault_locked` where the vault is only to be unlocked, else `vault_failed`. */
export function unreadable(what: string, vault: Pick<SecretStore, 'kind'>, error: unknown): Result<never> {
  const place = vault.kind === 'file' ? 'vault file' : vault.kind;
  const code = isVaultLocked(error) ? 'vault_locked' : 'vault_failed';
  const reason = reasonOf(error).replace(/\.$/, '');
  return fail('system', code, `${what} cannot be read from the ${place}: ${reason}.`);
}
