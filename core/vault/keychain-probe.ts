import { vaultLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { createKeychainStore, loadKeytar, proveKeychain } from './keychain.ts';
import { describeProblem } from './reasons.ts';
import type { SecretStore } from './types.ts';

/** What may be chosen when the keychain is opened. */
export interface KeychainOptions {
  /** Name that the secrets stand under in the keychain. */
  readonly service?: string;
  /** ms until a keychain that does not answer is taken for absent. */
  readonly probeTimeoutMs?: number;
  /** Gives the keychain library, or throws. */
  readonly loadKeychain?: () => unknown;
}

/** The keychain of the operating system, proven by a round trip, or why there is none, without a full stop. Never rejects. */
export async function openKeychain(options: KeychainOptions = {}): Promise<Result<SecretStore, string>> {
  const { service = 'connector-studio', probeTimeoutMs = vaultLimits.probeMs, loadKeychain = loadKeytar } = options;
  try {
    return ok(createKeychainStore(await proveKeychain(loadKeychain, service, probeTimeoutMs), service));
  } catch (error) {
    return { ok: false, error: describeProblem(error, probeTimeoutMs) };
  }
}
