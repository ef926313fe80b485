import type { Keychain } from '../keychain.ts';

/** A keychain in memory, with what is in it, that can be made to fail. */
export function memoryKeychain(changes: Partial<Keychain> = {}): { keychain: Keychain; entries: Map<string, string> } {
  const entries = new Map<string, string>();
  const keychain: Keychain = {
    getPassword: async (service, account) => entries.get(`${service} ${account}`) ?? null,
    setPassword: async (service, account, password) => void entries.set(`${service} ${account}`, password),
    deletePassword: async (service, account) => entries.delete(`${service} ${account}`),
    ...changes,
  };
  return { keychain, entries };
}
