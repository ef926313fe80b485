import { CompiledQuery } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listConnectors } from './connectors/list.ts';
import type { Store } from './database/index.ts';
import { listListings } from './listings.ts';
import { namesOf } from './objects.ts';
import { listReceipts } from './receipts.ts';
import { listOperators } from './routes/operators.ts';
import { behind, databases, runningMarketplace } from './testing/running.ts';

const ROWS = 2_000;
const tenant = 't_one';
const at = '2026-01-01T00:00:00Z';
const page = { limit: 20, before: Number.MAX_SAFE_INTEGER, list: '' };

/** What is rare is old: whoever walks down from the newest passes all the others first. */
const isOld = (n: number): boolean => n < 5;
const able = (n: number) => JSON.stringify([isOld(n) ? 'order.rare' : 'order.read']);

const listing = (n: number) => ({
  ...{
    id: `cn-shop-x${n}`,
    tenant: isOld(n) ? 't_old' : `t_${n % 50}`,
    name: `Shop ${n % 97}`,
    description: 'Orders',
  },
  ...{ kind: isOld(n) ? 'hardware' : 'saas', category: isOld(n) ? 'rare' : 'commerce', capabilities: able(n) },
  ...{ status: isOld(n) ? ('early_access' as const) : ('live' as const), latest_version: '1.0.0' },
  ...{ publisher: isOld(n) ? 'Old Ltd.' : null, publisher_likeness: null },
  words: `cn-shop-x${n} shop orders ${isOld(n) ? 'heirloom 天気予報' : 'recent'} ${'what a listing tells of itself '.repeat(20)}`,
  ...{ likeness: `shop${n % 97}`, id_likeness: `shopx${n}`, created_at: at, updated_at: at },
});
const connector = (n: number) => ({
  ...{ id: `cn_${n}`, tenant, listing: `cn-shop-x${n}`, version: '1.0.0', name: `c${n}`, tools_json: '[]' },
  ...{ kind: isOld(n) ? 'hardware' : 'saas', status: isOld(n) ? ('error' as const) : ('connected' as const) },
  ...{ capabilities: able(n), auth_type: 'none' as const, auth_id: 'open', hint: null, reason: null },
  ...{ config_json: '{}', sealed: null, created_at: at, last_synced_at: null },
});
const receipt = (n: number) => ({
  ...{ id: `rc_${n}`, tenant, connector: isOld(n) ? 'cn_old' : 'cn_new', operator: isOld(n) ? 'op_old' : null, at },
  body_json: JSON.stringify({ outcome: isOld(n) ? 'failed' : 'applied' }),
});
const operator = (n: number) => ({
  ...{ id: `op_${n}`, tenant, name: `o${n}`, capabilities: '[]', created_at: at },
  status: isOld(n) ? ('paused' as const) : ('active' as const),
});

async function fill({ db, kind, transact }: Store): Promise<void> {
  await transact('fill', async (step) => {
    for (let from = 0; from < ROWS; from += 400) {
      const all = Array.from({ length: 400 }, (_, n) => from + n);
      const listings = await step
        .insertInto('listings')
        .values(all.map(listing))
        .returning(['seq', 'capabilities'])
        .execute();
      const capabilities = listings.map((row) => ({
        listing_seq: row.seq,
        capability: namesOf(row.capabilities)[0] ?? '',
      }));
      await step.insertInto('listing_capabilities').values(capabilities).execute();
      const connectors = await step
        .insertInto('connectors')
        .values(all.map(connector))
        .returning(['seq', 'capabilities'])
        .execute();
      const having = connectors.map((row) => ({
        tenant,
        connector_seq: row.seq,
        capability: namesOf(row.capabilities)[0] ?? '',
      }));
      await step.insertInto('connector_capabilities').values(having).execute();
      await step.insertInto('receipts').values(all.map(receipt)).execute();
      await step.insertInto('operators').values(all.map(operator)).execute();
    }
  });
  // What PostgreSQL does by itself a while after so much was written.
  if (kind === 'postgres') await db.executeQuery(CompiledQuery.raw('ANALYZE'));
}

/** Every list with each of its filters: one that fits what is old, and one that fits nothing. */
const lists = (store: Store) => {
  const listings = (filters: Parameters<typeof listListings>[1]) => listListings(store.db, filters, page);
  const connectors = (filter: Parameters<typeof listConnectors>[2]) => listConnectors({ store }, tenant, filter, page);
  const receipts = (filters: Parameters<typeof listReceipts>[2]) => listReceipts(store.db, tenant, filters, page);
  return {
    listings: listings({}),
    'listings by category': listings({ category: 'rare' }),
    'listings by a category of none': listings({ category: 'none' }),
    'listings by kind': listings({ kind: 'hardware' }),
    'listings by capability': listings({ capability: 'order.rare' }),
    'listings by a capability of none': listings({ capability: 'order.none' }),
    'listings by status': listings({ status: 'early_access' }),
    'listings by tenant': listings({ publisher: 't_old' }),
    'listings by publisher': listings({ publisher: 'Old Ltd.' }),
    'listings by a publisher that there is not': listings({ publisher: 'Nobody' }),
    connectors: connectors({}),
    'connectors by kind': connectors({ kind: 'hardware' }),
    'connectors by capability': connectors({ capability: 'order.rare' }),
    'connectors by a capability of none': connectors({ capability: 'order.none' }),
    'connectors by status': connectors({ status: 'error' }),
    'connectors by all three': connectors({ capability: 'order.read', kind: 'hardware', status: 'error' }),
    receipts: receipts({}),
    'receipts by connector': receipts({ connector: 'cn_old' }),
    'receipts by operator': receipts({ operator: 'op_old' }),
    'receipts by outcome': receipts({ outcome: 'failed' }),
    operators: listOperators(store.db, tenant, undefined, page),
    'operators by status': listOperators(store.db, tenant, 'paused', page),
  };
};

const ran = z.looseObject({
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().optional(),
  'Rows Removed by Index Recheck': z.number().optional(),
  Plans: z.array(z.unknown()).optional(),
});

/** Rows of tables that PostgreSQL looked at. */
function rowsOf(node: unknown): number {
  const { Plans = [], ...one } = ran.parse(node);
  const passed = (one['Rows Removed by Filter'] ?? 0) + (one['Rows Removed by Index Recheck'] ?? 0);
  const own = one['Relation Name'] === undefined ? 0 : (one['Actual Rows'] + passed) * one['Actual Loops'];
  return Plans.reduce<number>((sum, plan) => sum + rowsOf(plan), own);
}

interface Asked {
  compile(): CompiledQuery;
}

async function rowsLookedAt({ db }: Store, asked: Asked): Promise<number> {
  const { sql, parameters } = asked.compile();
  const { rows } = await db.executeQuery(CompiledQuery.raw(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, [...parameters]));
  const [{ 'QUERY PLAN': plans }] = z
    .tuple([z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.unknown() })) })])
    .parse(rows);
  return rowsOf(plans[0]?.Plan);
}

/** How SQLite reads the tables of a list, one line each. */
async function stepsOf({ db }: Store, asked: Asked): Promise<string[]> {
  const { sql, parameters } = asked.compile();
  const { rows } = await db.executeQuery(CompiledQuery.raw(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]));
  return z
    .array(z.looseObject({ detail: z.string() }))
    .parse(rows)
    .map(({ detail }) => detail);
}

/** It goes where an index leads to, and reads no table from one end to the other. */
const led = /^SEARCH \w+ USING (?:COVERING )?INDEX \w+ \(\w+=\?/;
const tables = /^SCAN (?:listings|versions|other|having|connectors|receipts|operators)\b/;

describe.each(databases)('lists on %s', (kind) => {
  it('FC-13: whatever is asked for, a page is found by an index, and no list looks through all rows', async () => {
    await behind(await runningMarketplace(kind), async (store) => {
      await fill(store);
      for (const [what, asked] of Object.entries(lists(store))) {
        if (kind === 'postgres') {
          const rows = await rowsLookedAt(store, asked);
          expect([what, rows, rows < ROWS / 5]).toEqual([what, rows, true]);
          continue;
        }
        const steps = await stepsOf(store, asked);
        expect([what, ...steps.filter((step) => tables.test(step))]).toEqual([what]);
        if (what !== 'listings') expect([what, steps[0]]).toEqual([what, expect.stringMatching(led)]);
      }
    });
  });

  it.skipIf(kind === 'sqlite')('A119: a search looks at few rows, for a word of few, of all or of none', async () => {
    await behind(await runningMarketplace(kind), async (store) => {
      await fill(store);
      for (const query of ['heirloom', '天気予報', 'orders', 'nothing', 'orders heirloom', 'or', 'shop recent']) {
        const rows = await rowsLookedAt(store, listListings(store.db, { query }, page));
        expect([query, rows, rows < ROWS / 5]).toEqual([query, rows, true]);
      }
    });
  });
});
