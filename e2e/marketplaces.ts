import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { openStore, type Store } from '../marketplace/database/index.ts';
import { createMarketplace, type Marketplace } from '../marketplace/index.ts';
import { addKey, scopes } from '../marketplace/keys.ts';
import { startCluster } from '../marketplace/testing/postgres.ts';
import { verifyPublisher } from '../marketplace/verified.ts';

/** A marketplace of a test, whose connectors reach this machine; it can be stopped and started again at its address. */
export interface TestMarketplace {
  readonly url: string;
  /** Of its first tenant. */
  readonly key: string;
  /** A key of another tenant, as whoever runs the server would make it. */
  furtherKey(tenant: string): Promise<string>;
  /** Marks the names of a publisher as verified, as whoever runs the server would. */
  verify(tenant: string): Promise<void>;
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
  const behind = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore(options);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  return {
    url,
    key,
    furtherKey: (tenant) => behind(async ({ db }) => (await addKey(db, { tenant, scopes })).key),
    verify: (tenant) =>
      behind(async (store) => {
        await verifyPublisher(store, tenant);
      }),
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
