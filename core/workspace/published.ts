import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import type { Faults } from './faults.ts';
import { parseColumn, readRowsOrWarn } from './rows.ts';
import type { PublishedStore } from './types.ts';

const noteRow = z.object({
  connector: z.string(),
  marketplace: z.string(),
  version: z.string(),
  digest: z.string(),
  revision: z.number().int(),
  at: z.string(),
  manifest: z.preprocess(parseColumn, manifestSchema),
});

/** What was published from here. A number, not the clock, says what came last (R15). */
export function createPublishedStore(db: Database, faults: Faults): PublishedStore {
  const all = db.prepare(
    `SELECT connector, marketplace, version, digest, revision, at, manifest FROM published
     WHERE connector = ? AND (marketplace = ? OR ? IS NULL) ORDER BY seq DESC`,
  );
  const put = db.prepare(
    `INSERT OR REPLACE INTO published (connector, marketplace, version, digest, revision, at, manifest)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    list: (connector, marketplace = undefined) =>
      faults.value(() => {
        const where = marketplace ?? null;
        return readRowsOrWarn(all.all(connector, where, where), noteRow, () => `A published version of ${connector}`);
      }),
    note: ({ connector, marketplace, version, digest, revision, manifest }) =>
      faults.value(() => {
        const at = new Date().toISOString();
        put.run(connector, marketplace, version, digest, revision, at, JSON.stringify(manifest));
      }),
  };
}
