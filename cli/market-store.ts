import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Store } from '../marketplace/database/index.ts';
import { fail, type Result } from '../shared/result.ts';
import { errorCode } from './source.ts';

/**
 * Works on the database of a marketplace that is there: that of `DATABASE_URL`, or the one in the folder. Fails with
 * `no_marketplace`, `database_failed`.
 */
export async function withMarketStore(
  data: string,
  work: (store: Store) => Promise<Result<number>>,
): Promise<Result<number>> {
  const { openStore } = await import('../marketplace/database/index.ts');
  const dataDirectory = path.resolve(data);
  const databaseUrl = process.env.DATABASE_URL;
  if (databaseUrl === undefined && !existsSync(path.join(dataDirectory, 'marketplace.db')))
    return fail('input', 'no_marketplace', `There is no marketplace in ${dataDirectory}: start one there first.`);
  let store: Store;
  try {
    store = await openStore({ dataDirectory, databaseUrl });
  } catch (error) {
    const why = error instanceof Error && error.message !== '' ? error.message : errorCode(error);
    return fail('system', 'database_failed', `The database of the marketplace cannot be opened: ${why}.`);
  }
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
