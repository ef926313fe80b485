import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { vaultLimits } from '../../shared/limits.ts';
import { temporaryFolder, unwrap } from '../workspace/testing/temporary.ts';
import { vaultFileAt } from './file.ts';
import { deriveKey, newKdf } from './sealed.ts';
import { cheapCost } from './testing/vault.ts';

const PASSPHRASE = 'correct horse battery';

async function scene() {
  const file = path.join(temporaryFolder(), 'secrets.vault');
  const vault = vaultFileAt(file, cheapCost);
  return { file, vault, open: unwrap(await vault.create(PASSPHRASE)) };
}
const text = (file: string): string => readFileSync(file, 'utf8');

describe('the vault file (KY-6)', () => {
  it('A105: holds no secret, no key of one and no passphrase in any readable form', async () => {
    const { file, open } = await scene();
    await open.set('crm/con_1/token', 'CANARY-ünïcode-😀');
    for (const form of ['CANARY', 'con_1', PASSPHRASE, Buffer.from('CANARY').toString('base64').slice(0, 7)])
      expect(text(file)).not.toContain(form);
    expect(readdirSync(path.dirname(file))).toEqual(['secrets.vault']);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await open.get('crm/con_1/token')).toBe('CANARY-ünïcode-😀');
  });

  it('says in its header how its key is made, with what vaultLimits names, and has a salt of its own', async () => {
    const vault = vaultFileAt(path.join(temporaryFolder(), 'secrets.vault'));
    unwrap(await vault.create(PASSPHRASE)).close();
    unwrap(await vault.open(PASSPHRASE)).close();
    const kdf = newKdf({ logN: vaultLimits.scryptLogN, r: vaultLimits.scryptR, p: vaultLimits.scryptP });
    expect(kdf).toMatchObject({ name: 'scrypt', logN: 17, r: 8, p: 1 });
    expect(newKdf(cheapCost).salt).not.toBe(newKdf(cheapCost).salt);
    expect(JSON.parse(text((await scene()).file))).toMatchObject({ version: 1, kdf: { ...cheapCost, name: 'scrypt' } });
  });

  it('takes any form of one passphrase, and keeps what a keychain would', async () => {
    const { vault, open } = await scene();
    unwrap(await open.change('pässphrase'));
    await open.set('long', 'x'.repeat(100_000));
    await open.set('none', '');
    const again = unwrap(await vault.open('pa\u0308ssphrase'));
    expect([(await again.get('long'))?.length, await again.get('none'), await again.delete('none')]).toEqual([
      100_000,
      null,
      false,
    ]);
    expect([await again.delete('long'), await again.keys()]).toEqual([true, []]);
  });

  it('A106: is refused with another passphrase, after any change and at any cut, with no more said than that', async () => {
    const { file, vault, open } = await scene();
    await open.set('a', 'CANARY');
    const whole = text(file);
    expect(await vault.open('wrong passphrase')).toMatchObject({ error: { code: 'wrong_passphrase' } });
    const parts = JSON.parse(whole);
    const flip = (base64: string): string => {
      const bytes = Buffer.from(base64, 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      return bytes.toString('base64');
    };
    const changed = [
      { ...parts, data: flip(parts.data) },
      { ...parts, iv: flip(parts.iv) },
      { ...parts, tag: flip(parts.tag) },
      { ...parts, tag: '' },
      { ...parts, kdf: { ...parts.kdf, salt: flip(parts.kdf.salt) } },
      { ...parts, kdf: { ...parts.kdf, r: 4 } },
    ];
    const answers = new Set<string>();
    for (const one of changed) {
      writeFileSync(file, JSON.stringify(one));
      const opened = await vault.open(PASSPHRASE);
      answers.add(opened.ok ? 'opened' : opened.error.message);
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('does not open the vault file');
    for (let at = 0; at < whole.length - 2; at += 7) {
      writeFileSync(file, whole.slice(0, at));
      expect(await vault.open(PASSPHRASE)).toMatchObject({ error: { code: 'vault_damaged' } });
    }
    writeFileSync(file, whole);
    expect(await unwrap(await vault.open(PASSPHRASE)).get('a')).toBe('CANARY');
  });

  it.each([
    ['logN', vaultLimits.maxScryptLogN + 1],
    ['r', vaultLimits.maxScryptR + 1],
    ['p', vaultLimits.maxScryptP + 1],
  ])(
    'a header that asks for more than vaultLimits allows (%s = %i) is refused before anything is computed',
    async (name, value) => {
      const { file, vault } = await scene();
      const parts = JSON.parse(text(file));
      writeFileSync(file, JSON.stringify({ ...parts, kdf: { ...parts.kdf, [name]: value } }));
      expect(await vault.open(PASSPHRASE)).toMatchObject({ error: { code: 'vault_damaged' } });
    },
  );

  it('a file that is too large is not read, one that is changed while it is open is not used', async () => {
    const { file, vault, open } = await scene();
    const parts = JSON.parse(text(file));
    writeFileSync(file, JSON.stringify({ ...parts, data: `AAAA${parts.data.slice(4)}` }));
    await expect(open.get('a')).rejects.toMatchObject({ code: 'vault_damaged' });
    writeFileSync(file, ' '.repeat(vaultLimits.fileBytes + 1));
    await expect(vault.open(PASSPHRASE)).rejects.toMatchObject({ code: 'vault_damaged' });
  });

  it('a new passphrase has as many characters as vaultLimits says', async () => {
    const vault = vaultFileAt(path.join(temporaryFolder(), 'secrets.vault'), cheapCost);
    const short = 'x'.repeat(vaultLimits.passphraseChars - 1);
    const long = 'x'.repeat(vaultLimits.maxPassphraseChars + 1);
    for (const passphrase of ['', short, long])
      expect(await vault.create(passphrase)).toMatchObject({ error: { code: 'weak_passphrase' } });
    expect(vault.exists()).toBe(false);
    unwrap(await vault.create(`${short}x`));
    expect(await vault.create(PASSPHRASE)).toMatchObject({ error: { code: 'vault_exists' } });
  });

  it('two programs write at once and nothing is lost', async () => {
    const { vault, open } = await scene();
    const other = unwrap(await vault.open(PASSPHRASE));
    const names = Array.from({ length: 20 }, (_, index) => `k${index}`);
    await Promise.all(names.map((name, index) => (index % 2 ? open : other).set(name, name)));
    expect([...(await open.keys())].sort()).toEqual([...names].sort());
  });

  it('the lock of a program that was killed is left after vaultLimits.fileLockStaleMs', async () => {
    const { file, open } = await scene();
    writeFileSync(`${file}.lock`, '');
    const at = (Date.now() - vaultLimits.fileLockStaleMs - 1_000) / 1_000;
    utimesSync(`${file}.lock`, at, at);
    expect(vaultLimits.fileLockMs).toBeGreaterThan(vaultLimits.fileLockStaleMs);
    await open.set('a', '1');
    expect([await open.get('a'), readdirSync(path.dirname(file))]).toEqual(['1', ['secrets.vault']]);
  });

  it('A112: a key that is closed is zeros', async () => {
    const key = await deriveKey(PASSPHRASE, newKdf(cheapCost));
    expect(key.every((byte) => byte === 0)).toBe(false);
    const { open } = await scene();
    open.close();
    await expect(open.get('a')).rejects.toMatchObject({ code: 'vault_locked' });
    expect(Reflect.get(open, 'key')).toEqual(Buffer.alloc(32));
  });

  it('R2: a program that is killed while it writes leaves the old secrets or the new ones', async () => {
    const { file, vault } = await scene();
    const script = path.join(import.meta.dirname, 'testing/writer.ts');
    for (const ms of [1, 8]) {
      const writer = promisify(execFile)(process.execPath, [script, file, PASSPHRASE, String(ms)]);
      await expect(writer).rejects.toMatchObject({ signal: 'SIGKILL' });
      expect(await unwrap(await vault.open(PASSPHRASE)).get('a')).toMatch(/^value \d+$/);
    }
  });
});
