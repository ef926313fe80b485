import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { fail, ok, type Result, reasonOf } from '../../shared/result.ts';
import { makeFolder } from './make-folder.ts';

/** Whether a folder holds these files, byte by byte, and nothing else. */
async function holds(directory: string, files: readonly ConnectorFile[]): Promise<boolean> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  if (entries.some((entry) => !entry.isFile() && !entry.isDirectory())) return false;
  const there = entries.filter((entry) => entry.isFile());
  if (there.length !== files.length) return false;
  for (const { path: name, text } of files) {
    const target = path.join(directory, name);
    if (!there.some((entry) => path.join(entry.parentPath, entry.name) === target)) return false;
    if ((await readFile(target, 'utf8')) !== text) return false;
  }
  return true;
}

/**
 * Writes a project to a folder that is new or empty; one that holds the same already is left as it is. All of it is written
 * beside, then moved in: what cannot be written leaves nothing. Gives false where nothing had to be written. Fails with
 * `foreign_folder` where the folder holds anything else, and with `bad_folder`; then nothing was written there.
 *
 * @param files paths with forward slashes that lead nowhere above the folder
 */
export async function writeProject(directory: string, files: readonly ConnectorFile[]): Promise<Result<boolean>> {
  let beside: string | undefined;
  try {
    makeFolder(directory, 0o777);
    if ((await readdir(directory)).length > 0) {
      if (await holds(directory, files)) return ok(false);
      const message = `${directory} holds something else; nothing was written. Choose a new or empty folder.`;
      return fail('input', 'foreign_folder', message);
    }
    beside = path.join(path.dirname(directory), `.${path.basename(directory)}-${randomBytes(6).toString('hex')}.tmp`);
    makeFolder(beside, 0o777);
    for (const { path: name, text } of files) {
      const target = path.join(beside, name);
      makeFolder(path.dirname(target), 0o777);
      await writeFile(target, text, { encoding: 'utf8', flag: 'wx' });
    }
    for (const name of await readdir(beside)) await rename(path.join(beside, name), path.join(directory, name));
    return ok(true);
  } catch (error) {
    return fail('input', 'bad_folder', `${directory} cannot be written: ${reasonOf(error)}.`);
  } finally {
    if (beside !== undefined) await rm(beside, { recursive: true, force: true });
  }
}
