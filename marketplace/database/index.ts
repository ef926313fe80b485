import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export type { Queries, Step, Store } from './store.ts';
export type { Tables } from './tables.ts';

/** Which database: PostgreSQL where an address is given, else SQLite in the folder. */
export interface DatabasePlace {
  readonly dataDirectory: string;
  /** `postgres://user:password@host:port/database` */
  readonly databaseUrl?: string | undefined;
}

/** Opens the database of a marketplace and makes its tables. Rejects with the error of the system or the driver. */
export const openStore = ({ dataDirectory, databaseUrl }: DatabasePlace): Promise<Store> =>
  databaseUrl === undefined ? openSqlite(dataDirectory) : openPostgres(databaseUrl);
