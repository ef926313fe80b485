import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '../../../shared/result.ts';
import { openWorkspace } from '../index.ts';
import type { Workspace } from '../types.ts';

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'studio-workspace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The value of a result that a test takes for granted. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** An open workspace in a folder of its own; closed after the test. */
export function temporaryWorkspace(directory: string = temporaryFolder()): Workspace {
  const workspace = unwrap(openWorkspace(directory));
  onTestFinished(() => workspace.close());
  return workspace;
}
