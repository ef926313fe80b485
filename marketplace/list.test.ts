import type { Insertable } from 'kysely';
import { describe, expect, it } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import { listConnectors } from './connectors/list.ts';
import { openStore, type Tables } from './database/index.ts';
import { behind, databases, emptyPlace, runningMarketplace, samplePackage, upload } from './testing/running.ts';

const capabilities = ['order.read', 'order.hold', 'order.rare'] as const;
const kinds = ['saas', 'hardware'] as const;
const statuses = ['connected', 'error', 'pending_auth'] as const;

/** The n-th connector: what it can do, what it is and how it is, in all mixtures. */
const mixture = (n: number) => ({
  able: capabilities.filter((_, index) => n % (index * 5 + 1) === 0),
  kind: kinds[n % 7 === 0 ? 1 : 0] ?? 'saas',
  status: statuses[n % 11 === 0 ? 1 : n % 13 === 0 ? 2 : 0] ?? 'connected',
});

const row = (n: number): Insertable<Tables['connectors']> => ({
  ...{ id: `cn_${n}`, tenant: 't_one', listing: 'cn-weather', version: '1.0.0', name: `c${n}` },
  ...{
    kind: mixture(n).kind,
    status: mixture(n).status,
    capabilities: JSON.stringify(mixture(n).able),
    tools_json: '[]',
  },
  ...{ auth_type: 'none', auth_id: 'open', hint: null, reason: null, config_json: '{}', sealed: null },
  ...{ created_at: '2026-01-01T00:00:00Z', last_synced_at: null },
});

const all = Array.from({ length: 200 }, (_, n) => n);
const orNone = <T>(values: readonly T[]): readonly (T | undefined)[] => [undefined, ...values];
const filters = orNone([...capabilities, 'order.none']).flatMap((capability) =>
  orNone(kinds).flatMap((kind) => orNone(statuses).map((status) => ({ capability, kind, status }))),
);

describe.each(databases)('the connectors of a tenant on %s', (kind) => {
  it('FC-13, FC-40: every mixture of filters gives what has all of it, newest first, page after page', async () => {
    const marketplace = await runningMarketplace(kind);
    await upload(marketplace, 'cn-weather', await samplePackage());
    await behind(marketplace, async (store) => {
      for (const n of all) {
        const { seq } = await store.db
          .insertInto('connectors')
          .values(row(n))
          .returning('seq')
          .executeTakeFirstOrThrow();
        const able = mixture(n).able.map((capability) => ({ tenant: 't_one', capability, connector_seq: seq }));
        if (able.length > 0) await store.db.insertInto('connector_capabilities').values(able).execute();
      }
      for (const filter of filters) {
        const wanted = all.filter((n) => {
          const { able, ...is } = mixture(n);
          return (
            (filter.capability === undefined || able.some((one) => one === filter.capability)) &&
            (filter.kind ?? is.kind) === is.kind &&
            (filter.status ?? is.status) === is.status
          );
        });
        const found: string[] = [];
        let before = Number.MAX_SAFE_INTEGER;
        for (let isMore = true; isMore; ) {
          const rows = await listConnectors({ store }, 't_one', filter, { limit: 30, before, list: '' }).execute();
          isMore = rows.length > 30;
          const page = rows.slice(0, 30);
          before = page.at(-1)?.seq ?? 0;
          found.push(...page.map(({ id }) => id));
        }
        expect(found, JSON.stringify(filter)).toEqual(wanted.map((n) => `cn_${n}`).reverse());
      }
    });
  });
});

it('a database that is asked more different questions than it keeps compiled answers them all, and the first ones again', async () => {
  const store = await openStore({ ...(await emptyPlace('sqlite')), databaseUrl: undefined });
  try {
    for (let n = 0; n < marketplaceLimits.preparedStatements * 2 + 10; n++) {
      const width = (n % (marketplaceLimits.preparedStatements + 5)) + 1;
      const ids = Array.from({ length: width }, (_, at) => `key_${at}`);
      expect(await store.db.selectFrom('keys').select('id').where('id', 'in', ids).execute()).toEqual([]);
    }
  } finally {
    await store.close();
  }
});
