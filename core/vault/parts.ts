import { randomBytes } from 'node:crypto';
import { vaultLimits } from '../../shared/limits.ts';
import type { Keychain } from './keychain.ts';

/** Stands under the name of a secret whose text stands in parts: how many there are, and the id that they share. */
const INDEX = /^connector-studio parts (\d{1,6}) ([0-9a-f]{16})$/;

const partNames = (account: string, index: string | null): readonly string[] => {
  const [, count = '0', id = ''] = INDEX.exec(index ?? '') ?? [];
  return Array.from({ length: Number(count) }, (_, number) => `${account}#${id}.${number}`);
};

/**
 * A keychain that takes secrets of any length: Windows keeps no more than 2,560 bytes under one name, and tokens are longer
 * (KY-2). A new secret replaces the old one at once, by its index: whatever fails in between, one of them is whole. A secret
 * with a part missing counts as missing.
 */
export function inParts(keychain: Keychain, partBytes: number = vaultLimits.partBytes): Keychain {
  const removeParts = async (service: string, names: readonly string[]): Promise<void> => {
    for (const name of names) await keychain.deletePassword(service, name);
  };
  const setLong = async (service: string, account: string, secret: string): Promise<void> => {
    // ASCII, so that a part never ends inside a character.
    const text = Buffer.from(secret).toString('base64');
    const index = `connector-studio parts ${Math.ceil(text.length / partBytes)} ${randomBytes(8).toString('hex')}`;
    for (const [number, name] of partNames(account, index).entries())
      await keychain.setPassword(service, name, text.slice(number * partBytes, (number + 1) * partBytes));
    await keychain.setPassword(service, account, index);
  };
  return {
    getPassword: async (service, account) => {
      const stored = await keychain.getPassword(service, account);
      const names = partNames(account, stored);
      if (names.length === 0) return stored;
      const parts: string[] = [];
      for (const name of names) {
        const part = await keychain.getPassword(service, name);
        if (part === null) return null;
        parts.push(part);
      }
      return Buffer.from(parts.join(''), 'base64').toString();
    },
    setPassword: async (service, account, secret) => {
      const before = partNames(account, await keychain.getPassword(service, account));
      const isLong = Buffer.byteLength(secret) > partBytes || INDEX.test(secret);
      await (isLong ? setLong(service, account, secret) : keychain.setPassword(service, account, secret));
      await removeParts(service, before);
    },
    deletePassword: async (service, account) => {
      await removeParts(service, partNames(account, await keychain.getPassword(service, account)));
      return keychain.deletePassword(service, account);
    },
  };
}
