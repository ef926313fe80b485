import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import path from 'node:path';
import { createApp, type DeclaredRoute } from './app.ts';
import { adoptArchives, openArchives } from './archives.ts';
import { openStore } from './database/index.ts';
import { createCalls } from './execute/calls.ts';
import { addFirstKey } from './keys.ts';
import type { Market } from './market.ts';
import { describeOlder } from './older.ts';
import { createRateLimit } from './rate-limit.ts';
import { compareOlder } from './resemblance.ts';
import { createSharedRateLimit } from './shared-rate-limit.ts';
import { openVault, rotateVaultKeys } from './vault/index.ts';

export { vaultKeyVariable } from './vault/index.ts';

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
  /** Address that browsers reach it at, where that is not the one it listens on: authorizations come back there. */
  readonly publicUrl?: string | undefined;
  /** Keys that wrap those of the tenants, in base64 with commas between; those of `vault-keys.json` in the folder otherwise. */
  readonly vaultKey?: string | undefined;
  /** Private hosts that installed connectors may reach where they declare them: `127.0.0.1:4010`. */
  readonly allowedHosts?: readonly string[];
}

/** A marketplace that runs. */
export interface Marketplace {
  readonly url: string;
  /** `sk_…`, only where this start made the first key: it is kept hashed and cannot be shown again. */
  readonly key?: string;
  /** Every route there is, with the scope it needs. */
  readonly routes: readonly DeclaredRoute[];
  /** What whoever runs it should know, a sentence each. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the reference marketplace; resolves when it takes requests. Rejects with the error of the system or the database
 * where the folder, the database or the port cannot be used (`EADDRINUSE`, `EACCES`, `ECONNREFUSED` …).
 */
export async function createMarketplace(options: MarketplaceOptions): Promise<Marketplace> {
  const { dataDirectory, databaseUrl, vaultKey, port = 0, host = '127.0.0.1' } = options;
  const store = await openStore({ dataDirectory, databaseUrl });
  try {
    if (store.kind === 'sqlite') await adoptArchives(store, dataDirectory);
    const archives = openArchives(store);
    await describeOlder(store, archives);
    await compareOlder(store);
    const vault = await openVault({ dataDirectory, vaultKey }, store);
    const calls = createCalls(options.allowedHosts ?? []);
    let publicUrl = options.publicUrl?.replace(/\/+$/, '') ?? '';
    const market: Market = { store, archives, vault, calls, publicUrl: () => publicUrl, now: Date.now };
    const { allow, ...counting } =
      store.kind === 'postgres'
        ? createSharedRateLimit(store, options.requestsPerMinute)
        : { allow: createRateLimit(options.requestsPerMinute), close: () => undefined };
    const { app, routes } = await createApp(market, allow);
    const close = async (): Promise<void> => {
      counting.close();
      await calls.close();
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
      if (publicUrl === '') publicUrl = url;
      return { url, routes, notes: store.notes, ...(key === undefined ? {} : { key }), close };
    } catch (error) {
      await calls.close();
      await app.close();
      throw error;
    }
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Makes a new key that wraps those of the tenants, and wraps them anew (also while servers run). Rejects where there is no
 * key yet, and with the error of the system or the database.
 */
export async function rotateKeys({
  dataDirectory,
  databaseUrl,
  vaultKey,
}: Pick<MarketplaceOptions, 'dataDirectory' | 'databaseUrl' | 'vaultKey'>): Promise<{
  readonly key: string;
  readonly tenants: number;
}> {
  // A wrong folder is not to become a marketplace.
  if (databaseUrl === undefined && !existsSync(path.join(dataDirectory, 'marketplace.db')))
    throw new Error(`there is no marketplace in ${dataDirectory}`);
  const store = await openStore({ dataDirectory, databaseUrl });
  try {
    return await rotateVaultKeys({ dataDirectory, vaultKey }, store);
  } finally {
    await store.close();
  }
}
