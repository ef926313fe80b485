import { isIPv6 } from 'node:net';
import { createApp, type DeclaredRoute } from './app.ts';
import { adoptArchives, openArchives } from './archives.ts';
import { openStore } from './database/index.ts';
import { addFirstKey } from './keys.ts';
import { describeOlder } from './older.ts';
import { createRateLimit } from './rate-limit.ts';

/** Where the marketplace keeps its data and listens. */
export interface MarketplaceOptions {
  /** Folder of the database; made where it is missing. */
  readonly dataDirectory: string;
  /** `postgres://…`: data stand there instead, and many servers may share them. */
  readonly databaseUrl?: string | undefined;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Requests that one tenant may send in a minute; without a key: one address. */
  readonly requestsPerMinute?: number | undefined;
}

/** A marketplace that runs. */
export interface Marketplace {
  readonly url: string;
  /** `sk_…`, only where this start made the first key: it is kept hashed and cannot be shown again. */
  readonly key?: string;
  /** Every route there is, with the scope it needs. */
  readonly routes: readonly DeclaredRoute[];
  close(): Promise<void>;
}

/**
 * Starts the reference marketplace; resolves when it takes requests. Rejects with the error of the system or the database
 * where the folder, the database or the port cannot be used (`EADDRINUSE`, `EACCES`, `ECONNREFUSED` …).
 */
export async function createMarketplace(options: MarketplaceOptions): Promise<Marketplace> {
  const { dataDirectory, databaseUrl, port = 0, host = '127.0.0.1' } = options;
  const store = await openStore({ dataDirectory, databaseUrl });
  try {
    if (store.kind === 'sqlite') await adoptArchives(store, dataDirectory);
    const archives = openArchives(store);
    await describeOlder(store, archives);
    const { app, routes } = await createApp(
      { store, archives, now: Date.now },
      createRateLimit(options.requestsPerMinute),
    );
    const close = async (): Promise<void> => {
      await app.close();
      await store.close();
    };
    await app.listen({ port, host });
    try {
      // Only now: a key made by a start that then finds its port taken would never have been shown.
      const key = await addFirstKey(store);
      const address = app.server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : 0;
      const url = `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`;
      return { url, routes, ...(key === undefined ? {} : { key }), close };
    } catch (error) {
      await app.close();
      throw error;
    }
  } catch (error) {
    await store.close();
    throw error;
  }
}
