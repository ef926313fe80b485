import { readFile, stat } from 'node:fs/promises';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { packageLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { findClash } from './check.ts';
import { type Budget, checkEntry, entryName, readEntry } from './zip-entry.ts';
import { ambiguous, checkLayout, readDirectory } from './zip-layout.ts';

/** What the reader of zip files found, as a part of a sentence. */
function damage(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be read';
  if (error.message.startsWith('End of central directory')) return 'it is no zip file, or its end is missing';
  return error.message.slice(0, 200).replace(/\.+$/, '');
}

const damaged = (error: unknown): Result<never> =>
  fail('input', 'damaged_archive', `This is not a whole .connector archive: ${damage(error)}. Get it again.`);

const tooLarge = (bytes: number): Result<never> =>
  fail(
    'input',
    'package_too_large',
    `The package holds ${bytes} bytes; an archive may hold at most ${packageLimits.archiveBytes}.`,
  );

async function checkEntries(zip: ZipFile, bytes: Buffer): Promise<Result<readonly Entry[]>> {
  const directory = readDirectory(bytes, zip.comment.length);
  if (!directory.ok) return directory;
  const entries: Entry[] = [];
  const files: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    const kind = checkEntry(entry);
    if (!kind.ok) return kind;
    if (kind.value === 'file') files.push(entry);
  }
  const clash = findClash(entries.map(entryName));
  if (clash) return ambiguous(`it holds both ${clash[0]} and ${clash[1]}`);
  const layout = await checkLayout(zip, entries, directory.value, entryName);
  return layout.ok ? ok(files) : layout;
}

type Wanted = (path: string) => boolean;

async function readFiles(zip: ZipFile, bytes: Buffer, wanted: Wanted): Promise<Result<ConnectorFile[]>> {
  const entries = await checkEntries(zip, bytes);
  if (!entries.ok) return entries;
  const budget: Budget = { left: packageLimits.totalBytes };
  const files: ConnectorFile[] = [];
  for (const entry of entries.value.filter((one) => wanted(entryName(one)))) {
    const text = await readEntry(zip, entry, budget);
    if (!text.ok) return text;
    files.push({ path: entryName(entry), text: text.value });
  }
  return ok(files);
}

/**
 * Unpacks an archive in memory; everything is checked first, and nothing is written or run. Refuses the whole where
 * one entry is not a plain text file of a connector (A25–A28, A34). Input failures: `damaged_archive`, `bad_path`,
 * `special_file`, `ambiguous_archive`, `too_many_entries`, `package_too_large`, `zip_bomb`, `encrypted`, `not_text` …
 * Of an archive that was unpacked before, only what is `wanted` need be read.
 */
export async function unpackConnector(
  archive: Uint8Array,
  wanted: Wanted = () => true,
): Promise<Result<ConnectorFile[]>> {
  if (archive.byteLength > packageLimits.archiveBytes) return tooLarge(archive.byteLength);
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  try {
    // Names stay bytes: yauzl would take a second name from an extra field and turn backslashes into slashes.
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, autoClose: false });
    try {
      return await readFiles(zip, bytes, wanted);
    } finally {
      zip.close();
    }
  } catch (error) {
    return damaged(error);
  }
}

/** Reads an archive from disk. Further input failure: `bad_file`, where it cannot be read. */
export async function readConnectorArchive(file: string): Promise<Result<ConnectorFile[]>> {
  try {
    const { size } = await stat(file);
    return size > packageLimits.archiveBytes ? tooLarge(size) : await unpackConnector(await readFile(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    return fail('input', 'bad_file', `The package ${file} cannot be read: ${reason}. Check the path and try again.`);
  }
}
