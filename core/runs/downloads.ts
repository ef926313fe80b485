import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { errorCode } from '../workspace/faults.ts';
import { contradiction, mediaType } from './checks/sniff.ts';

/**
 * Endings by declared type: documents, images, sound and archives, nothing that a system runs or a browser executes (no html, no
 * svg, no office files with macros). Any other type, and content that contradicts its type, ends in `.bin` (A69).
 */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'pdf'],
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/tiff', 'tiff'],
  ['image/bmp', 'bmp'],
  ['text/plain', 'txt'],
  ['text/csv', 'csv'],
  ['text/markdown', 'md'],
  ['application/json', 'json'],
  ['application/zip', 'zip'],
  ['application/gzip', 'gz'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
  ['audio/mpeg', 'mp3'],
  ['audio/wav', 'wav'],
  ['audio/ogg', 'ogg'],
  ['video/mp4', 'mp4'],
  ['video/webm', 'webm'],
]);

/** The ending of a file of this declared type; `bin` for types that a system runs, and where the bytes are none of it (A69). */
export function endingOf(contentType: string, bytes: Uint8Array): string {
  const isHonest = contradiction(contentType, bytes) === undefined;
  return (isHonest ? ENDINGS.get(mediaType(contentType)) : undefined) ?? 'bin';
}

/**
 * Makes a folder and those above it that are missing, for this user only. Node's `recursive` tries for ever where a folder that is
 * there takes none and says that it is not, as /proc does.
 */
async function makeFolder(folder: string): Promise<void> {
  const make = () => mkdir(folder, { mode: 0o700 });
  try {
    await make();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(path.dirname(folder));
    await make();
  }
}

/** Further names that are tried where one is taken. */
const NAMES = 1_000;

/**
 * Writes a file to a folder of downloads: readable by this user only, not executable, opened by nobody (A69). One that is there is
 * not replaced: `isNumbered` gives it a number instead. Gives the whole path. Input failures `file_exists`, `bad_file`.
 */
export async function saveDownload(
  file: { readonly folder: string; readonly name: string; readonly ending: string; readonly isNumbered: boolean },
  parts: Iterable<Uint8Array | string>,
): Promise<Result<string>> {
  const { folder, name, ending, isNumbered } = file;
  for (let number = 1; ; number++) {
    const place = path.join(folder, `${name}${number === 1 ? '' : `-${number}`}.${ending}`);
    try {
      await makeFolder(folder);
      const handle = await open(place, 'wx', 0o600);
      try {
        for (const part of parts) await handle.write(Buffer.from(part));
      } catch (error) {
        // Half a file would pass for a whole one.
        await rm(place, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
      return ok(place);
    } catch (error) {
      const code = errorCode(error);
      if (code === undefined) throw error;
      if (code !== 'EEXIST')
        return fail('input', 'bad_file', `${place} cannot be written: ${code}. Choose another folder and save again.`);
      if (!isNumbered || number === NAMES)
        return fail(
          'input',
          'file_exists',
          `${place} is there already, and is not replaced; move it away and save again.`,
        );
    }
  }
}
