import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';
import { errorCode } from '../workspace/faults.ts';
import { contradiction, mediaType } from './checks/sniff.ts';
import { readResource } from './resource.ts';

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

/** A file that was saved. */
export interface SavedResource {
  /** Whole path. */
  readonly file: string;
  readonly bytes: number;
  /** As the connector declared it. */
  readonly contentType: string;
}

function endingOf(contentType: string, bytes: Uint8Array): string {
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

/**
 * Saves the file that a run of resource gave back (FB-62): under a name made of the run's id, never one of the source's; readable
 * by this user only, not executable, and opened by nobody (A69). A file that is there is not replaced.
 *
 * Input failures `not_a_resource` (another run, or one that failed), `file_exists`, `bad_file`; connector failures as of
 * `readResource`.
 */
export async function saveResource(detail: RunDetail, folder: string): Promise<Result<SavedResource>> {
  if (detail.target !== 'resource' || detail.outcome?.kind !== 'ok')
    return fail(
      'input',
      'not_a_resource',
      `The run ${detail.id} of ${detail.target} gave no file; only a run of resource that is ok does.`,
    );
  const resource = readResource(detail.result);
  if (!resource.ok) return resource;
  const { contentType, bytes } = resource.value;
  const file = path.join(folder, `resource-${detail.id}.${endingOf(contentType, bytes)}`);
  try {
    await makeFolder(folder);
    await writeFile(file, bytes, { mode: 0o600, flag: 'wx' });
    return ok({ file, bytes: bytes.byteLength, contentType });
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code === 'EEXIST')
      return fail(
        'input',
        'file_exists',
        `${file} is there already, and is not replaced; move it away and save again.`,
      );
    return fail('input', 'bad_file', `${file} cannot be written: ${code}. Choose another folder and save again.`);
  }
}
