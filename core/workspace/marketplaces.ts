import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import type { MarketplaceStore } from './types.ts';

/** URLs that were published to, in the order of use; a counter, not the clock, decides (R15). */
export function createMarketplaceStore(db: Database, faults: Faults): MarketplaceStore {
  const list = db.prepare('SELECT url FROM marketplaces ORDER BY used DESC').pluck();
  const touch = db.prepare(
    `INSERT INTO marketplaces (url, used) VALUES (?, (SELECT coalesce(max(used), 0) + 1 FROM marketplaces))
     ON CONFLICT (url) DO UPDATE SET used = excluded.used`,
  );
  return {
    list: () => faults.value(() => z.array(z.string()).parse(list.all())),
    touch: (url) => faults.value(() => void touch.run(url)),
  };
}
