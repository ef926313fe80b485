import { chmodSync, closeSync, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { workspaceLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { makeFolder } from '../files/make-folder.ts';
import { createFaults } from './faults.ts';
import { applicationId, migrate, newestVersion, versionOf } from './migrations.ts';

/**
 * Two connections to one file. `saves` waits for the disk at every commit (synchronous=FULL): what a person does
 * survives a power cut. `records` does not (NORMAL): what a run leaves survives a killed process, at 40 times the speed.
 */
export interface Databases {
  readonly saves: Database.Database;
  readonly records: Database.Database;
}

/** Makes the folder; one that was there and holds other things keeps its mode, for it may be a shared one. */
function preparePrivateFolder(directory: string): void {
  makeFolder(directory);
  if (readdirSync(directory).length === 0) chmodSync(directory, 0o700);
}

/** Looks at a file without writing: a newer or foreign database is refused untouched (A29, R11). */
function inspect(file: string, directory: string): Result<void> {
  if (!existsSync(file) || statSync(file).size === 0) return ok(undefined);
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: workspaceLimits.busyMs });
  try {
    const version = versionOf(db);
    const empty = db.prepare('SELECT count(*) AS tables FROM sqlite_master').pluck().get() === 0;
    if (version === 0 && empty) return ok(undefined);
    if (db.pragma('application_id', { simple: true }) !== applicationId) {
      return fail(
        'system',
        'not_a_workspace',
        `${file} is a database of another program and was left as it is: name another folder with --workspace.`,
      );
    }
    if (version <= newestVersion) return ok(undefined);
    return fail(
      'system',
      'newer_workspace',
      `The workspace ${directory} was written by a newer Connector Studio (its version is ${version}, this one reads up to ${newestVersion}) and was left as it is: update the studio, or name another folder with --workspace.`,
      { version, newest: newestVersion },
    );
  } finally {
    db.close();
  }
}

function connect(file: string, synchronous: 'FULL' | 'NORMAL'): Database.Database {
  const db = new Database(file, { timeout: workspaceLimits.busyMs });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${synchronous}`);
    db.pragma('foreign_keys = ON');
    // What is deleted is overwritten, so that nothing removed can be read from the file (A108).
    db.pragma('secure_delete = ON');
    db.pragma('trusted_schema = OFF');
    // A large import leaves a large log; it is cut back at the next checkpoint.
    db.pragma('journal_size_limit = 4194304');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens or makes the database of a workspace: folder 0700, files 0600. System failures: `workspace_unusable`,
 * `workspace_corrupt`, `workspace_busy`, `not_a_workspace`, `newer_workspace`, `disk_full`.
 */
export function openDatabases(directory: string): Result<Databases> {
  return createFaults(directory).result(() => {
    preparePrivateFolder(directory);
    const file = path.join(directory, 'workspace.db');
    const inspected = inspect(file, directory);
    if (!inspected.ok) return inspected;
    // SQLite gives its log and shared memory the mode of the file.
    closeSync(openSync(file, 'a', 0o600));
    const saves = connect(file, 'FULL');
    try {
      migrate(saves);
      return ok({ saves, records: connect(file, 'NORMAL') });
    } catch (error) {
      saves.close();
      throw error;
    }
  });
}
