import type { Entry, LocalFileHeader, ZipFile } from 'yauzl';
import { packageLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

const endRecordBytes = 22;
const centralRecordBytes = 46;
const localHeaderBytes = 30;
const zip64Marker16 = 0xffff;
const zip64Marker32 = 0xffffffff;
const hasDescriptor = (flags: number): boolean => (flags & 0x8) !== 0;
/** A descriptor after the data: CRC and two sizes, with or without a signature. */
const descriptorBytes: ReadonlySet<number> = new Set([12, 16]);

/** The failure of an archive that two readers could read in two ways (A27). */
export const ambiguous = (why: string): Result<never> =>
  fail('input', 'ambiguous_archive', `This is an ambiguous archive: ${why}. Pack the connector again.`);

/** Where the central directory of an archive stands, in bytes from its start. */
export interface Directory {
  readonly entries: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the end record. Refuses ZIP64, which 64 MiB and 500 entries never need, and an end record that does not
 * stand right behind the directory: another reader could find another one there (A27).
 */
export function readDirectory(bytes: Buffer, commentBytes: number): Result<Directory> {
  const at = bytes.byteLength - endRecordBytes - commentBytes;
  const entries = bytes.readUInt16LE(at + 10);
  const size = bytes.readUInt32LE(at + 12);
  const start = bytes.readUInt32LE(at + 16);
  if (entries === zip64Marker16 || size === zip64Marker32 || start === zip64Marker32) {
    return ambiguous('it is a ZIP64 archive');
  }
  if (bytes.readUInt16LE(at + 8) !== entries) return ambiguous('its two numbers of entries differ');
  if (entries > packageLimits.entries) {
    return fail(
      'input',
      'too_many_entries',
      `The package has ${entries} entries; at most ${packageLimits.entries} are taken.`,
    );
  }
  if (start + size !== at) return ambiguous('its directory does not end where the archive ends');
  return ok({ entries, start, end: at });
}

const sizeOf = (entry: Entry): number =>
  centralRecordBytes + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;

/** An entry with the header that stands before its data; the two must say the same (A27). */
export interface Located {
  readonly entry: Entry;
  readonly header: LocalFileHeader;
}

function checkHeader({ entry, header }: Located, name: string): Result<void> {
  if (!header.fileName.equals(entry.fileNameRaw)) return ambiguous(`${name} has another name before its data`);
  if (header.compressionMethod !== entry.compressionMethod || (header.generalPurposeBitFlag & 1) !== 0) {
    return ambiguous(`${name} is coded in another way before its data`);
  }
  const streamed = hasDescriptor(entry.generalPurposeBitFlag) || hasDescriptor(header.generalPurposeBitFlag);
  const same =
    header.crc32 === entry.crc32 &&
    header.compressedSize === entry.compressedSize &&
    header.uncompressedSize === entry.uncompressedSize;
  return same || streamed ? ok(undefined) : ambiguous(`${name} has another size or checksum before its data`);
}

/**
 * Checks that the entries lie one behind the other without overlap, gap or hidden bytes, from the first byte of the
 * archive to its directory, and that every local header agrees with the directory (A27, A28).
 */
export async function checkLayout(
  zip: ZipFile,
  entries: readonly Entry[],
  directory: Directory,
  nameOf: (entry: Entry) => string,
): Promise<Result<void>> {
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), directory.start) !== directory.end) {
    return ambiguous('its directory holds more than its entries');
  }
  const ordered = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let position = 0;
  for (const [index, entry] of ordered.entries()) {
    if (entry.relativeOffsetOfLocalHeader !== position) return ambiguous('it holds bytes that belong to no file');
    const header = await zip.readLocalFileHeaderPromise(entry);
    const checked = checkHeader({ entry, header }, nameOf(entry));
    if (!checked.ok) return checked;
    const dataEnd =
      position + localHeaderBytes + header.fileNameLength + header.extraFieldLength + entry.compressedSize;
    const next = ordered[index + 1]?.relativeOffsetOfLocalHeader ?? directory.start;
    const gap = next - dataEnd;
    const allowed = gap === 0 || (hasDescriptor(entry.generalPurposeBitFlag) && descriptorBytes.has(gap));
    if (!allowed) return ambiguous('its files overlap or leave room between them');
    position = next;
  }
  return position === directory.start ? ok(undefined) : ambiguous('it holds bytes that belong to no file');
}
