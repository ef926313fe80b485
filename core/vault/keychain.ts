import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { vaultLimits } from '../../shared/limits.ts';
import { inParts } from './parts.ts';
import { classifyProblem, describeProblem, KeychainForgets, KeychainTimeout } from './reasons.ts';
import type { SecretStore } from './types.ts';

/** The part of keytar that is used. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** The keychain did not do what it was asked; the message says why and what to do, never a secret. */
export class KeychainError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeychainError';
  }
}

/** keytar is loaded when it is first needed: on a machine without libsecret loading it throws. */
export const loadKeytar = (): unknown => createRequire(import.meta.url)('keytar');

const hasFunctions = (value: unknown): value is Keychain =>
  typeof value === 'object' &&
  value !== null &&
  ['getPassword', 'setPassword', 'deletePassword'].every((name) => typeof Reflect.get(value, name) === 'function');

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KeychainTimeout(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Stores a random value under an account of its own, reads it and deletes it. */
async function roundTrip(keychain: Keychain, service: string): Promise<void> {
  const probe = `${service}.probe`;
  const canary = randomBytes(16).toString('hex');
  await keychain.setPassword(probe, canary, canary);
  const read = await keychain.getPassword(probe, canary);
  await keychain.deletePassword(probe, canary);
  if (read !== canary) throw new KeychainForgets();
}

/**
 * Loads a keychain and proves a whole round trip of a random value under an account of its own: on Linux a library
 * that loads says nothing of a service behind it. Throws what the keychain threw, or `KeychainTimeout`.
 */
export async function proveKeychain(load: () => unknown, service: string, timeoutMs: number): Promise<Keychain> {
  const keychain = load();
  if (!hasFunctions(keychain)) throw new Error('Cannot find module functions of keytar');
  await within(timeoutMs, roundTrip(keychain, service));
  return keychain;
}

/** libsecret holds on to the service that it found first: one that was started anew is found by the next start only. */
const afterwards = (error: unknown): string =>
  classifyProblem(error) === 'no-secret-service' ? ', then start the studio again' : '';

/** Secrets in the keychain under one service name; the account is the key. Rejects with `KeychainError`. */
export function createKeychainStore(whole: Keychain, service: string): SecretStore {
  const keychain = inParts(whole);
  const ask = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await within(vaultLimits.operationMs, work());
    } catch (error) {
      throw new KeychainError(`The secret could not be ${what}: ${describeProblem(error)}${afterwards(error)}.`);
    }
  };
  let provenAt = performance.now();
  /** A keychain that is locked has nothing: libsecret says so where it could not be unlocked (R14). Only a round trip tells. */
  const prove = async (): Promise<void> => {
    if (performance.now() - provenAt < vaultLimits.provenMs) return;
    await roundTrip(whole, service);
    provenAt = performance.now();
  };
  const remove = (key: string) => ask('deleted', () => keychain.deletePassword(service, key));
  return {
    kind: 'keychain',
    get: async (key) => {
      const secret = await ask('read', () => keychain.getPassword(service, key));
      if (secret === null) await ask('read', prove);
      return secret;
    },
    set: async (key, secret) => {
      // Keychains take no empty value; an empty secret is the same as none.
      if (secret === '') await remove(key);
      else await ask('stored', () => keychain.setPassword(service, key, secret));
    },
    delete: remove,
  };
}
