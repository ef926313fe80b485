import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { makeFolder } from '../core/files/make-folder.ts';
import { workspaceLimits } from '../shared/limits.ts';
import { migrations, type Tables } from './tables.ts';

/** The database, typed by its tables. */
export type MarketplaceDatabase = Kysely<Tables>;

function migrate(db: Database.Database, file: string): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > migrations.length) {
    throw new Error(`${file} was written by a newer marketplace (version ${version}): update this one.`);
  }
  for (const [from, sql] of migrations.entries()) {
    db.transaction(() => {
      if (Number(db.pragma('user_version', { simple: true })) !== from) return;
      db.exec(sql);
      db.pragma(`user_version = ${from + 1}`);
    }).immediate();
  }
}

/** Opens or makes the database in a folder; a publish is on disk when it is acknowledged (synchronous=FULL). */
export function openDatabase(directory: string): MarketplaceDatabase {
  makeFolder(directory);
  const file = path.join(directory, 'marketplace.db');
  closeSync(openSync(file, 'a', 0o600));
  const db = new Database(file, { timeout: workspaceLimits.busyMs });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    migrate(db, file);
  } catch (error) {
    db.close();
    throw error;
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) });
}
