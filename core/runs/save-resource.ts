import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';
import { endingOf, saveDownload } from './downloads.ts';
import { readResource } from './resource.ts';

/** A file that was saved. */
export interface SavedResource {
  /** Whole path. */
  readonly file: string;
  readonly bytes: number;
  /** As the connector declared it. */
  readonly contentType: string;
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
  const ending = endingOf(contentType, bytes);
  const saved = await saveDownload({ folder, name: `resource-${detail.id}`, ending, isNumbered: false }, [bytes]);
  return saved.ok ? ok({ file: saved.value, bytes: bytes.byteLength, contentType }) : saved;
}
