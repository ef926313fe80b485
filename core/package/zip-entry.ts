import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { isConnectorPath } from '../../shared/connector/files.ts';
import { packageLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isDeviceName } from './check.ts';
import { ambiguous } from './zip-layout.ts';

const fileTypeMask = 0o170000;
const plainFile = 0o100000;
const folder = 0o040000;
const windowsLink = 0x400;
const unicodePathField = 0x7075;
const zip64Field = 0x0001;

const bad = (code: string, message: string): Result<never> => fail('input', code, message);

/** A name from an archive, cut and quoted: foreign text in a message. */
const quote = (name: string): string => JSON.stringify(name.slice(0, packageLimits.pathChars));

/** The name of an entry as text; only its bytes in the directory count. */
export const entryName = (entry: Entry): string => entry.fileNameRaw.toString('utf8');

function checkPath(name: string): Result<'file' | 'folder'> {
  if (name.length > packageLimits.pathChars) {
    return bad(
      'bad_path',
      `The package has a path of ${name.length} characters; at most ${packageLimits.pathChars} are taken.`,
    );
  }
  if (name === 'functions/' || name === 'spec/') return ok('folder');
  if (isConnectorPath(name) && !isDeviceName(name)) return ok('file');
  return bad(
    'bad_path',
    `The package holds ${quote(name)}, which is not a file of a connector; nothing was unpacked. Remove it and pack again.`,
  );
}

/** Regular files and plain folders only: no link, device or pipe (A26). */
function checkKind(entry: Entry, kind: 'file' | 'folder', name: string): Result<void> {
  const type = (entry.externalFileAttributes >>> 16) & fileTypeMask;
  const expected = kind === 'file' ? plainFile : folder;
  if ((type !== 0 && type !== expected) || (entry.externalFileAttributes & windowsLink) !== 0) {
    return bad('special_file', `${quote(name)} in the package is a link or special file; only plain files are taken.`);
  }
  if (kind === 'folder' && entry.uncompressedSize !== 0) return ambiguous(`the folder ${quote(name)} has content`);
  return ok(undefined);
}

/**
 * Checks what the directory says of an entry before any of it is read. Input failures: `bad_path` (A25, A34),
 * `special_file` (A26), `ambiguous_archive` (A27), `encrypted`, `bad_compression`, `package_too_large` (A28).
 */
export function checkEntry(entry: Entry): Result<'file' | 'folder'> {
  const name = entryName(entry);
  const kind = checkPath(name);
  if (!kind.ok) return kind;
  const plain = checkKind(entry, kind.value, name);
  if (!plain.ok) return plain;
  if (entry.extraFields.some((field) => field.id === unicodePathField || field.id === zip64Field)) {
    return ambiguous(`${quote(name)} has a second name or size`);
  }
  if (entry.isEncrypted())
    return bad('encrypted', `${quote(name)} in the package is encrypted; pack without a password.`);
  if (!entry.canDecodeFileData()) {
    return bad('bad_compression', `${quote(name)} is compressed in a way that is not read; use plain or deflate.`);
  }
  if (entry.uncompressedSize > packageLimits.entryBytes) {
    return bad(
      'package_too_large',
      `${quote(name)} holds ${entry.uncompressedSize} bytes; a file of a package may hold at most ${packageLimits.entryBytes}.`,
    );
  }
  return kind;
}

/** Bytes that all entries together may still hold. */
export interface Budget {
  left: number;
}

/**
 * Reads one file, counting while it streams, since a size field may lie (A28). Input failures: `package_too_large`,
 * `zip_bomb`, `damaged_archive` (checksum), `not_text`.
 */
export async function readEntry(zip: ZipFile, entry: Entry, budget: Budget): Promise<Result<string>> {
  const name = entryName(entry);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let checksum = 0;
  const stream = await zip.openReadStreamPromise(entry);
  for await (const part of stream) {
    const chunk = Buffer.from(part);
    bytes += chunk.byteLength;
    budget.left -= chunk.byteLength;
    if (bytes > entry.compressedSize * packageLimits.ratio) {
      return bad(
        'zip_bomb',
        `${quote(name)} unpacks to more than ${packageLimits.ratio} times its packed size; nothing was unpacked.`,
      );
    }
    if (budget.left < 0) {
      return bad('package_too_large', `The package unpacks to more than ${packageLimits.totalBytes} bytes.`);
    }
    checksum = crc32(chunk, checksum);
    chunks.push(chunk);
  }
  if (checksum !== entry.crc32) {
    return bad('damaged_archive', `${quote(name)} in the package does not have its checksum; get the package again.`);
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)));
  } catch {
    return bad('not_text', `${quote(name)} in the package is not UTF-8 text; only text is taken.`);
  }
}
