import type { Failure } from '../../shared/result.ts';
import { KeychainError, VaultFileError } from '../vault/index.ts';
import { WorkspaceError } from '../workspace/index.ts';

/** The failure behind an error that the disk, the database or the keychain raised; undefined for a defect. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof WorkspaceError) return error.failure;
  if (error instanceof KeychainError) return { kind: 'system', code: 'keychain_failed', message: error.message };
  if (error instanceof VaultFileError) return { kind: 'system', code: error.code, message: error.message };
  return undefined;
}
