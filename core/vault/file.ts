import { existsSync } from 'node:fs';
import { fail, ok, type Result } from '../../shared/result.ts';
import { newPassphraseSchema } from '../../shared/vault.ts';
import { readWhole, replaceFile, withFileLock } from './atomic.ts';
import { VaultFileError } from './errors.ts';
import {
  defaultCost,
  deriveKey,
  type Entries,
  type Kdf,
  type KdfCost,
  newKdf,
  readSealed,
  seal,
  unseal,
} from './sealed.ts';

const GONE =
  'The vault file of this workspace is gone: put a backup of secrets.vault in its place, or choose another place for secrets.';
const WRONG =
  'This passphrase does not open the vault file: it is mistyped, or the file was changed by something else than the studio.';

/** A vault file that is open. Nothing but its key is kept in memory: each use reads the file. */
export interface OpenFile {
  get(key: string): Promise<string | null>;
  /** An empty secret is the same as none. */
  set(key: string, secret: string): Promise<void>;
  delete(key: string): Promise<boolean>;
  keys(): Promise<readonly string[]>;
  /** Removes every entry that is not wanted; writes nothing where there is none. */
  keepOnly(isWanted: (key: string) => boolean): Promise<void>;
  /** Makes a new key from another passphrase and writes the file with it. Fails with `weak_passphrase`. */
  change(passphrase: string): Promise<Result<void>>;
  /** Overwrites the key. */
  close(): void;
}

class KeyedFile implements OpenFile {
  private readonly file: string;
  private readonly cost: KdfCost;
  private key: Buffer;
  private kdf: Kdf;
  private open = true;

  constructor(file: string, cost: KdfCost, key: Buffer, kdf: Kdf) {
    this.file = file;
    this.cost = cost;
    this.key = key;
    this.kdf = kdf;
  }

  async get(key: string): Promise<string | null> {
    const entries = await this.read();
    return Object.hasOwn(entries, key) ? (entries[key] ?? null) : null;
  }

  set(key: string, secret: string): Promise<void> {
    return this.update((entries) => (secret === '' ? without(entries, key) : { ...entries, [key]: secret }));
  }

  async delete(key: string): Promise<boolean> {
    let was = false;
    await this.update((entries) => {
      was = Object.hasOwn(entries, key);
      return was ? without(entries, key) : entries;
    });
    return was;
  }

  async keys(): Promise<readonly string[]> {
    return Object.keys(await this.read());
  }

  keepOnly(isWanted: (key: string) => boolean): Promise<void> {
    return this.update((entries) => {
      const kept = Object.entries(entries).filter(([key]) => isWanted(key));
      return kept.length === Object.keys(entries).length ? entries : Object.fromEntries(kept);
    });
  }

  async change(passphrase: string): Promise<Result<void>> {
    const made = await newKey(passphrase, this.cost);
    if (!made.ok) return made;
    return withFileLock(this.file, async () => {
      const entries = await this.read();
      await replaceFile(this.file, seal(made.value.key, made.value.kdf, entries));
      this.key.fill(0);
      this.key = made.value.key;
      this.kdf = made.value.kdf;
      return ok(undefined);
    });
  }

  close(): void {
    this.open = false;
    this.key.fill(0);
  }

  private async read(): Promise<Entries> {
    const text = await readWhole(this.file);
    if (!this.open) throw new VaultFileError('vault_locked', 'The vault is locked: unlock it with its passphrase.');
    if (text === undefined) throw new VaultFileError('vault_gone', GONE);
    const sealed = readSealed(text);
    if (!sealed.ok) throw new VaultFileError(sealed.error.code, sealed.error.message);
    if (sealed.value.kdf.salt !== this.kdf.salt)
      throw new VaultFileError(
        'vault_locked',
        'The passphrase of the vault was changed by another program: unlock it with the new one.',
      );
    const entries = unseal(this.key, sealed.value);
    if (entries === undefined)
      throw new VaultFileError(
        'vault_damaged',
        'The vault file was changed by something else than the studio, and is not used.',
      );
    return entries;
  }

  private update(change: (entries: Entries) => Entries): Promise<void> {
    return withFileLock(this.file, async () => {
      const before = await this.read();
      const after = change(before);
      if (after !== before) await replaceFile(this.file, seal(this.key, this.kdf, after));
    });
  }
}

const without = (entries: Entries, key: string): Entries =>
  Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));

async function newKey(passphrase: string, cost: KdfCost): Promise<Result<{ readonly key: Buffer; readonly kdf: Kdf }>> {
  const checked = newPassphraseSchema.safeParse(passphrase);
  if (!checked.success) {
    const rule = checked.error.issues[0]?.message ?? 'use another one';
    return fail('input', 'weak_passphrase', `This passphrase cannot be used: ${rule}.`);
  }
  const kdf = newKdf(cost);
  return ok({ key: await deriveKey(passphrase, kdf), kdf });
}

/** The file of secrets of a workspace, AES-256-GCM under a key that scrypt makes from a passphrase (KY-6, A106). */
export interface VaultFile {
  exists(): boolean;
  /** Makes the file. Fails with `vault_exists`, `weak_passphrase`; throws what the disk said. */
  create(passphrase: string): Promise<Result<OpenFile>>;
  /** Opens it. Fails with `no_vault_file`, `wrong_passphrase`, `vault_damaged`. */
  open(passphrase: string): Promise<Result<OpenFile>>;
}

/** The vault file at a path. `cost` is what a new key costs; tests take less. */
export const vaultFileAt = (file: string, cost: KdfCost = defaultCost): VaultFile => ({
  exists: () => existsSync(file),
  create: async (passphrase) => {
    const made = await newKey(passphrase, cost);
    if (!made.ok) return made;
    const { key, kdf } = made.value;
    return withFileLock(file, async () => {
      if (existsSync(file))
        return fail('input', 'vault_exists', 'This workspace has a vault file already: unlock it with its passphrase.');
      await replaceFile(file, seal(key, kdf, {}));
      return ok(new KeyedFile(file, cost, key, kdf));
    });
  },
  open: async (passphrase) => {
    const text = await readWhole(file);
    if (text === undefined)
      return fail('input', 'no_vault_file', 'This workspace has no vault file yet: make one first.');
    const sealed = readSealed(text);
    if (!sealed.ok) return sealed;
    const { kdf } = sealed.value;
    const key = await deriveKey(passphrase, kdf);
    if (unseal(key, sealed.value) === undefined) {
      key.fill(0);
      return fail('input', 'wrong_passphrase', WRONG);
    }
    return ok(new KeyedFile(file, cost, key, kdf));
  },
});
