import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scopes } from './keys.ts';
import { cursorIn, namesIn } from './testing/lists.ts';
import { ask, nobodys, type Owned, samples, without } from './testing/matrix.ts';
import {
  type Answer,
  behind,
  call,
  databases,
  furtherKey,
  type RunningMarketplace,
  runningMarketplace,
  samplePackage,
  upload,
} from './testing/running.ts';

const named = z.looseObject({ id: z.string() });
const envelope = z.object({
  error: z.looseObject({ type: z.string(), code: z.string(), message: z.string(), request_id: z.string() }),
});

/** The error of an answer without what names the request. */
const errorOf = ({ body }: Pick<Answer, 'body'>) => {
  const { request_id, ...error } = envelope.parse(body).error;
  return error;
};

/** A tenant with one of everything. */
async function tenant(marketplace: RunningMarketplace, key: string, listing: string): Promise<Owned> {
  const mine = { ...marketplace, key };
  await upload(mine, listing, await samplePackage({ id: listing.slice('cn-'.length) }));
  const operator = await call(mine, 'POST', '/v1/operators', { name: 'First', capabilities: ['order.read'] });
  const connector = await call(mine, 'POST', '/v1/connectors', { listing, auth: { type: 'none' } });
  return {
    listing,
    version: '1.0.0',
    operator: named.parse(operator.body).id,
    connector: named.parse(connector.body).id,
  };
}

async function twoTenants(kind: (typeof databases)[number]) {
  const marketplace = await runningMarketplace(kind);
  const other = await furtherKey(marketplace);
  const mine = await tenant(marketplace, marketplace.key, 'cn-mine');
  const theirs = await tenant(marketplace, other, 'cn-theirs');
  return { marketplace, mine, theirs, other };
}

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

describe.each(databases)('A113: every route and verb on %s', (kind) => {
  it('each route has a sample request, and each sample a route', async () => {
    const { routes } = await runningMarketplace(kind);
    expect(Object.keys(samples).sort()).toEqual(routes.map(({ method, url }) => `${method} ${url}`).sort());
  });

  it('verbs that a place does not have are 404 in the envelope, with any key or none', async () => {
    const { marketplace, mine } = await twoTenants(kind);
    const places = Map.groupBy(marketplace.routes, ({ url }) => url);
    for (const [url, declared] of places) {
      const sample = samples[`${declared[0]?.method} ${url}`];
      if (!sample) throw new Error(`${url} has no sample`);
      for (const method of verbs.filter((verb) => !declared.some((one) => one.method === verb)))
        for (const key of [marketplace.key, ''])
          expect([method, url, await call({ ...marketplace, key }, method, sample.address(mine))]).toMatchObject([
            ...[method, url, { status: 404, body: { error: { type: 'not_found_error', code: 'not_found' } } }],
          ]);
    }
  });

  it('401 without a key, 403 without the scope, and what is its own to the tenant that has both', async () => {
    const { marketplace, mine } = await twoTenants(kind);
    const { tenant: owner } = await behind(marketplace, ({ db }) =>
      db.selectFrom('listings').select('tenant').where('id', '=', mine.listing).executeTakeFirstOrThrow(),
    );
    for (const { method, url, scope } of marketplace.routes) {
      const sample = samples[`${method} ${url}`];
      if (!sample) throw new Error(`${method} ${url} has no sample`);
      const lacking = await furtherKey(marketplace, { tenant: owner, scopes: without(scopes, scope) });
      const asked = { sample, of: mine };
      const statuses = [
        (await ask(marketplace, '', method, asked)).status,
        (await ask(marketplace, lacking, method, asked)).status,
        (await ask(marketplace, marketplace.key, method, asked)).status,
      ];
      const expected = scope === null ? [sample.own, sample.own, sample.own] : [401, 403, sample.own];
      expect([method, url, statuses]).toEqual([method, url, expected]);
    }
  });

  it('another tenant meets the answer for an id that nobody has, and changes nothing', async () => {
    const { marketplace, mine, theirs, other } = await twoTenants(kind);
    for (const { method, url } of marketplace.routes) {
      const sample = samples[`${method} ${url}`];
      if (!sample) throw new Error(`${method} ${url} has no sample`);
      const foreign = await ask(marketplace, other, method, { sample, of: mine });
      if (sample.other === 'foreign') {
        const unknown = await ask(marketplace, other, method, { sample, of: nobodys });
        expect([method, url, foreign.status, errorOf(foreign)]).toEqual([method, url, 404, errorOf(unknown)]);
        expect(unknown.status).toBe(404);
        // An id of its own and one of another tenant, mixed.
        if (url.includes(':version')) {
          const mixed = await ask(marketplace, other, method, { sample, of: { ...mine, version: '6.6.6' } });
          expect(errorOf(mixed)).toEqual(errorOf(unknown));
        }
      } else if (sample.other === 'claimed') {
        expect([method, url, foreign.status, errorOf(foreign).code]).toEqual([method, url, 404, 'not_found']);
      } else expect([method, url, foreign.status]).toEqual([method, url, sample.own]);
    }
    const seen = (key: string, of: Owned) =>
      Promise.all(
        [`/v1/listings/${of.listing}`, `/v1/operators/${of.operator}`, `/v1/connectors/${of.connector}`].map(
          async (address) => (await call({ ...marketplace, key }, 'GET', address)).body,
        ),
      );
    expect(await seen(marketplace.key, mine)).toMatchObject([
      { latest_version: '1.0.0', versions: [{ changelog: null }] },
      { status: 'active' },
      { name: 'cn-mine', status: 'connected', last_synced_at: null },
    ]);
    expect(await seen(other, theirs)).toMatchObject([
      { id: 'cn-theirs' },
      { status: 'active' },
      { listing: 'cn-theirs' },
    ]);
  });

  it('lists of one tenant hold nothing of another, whatever the filter, and take no cursor of theirs', async () => {
    const { marketplace, mine, other } = await twoTenants(kind);
    await call(marketplace, 'POST', '/v1/operators', { name: 'Second', capabilities: [] });
    const asOther = { ...marketplace, key: other };
    for (const [key, sample] of Object.entries(samples)) {
      if (sample.other !== 'apart' || !key.startsWith('GET ')) continue;
      const address = sample.address(mine);
      for (const filter of [
        '',
        '?limit=100',
        '?status=active',
        '?status=connected',
        `?operator=${mine.operator}`,
        `?connector=${mine.connector}`,
      ])
        expect((await call(asOther, 'GET', `${address}${filter}`)).body).toSatisfy(
          (body) =>
            !/MINE/.test(JSON.stringify(body).replaceAll(mine.operator, 'MINE').replaceAll(mine.connector, 'MINE')),
        );
    }
    await call(marketplace, 'POST', '/v1/connectors', {
      listing: mine.listing,
      auth: { type: 'none' },
      name: 'Second',
    });
    for (const [list, oldest] of [
      ['/v1/operators', mine.operator],
      ['/v1/connectors', mine.connector],
    ] as const) {
      const { body } = await call(marketplace, 'GET', `${list}?limit=1`);
      expect(await call(asOther, 'GET', `${list}?cursor=${cursorIn(body)}`)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_cursor' } },
      });
      expect(namesIn((await call(marketplace, 'GET', `${list}?cursor=${cursorIn(body)}`)).body)).toEqual([oldest]);
    }
  });

  it('an Idempotency-Key of another tenant gives nothing of its answer', async () => {
    const { marketplace, other } = await twoTenants(kind);
    const key = { 'idempotency-key': 'shared' };
    const body = { name: 'Keyed', capabilities: ['order.read'] };
    const first = await call(marketplace, 'POST', '/v1/operators', body, key);
    const second = await call({ ...marketplace, key: other }, 'POST', '/v1/operators', body, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(named.parse(second.body).id).not.toBe(named.parse(first.body).id);
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    const { id } = named.parse(first.body);
    const pause = await call(marketplace, 'POST', `/v1/operators/${id}/pause`, undefined, key);
    expect(pause.status).toBe(200);
    const guessed = await call({ ...marketplace, key: other }, 'POST', `/v1/operators/${id}/pause`, undefined, key);
    expect([guessed.status, errorOf(guessed).code]).toEqual([404, 'not_found']);
  });
});
