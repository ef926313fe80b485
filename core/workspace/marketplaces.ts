import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import type { MarketplaceStore } from './types.ts';

/** Notes the use of a marketplace; a counter, not the clock, decides what came last (R15). */
export const touchSql = `INSERT INTO marketplaces (url, used)
  VALUES (?, (SELECT coalesce(max(used), 0) + 1 FROM marketplaces))
  ON CONFLICT (url) DO UPDATE SET used = excluded.used`;

/** URLs that were published to, in the order of use. */
export function createMarketplaceStore(db: Database, faults: Faults): MarketplaceStore {
  const list = db.prepare('SELECT url FROM marketplaces ORDER BY used DESC').pluck();
  const touch = db.prepare(touchSql);
  const remove = db.prepare('DELETE FROM marketplaces WHERE url = ?');
  return {
    list: () => faults.value(() => z.array(z.string()).parse(list.all())),
    touch: (url) => faults.value(() => void touch.run(url)),
    remove: (url) => faults.value(() => remove.run(url).changes > 0),
  };
}
