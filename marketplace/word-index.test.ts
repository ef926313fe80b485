import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { openStore } from './database/index.ts';
import { namesIn } from './testing/lists.ts';
import { administer, call, emptyPlace, runningMarketplace, samplePackage, upload } from './testing/running.ts';

/** A new database for a role that may make tables in it and nothing else, and the same for whoever may do everything. */
async function placeOfFewRights() {
  const role = `market_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE ROLE ${role} LOGIN PASSWORD '${role}'`);
  onTestFinished(() => administer(`DROP ROLE ${role}`));
  const { databaseUrl: database = '', ...place } = await emptyPlace('postgres');
  await administer(`GRANT ALL ON SCHEMA public TO ${role}`, database);
  const url = new URL(database);
  url.username = role;
  url.password = role;
  return { place: { ...place, databaseUrl: url.href }, database };
}

describe.skipIf(inject('postgres') === '')('the index of words on PostgreSQL', () => {
  it('is there without a word where the role may add its extension', async () => {
    expect((await runningMarketplace('postgres')).notes).toEqual([]);
  });

  it('is done without where the role may not, which the server says; added by another, it is made by the next start', async () => {
    const { place, database } = await placeOfFewRights();
    const marketplace = await runningMarketplace(place);
    expect(marketplace.notes).toEqual([
      expect.stringMatching(/^Searches read all listings, .*permission denied.*CREATE EXTENSION pg_trgm/),
    ]);
    await upload(marketplace, 'cn-tea', await samplePackage({ id: 'tea', name: 'Tea House' }));
    const found = async () => namesIn((await call(marketplace, 'GET', '/v1/listings?query=house')).body);
    expect(await found()).toEqual(['cn-tea']);
    // Hosts of databases keep extensions in a schema that is not looked through.
    await administer('CREATE SCHEMA extensions', database);
    await administer('CREATE EXTENSION pg_trgm SCHEMA extensions', database);
    await administer('GRANT USAGE ON SCHEMA extensions TO PUBLIC', database);
    expect((await runningMarketplace(place)).notes).toEqual([]);
    const store = await openStore(place);
    const indexes = await sql`SELECT FROM pg_indexes WHERE indexname = 'listings_by_words'`.execute(store.db);
    await store.close();
    expect([indexes.rows.length, await found()]).toEqual([1, ['cn-tea']]);
  });
});
