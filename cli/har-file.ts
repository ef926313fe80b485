import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { harParts } from '../core/exchanges/har/export.ts';
import type { Studio } from '../core/studio/index.ts';
import { WorkspaceError } from '../core/workspace/faults.ts';
import { exchangeLimits } from '../shared/limits.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { fileFailure } from './source.ts';

/** Says that an archive cannot be written there, before a run whose requests it is to hold. Input failure: `bad_file`. */
export async function checkHarFile(file: string): Promise<Result<void>> {
  try {
    const folder = await stat(path.dirname(path.resolve(file)));
    if (!folder.isDirectory()) return fileFailure('written', file, Object.assign(new Error(), { code: 'ENOTDIR' }));
    const there = await stat(file).catch(() => undefined);
    if (there?.isDirectory()) return fileFailure('written', file, Object.assign(new Error(), { code: 'EISDIR' }));
    return ok(undefined);
  } catch (error) {
    return fileFailure('written', file, error);
  }
}

/** Writes a run's archive, an entry at a time. Input failures: `unknown_run`, `bad_file`. */
export async function writeHarFile(
  { workspace }: Pick<Studio, 'workspace'>,
  run: string,
  file: string,
): Promise<Result<void>> {
  const parts = harParts(workspace, run);
  if (!parts.ok) return parts;
  try {
    await writeFile(file, parts.value);
    return ok(undefined);
  } catch (error) {
    // Bodies are read while it is written.
    if (error instanceof WorkspaceError) return { ok: false, error: error.failure };
    return fileFailure('written', file, error);
  }
}

/** The text of an archive. Input failures: `bad_file`, `too_large`. */
export async function readHarFile(file: string): Promise<Result<string>> {
  try {
    const { size } = await stat(file);
    if (size > exchangeLimits.harBytes)
      return fail(
        'input',
        'too_large',
        `${file} holds ${size} bytes; an archive may hold at most ${exchangeLimits.harBytes}. Record less at once.`,
      );
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    return fileFailure('read', file, error);
  }
}
