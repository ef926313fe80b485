import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultWorkspaceDirectory } from '../core/paths.ts';

// Bundled, this stands in out/main/.
const here = import.meta.dirname;

export const rendererRoot: string = path.join(here, '../renderer');
export const preloadFile: string = path.join(here, '../preload/preload.cjs');
export const backendFile: string = path.join(here, 'backend.js');

/** Folder of the workspace: `--workspace DIR`, or the platform's data folder. Other switches are Chromium's. */
export function workspaceDirectory(argv: readonly string[]): string {
  const { values } = parseArgs({
    args: [...argv],
    options: { workspace: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  return path.resolve(typeof values.workspace === 'string' ? values.workspace : defaultWorkspaceDirectory());
}
