import type { SecretStore } from './types.ts';

/** Secrets in memory, with how many there are. */
export interface SessionStore extends SecretStore {
  size(): number;
  /** The keys of all, for moving them elsewhere. */
  keys(): readonly string[];
}

/** Secrets in the memory of this process, gone when it ends; `reason` says why there is nothing better. */
export function createSessionStore(reason: string): SessionStore {
  const secrets = new Map<string, string>();
  return {
    kind: 'session',
    reason,
    size: () => secrets.size,
    keys: () => [...secrets.keys()],
    get: async (key) => secrets.get(key) ?? null,
    set: async (key, secret) => {
      // As in a keychain: an empty secret is the same as none.
      if (secret === '') secrets.delete(key);
      else secrets.set(key, secret);
    },
    delete: async (key) => secrets.delete(key),
  };
}
