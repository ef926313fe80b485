import { sql } from 'kysely';
import pg from 'pg';
import { reasonOf } from '../../shared/result.ts';
import type { Queries, Store } from './store.ts';

const isThere = async (db: Queries): Promise<boolean> =>
  (await sql<{ there: boolean }>`SELECT to_regclass('listings_by_words') IS NOT NULL AS there`.execute(db)).rows[0]
    ?.there === true;

/**
 * Gives the search for words its index on PostgreSQL, where it is missing; gives what is to be said where that cannot be.
 * The index is of the extension `pg_trgm`, which comes with PostgreSQL, but is not installed everywhere, and not every role may
 * add it: so it belongs to no version of the tables, every start tries again, and without it the same searches read all listings.
 * Rejects where the database cannot be reached.
 */
export async function indexWords({ db, transact }: Store): Promise<readonly string[]> {
  if (await isThere(db)) return [];
  try {
    await transact('migrations', async (step) => {
      await sql`CREATE EXTENSION IF NOT EXISTS pg_trgm`.execute(step);
      // It may have been added before, to a schema that is not looked through.
      const found = await sql<{ schema: string }>`
        SELECT nspname AS schema FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
        WHERE extname = 'pg_trgm'`.execute(step);
      const operators = sql.id(found.rows[0]?.schema ?? 'public', 'gin_trgm_ops');
      // Sorted in at once: a search never reads a list of what waits for that.
      await sql`CREATE INDEX IF NOT EXISTS listings_by_words ON listings
        USING gin (words ${operators}) WITH (fastupdate = off)`.execute(step);
    });
    return [];
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return [
      `Searches read all listings, since their index cannot be made (${reasonOf(error)}): let the owner of the database run CREATE EXTENSION pg_trgm, then start the server again.`,
    ];
  }
}
