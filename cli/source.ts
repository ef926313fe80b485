import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fetchDescription } from '../core/import/fetch.ts';
import { openRoute, type Route } from '../core/runs/index.ts';
import type { Description } from '../core/studio/import.ts';
import type { StudioData } from '../core/studio/index.ts';
import { importLimits } from '../shared/limits.ts';
import { fail, ok, type Result } from '../shared/result.ts';

/** Why a file cannot be read or written, by the code of the system. */
const reasons: Readonly<Record<'read' | 'written', Readonly<Record<string, string>>>> = {
  read: { ENOENT: 'there is no such file', EACCES: 'this user may not read it', EISDIR: 'it is a folder' },
  written: {
    ENOENT: 'there is no such folder',
    ENOTDIR: 'its folder is a file',
    EACCES: 'this user may not write there',
    EISDIR: 'it is a folder',
    ENOSPC: 'the disk is full',
  },
};

/** The code of a Node system error, such as ENOENT. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';

/** One sentence for a file that could not be read or written. */
export const fileFailure = (verb: 'read' | 'written', file: string, error: unknown): Result<never> =>
  fail(
    'input',
    'bad_file',
    `${file} cannot be ${verb}: ${reasons[verb][errorCode(error)] ?? errorCode(error)}. Check the path and call again.`,
  );

async function readFileDescription(file: string): Promise<Result<Description>> {
  try {
    const { size } = await stat(file);
    if (size > importLimits.bytes) {
      return fail(
        'input',
        'too_large',
        `${file} holds ${size} bytes; a description may hold at most ${importLimits.bytes}.`,
      );
    }
    return ok({ fileName: path.basename(file), text: await readFile(file, 'utf8'), path: path.resolve(file) });
  } catch (error) {
    return fileFailure('read', file, error);
  }
}

/** The description a SPEC argument names: a file, or an http(s) address that the user typed; `route` leads there. */
export const readDescription = (spec: string, route?: Route): Promise<Result<Description>> =>
  /^https?:\/\//i.test(spec) ? fetchDescription(spec, undefined, route) : readFileDescription(spec);

/** The same by way of the settings of a workspace (A68). */
export async function readDescriptionFor(studio: StudioData, spec: string): Promise<Result<Description>> {
  const route = await openRoute(studio);
  return route.ok ? readDescription(spec, route.value) : route;
}
