import path from 'node:path';
import { type SavedResource, saveResource } from '../../core/runs/save-resource.ts';
import type { Studio } from '../../core/studio/index.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';

/** `--save` alone means the folder of the workspace. */
export type SaveOption = string | true | undefined;

/** Options of `studio run` that mean something for one function only. */
interface TargetOptions {
  readonly save?: SaveOption;
  readonly entity?: string;
  readonly allPages?: boolean;
}

/** Input failure `bad_usage` where an option has no meaning for what is to be run. */
export function checkUsage(target: string, { save, entity, allPages }: TargetOptions): Result<void> {
  const misused = (sentence: string) => fail('input', 'bad_usage', sentence);
  if (save !== undefined && target !== 'resource')
    return misused(`--save keeps the file that resource gives; ${target} gives none. Leave it out.`);
  if (allPages === true && target !== 'data')
    return misused(`--all-pages is for data; ${target} has no pages. Leave it out.`);
  if (entity !== undefined && target !== 'data')
    return misused(`--entity is for data; give ${target} what it needs with --input.`);
  return ok(undefined);
}

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
