import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { workspaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

const ownerSchema = z.object({ host: z.enum(['electron', 'browser']), pid: z.int() });
type Owner = z.infer<typeof ownerSchema>;

const names: Readonly<Record<Owner['host'], string>> = { electron: 'The desktop studio', browser: 'A browser host' };

/** Who holds the lock, as far as they could say; it is only ever shown. */
function ownerText(file: string): string {
  try {
    const { host, pid } = ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return `${names[host]} (process ${pid})`;
  } catch {
    return 'Another studio';
  }
}

/**
 * Makes this process the one host of a workspace: windows of two hosts would not hear of each other's changes (R12). Gives
 * the function that lets go. The lock is one of the system on a file, so that it ends with its process, however that ends.
 * System failure: `workspace_in_use`, which names the process that has it. The command line needs no lock.
 */
export function claimHost(directory: string, host: Owner['host']): Result<() => void> {
  const owner = path.join(directory, 'host.json');
  const lock = new Database(path.join(directory, 'host.lock'), { timeout: workspaceLimits.hostLockMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    return fail(
      'system',
      'workspace_in_use',
      `${ownerText(owner)} has the workspace ${directory} open already: use that one, end it first, or name another folder with --workspace.`,
    );
  }
  try {
    writeFileSync(owner, JSON.stringify({ host, pid: process.pid } satisfies Owner), { mode: 0o600 });
  } catch {
    // A full disk: the lock holds all the same, and nobody says whose it is.
  }
  return ok(() => {
    rmSync(owner, { force: true });
    lock.close();
  });
}
