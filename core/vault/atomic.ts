import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { vaultLimits } from '../../shared/limits.ts';
import { isErrorCode, VaultFileError } from './errors.ts';

const POLL_MS = 20;

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; there the rename is all that can be had.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a file as a whole, for its owner alone: after a crash at any moment it is the old one or the new one. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  await rm(fresh, { force: true });
  const handle = await open(fresh, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  await syncFolder(path.dirname(file));
}

/** The text of a file; undefined where it is missing. Throws `VaultFileError` for one that is too large. */
export async function readWhole(file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    if (size > vaultLimits.fileBytes) {
      throw new VaultFileError(
        'vault_damaged',
        `The vault file is ${size} bytes long; at most ${vaultLimits.fileBytes} are read.`,
      );
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function tryLock(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (!isErrorCode(error, 'EEXIST')) throw error;
  }
  const made = await stat(lock).catch(() => undefined);
  if (made && Date.now() - made.mtimeMs > vaultLimits.fileLockStaleMs) await rm(lock, { force: true });
  return false;
}

/**
 * Works on a file while no other program does: the desktop and a command may have one workspace open. A lock that was left by
 * a program that was killed is removed after `vaultLimits.fileLockStaleMs`, which is far longer than any write.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  const until = performance.now() + vaultLimits.fileLockMs;
  while (!(await tryLock(lock))) {
    if (performance.now() > until)
      throw new VaultFileError('vault_busy', 'Another program has kept the vault file locked: close it, or try again.');
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}
