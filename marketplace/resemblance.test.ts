import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrations, sqliteWords } from './database/migrations.ts';
import { addKey } from './keys.ts';
import { isClose, likenessOf, neighboursOf } from './likeness.ts';
import {
  behind,
  call,
  databases,
  furtherKey,
  runningMarketplace,
  samplePackage,
  temporaryFolder,
  upload,
} from './testing/running.ts';
import { revokePublisher, verifyPublisher } from './verified.ts';

const shareNeighbour = (a: string, b: string): boolean => neighboursOf(a).some((one) => neighboursOf(b).includes(one));

describe('A118: names that are one slip of the pen apart', () => {
  it.each([
    ['PayPall', 'PayPal'],
    ['PayPa', 'PayPal'],
    ['PayPel', 'PayPal'],
    ['PyaPal', 'PayPal'],
    ['strpie', 'stripe'],
    ['sttripe', 'stripe'],
    ['tripe', 'stripe'],
    ['strip3', 'stripe'],
    ['Sales Force', 'Sales Forcee'],
    ['rnodern', 'modemm'],
    ['PayPall 2', 'PayPal 2'],
  ])('%s, %s', (a, b) => {
    expect([isClose(a, b), isClose(b, a), shareNeighbour(a, b)]).toEqual([true, true, true]);
  });

  it.each([
    ['Orders 2', 'Orders 3'],
    ['Orders 2', 'Orders'],
    ['Orders v2', 'Orders v3'],
    ['orders2', 'orders3'],
    ['orders1', 'orders2'],
    ['orders', 'orders2'],
    ['Region A', 'Region B'],
    ['Plan 9', 'Plane'],
    ['route53', 'router'],
    ['Jira', 'Jura'],
    ['tea', 'sea'],
    ['Acme Orders', 'Acme Contacts'],
    ['Acme Orders', 'Acme'],
    ['stripe', 'sitrep'],
    ['PayPal', 'PayPal'],
  ])('not %s, %s', (a, b) => {
    expect([isClose(a, b), isClose(b, a)]).toEqual([false, false]);
  });

  it('of two names that are close at least one neighbour is the same, wherever the slip is', () => {
    const name = 'marketplace';
    const slips = Array.from(name, (letter, at) => [
      name.slice(0, at) + name.slice(at + 1),
      `${name.slice(0, at)}q${name.slice(at)}`,
      `${name.slice(0, at)}q${name.slice(at + 1)}`,
      name.slice(0, at) + (name[at + 1] ?? '') + letter + name.slice(at + 2),
    ]).flat();
    for (const slip of slips.filter((one) => one !== name))
      expect([slip, isClose(name, slip), shareNeighbour(name, slip)]).toEqual([slip, true, true]);
    expect(neighboursOf(name).length).toBeLessThanOrEqual(name.length + 1);
  });
});

const resembles = async (marketplace: Parameters<typeof call>[0], id: string): Promise<unknown> => {
  const { body } = await call(marketplace, 'GET', `/v1/listings/${id}`);
  return body instanceof Object && 'resembles' in body ? body.resembles : body;
};

describe.each(databases)('what is close to something else on %s', (kind) => {
  it('A118: a listing that is a slip of the pen from one of another publisher says so', async () => {
    const marketplace = await runningMarketplace(kind);
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    const publish = async (whose: typeof other, id: string, name: string, version = '1.0.0') =>
      expect((await upload(whose, `cn-${id}`, await samplePackage({ id, name, version }))).status).toBe(201);
    await publish(marketplace, 'pay', 'PayPal');
    await publish(marketplace, 'stripe', 'Card Payments');
    await publish(marketplace, 'orders', 'Orders');
    await publish(marketplace, 'pay-more', 'PayPals');
    await publish(other, 'bills', 'PayPall');
    await publish(other, 'strpie', 'Cards');
    await publish(other, 'orders-2', 'Second Orders');
    await publish(other, 'weather', 'Weather');
    const { body } = await call(other, 'GET', '/v1/listings');
    expect(body).toMatchObject({
      data: [
        { id: 'cn-weather', resembles: null },
        { id: 'cn-orders-2', resembles: null },
        { id: 'cn-strpie', resembles: 'cn-stripe' },
        { id: 'cn-bills', resembles: 'cn-pay' },
        { id: 'cn-pay-more', resembles: null },
        { id: 'cn-orders', resembles: null },
        { id: 'cn-stripe', resembles: null },
        { id: 'cn-pay', resembles: null },
      ],
    });
    // A name that is taken later counts, whoever was there first; a name that stays is not compared with its imitators.
    await publish(other, 'weather', 'PayPql', '1.0.1');
    await publish(marketplace, 'pay', 'PayPal', '1.0.1');
    expect([await resembles(other, 'cn-weather'), await resembles(other, 'cn-pay')]).toEqual(['cn-pay', null]);
    await publish(marketplace, 'pay', 'Pay Pal', '1.0.2');
    expect(await resembles(other, 'cn-pay')).toBe(null);
    await publish(other, 'weather', 'Weather', '1.0.2');
    expect(await resembles(other, 'cn-weather')).toBe(null);
  });

  it('A118: of two that take a name at once one is told from the other', async () => {
    const marketplace = await runningMarketplace(kind);
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    const [one, two] = [
      await samplePackage({ id: 'first', name: 'Ledger' }),
      await samplePackage({ id: 'second', name: 'Leger' }),
    ];
    await Promise.all([upload(marketplace, 'cn-first', one), upload(other, 'cn-second', two)]);
    const told = [await resembles(other, 'cn-first'), await resembles(other, 'cn-second')];
    expect(told.filter((found) => found !== null)).toHaveLength(1);
  });

  it("A118: no tenant takes a publisher's name that is a slip of the pen from another one's", async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-mine', await samplePackage({ id: 'mine' }));
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    await upload(other, 'cn-theirs', await samplePackage({ id: 'theirs' }));
    const named = async (whose: typeof other, id: string, publisher: string | null) =>
      (await call(whose, 'PATCH', `/v1/listings/${id}`, { publisher })).status;
    expect(await named(marketplace, 'cn-mine', 'Stripe')).toBe(200);
    for (const name of ['Strpie', 'Stripee', 'Strip', 'Stribe', 'Str1pe'])
      expect([name, await named(other, 'cn-theirs', name)]).toEqual([name, 409]);
    expect(await named(other, 'cn-theirs', 'Stripe Partners')).toBe(200);
    expect(await named(marketplace, 'cn-mine', 'Stripes')).toBe(200);
    expect(await named(marketplace, 'cn-mine', null)).toBe(200);
    expect(await named(other, 'cn-theirs', 'Strpie')).toBe(200);
  });

  it('A118: a name that was verified is marked, another one of the same publisher is not', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-mine', await samplePackage({ id: 'mine' }));
    const { tenant } = await behind(marketplace, ({ db }) =>
      db.selectFrom('listings').select('tenant').executeTakeFirstOrThrow(),
    );
    const shown = async () => (await call(marketplace, 'GET', '/v1/listings/cn-mine')).body;
    const name = (publisher: string) => call(marketplace, 'PATCH', '/v1/listings/cn-mine', { publisher });
    expect(await behind(marketplace, (store) => verifyPublisher(store, tenant))).toEqual([]);
    expect((await name('Acme')).body).toMatchObject({ publisher_verified: false });
    expect(await behind(marketplace, (store) => verifyPublisher(store, tenant))).toEqual(['Acme']);
    expect(await shown()).toMatchObject({ publisher: 'Acme', publisher_verified: true });
    expect((await call(marketplace, 'GET', '/v1/listings')).body).toMatchObject({
      data: [{ publisher_verified: true }],
    });
    expect((await name('Globex')).body).toMatchObject({ publisher_verified: false });
    expect((await name('Acme')).body).toMatchObject({ publisher_verified: true });
    expect(await behind(marketplace, (store) => revokePublisher(store, tenant))).toEqual(['Acme']);
    expect(await shown()).toMatchObject({ publisher_verified: false });
  });
});

it('A118: listings of an older server are compared, each with those before it', async () => {
  const dataDirectory = temporaryFolder();
  const db = new Database(path.join(dataDirectory, 'marketplace.db'));
  for (const statements of migrations.slice(0, 2)) for (const one of statements(sqliteWords)) db.exec(one);
  db.pragma('user_version = 2');
  const now = new Date().toISOString();
  const put = db.prepare(
    `INSERT INTO listings (id, tenant, name, description, kind, capabilities, status, latest_version, created_at, updated_at,
       words, likeness, id_likeness, publisher, publisher_likeness)
     VALUES (?, ?, ?, 'Words', 'saas', '[]', 'live', '1.0.0', ?, ?, 'words', ?, ?, ?, ?)`,
  );
  for (const [id, tenant, name, publisher] of [
    ['pay', 't_a', 'PayPal', 'Stripe'],
    ['bills', 't_b', 'PayPall', null],
    ['again', 't_a', 'PayPall', null],
    ['pax', 't_c', 'PayPaI', null],
  ] as const) {
    const likeness = publisher === null ? null : likenessOf(publisher);
    put.run(`cn-${id}`, tenant, name, now, now, likenessOf(name), likenessOf(id), publisher, likeness);
  }
  db.close();
  const started = await runningMarketplace({ dataDirectory });
  const { key } = await behind(started, (store) =>
    addKey(store.db, { tenant: 't_b', scopes: ['connectors:read', 'connectors:write'] }),
  );
  const marketplace = { ...started, key };
  const found = [];
  for (const id of ['pay', 'bills', 'again', 'pax']) found.push(await resembles(marketplace, `cn-${id}`));
  expect(found).toEqual([null, 'cn-pay', null, 'cn-pay']);
  expect(await call(marketplace, 'PATCH', '/v1/listings/cn-bills', { publisher: 'Strpie' })).toMatchObject({
    status: 409,
  });
});
