import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import { openStore } from './database/index.ts';
import { crmInstall, crmMarketplace, crmSource, installed, keySource } from './testing/crm.ts';
import {
  behind,
  call,
  databases,
  emptyPlace,
  furtherKey,
  type RunningMarketplace,
  runningMarketplace,
} from './testing/running.ts';

const error = (code: string) => ({ error: { code } });

/** Moves what is noted of requests under way back in time by so many ms. */
const age = (marketplace: RunningMarketplace, ms: number) =>
  behind(marketplace, async ({ db }) => {
    const { locked_until } = await db.selectFrom('answers').select('locked_until').executeTakeFirstOrThrow();
    const earlier = new Date(Date.parse(locked_until) - ms).toISOString();
    await db.updateTable('answers').set({ locked_until: earlier }).execute();
  });

describe.each(databases)('limits of a marketplace on %s', (kind) => {
  it('FC-10: a page has up to so many objects', async () => {
    const marketplace = await runningMarketplace(kind);
    const { maxPageSize } = marketplaceLimits;
    for (const list of ['listings', 'connectors', 'operators', 'receipts']) {
      expect(await call(marketplace, 'GET', `/v1/${list}?limit=${maxPageSize}`)).toMatchObject({ status: 200 });
      expect(await call(marketplace, 'GET', `/v1/${list}?limit=${maxPageSize + 1}`)).toMatchObject({
        status: 400,
        body: error('invalid_parameter'),
      });
    }
  });

  it('FC-12: a cursor fits into its limit, and a longer one is none', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    await installed(marketplace, source);
    await installed(marketplace, source, { name: 'second' });
    const { cursorChars } = marketplaceLimits;
    const first = await call(marketplace, 'GET', '/v1/connectors?limit=1');
    const { next_cursor } = Object(first.body);
    expect(next_cursor.length).toBeLessThanOrEqual(cursorChars);
    const next = (cursor: string) => call(marketplace, 'GET', `/v1/connectors?limit=1&cursor=${cursor}`);
    expect(await next(next_cursor)).toMatchObject({ status: 200, body: { data: [{ name: 'cn-crm' }] } });
    // Decoders pass over what follows the padding: without the limit this would be the same cursor.
    const padded = (chars: number): string => `${next_cursor}${'='.repeat(chars - next_cursor.length)}`;
    expect(await next(padded(cursorChars))).toMatchObject({ status: 200 });
    expect(await next(padded(cursorChars + 1))).toMatchObject({ status: 400, body: error('invalid_cursor') });
  });

  it('FC-23: a first request keeps its Idempotency-Key for so long, then another may have it', async () => {
    const marketplace = await crmMarketplace(kind);
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let requests = 0;
    const source = await crmSource(async () => {
      requests++;
      asked();
      if (requests === 1) await held;
      return true;
    });
    const install = () =>
      call(marketplace, 'POST', '/v1/connectors', crmInstall(source), { 'idempotency-key': 'install' });
    const slow = install();
    await isAsked;
    await age(marketplace, marketplaceLimits.lockMs - 60_000);
    expect(await install()).toMatchObject({ status: 409, body: error('entity_locked') });
    await age(marketplace, 60_000);
    expect(await install()).toMatchObject({ status: 201 });
    answer();
    // What took too long is undone: there is one connector.
    expect((await slow).status).toBeGreaterThanOrEqual(400);
    expect((await call(marketplace, 'GET', '/v1/connectors')).body).toMatchObject({ data: [{ name: 'cn-crm' }] });
  });
});

it.runIf(databases.includes('postgres'))('a server has so many connections to PostgreSQL', async () => {
  const store = await openStore(await emptyPlace('postgres'));
  const { databaseConnections } = marketplaceLimits;
  let begun = 0;
  let end = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = Array.from({ length: databaseConnections + 3 }, () =>
    store.db.transaction().execute(async (step) => {
      await sql`SELECT 1`.execute(step);
      begun++;
      await held;
      const { rows } = await sql<{ readonly count: number }>`SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend'`.execute(step);
      return Number(rows[0]?.count);
    }),
  );
  await vi.waitFor(() => expect(begun).toBe(databaseConnections));
  end();
  expect(Math.max(...(await Promise.all(work)))).toBe(databaseConnections);
  await store.close();
});

it('a tenant has so many installed connectors, another one its own', { timeout: 120_000 }, async () => {
  const [marketplace, source] = [await crmMarketplace('sqlite'), await keySource()];
  const id = await installed(marketplace, source);
  const { connectors } = marketplaceLimits;
  // Copies of the one that is there: a row for each would take ten times as long.
  await behind(marketplace, async ({ db }) => {
    const row = await db.selectFrom('connectors').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const copied = Object.keys(row).filter((name) => !['seq', 'id', 'name'].includes(name));
    const columns = sql.join(copied.map((name) => sql.ref(name)));
    await sql`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${connectors - 2})
      INSERT INTO connectors (id, name, ${columns})
      SELECT id || i, name || i, ${columns} FROM n, connectors WHERE id = ${id}`.execute(db);
  });
  const install = (name: string, who: Pick<RunningMarketplace, 'url' | 'key'> = marketplace) =>
    call(who, 'POST', '/v1/connectors', crmInstall(source, { name }));
  expect((await install('the last one')).status).toBe(201);
  expect(await install('one more')).toMatchObject({
    status: 422,
    body: { error: { code: 'too_many_connectors', message: expect.stringContaining(String(connectors)) } },
  });
  expect((await install('one more', { ...marketplace, key: await furtherKey(marketplace) })).status).toBe(201);
});
