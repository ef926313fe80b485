import path from 'node:path';
import { type SavedResource, saveResource } from '../../core/runs/save-resource.ts';
import type { Studio } from '../../core/studio/index.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';

/** `--save` alone means the folder of the workspace. */
export type SaveOption = string | true | undefined;

/** Input failure `bad_usage` where a run cannot give a file. */
export const checkSave = (target: string, save: SaveOption): Result<void> =>
  save === undefined || target === 'resource'
    ? ok(undefined)
    : fail('input', 'bad_usage', `--save keeps the file that resource gives; ${target} gives none. Leave it out.`);

/** Saves the file of a run of resource that is ok (A69); undefined where nothing was asked for or came. */
export async function saveFile(
  studio: Studio,
  detail: RunDetail,
  save: SaveOption,
): Promise<Result<SavedResource | undefined>> {
  if (save === undefined || detail.outcome?.kind !== 'ok') return ok(undefined);
  const folder = save === true ? path.join(studio.workspace.directory, 'downloads') : path.resolve(save);
  return saveResource(detail, folder);
}
