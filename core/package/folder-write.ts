import { randomBytes } from 'node:crypto';
import { lstat, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { makeFolder } from '../files/make-folder.ts';
import { checkFiles } from './check.ts';
import { connectorFolders, folderFailure, listPaths, scanConnectorFolder } from './folder-read.ts';
import { statedId } from './manifest.ts';

/** What an export did: paths within the folder. */
export interface WrittenFolder {
  readonly written: readonly string[];
  /** Files of an older export that the connector no longer has. */
  readonly removed: readonly string[];
}

const manifestText = (files: readonly ConnectorFile[]): string =>
  files.find((file) => file.path === 'connector.json')?.text ?? '';

const foreignFolder = (directory: string, why: string): Result<never> =>
  fail('input', 'foreign_folder', `${directory} ${why}; nothing was written. Choose a new or empty folder.`);

/** Only a new or empty folder, or an older export of the same connector, is written to. */
async function checkTarget(directory: string, id: string | undefined): Promise<Result<void>> {
  makeFolder(directory, 0o777);
  const entries = await readdir(directory, { withFileTypes: true });
  if (entries.length === 0) return ok(undefined);
  const link = entries.find((entry) => entry.isSymbolicLink() && connectorFolders.has(entry.name));
  if (link) return foreignFolder(directory, `has a link in the place of the folder ${link.name}`);
  if (!entries.some((entry) => entry.isFile() && entry.name === 'connector.json')) {
    return foreignFolder(directory, 'is not empty and has no connector.json');
  }
  const there = await scanConnectorFolder(directory);
  if (!there.ok) return there;
  const standing = statedId(manifestText(there.value.files));
  if (standing === undefined) return foreignFolder(directory, 'has a connector.json that states no id');
  return standing === id ? ok(undefined) : foreignFolder(directory, `holds the connector ${standing.slice(0, 64)}`);
}

/** Writes beside, then renames: a reader sees the old text or the new, and a link in its place is replaced. */
async function writeText(target: string, text: string): Promise<void> {
  const beside = path.join(path.dirname(target), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Makes a folder of the connector; a link in its place would lead outside. */
async function makeInnerFolder(folder: string): Promise<void> {
  makeFolder(folder, 0o777);
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is a link`);
}

async function writeAll(directory: string, files: readonly ConnectorFile[]): Promise<WrittenFolder> {
  const old = (await listPaths(directory)).files;
  // The manifest comes last: a folder whose export was cut short is not taken for a whole new state.
  const ordered = [...files].sort((a, b) => Number(a.path === 'connector.json') - Number(b.path === 'connector.json'));
  for (const file of ordered) {
    const target = path.join(directory, file.path);
    // The folder itself may be a link: the user named it.
    if (file.path.includes('/')) await makeInnerFolder(path.dirname(target));
    await writeText(target, file.text);
  }
  const kept = new Set(files.map((file) => file.path.toLowerCase()));
  const removed = old.filter((name) => !kept.has(name.toLowerCase()));
  for (const name of removed) await rm(path.join(directory, name), { force: true });
  return { written: files.map((file) => file.path), removed };
}

/**
 * Exports a connector's files to a folder that is new, empty, or an older export of the same connector; files there
 * that are no connector's stay. Input failures: `foreign_folder`, `bad_folder`, those of `checkFiles`.
 */
export async function writeConnectorFolder(
  directory: string,
  files: readonly ConnectorFile[],
): Promise<Result<WrittenFolder>> {
  const checked = checkFiles(files);
  if (!checked.ok) return checked;
  try {
    const target = await checkTarget(directory, statedId(manifestText(files)));
    return target.ok ? ok(await writeAll(directory, files)) : target;
  } catch (error) {
    return folderFailure(directory, error);
  }
}
