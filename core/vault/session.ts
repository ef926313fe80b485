import type { SecretStore } from './types.ts';

/** Secrets in the memory of this process, gone when it ends; `reason` says why there is nothing better. */
export function createSessionStore(reason: string): SecretStore {
  const secrets = new Map<string, string>();
  return {
    kind: 'session',
    reason,
    get: async (key) => secrets.get(key) ?? null,
    set: async (key, secret) => {
      // As in a keychain: an empty secret is the same as none.
      if (secret === '') secrets.delete(key);
      else secrets.set(key, secret);
    },
    delete: async (key) => secrets.delete(key),
  };
}
