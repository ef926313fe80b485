import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { vaultLimits } from '../../shared/limits.ts';
import { openSecretStore } from './index.ts';
import { memoryKeychain } from './testing/keychain.ts';

beforeEach(() => vi.stubEnv('STUDIO_VAULT', ''));
afterEach(() => void vi.unstubAllEnvs());

const rejecting = (message: string) => () =>
  memoryKeychain({ setPassword: () => Promise.reject(new Error(message)) }).keychain;
const throwing = (message: string) => () => {
  throw new Error(message);
};

describe('openSecretStore', () => {
  it('uses a keychain that keeps what it is given, and leaves no trace of the proof', async () => {
    const { keychain, entries } = memoryKeychain();
    const store = await openSecretStore({ service: 'studio', loadKeychain: () => keychain });
    expect([store.kind, store.reason]).toEqual(['keychain', undefined]);
    expect(entries.size).toBe(0);
    await store.set('weather/con_1/token', 's3cret');
    expect([...entries]).toEqual([['studio weather/con_1/token', 's3cret']]);
    expect(await store.get('weather/con_1/token')).toBe('s3cret');
    expect(await store.delete('weather/con_1/token')).toBe(true);
    expect(await store.get('weather/con_1/token')).toBeNull();
    expect(await store.delete('weather/con_1/token')).toBe(false);
  });

  it.each([
    ['Failed to load keytar native addon, checked ["../build/Release"]', throwing, 'install libsecret-1-0'],
    ["Cannot find module 'keytar'", throwing, 'install libsecret-1-0'],
    ['libsecret-1.so.0: cannot open shared object file: No such file or directory', throwing, 'install libsecret-1-0'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', rejecting, 'there is no D-Bus session'],
    ['Could not connect: No such file or directory', rejecting, 'there is no D-Bus session'],
    ['The name org.freedesktop.secrets was not provided by any .service files', rejecting, 'no keychain service runs'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', rejecting, 'the keychain is locked'],
    ['Cannot create an item in a locked collection', rejecting, 'the keychain is locked'],
    ['Timeout was reached', rejecting, 'did not answer within 5 seconds'],
    ['Something quite new', rejecting, 'the keychain failed (Something quite new)'],
  ])('A106: %s', async (message, failing, sentence) => {
    const store = await openSecretStore({ loadKeychain: failing(message) });
    expect(store.kind).toBe('session');
    expect(store.reason).toMatch(/^Secrets last for this session only: .*\.$/);
    expect(store.reason).toContain(sentence);
  });

  it('A106: a keychain that never answers is left after its time', async () => {
    const { keychain } = memoryKeychain({ setPassword: () => new Promise(() => undefined) });
    const started = performance.now();
    const store = await openSecretStore({ loadKeychain: () => keychain, probeTimeoutMs: 60 });
    expect(performance.now() - started).toBeLessThan(4000);
    expect(store.reason).toContain('did not answer within 0.06 seconds');
  });

  it('A106: a keychain that forgets is not trusted', async () => {
    const { keychain } = memoryKeychain({ getPassword: async () => null });
    expect((await openSecretStore({ loadKeychain: () => keychain })).reason).toContain('does not keep what is stored');
    const stub = await openSecretStore({ loadKeychain: () => ({}) });
    expect(stub.kind).toBe('session');
  });

  it('session only: remembers until it ends, also by STUDIO_VAULT=session', async () => {
    vi.stubEnv('STUDIO_VAULT', 'session');
    const load = vi.fn();
    const store = await openSecretStore({ loadKeychain: load });
    expect([store.kind, load.mock.calls.length]).toEqual(['session', 0]);
    expect(store.reason).toContain('STUDIO_VAULT=session');
    await store.set('a', '1');
    expect(await store.get('a')).toBe('1');
    expect([await store.delete('a'), await store.delete('a'), await store.get('a')]).toEqual([true, false, null]);
    expect(await (await openSecretStore({ loadKeychain: load })).get('a')).toBeNull();
  });

  it('an empty secret is none, in both stores', async () => {
    const { keychain, entries } = memoryKeychain();
    for (const store of [
      await openSecretStore({ loadKeychain: () => keychain }),
      await openSecretStore({ loadKeychain: throwing('none') }),
    ]) {
      await store.set('a', '1');
      await store.set('a', '');
      expect(await store.get('a')).toBeNull();
    }
    expect(entries.size).toBe(0);
  });

  it('R14: a keychain that is locked later says so and never repeats the secret', async () => {
    const { keychain } = memoryKeychain();
    const store = await openSecretStore({ loadKeychain: () => keychain });
    keychain.setPassword = () => Promise.reject(new Error('prompt dismissed'));
    const failure = store.set('a', 'CANARY');
    await expect(failure).rejects.toThrow('The secret could not be stored: the keychain is locked');
    await expect(failure).rejects.not.toThrow('CANARY');
  });

  it('R14: a keychain that hangs later is given up after its time, with the number', async () => {
    vi.useFakeTimers();
    const { keychain } = memoryKeychain();
    const store = await openSecretStore({ loadKeychain: () => keychain });
    keychain.getPassword = () => new Promise(() => undefined);
    const failure = expect(store.get('a')).rejects.toThrow(
      `The secret could not be read: the keychain did not answer within ${vaultLimits.operationMs / 1000} seconds`,
    );
    await vi.advanceTimersByTimeAsync(vaultLimits.operationMs);
    await failure;
    vi.useRealTimers();
  });
});
