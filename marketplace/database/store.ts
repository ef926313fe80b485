import { type Kysely, sql, type Transaction } from 'kysely';
import { type DatabaseWords, migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Queries, in a transaction or outside of one. */
export type Queries = Kysely<Tables>;
/** Queries of one transaction. */
export type Step = Transaction<Tables>;

/** The database of a marketplace: SQLite in a folder, or PostgreSQL; what uses it sees no difference. */
export interface Store {
  readonly db: Queries;
  /** `sqlite` is a file in one folder; `postgres` may serve many servers. */
  readonly kind: 'sqlite' | 'postgres';
  /** What whoever runs the server should know of its database, a sentence each. */
  readonly notes: readonly string[];
  /**
   * Runs `work` in one transaction that holds a lock of this name: of two that name the same thing, in any process, the
   * second begins after the first has ended and sees what it wrote. Queries of `work` go through its step, never through
   * `db`, which waits for the transaction's end on SQLite.
   */
  transact<T>(lock: string, work: (step: Step) => Promise<T>): Promise<T>;
  /** Takes a further lock in a transaction, until its end; a transaction of SQLite excludes all others anyway. */
  lock(step: Step, name: string): Promise<void>;
  close(): Promise<void>;
}

/** How one kind of database notes the version of its tables. */
interface Versioned {
  /** What it is called in messages. */
  readonly name: string;
  readonly words: DatabaseWords;
  read(step: Step): Promise<number>;
  write(step: Step, version: number): Promise<void>;
}

/** Brings the tables to this version; a newer database is refused and not touched (A29, R11). */
export async function migrate(store: Store, { name, words, read, write }: Versioned): Promise<void> {
  await store.transact('migrations', async (step) => {
    const version = await read(step);
    if (version > migrations.length)
      throw new Error(`${name} was written by a newer marketplace (version ${version}): update this one.`);
    if (version === migrations.length) return;
    for (const statements of migrations.slice(version))
      for (const statement of statements(words)) await sql.raw(statement).execute(step);
    await write(step, migrations.length);
  });
}
