import type { Archives } from './archives.ts';
import type { Store } from './database/index.ts';

/** What every route works with. */
export interface Market {
  readonly store: Store;
  readonly archives: Archives;
  /** Now, ms since 1970. */
  now(): number;
}

/** A moment as it is stored and sent: RFC 3339, UTC (FC-5). */
export const timeOf = (ms: number): string => new Date(ms).toISOString();
