import { sql } from 'kysely';
import { openStore, type Step, type Store } from '../../../marketplace/database/index.ts';

/** What a well-filled marketplace holds. */
export const filled = { listings: 10_000, connectors: 100_000, receipts: 100_000, operators: 10_000 } as const;

const BATCH = 1_000;
const at = new Date(Date.UTC(2026, 0, 1)).toISOString();
const capabilitiesOf = (n: number): string[] => [`order_${n % 50}.hold`, `order_${n % 50}.list`, 'order.read'];
const categories = ['commerce', 'support', 'finance', 'logistics', 'people'];

function listing(n: number) {
  const id = `cn-shop-x${n}`;
  const category = categories[n % categories.length] ?? '';
  return {
    ...{
      id,
      tenant: `t_publisher${n % 500}`,
      name: `Shop ${n}`,
      description: `Orders and customers of shop ${n}`,
      category,
    },
    kind: n % 10 === 0 ? 'hardware' : 'saas',
    capabilities: JSON.stringify(capabilitiesOf(n)),
    status: n % 100 === 0 ? ('early_access' as const) : ('live' as const),
    latest_version: '1.0.0',
    words: `${id} shop ${n} orders and customers of shop ${n} ${category} word${n} ${capabilitiesOf(n).join(' ')}`,
    ...{ likeness: `shop ${n}`, id_likeness: id, created_at: at, updated_at: at },
  };
}

function connector(n: number, tenant: string) {
  return {
    ...{
      id: `cn_${n.toString(16).padStart(16, '0')}`,
      tenant,
      listing: `cn-shop-x${n % filled.listings}`,
      version: '1.0.0',
    },
    ...{ name: `shop ${n}`, kind: n % 10 === 0 ? 'hardware' : 'saas', capabilities: JSON.stringify(capabilitiesOf(n)) },
    tools_json: JSON.stringify(capabilitiesOf(n).map((name) => ({ name, side_effect: name.endsWith('.hold') }))),
    ...{ auth_type: 'api_key' as const, auth_id: 'key', hint: 'shop_****41', reason: null, config_json: '{}' },
    status: n % 1_000 === 0 ? ('error' as const) : ('connected' as const),
    ...{ sealed: 'x'.repeat(200), created_at: at, last_synced_at: at },
  };
}

const rangesOf = (count: number): number[][] =>
  Array.from({ length: Math.ceil(count / BATCH) }, (_, batch) =>
    Array.from({ length: Math.min(BATCH, count - batch * BATCH) }, (_, n) => batch * BATCH + n),
  );

async function addListings(step: Step, range: readonly number[]): Promise<void> {
  const rows = await step.insertInto('listings').values(range.map(listing)).returning(['seq', 'id']).execute();
  const version = { version: '1.0.0', digest: 'sha256:0', bytes: 4_000, manifest_json: '{}', created_at: at };
  await step
    .insertInto('versions')
    .values(rows.map(({ id }) => ({ ...version, listing: id })))
    .execute();
  const able = rows.flatMap(({ seq, id }) =>
    capabilitiesOf(Number(id.slice('cn-shop-x'.length))).map((capability) => ({ capability, listing_seq: seq })),
  );
  await step.insertInto('listing_capabilities').values(able).execute();
}

async function addConnectors(step: Step, tenant: string, range: readonly number[]): Promise<void> {
  const values = range.map((n) => connector(n, tenant));
  const rows = await step.insertInto('connectors').values(values).returning(['seq', 'id']).execute();
  const able = rows.flatMap(({ seq, id }) =>
    capabilitiesOf(Number.parseInt(id.slice('cn_'.length), 16)).map((capability) => ({
      ...{ tenant, capability, connector_seq: seq },
    })),
  );
  // One that only the oldest has: whoever asks for it must not be made to wait for all the others.
  const oldest = rows.find(({ id }) => Number.parseInt(id.slice('cn_'.length), 16) === 0);
  if (oldest) able.push({ tenant, capability: 'order.rare', connector_seq: oldest.seq });
  await step.insertInto('connector_capabilities').values(able).execute();
}

const receipt = (n: number, tenant: string) => ({
  ...{ id: `rc_${n.toString(16).padStart(16, '0')}`, tenant, connector: `cn_${n % 1_000}`, at },
  operator: n === 0 ? 'op_oldest' : `op_${n % 100}`,
  body_json: JSON.stringify({
    ...{ id: `rc_${n.toString(16).padStart(16, '0')}`, object: 'receipt', reseller_id: null, tenant_id: tenant },
    ...{
      operator_id: null,
      operator: null,
      event_id: null,
      plan_id: null,
      action_id: null,
      connector: `cn_${n % 1_000}`,
    },
    ...{ tool: 'order.read', mode: 'live', entity_key: null, idempotency_key: null },
    verdict: { decision: 'ALLOW', tier: null, rule: null },
    ...{ outcome: n % 1_000 === 0 ? 'failed' : 'applied', approver: null, request_id: 'req_0', at },
  }),
});

const operator = (n: number, tenant: string) => ({
  ...{ id: `op_${n.toString(16).padStart(16, '0')}`, tenant, name: `operator ${n}`, created_at: at },
  status: n % 1_000 === 0 ? ('paused' as const) : ('active' as const),
  capabilities: JSON.stringify(capabilitiesOf(n)),
});

/** Fills an empty marketplace straight through its tables; all but the listings is of the tenant of the first key. */
export async function fill(place: Parameters<typeof openStore>[0]): Promise<void> {
  const store: Store = await openStore(place);
  try {
    const { tenant } = await store.db.selectFrom('keys').select('tenant').executeTakeFirstOrThrow();
    for (const range of rangesOf(filled.listings)) await store.transact('bench', (step) => addListings(step, range));
    for (const range of rangesOf(filled.connectors))
      await store.transact('bench', (step) => addConnectors(step, tenant, range));
    for (const range of rangesOf(filled.receipts))
      await store.db
        .insertInto('receipts')
        .values(range.map((n) => receipt(n, tenant)))
        .execute();
    for (const range of rangesOf(filled.operators))
      await store.db
        .insertInto('operators')
        .values(range.map((n) => operator(n, tenant)))
        .execute();
    // PostgreSQL does so by itself within a minute of so many new rows.
    if (store.kind === 'postgres') await sql`ANALYZE`.execute(store.db);
  } finally {
    await store.close();
  }
}
