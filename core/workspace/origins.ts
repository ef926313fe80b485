import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import { readRowsOrWarn } from './rows.ts';
import type { OriginStore, StoredOrigin } from './types.ts';

const originRow = z.object({
  connector: z.string(),
  marketplace: z.string(),
  listing: z.string(),
  version: z.string(),
  digest: z.string(),
  at: z.string(),
  archive: z.instanceof(Uint8Array),
}) satisfies z.ZodType<StoredOrigin>;

/** Where connectors came from; it goes with its connector. */
export function createOriginStore(db: Database, faults: Faults): OriginStore {
  const one = db.prepare('SELECT * FROM origins WHERE connector = ?');
  const put = db.prepare(
    `INSERT OR REPLACE INTO origins (connector, marketplace, listing, version, digest, at, archive)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    get: (connector) =>
      faults.value(() => readRowsOrWarn(one.all(connector), originRow, () => `The origin of ${connector}`)[0]),
    set: ({ connector, marketplace, listing, version, digest, at, archive }) =>
      faults.value(() => void put.run(connector, marketplace, listing, version, digest, at, archive)),
  };
}
