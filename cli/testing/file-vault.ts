import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { SecretStore } from '../../core/vault/types.ts';

/** A keychain of a test: secrets in a file, so that they outlive a process as those of a real one do. */
export function fileVault(file: string): SecretStore & { all(): Record<string, string> } {
  const all = (): Record<string, string> => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  const write = (secrets: Record<string, string>): void => writeFileSync(file, JSON.stringify(secrets));
  return {
    kind: 'keychain',
    all,
    get: async (key) => all()[key] ?? null,
    set: async (key, secret) => write({ ...all(), [key]: secret }),
    delete: async (key) => {
      const { [key]: gone, ...rest } = all();
      write(rest);
      return gone !== undefined;
    },
  };
}
