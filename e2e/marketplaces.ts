import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { openStore, type Store } from '../marketplace/database/index.ts';
import { createMarketplace, type Marketplace } from '../marketplace/index.ts';
import { addKey, scopes } from '../marketplace/keys.ts';
import { startCluster } from '../marketplace/testing/postgres.ts';

/** A marketplace of a test, whose connectors reach this machine; it can be stopped and started again at its address. */
export interface TestMarketplace {
  readonly url: string;
  /** Of its first tenant. */
  readonly key: string;
  /** A key of another tenant, as whoever runs the server would make it. */
  furtherKey(tenant: string): Promise<string>;
  /** From now on nobody listens there. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a marketplace with its data in the folder, or in a PostgreSQL of its own; undefined where there is none here. */
export async function startMarketplace(folder: string, kind: Store['kind']): Promise<TestMarketplace | undefined> {
  const cluster = kind === 'postgres' ? await startCluster() : undefined;
  if (kind === 'postgres' && cluster === undefined) return undefined;
  const options = {
    dataDirectory: path.join(folder, `marketplace-${kind}`),
    databaseUrl: cluster?.url,
    vaultKey: randomBytes(32).toString('base64'),
    allowedHosts: ['127.0.0.1'],
  };
  const first = await createMarketplace(options);
  const { url, key = '' } = first;
  let running: Marketplace | undefined = first;
  const stop = async (): Promise<void> => {
    await running?.close();
    running = undefined;
  };
  return {
    url,
    key,
    furtherKey: async (tenant) => {
      const store = await openStore(options);
      try {
        return (await addKey(store.db, { tenant, scopes })).key;
      } finally {
        await store.close();
      }
    },
    stop,
    start: async () => {
      running = await createMarketplace({ ...options, port: Number(new URL(url).port) });
    },
    close: async () => {
      await stop();
      cluster?.stop();
    },
  };
}
