import type { Archives } from './archives.ts';
import type { Store } from './database/index.ts';
import type { Calls } from './execute/calls.ts';
import type { Vault } from './vault/index.ts';

/** What every route works with. */
export interface Market {
  readonly store: Store;
  readonly archives: Archives;
  /** Secrets of the tenants. */
  readonly vault: Vault;
  /** Runs functions of published connectors. */
  readonly calls: Calls;
  /** Address that browsers reach this server at, without a slash at its end. */
  publicUrl(): string;
  /** Now, ms since 1970. */
  now(): number;
}

/** A moment as it is stored and sent: RFC 3339, UTC (FC-5). */
export const timeOf = (ms: number): string => new Date(ms).toISOString();
