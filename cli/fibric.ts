import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeProject } from '../core/files/write-project.ts';
import { type FibricRuntime, type FibricSdk, fibricProject } from '../core/generate/fibric/index.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';
import { ok, type Result } from '../shared/result.ts';

const part = (name: keyof FibricRuntime): Promise<string> =>
  readFile(path.join(import.meta.dirname, '../resources/fibric', name), 'utf8');

/** Writes a connector to a folder as a project for Fibric; gives the paths of its files. Failures are those of its parts. */
export async function exportFibric(
  files: readonly ConnectorFile[],
  directory: string,
  options: { readonly sdk: FibricSdk; readonly publisher?: string },
): Promise<Result<readonly string[]>> {
  const runtime: FibricRuntime = {
    'call.js': await part('call.js'),
    'guest.js': await part('guest.js'),
    'http.js': await part('http.js'),
    'thread.js': await part('thread.js'),
  };
  const project = fibricProject(files, { ...options, runtime });
  if (!project.ok) return project;
  const written = await writeProject(directory, project.value);
  return written.ok ? ok(project.value.map((file) => file.path)) : written;
}
