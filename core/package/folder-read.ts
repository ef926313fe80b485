import { constants, type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { type ConnectorFile, isConnectorPath } from '../../shared/connector/files.ts';
import { workspaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { checkFiles } from './check.ts';

/** Folders of a connector; no other is looked into. */
export const connectorFolders: ReadonlySet<string> = new Set(['functions', 'spec']);

/** What stands in a connector's folder. */
export interface FolderScan {
  readonly files: ConnectorFile[];
  /** Paths left alone: not files of a connector, links, pipes; folders end in `/`. */
  readonly ignored: string[];
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'it is no folder',
  EACCES: 'this user may not use it',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return ('code' in error && typeof error.code === 'string' ? reasons[error.code] : undefined) ?? error.message;
}

/** One sentence for a folder that the system refuses. */
export const folderFailure = (directory: string, error: unknown): Result<never> =>
  fail(
    'input',
    'bad_folder',
    `The folder ${directory} cannot be used: ${reasonOf(error)}. Check the path and try again.`,
  );

/** Names one folder and its connector folders; a link is never followed, so nothing outside is read. */
export async function listPaths(directory: string): Promise<{ readonly files: string[]; readonly ignored: string[] }> {
  const files: string[] = [];
  const ignored: string[] = [];
  const sort = (entry: Dirent, name: string): void => {
    if (entry.isFile() && isConnectorPath(name)) files.push(name);
    else ignored.push(entry.isDirectory() ? `${name}/` : name);
  };
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (!(entry.isDirectory() && connectorFolders.has(entry.name))) {
      sort(entry, entry.name);
      continue;
    }
    const inner = await readdir(path.join(directory, entry.name), { withFileTypes: true });
    for (const file of inner) sort(file, `${entry.name}/${file.name}`);
  }
  return { files: files.sort(), ignored: ignored.sort() };
}

/** Reads one file that must still be a plain one: it may have been swapped for a link or a pipe since. */
async function readText(file: string, name: string): Promise<Result<string>> {
  // Windows has neither flag.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(file, flags);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return fail('input', 'special_file', `${name} is not a plain file; replace it by one.`);
    if (stats.size > workspaceLimits.fileBytes) {
      return fail(
        'input',
        'file_too_large',
        `${name} holds ${stats.size} bytes; a file may hold at most ${workspaceLimits.fileBytes}: make it smaller.`,
      );
    }
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await handle.readFile()));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return fail('input', 'not_text', `${name} is not UTF-8 text; save it as UTF-8.`);
  } finally {
    await handle.close();
  }
}

/**
 * Reads a connector's folder: its own files and the names of what was left alone. Input failures: `bad_folder`,
 * `no_manifest`, `not_text`, `special_file`, and those of `checkFiles`.
 */
export async function scanConnectorFolder(directory: string): Promise<Result<FolderScan>> {
  try {
    const { files: names, ignored } = await listPaths(directory);
    if (!names.includes('connector.json')) {
      return fail(
        'input',
        'no_manifest',
        `${directory} has no connector.json${ignored.includes('connector.json') ? ' but a link or special file' : ''}: it is not a connector's folder. Choose one that was exported.`,
      );
    }
    const files: ConnectorFile[] = [];
    for (const name of names.slice(0, workspaceLimits.files + 1)) {
      const text = await readText(path.join(directory, name), name);
      if (!text.ok) return text;
      files.push({ path: name, text: text.value });
    }
    const checked = checkFiles(files);
    return checked.ok ? ok({ files, ignored }) : checked;
  } catch (error) {
    return folderFailure(directory, error);
  }
}

/** The files of a connector's folder; whatever else stands there is ignored. Failures: those of `scanConnectorFolder`. */
export async function readConnectorFolder(directory: string): Promise<Result<ConnectorFile[]>> {
  const scanned = await scanConnectorFolder(directory);
  return scanned.ok ? ok(scanned.value.files) : scanned;
}
