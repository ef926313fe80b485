import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { type ConnectorFile, isConnectorPath } from '../../shared/connector/files.ts';
import { packageLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { checkConnector } from './check.ts';
import { archiveDigest } from './digest.ts';

/** A connector as one archive. */
export interface PackedConnector {
  readonly bytes: Uint8Array;
  /** `sha256:` and 64 hex digits of `bytes`. */
  readonly digest: string;
  /** What is in it, sorted by path; `bytes` is the size of each. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/**
 * Every entry is stored, not deflated: zlib builds (Node's, Electron's, a distribution's) deflate the same text to
 * different bytes, and equal content must have an equal digest on every machine. The time is noon of 1 January 1980
 * as DOS fields without zone; the mode is that of a plain file.
 */
const entryOptions = {
  compress: false,
  mtime: new Date(1980, 0, 1, 12),
  forceDosTimestamp: true,
  mode: 0o100644,
} as const;

const limits = { files: packageLimits.entries, fileBytes: packageLimits.entryBytes };

const tooLarge = (what: string, bytes: number, limit: number): Result<never> =>
  fail('input', 'package_too_large', `${what} ${bytes} bytes; a package may hold at most ${limit}: make it smaller.`);

const byPath = (a: ConnectorFile, b: ConnectorFile): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/**
 * Packs a connector; equal content gives equal bytes. Only files of a connector go in, whatever else is given (A34,
 * A124). Input failures: those of `checkConnector`, `package_too_large`.
 */
export async function packConnector(files: readonly ConnectorFile[]): Promise<Result<PackedConnector>> {
  const kept = files.filter((file) => isConnectorPath(file.path)).sort(byPath);
  const checked = checkConnector(kept, limits);
  if (!checked.ok) return checked;
  const entries = kept.map((file) => ({ path: file.path, content: Buffer.from(file.text, 'utf8') }));
  const total = entries.reduce((sum, entry) => sum + entry.content.byteLength, 0);
  if (total > packageLimits.totalBytes) return tooLarge('The files hold', total, packageLimits.totalBytes);
  const zip = new ZipFile();
  for (const entry of entries) zip.addBuffer(entry.content, entry.path, entryOptions);
  zip.end();
  const bytes = await buffer(zip.outputStream);
  if (bytes.byteLength > packageLimits.archiveBytes) {
    return tooLarge('The archive holds', bytes.byteLength, packageLimits.archiveBytes);
  }
  return ok({
    bytes,
    digest: archiveDigest(bytes),
    files: entries.map((entry) => ({ path: entry.path, bytes: entry.content.byteLength })),
  });
}
