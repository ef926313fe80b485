import { describe, expect, it, vi } from 'vitest';
import { vaultLimits } from '../../shared/limits.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { memoryKeychain } from './testing/keychain.ts';
import { testMachine } from './testing/vault.ts';
import { openVault } from './vault.ts';

const rejecting = (message: string) => () =>
  memoryKeychain({ setPassword: () => Promise.reject(new Error(message)) }).keychain;
const throwing = (message: string) => () => {
  throw new Error(message);
};

describe('without a vault file', () => {
  it('uses a keychain that keeps what it is given, and leaves no trace of the proof', async () => {
    const { keychain, entries } = memoryKeychain();
    const store = await testMachine(() => keychain).start();
    expect([store.kind, store.reason]).toEqual(['keychain', undefined]);
    expect(entries.size).toBe(0);
    await store.set('weather/con_1/token', 's3cret');
    expect([...entries]).toEqual([['connector-studio weather/con_1/token', 's3cret']]);
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
    const store = await testMachine(failing(message)).start();
    expect(store.kind).toBe('session');
    expect(store.reason).toMatch(/^Secrets last for this session only: .*\.$/);
    expect(store.reason).toContain(sentence);
  });

  it('A106: a keychain that never answers is left after its time', async () => {
    const { keychain } = memoryKeychain({ setPassword: () => new Promise(() => undefined) });
    const machine = testMachine(() => keychain);
    const store = await openVault({ ...machine.parts, probeTimeoutMs: 60 }, {});
    expect(store.reason).toContain('did not answer within 0.06 seconds');
  });

  it('A106: a keychain that forgets is not trusted', async () => {
    const { keychain } = memoryKeychain({ getPassword: async () => null });
    expect((await testMachine(() => keychain).start()).reason).toContain('does not keep what is stored');
    const stub = await testMachine(() => ({})).start();
    expect(stub.kind).toBe('session');
  });

  it('session only: remembers until it ends, also by STUDIO_VAULT=session', async () => {
    const load = vi.fn();
    const machine = testMachine(load);
    const store = await machine.start({ STUDIO_VAULT: 'session' });
    expect([store.kind, load.mock.calls.length]).toEqual(['session', 0]);
    expect(store.reason).toContain('STUDIO_VAULT=session');
    await store.set('a', '1');
    expect(await store.get('a')).toBe('1');
    expect([await store.delete('a'), await store.delete('a'), await store.get('a')]).toEqual([true, false, null]);
    expect(await (await machine.start({ STUDIO_VAULT: 'session' })).get('a')).toBeNull();
  });

  it('an empty secret is none, in both stores', async () => {
    const { keychain, entries } = memoryKeychain();
    for (const store of [await testMachine(() => keychain).start(), await testMachine(throwing('none')).start()]) {
      await store.set('a', '1');
      await store.set('a', '');
      expect(await store.get('a')).toBeNull();
    }
    expect(entries.size).toBe(0);
  });

  it('R14: a keychain that is locked later says so and never repeats the secret', async () => {
    const { keychain } = memoryKeychain();
    const store = await testMachine(() => keychain).start();
    keychain.setPassword = () => Promise.reject(new Error('prompt dismissed'));
    const failure = store.set('a', 'CANARY');
    await expect(failure).rejects.toThrow('The secret could not be stored: the keychain is locked');
    await expect(failure).rejects.not.toThrow('CANARY');
  });

  it('R14: a keychain that has nothing because it is locked is no keychain without secrets', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { keychain } = memoryKeychain();
    const store = await testMachine(() => keychain).start();
    expect(await store.get('a')).toBeNull();
    // What libsecret does where it cannot be unlocked: reading finds nothing, writing fails.
    keychain.setPassword = () => Promise.reject(new Error('Cannot create an item in a locked collection'));
    expect(await store.get('a')).toBeNull();
    vi.advanceTimersByTime(vaultLimits.provenMs + 1);
    await expect(store.get('a')).rejects.toThrow('The secret could not be read: the keychain is locked');
    vi.useRealTimers();
  });

  it('R14: a prompt that somebody answers after 30 seconds is waited for', async () => {
    vi.useFakeTimers();
    const { keychain } = memoryKeychain();
    const store = await testMachine(() => keychain).start();
    keychain.getPassword = () => new Promise((resolve) => setTimeout(() => resolve('s3cret'), 30_000));
    const read = store.get('a');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await read).toBe('s3cret');
    vi.useRealTimers();
  });

  it('R14: a keychain that hangs later is given up after its time, with the number', async () => {
    vi.useFakeTimers();
    const { keychain } = memoryKeychain();
    const store = await testMachine(() => keychain).start();
    keychain.getPassword = () => new Promise(() => undefined);
    const failure = expect(store.get('a')).rejects.toThrow(
      `The secret could not be read: the keychain did not answer within ${vaultLimits.operationMs / 1000} seconds`,
    );
    await vi.advanceTimersByTimeAsync(vaultLimits.operationMs);
    await failure;
    vi.useRealTimers();
  });
});

const PASSPHRASE = 'correct horse battery';

describe('A106: with a choice', () => {
  it('nobody has chosen memory that there is for lack of a keychain', async () => {
    const vault = await testMachine().start();
    expect(vault.state()).toMatchObject({ kind: 'session', chosen: false, hasFile: false, sessionSecrets: 0 });
  });

  it('a vault file is made, locked at the next start, and opened by its passphrase alone', async () => {
    const machine = testMachine();
    const first = await machine.start();
    expect(unwrap(await first.createFile(PASSPHRASE))).toEqual({
      kind: 'file-open',
      chosen: true,
      hasFile: true,
      sessionSecrets: 0,
    });
    await first.set('crm/con_1/key', 'CANARY-1');
    // Also where a keychain has come meanwhile: what was chosen counts.
    const second = await machine.start({}, () => memoryKeychain().keychain);
    expect(second.state()).toMatchObject({ kind: 'file-locked', reason: expect.stringContaining('locked') });
    await expect(second.get('crm/con_1/key')).rejects.toThrow('unlock it with its passphrase');
    await expect(second.set('crm/con_1/key', 'x')).rejects.toThrow('locked');
    expect(await second.unlock('correct horse')).toMatchObject({ error: { code: 'wrong_passphrase' } });
    expect(second.state().kind).toBe('file-locked');
    expect(unwrap(await second.unlock(PASSPHRASE)).kind).toBe('file-open');
    expect(await second.get('crm/con_1/key')).toBe('CANARY-1');
    expect(second.lock().kind).toBe('file-locked');
    await expect(second.get('crm/con_1/key')).rejects.toThrow('locked');
  });

  it('session only is remembered, and asks no keychain at the next start', async () => {
    const machine = testMachine();
    (await machine.start()).keepInSession();
    const load = vi.fn();
    const next = await machine.start({}, load);
    expect(next.state()).toMatchObject({ kind: 'session', chosen: true, reason: expect.stringContaining('chosen') });
    expect(load).not.toHaveBeenCalled();
  });

  it('a keychain that is back is used when it is tried again; one that is not changes nothing', async () => {
    const { keychain, entries } = memoryKeychain();
    let isThere = false;
    const machine = testMachine(() => {
      if (!isThere) throw new Error('the login keyring is locked');
      return keychain;
    });
    const vault = await machine.start();
    unwrap(await vault.createFile(PASSPHRASE));
    expect(await vault.retryKeychain()).toMatchObject({
      error: { code: 'no_keychain', message: expect.stringContaining('locked') },
    });
    expect(vault.state().kind).toBe('file-open');
    isThere = true;
    expect(unwrap(await vault.retryKeychain())).toMatchObject({ kind: 'keychain', hasFile: true });
    await vault.set('a', '1');
    expect(entries.size).toBe(1);
    expect((await machine.start()).kind).toBe('keychain');
  });

  it('a change of place deletes nothing where the secrets were', async () => {
    const { keychain, entries } = memoryKeychain();
    const vault = await testMachine(() => keychain).start();
    await vault.set('a', 'in the keychain');
    unwrap(await vault.createFile(PASSPHRASE));
    expect([await vault.get('a'), entries.size]).toEqual([null, 1]);
    await vault.set('a', 'in the file');
    vault.keepInSession();
    unwrap(await vault.retryKeychain());
    expect(await vault.get('a')).toBe('in the keychain');
    unwrap(await vault.unlock(PASSPHRASE));
    expect(await vault.get('a')).toBe('in the file');
  });

  it('secrets of the session are moved when it is asked for; what is in the new place already stays', async () => {
    const machine = testMachine();
    const vault = await machine.start();
    await vault.set('a', 'from the session');
    await vault.set('b', 'from the session');
    unwrap(await vault.createFile(PASSPHRASE));
    await vault.set('b', 'newer');
    expect(vault.state().sessionSecrets).toBe(2);
    expect(unwrap(await vault.moveSession())).toBe(2);
    expect(vault.state().sessionSecrets).toBe(0);
    expect([await vault.get('a'), await vault.get('b')]).toEqual(['from the session', 'newer']);
  });

  it('the passphrase changes with the old one only, and the old one opens nothing afterwards', async () => {
    const vault = await testMachine().start();
    unwrap(await vault.createFile(PASSPHRASE));
    await vault.set('a', '1');
    expect(await vault.changePassphrase('not this one', 'another passphrase')).toMatchObject({
      error: { code: 'wrong_passphrase' },
    });
    unwrap(await vault.changePassphrase(PASSPHRASE, 'another passphrase'));
    expect(await vault.get('a')).toBe('1');
    vault.lock();
    expect(await vault.unlock(PASSPHRASE)).toMatchObject({ error: { code: 'wrong_passphrase' } });
    unwrap(await vault.unlock('another passphrase'));
    expect(await vault.get('a')).toBe('1');
  });

  it('a passphrase that another program changed locks this one, which says so', async () => {
    const machine = testMachine();
    const [one, two] = [await machine.start(), await machine.start()];
    unwrap(await one.createFile(PASSPHRASE));
    unwrap(await two.unlock(PASSPHRASE));
    unwrap(await one.changePassphrase(PASSPHRASE, 'another passphrase'));
    await expect(two.get('a')).rejects.toThrow('changed by another program');
    expect(two.state()).toMatchObject({ kind: 'file-locked', reason: expect.stringContaining('another program') });
    unwrap(await two.unlock('another passphrase'));
    expect(await two.get('a')).toBeNull();
  });
});

describe('A108: a secret that is deleted', () => {
  it('goes from every place that was ever used', async () => {
    const { keychain, entries } = memoryKeychain();
    const vault = await testMachine(() => keychain).start();
    await vault.set('a', 'in the keychain');
    vault.keepInSession();
    await vault.set('a', 'in memory');
    unwrap(await vault.createFile(PASSPHRASE));
    await vault.set('a', 'in the file');
    expect(await vault.delete('a')).toBe(true);
    expect([entries.size, vault.state().sessionSecrets, await vault.get('a')]).toEqual([0, 0, null]);
    expect(await vault.delete('a')).toBe(false);
  });

  it('goes from the file although the keychain is gone', async () => {
    let isThere = true;
    const { keychain } = memoryKeychain();
    const machine = testMachine(() => {
      if (isThere) return keychain;
      throw new Error('no keychain any more');
    });
    await (await machine.start()).set('a', 'in the keychain');
    isThere = false;
    const vault = await machine.start();
    unwrap(await vault.createFile(PASSPHRASE));
    await vault.set('a', 'in the file');
    expect([await vault.delete('a'), await vault.get('a')]).toEqual([true, null]);
  });
});
