import { vaultLimits } from '../../shared/limits.ts';
import { createKeychainStore, loadKeytar, proveKeychain } from './keychain.ts';
import { describeProblem } from './reasons.ts';
import { createSessionStore } from './session.ts';
import type { SecretStore } from './types.ts';

export { KeychainError } from './keychain.ts';

/** What may be chosen when the store is opened. */
export interface SecretStoreOptions {
  /** Name that the secrets stand under in the keychain. */
  readonly service?: string;
  /** ms until a keychain that does not answer is taken for absent. */
  readonly probeTimeoutMs?: number;
  /** Gives the keychain library, or throws. */
  readonly loadKeychain?: () => unknown;
}

/**
 * Opens the keychain of the operating system, or, where there is none that works, a store that forgets everything at
 * the end of the session and says why in `reason` (A106). Never a file, never a constant key. The environment variable
 * STUDIO_VAULT=session leaves the keychain alone. Never rejects.
 */
export async function openSecretStore(options: SecretStoreOptions = {}): Promise<SecretStore> {
  const { service = 'connector-studio', probeTimeoutMs = vaultLimits.probeMs, loadKeychain = loadKeytar } = options;
  const sessionOnly = 'Secrets last for this session only: ';
  if (process.env.STUDIO_VAULT === 'session') return createSessionStore(`${sessionOnly}STUDIO_VAULT=session is set.`);
  try {
    return createKeychainStore(await proveKeychain(loadKeychain, service, probeTimeoutMs), service);
  } catch (error) {
    return createSessionStore(`${sessionOnly}${describeProblem(error, probeTimeoutMs)}.`);
  }
}
