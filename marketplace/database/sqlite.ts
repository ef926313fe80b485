import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
} from 'kysely';
import { makeFolder } from '../../core/files/make-folder.ts';
import { marketplaceLimits, workspaceLimits } from '../../shared/limits.ts';
import { sqliteWords } from './migrations.ts';
import { migrate, type Store } from './store.ts';
import type { Tables } from './tables.ts';

/** Transactions take the lock before anything is read: against another server on the same folder, a later lock comes too late. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }
}

/** Statements that were compiled are kept, the newest uses last: compiling one takes longer than most of them run. */
function compiledOnce(database: Database.Database): (sql: string) => Database.Statement {
  const kept = new Map<string, Database.Statement>();
  return (text) => {
    const statement = kept.get(text) ?? database.prepare(text);
    kept.delete(text);
    kept.set(text, statement);
    const [oldest] = kept.keys();
    if (kept.size > marketplaceLimits.preparedStatements && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
}

/** Opens or makes `marketplace.db` in a folder; a publish is on disk when it is acknowledged (synchronous=FULL). */
export async function openSqlite(directory: string): Promise<Store> {
  makeFolder(directory);
  const file = path.join(directory, 'marketplace.db');
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: workspaceLimits.busyMs });
  const db = new Kysely<Tables>({
    dialect: new ImmediateDialect({ database: { prepare: compiledOnce(database), close: () => database.close() } }),
  });
  const store: Store = {
    db,
    kind: 'sqlite',
    notes: [],
    // One writer for the whole database is one writer for each name.
    transact: (_lock, work) => db.transaction().execute(work),
    lock: async () => undefined,
    // Kysely closes a database only once it has used it.
    close: async () => {
      await db.destroy();
      database.close();
    },
  };
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // What is deleted is overwritten: credentials of a connector go with it (FC-56).
    database.pragma('secure_delete = ON');
    await migrate(store, {
      name: file,
      words: sqliteWords,
      read: async () => Number(database.pragma('user_version', { simple: true })),
      write: async (step, version) => {
        await sql.raw(`PRAGMA user_version = ${version}`).execute(step);
      },
    });
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
