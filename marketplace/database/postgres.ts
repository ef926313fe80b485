import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type PostgresDialectConfig, PostgresDriver, sql } from 'kysely';
import { Pool, types } from 'pg';
import { marketplaceLimits } from '../../shared/limits.ts';
import { postgresWords } from './migrations.ts';
import { migrate, type Step, type Store } from './store.ts';
import type { Tables } from './tables.ts';
import { indexWords } from './word-index.ts';

/** Row numbers and counts are far below 2⁵³, but come as BIGINT, which the driver gives as text. */
const numbers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format),
};

/** Transactions begin with their lock, in one message: `begin`. */
class LockingDriver extends PostgresDriver {
  override async beginTransaction(): Promise<void> {}
}

class LockingDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new LockingDriver(this.#config);
  }
}

/** Names may hold what a request says; only a number made of them gets into the text of the statement. */
const lockOf = (name: string): string =>
  `SELECT pg_advisory_xact_lock(${createHash('sha256').update(name).digest().readBigInt64BE()})`;

const begin = (step: Step, name: string) => sql.raw(`BEGIN; ${lockOf(name)}`).execute(step);

/** The address without what only its owner should read. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

/**
 * Opens a PostgreSQL database, which may serve many servers at once, and makes its tables where they are missing. Rejects
 * with the driver's error where it cannot be reached (`ECONNREFUSED`, `28P01` …).
 */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new Pool({
    connectionString: url,
    types: numbers,
    max: marketplaceLimits.databaseConnections,
    connectionTimeoutMillis: marketplaceLimits.databaseConnectMs,
  });
  // A connection that breaks while nobody uses it is dropped by the pool; the next query gets another one.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new LockingDialect({ pool }) });
  const notes: string[] = [];
  const store: Store = {
    db,
    kind: 'postgres',
    notes,
    transact: (name, work) =>
      db.transaction().execute(async (step) => {
        await begin(step, name);
        return work(step);
      }),
    lock: async (step, name) => {
      await sql.raw(lockOf(name)).execute(step);
    },
    close: async () => {
      await db.destroy();
      if (!pool.ended) await pool.end();
    },
  };
  try {
    await migrate(store, {
      name: nameOf(url),
      words: postgresWords,
      read: async (step) => {
        await sql`CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)`.execute(step);
        const found = await sql<{ version: number }>`SELECT version FROM schema_version`.execute(step);
        return found.rows[0]?.version ?? 0;
      },
      write: async (step, version) => {
        await sql`DELETE FROM schema_version`.execute(step);
        await sql`INSERT INTO schema_version (version) VALUES (${version})`.execute(step);
      },
    });
    notes.push(...(await indexWords(store)));
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
