import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Store } from './database/index.ts';
import { migrations, postgresWords, sqliteWords } from './database/migrations.ts';
import { addKey } from './keys.ts';
import { namesIn } from './testing/lists.ts';
import {
  administer,
  behind,
  call,
  databases,
  emptyPlace,
  type RunningMarketplace,
  runningMarketplace,
  samplePackage,
  temporaryFolder,
  upload,
} from './testing/running.ts';

/** A folder as the first server left it: its tables, and archives as files. */
async function olderMarketplace(): Promise<string> {
  const dataDirectory = temporaryFolder();
  const db = new Database(path.join(dataDirectory, 'marketplace.db'));
  for (const statement of migrations[0]?.(sqliteWords) ?? []) db.exec(statement);
  db.pragma('user_version = 1');
  const now = new Date().toISOString();
  mkdirSync(path.join(dataDirectory, 'archives'));
  const versions = ['1.0.0', '1.1.0'];
  for (const id of ['tea', 'lost']) {
    db.prepare(
      `INSERT INTO listings (id, tenant, name, description, kind, category, capabilities, status, latest_version, created_at, updated_at)
       VALUES (?, 't_old', 'Old name', 'Old words', 'saas', 'Shelf', '["station.create"]', 'live', '1.1.0', ?, ?)`,
    ).run(`cn-${id}`, now, now);
    for (const version of versions) {
      const commands = { read: { params: [], sideEffect: false, capability: 'order.read' } };
      const archive = await samplePackage({ id, version, commands, tags: ['oolong'] });
      db.prepare('INSERT INTO versions (listing, version, digest, bytes, created_at) VALUES (?, ?, ?, ?, ?)').run(
        ...[`cn-${id}`, version, archive.digest, archive.bytes.byteLength, now],
      );
      if (id === 'lost') continue;
      const name = `${archive.digest.replace('sha256:', '')}.connector`;
      writeFileSync(path.join(dataDirectory, 'archives', name), archive.bytes);
    }
  }
  db.close();
  return dataDirectory;
}

it('listings of an older server are found by what their newest archive says, or by what is left', async () => {
  const dataDirectory = await olderMarketplace();
  const started = await runningMarketplace({ dataDirectory });
  const { key } = await behind(started, ({ db }) =>
    addKey(db, { tenant: 't_old', scopes: ['connectors:read', 'connectors:write'] }),
  );
  const marketplace = { ...started, key };
  const found = async (query: string) => namesIn((await call(marketplace, 'GET', `/v1/listings?${query}`)).body);
  expect(await found('query=oolong')).toEqual(['cn-tea']);
  expect(await found('capability=order.read')).toEqual(['cn-tea']);
  expect(await found('query=old%20words')).toEqual(['cn-lost']);
  expect(await found('capability=station.create')).toEqual(['cn-lost']);
  expect((await call(marketplace, 'GET', '/v1/listings/cn-tea')).body).toMatchObject({
    name: 'Weather',
    category: null,
  });
  expect(readdirSync(dataDirectory)).not.toContain('archives');
  // FL-40: a version is measured against the manifest in the older archive; where that is lost, any may follow.
  for (const [id, status] of [
    ['tea', 422],
    ['lost', 201],
  ] as const)
    expect(await upload(marketplace, `cn-${id}`, await samplePackage({ id, version: '1.1.1' }))).toMatchObject({
      status,
    });
});

/** A database as the second server left it: a listing each of two publishers, which look alike. */
async function secondVersion(kind: Store['kind']): Promise<RunningMarketplace['place']> {
  const place = await emptyPlace(kind);
  const now = '2026-01-01T00:00:00.000Z';
  const words = kind === 'sqlite' ? sqliteWords : postgresWords;
  const statements = [
    ...migrations.slice(0, 2).flatMap((statementsOf) => statementsOf(words)),
    ...['one', 'two'].map(
      (id) =>
        `INSERT INTO listings (id, tenant, name, description, kind, category, capabilities, status, latest_version, created_at,
         updated_at, publisher, words, likeness, id_likeness) VALUES ('cn-${id}', 't_${id}', 'Tea', 'Old words', 'saas', 'Shelf',
         '["order.read"]', 'live', '1.0.0', '${now}', '${now}', '${id} ltd', 'tea old words ${id}', 'tea', '${id}')`,
    ),
    "INSERT INTO listing_capabilities SELECT 'order.read', seq FROM listings",
  ];
  if (place.databaseUrl !== undefined) {
    for (const statement of [...statements, 'CREATE TABLE schema_version (version INTEGER NOT NULL)'])
      await administer(statement, place.databaseUrl);
    await administer('INSERT INTO schema_version VALUES (2)', place.databaseUrl);
    return place;
  }
  const db = new Database(path.join(place.dataDirectory, 'marketplace.db'));
  for (const statement of statements) db.exec(statement);
  db.pragma('user_version = 2');
  db.close();
  return place;
}

it.each(databases)(
  'a database of the second server on %s is taken over, with what searches and lists are led by',
  async (kind) => {
    const started = await runningMarketplace(await secondVersion(kind));
    const found = async (query: string) => namesIn((await call(started, 'GET', `/v1/listings?${query}`)).body);
    expect(await found('query=old%20words')).toEqual(['cn-two', 'cn-one']);
    expect(await found('query=two')).toEqual(['cn-two']);
    expect(await found('capability=order.read&publisher=t_one')).toEqual(['cn-one']);
    expect(await found('publisher=two%20ltd')).toEqual(['cn-two']);
    const { body } = await call(started, 'GET', '/v1/listings');
    expect(body).toMatchObject({ data: [{ id: 'cn-two', resembles: 'cn-one' }, { resembles: null }] });
    const indexes = await behind(started, async ({ db }) => {
      const all =
        kind === 'sqlite'
          ? sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'index'`
          : sql<{ name: string }>`SELECT indexname AS name FROM pg_indexes`;
      return (await all.execute(db)).rows.map(({ name }) => name);
    });
    expect(indexes).toEqual(expect.arrayContaining(['listings_by_status', 'operators_by_status']));
    expect(indexes.includes('listings_by_words')).toBe(kind === 'postgres');
  },
);
