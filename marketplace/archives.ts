import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { archiveDigest } from '../core/package/index.ts';
import type { Queries, Step, Store } from './database/index.ts';

/**
 * Archives by what they hold. They stand in the database, so that a version and its bytes come to be in one transaction and
 * every server of one database can send them.
 */
export interface Archives {
  /** Nothing happens where these bytes stand there already. */
  put(step: Step, digest: string, content: Uint8Array): Promise<void>;
  read(digest: string): Promise<Buffer | undefined>;
}

const insert = (queries: Queries, digest: string, content: Uint8Array) =>
  queries
    .insertInto('archives')
    .values({ digest, content: Buffer.from(content.buffer, content.byteOffset, content.byteLength) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** Takes in the archives that an older server kept as files beside the database; then the folder is gone. */
export async function adoptArchives(store: Store, dataDirectory: string): Promise<void> {
  const folder = path.join(dataDirectory, 'archives');
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.connector'))) {
    const content = await readFile(path.join(folder, name));
    await insert(store.db, archiveDigest(content), content);
  }
  await rm(folder, { recursive: true, force: true });
}

export const openArchives = (store: Store): Archives => ({
  put: async (step, digest, content) => {
    await insert(step, digest, content);
  },
  read: async (digest) => {
    const row = await store.db.selectFrom('archives').select('content').where('digest', '=', digest).executeTakeFirst();
    return row?.content;
  },
});
