import {
  type ConnectorFile,
  checkConnectorPath,
  findFunction,
  functionPath,
  isScriptPath,
  twinPath,
} from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { requiredFunctions } from '../../shared/connector/names.ts';
import { workspaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parseManifest } from './manifest.ts';

/** How many files, and how large each may be, in bytes. */
export interface FileLimits {
  readonly files: number;
  readonly fileBytes: number;
}

/** Names that are devices on Windows, whatever follows them (A25). */
export const isDeviceName = (path: string): boolean => /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(path);

function checkFile(file: ConnectorFile, limits: FileLimits): Result<string> {
  const path = checkConnectorPath(file.path);
  if (!path.ok) return path;
  if (isDeviceName(file.path)) {
    return fail('input', 'bad_path', `${file.path} cannot be a file on Windows: give it another name.`);
  }
  const bytes = Buffer.byteLength(file.text);
  if (bytes > limits.fileBytes) {
    return fail(
      'input',
      'file_too_large',
      `${file.path} holds ${bytes} bytes; a file may hold at most ${limits.fileBytes}: make it smaller.`,
    );
  }
  if (!file.text.isWellFormed()) {
    return fail(
      'input',
      'bad_text',
      `${file.path} holds half of a character (a lone surrogate), which cannot be saved as UTF-8: remove it.`,
    );
  }
  return path;
}

/**
 * Two paths that a disk without upper and lower case would take for one, or the same twice: a reader could not tell
 * which of the two counts (A27).
 */
export function findClash(paths: Iterable<string>): readonly [string, string] | undefined {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const known = seen.get(path.toLowerCase());
    if (known !== undefined) return [known, path];
    seen.set(path.toLowerCase(), path);
  }
  return undefined;
}

/** A script in JavaScript and one in TypeScript under one name: an import could mean either. */
function findTwins(paths: Iterable<string>): readonly [string, string] | undefined {
  const all = new Set(paths);
  const path = [...all].find((one) => one.endsWith('.js') && isScriptPath(one) && all.has(twinPath(one)));
  return path === undefined ? undefined : [path, twinPath(path)];
}

/** Checks that each path means one file. Input failures: `ambiguous_path`, `ambiguous_file`. */
export function checkClash(paths: readonly string[]): Result<void> {
  const clash = findClash(paths);
  if (clash) {
    return fail(
      'input',
      'ambiguous_path',
      `${clash[0]} and ${clash[1]} cannot both be files of one connector: rename one of them.`,
    );
  }
  const twins = findTwins(paths);
  if (twins) {
    return fail(
      'input',
      'ambiguous_file',
      `${twins[0]} and ${twins[1]} cannot both be files of one connector, since an import could mean either: remove one of them.`,
    );
  }
  return ok(undefined);
}

/**
 * Checks paths, sizes and number of files, not what they say. Input failures: `bad_path`, `file_too_large`,
 * `bad_text`, `too_many_files`, `ambiguous_path`, `ambiguous_file`.
 */
export function checkFiles(files: readonly ConnectorFile[], limits: FileLimits = workspaceLimits): Result<void> {
  if (files.length > limits.files) {
    return fail(
      'input',
      'too_many_files',
      `There are ${files.length} files; a connector may have at most ${limits.files}.`,
    );
  }
  for (const file of files) {
    const checked = checkFile(file, limits);
    if (!checked.ok) return checked;
  }
  return checkClash(files.map((file) => file.path));
}

/**
 * Checks that a full set of files is a complete connector and gives its manifest. Input failures: those of
 * `checkFiles` and `parseManifest`, `no_manifest`, `missing_function` (FB-81).
 */
export function checkConnector(
  files: readonly ConnectorFile[],
  limits: FileLimits = workspaceLimits,
): Result<Manifest> {
  const checked = checkFiles(files, limits);
  if (!checked.ok) return checked;
  const manifestFile = files.find((file) => file.path === 'connector.json');
  if (!manifestFile) {
    return fail('input', 'no_manifest', 'There is no connector.json: a connector cannot be without its manifest.');
  }
  const manifest = parseManifest(manifestFile.text);
  if (!manifest.ok) return manifest;
  const paths = new Set(files.map((file) => file.path));
  const missing = requiredFunctions.filter((name) => findFunction(paths, name) === undefined);
  if (missing.length > 0) {
    return fail(
      'input',
      'missing_function',
      `${manifest.value.id} lacks ${missing.map(functionPath).join(', ')}: a connector needs the functions ${requiredFunctions.join(', ')}.`,
      { missing },
    );
  }
  return manifest;
}
