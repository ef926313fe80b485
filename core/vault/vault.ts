import { fail, ok, type Result } from '../../shared/result.ts';
import type { VaultNote, VaultState } from '../../shared/vault.ts';
import { isVaultLocked, VaultFileError } from './errors.ts';
import type { OpenFile, VaultFile } from './file.ts';
import { type KeychainOptions, openKeychain } from './keychain-probe.ts';
import { createSessionStore } from './session.ts';
import type { SecretStore } from './types.ts';

/** What a vault stands on. */
export interface VaultParts extends KeychainOptions {
  readonly file: VaultFile;
  /** What the workspace remembers. */
  readonly notes: { get(): VaultNote; set(note: VaultNote): void };
}

/**
 * The secrets of a workspace: in the keychain, in memory or in its vault file, as chosen. A change of place deletes nothing
 * where the secrets were (A106); deleting one deletes it in every place that can be reached (A108).
 */
export interface Vault extends SecretStore {
  state(): VaultState;
  /** Makes the vault file and uses it. Fails with `vault_exists`, `weak_passphrase`. */
  createFile(passphrase: string): Promise<Result<VaultState>>;
  /** Opens the vault file and uses it. Fails with `no_vault_file`, `wrong_passphrase`, `vault_damaged`. */
  unlock(passphrase: string): Promise<Result<VaultState>>;
  /** Forgets the key of the vault file, in use or not. */
  lock(): VaultState;
  /** Fails with `no_vault_file`, `wrong_passphrase`, `weak_passphrase`. */
  changePassphrase(current: string, next: string): Promise<Result<VaultState>>;
  /** Keeps secrets in memory from now on. */
  keepInSession(): VaultState;
  /** Uses the keychain where it works now. Fails with `no_keychain`; then everything is as before. */
  retryKeychain(): Promise<Result<VaultState>>;
  /** Moves the secrets in memory to the place of now; gives how many. Those that are there already stay. */
  moveSession(): Promise<Result<number>>;
  /** Removes what is not wanted any more from the vault file; nothing where it is locked. */
  keepOnly(isWanted: (key: string) => boolean): Promise<void>;
}

type Place = 'keychain' | 'session' | 'file';

const LOCKED = 'The vault of this workspace is locked: unlock it with its passphrase.';
const FOR_NOW = 'Secrets last for this session only: ';

/** What the disk said, as an error of the vault; anything else as it is. */
function fileError(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new VaultFileError('vault_failed', `The vault file cannot be used: ${error.message}.`);
}

class WorkspaceVault implements Vault {
  private readonly parts: VaultParts;
  private readonly memory = createSessionStore('');
  private keychain: SecretStore | undefined;
  private opened: OpenFile | undefined;
  private place: Place = 'session';
  private chosen = false;
  private why: string | undefined;
  /** Deriving a key takes 128 MiB: one at a time. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(parts: VaultParts) {
    this.parts = parts;
  }

  /** Chooses the place to begin with. */
  async begin(environment: NodeJS.ProcessEnv): Promise<void> {
    const { choice } = this.parts.notes.get();
    const { file } = this.parts;
    if (environment.STUDIO_VAULT === 'session')
      return this.use('session', true, `${FOR_NOW}STUDIO_VAULT=session is set.`);
    if (choice === 'file' && file.exists()) return this.use('file', true, LOCKED);
    if (choice === 'session') return this.use('session', true, `${FOR_NOW}that was chosen for this workspace.`);
    const keychain = await openKeychain(this.parts);
    if (keychain.ok) {
      this.keychain = keychain.value;
      return this.use('keychain', true);
    }
    if (file.exists()) return this.use('file', true, LOCKED);
    this.use('session', false, `${FOR_NOW}${keychain.error}.`);
  }

  get kind(): Place {
    return this.place;
  }

  get reason(): string | undefined {
    return this.why;
  }

  state(): VaultState {
    const kind = this.place === 'file' ? (this.opened ? 'file-open' : 'file-locked') : this.place;
    return {
      kind,
      ...(this.why === undefined ? {} : { reason: this.why }),
      chosen: this.chosen,
      hasFile: this.parts.file.exists(),
      sessionSecrets: this.memory.size(),
    };
  }

  get(key: string): Promise<string | null> {
    return this.current((store) => store.get(key));
  }

  async set(key: string, secret: string): Promise<void> {
    const note = this.parts.notes.get();
    if (this.place === 'keychain' && !note.keychainUsed) this.parts.notes.set({ ...note, keychainUsed: true });
    await this.current((store) => store.set(key, secret));
  }

  async delete(key: string): Promise<boolean> {
    const here = await this.current((store) => store.delete(key));
    const elsewhere = await this.deleteElsewhere(key);
    return here || elsewhere;
  }

  createFile(passphrase: string): Promise<Result<VaultState>> {
    return this.openedBy(() => this.parts.file.create(passphrase));
  }

  unlock(passphrase: string): Promise<Result<VaultState>> {
    return this.openedBy(() => this.parts.file.open(passphrase));
  }

  lock(): VaultState {
    this.opened?.close();
    this.opened = undefined;
    if (this.place === 'file') this.why = LOCKED;
    return this.state();
  }

  changePassphrase(current: string, next: string): Promise<Result<VaultState>> {
    return this.inTurn(async () => {
      // The old passphrase is asked for even where the file is open: who sits at an open studio may be somebody else.
      const opened = await this.parts.file.open(current);
      if (!opened.ok) return opened;
      const changed = await opened.value.change(next);
      if (!changed.ok) {
        opened.value.close();
        return changed;
      }
      this.opened?.close();
      this.opened = opened.value;
      if (this.place === 'file') this.why = undefined;
      return ok(this.state());
    });
  }

  keepInSession(): VaultState {
    this.choose('session');
    this.use('session', true, `${FOR_NOW}that was chosen for this workspace.`);
    return this.state();
  }

  async retryKeychain(): Promise<Result<VaultState>> {
    const keychain = await openKeychain(this.parts);
    if (!keychain.ok) return fail('system', 'no_keychain', `The keychain cannot be used: ${keychain.error}.`);
    this.keychain = keychain.value;
    this.choose('keychain');
    this.use('keychain', true);
    return ok(this.state());
  }

  async moveSession(): Promise<Result<number>> {
    if (this.place === 'session') return ok(0);
    let moved = 0;
    for (const key of this.memory.keys()) {
      const secret = await this.memory.get(key);
      if (secret !== null && (await this.get(key)) === null) await this.set(key, secret);
      await this.memory.delete(key);
      moved++;
    }
    return ok(moved);
  }

  async keepOnly(isWanted: (key: string) => boolean): Promise<void> {
    await this.opened?.keepOnly(isWanted);
  }

  /** What the place of now answers; a vault file whose passphrase was changed meanwhile is locked again. */
  private async current<T>(ask: (store: Pick<SecretStore, 'get' | 'set' | 'delete'>) => Promise<T>): Promise<T> {
    if (this.place === 'keychain' && this.keychain) return ask(this.keychain);
    if (this.place === 'session') return ask(this.memory);
    const file = this.opened;
    if (!file) throw new VaultFileError('vault_locked', this.why ?? LOCKED);
    try {
      return await ask(file);
    } catch (error) {
      if (error instanceof VaultFileError && isVaultLocked(error) && this.opened === file) {
        this.lock();
        this.why = error.message;
      }
      throw fileError(error);
    }
  }

  private async deleteElsewhere(key: string): Promise<boolean> {
    let found = false;
    if (this.place !== 'session') found = await this.memory.delete(key);
    if (this.place !== 'file' && this.opened) found = (await this.opened.delete(key)) || found;
    if (this.place !== 'keychain' && this.parts.notes.get().keychainUsed) {
      // Best effort: a keychain that is not there now cannot be asked.
      const keychain = this.keychain ?? (await openKeychain(this.parts));
      const store = 'ok' in keychain ? (keychain.ok ? keychain.value : undefined) : keychain;
      this.keychain = store;
      found = (await store?.delete(key).catch(() => false)) || found;
    }
    return found;
  }

  private openedBy(open: () => Promise<Result<OpenFile>>): Promise<Result<VaultState>> {
    return this.inTurn(async () => {
      const opened = await open();
      if (!opened.ok) return opened;
      this.opened?.close();
      this.opened = opened.value;
      this.choose('file');
      this.use('file', true);
      return ok(this.state());
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work).catch((error) => {
      throw fileError(error);
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private choose(choice: Place): void {
    this.parts.notes.set({ ...this.parts.notes.get(), choice });
  }

  private use(place: Place, chosen: boolean, why?: string): void {
    this.place = place;
    this.chosen = chosen;
    this.why = why;
  }
}

/**
 * Opens the vault of a workspace: its vault file, locked, where that was chosen; else the keychain of the operating system; else
 * memory, with the reason (A106). Never a plain file, never a constant key. The environment variable STUDIO_VAULT=session
 * leaves the keychain alone. Never rejects for what the keychain did.
 */
export async function openVault(parts: VaultParts, environment: NodeJS.ProcessEnv = process.env): Promise<Vault> {
  const vault = new WorkspaceVault(parts);
  await vault.begin(environment);
  return vault;
}
