import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cursorIn, namesIn } from './testing/lists.ts';
import {
  behind,
  call,
  databases,
  furtherKey,
  type RunningMarketplace,
  runningMarketplace,
  samplePackage,
  upload,
} from './testing/running.ts';

interface Sample {
  readonly n: number;
  readonly connector?: string;
  readonly operator?: string;
  readonly outcome?: string;
}

/** Puts receipts on record, as what was done would; of the tenant that the marketplace was started with if none is said. */
const record = (marketplace: RunningMarketplace, samples: readonly Sample[], of?: string) =>
  behind(marketplace, async ({ db }) => {
    const first = await db.selectFrom('keys').select('tenant').orderBy('created_at').executeTakeFirstOrThrow();
    const tenant = of ?? first.tenant;
    for (const { n, connector = 'cn_aa', operator, outcome = 'applied' } of samples) {
      const at = new Date(Date.UTC(2026, 0, n)).toISOString();
      const body = {
        ...{ id: `rc_${tenant}_${n}`, object: 'receipt', reseller_id: null, tenant_id: tenant },
        ...{ operator_id: operator ?? null, operator: operator ? 'Returns' : null, event_id: null, plan_id: null },
        ...{ action_id: null, connector, tool: 'order.read', entity_key: null, idempotency_key: null },
        verdict: { decision: outcome === 'refused' ? 'BLOCK' : 'ALLOW', tier: null, rule: null },
        ...{ outcome, approver: null, request_id: 'req_00', at },
      };
      await db
        .insertInto('receipts')
        .values({ id: body.id, tenant, connector, operator: operator ?? null, body_json: JSON.stringify(body), at })
        .execute();
    }
    return tenant;
  });

describe.each(databases)('GET /v1/receipts on %s', (kind) => {
  it('FC-75: shows what was done with all that is on record, what was refused too', async () => {
    const marketplace = await runningMarketplace(kind);
    const tenant = await record(marketplace, [{ n: 1 }, { n: 2, operator: 'op_bb', outcome: 'refused' }]);
    const { status, body } = await call(marketplace, 'GET', '/v1/receipts');
    expect([status, namesIn(body)]).toEqual([200, [`rc_${tenant}_2`, `rc_${tenant}_1`]]);
    expect(body).toMatchObject({
      data: [
        {
          object: 'receipt',
          tenant_id: tenant,
          operator_id: 'op_bb',
          operator: 'Returns',
          connector: 'cn_aa',
          tool: 'order.read',
          verdict: { decision: 'BLOCK', tier: null, rule: null },
          outcome: 'refused',
          at: '2026-01-02T00:00:00.000Z',
        },
        { operator_id: null, outcome: 'applied' },
      ],
    });
  });

  it('FC-12, FC-13: filters by connector, operator and outcome, which bind the cursor', async () => {
    const marketplace = await runningMarketplace(kind);
    const tenant = await record(marketplace, [
      { n: 1, connector: 'cn_bb', operator: 'op_cc' },
      { n: 2, outcome: 'failed' },
      { n: 3, connector: 'cn_bb', outcome: 'failed' },
      { n: 4, operator: 'op_cc', outcome: 'failed' },
    ]);
    const list = async (query: string) => (await call(marketplace, 'GET', `/v1/receipts?${query}`)).body;
    const found = async (query: string) =>
      namesIn(await list(query)).map((id) => String(id).replace(`rc_${tenant}_`, ''));
    expect(await found('connector=cn_bb')).toEqual(['3', '1']);
    expect(await found('operator=op_cc')).toEqual(['4', '1']);
    expect(await found('outcome=failed')).toEqual(['4', '3', '2']);
    expect(await found('outcome=failed&connector=cn_bb')).toEqual(['3']);
    expect(await found('connector=cn_none')).toEqual([]);
    const first = await list('outcome=failed&limit=2');
    expect(await found(`outcome=failed&cursor=${cursorIn(first)}`)).toEqual(['2']);
    for (const query of [`cursor=${cursorIn(first)}`, `outcome=applied&cursor=${cursorIn(first)}`, 'outcome=gone'])
      expect((await call(marketplace, 'GET', `/v1/receipts?${query}`)).status).toBe(400);
  });

  it('FC-56, FC-75: a test of a connector is on record, and stays so when the connector is gone', async () => {
    const marketplace = await runningMarketplace(kind);
    const commands = { hold: { params: [], sideEffect: true, capability: 'order.hold' } };
    await upload(marketplace, 'cn-shop', await samplePackage({ id: 'shop', commands }));
    const { body } = await call(marketplace, 'POST', '/v1/connectors', { listing: 'cn-shop', auth: { type: 'none' } });
    const { id } = z.looseObject({ id: z.string() }).parse(body);
    expect((await call(marketplace, 'POST', `/v1/connectors/${id}/test`)).status).toBe(200);
    expect((await call(marketplace, 'DELETE', `/v1/connectors/${id}`)).status).toBe(200);
    const receipt = { object: 'receipt', connector: id, tool: 'order.hold', outcome: 'applied', operator_id: null };
    for (const query of [`connector=${id}`, `connector=${id}&outcome=applied`])
      expect((await call(marketplace, 'GET', `/v1/receipts?${query}`)).body).toMatchObject({ data: [receipt] });
    expect((await call(marketplace, 'GET', `/v1/receipts?connector=${id}&outcome=failed`)).body).toMatchObject({
      data: [],
    });
  });

  it('FC-75: are never added, changed or removed through the API', async () => {
    const marketplace = await runningMarketplace(kind);
    const tenant = await record(marketplace, [{ n: 1 }]);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const place of ['', `/rc_${tenant}_1`])
        expect([method, await call(marketplace, method, `/v1/receipts${place}`, {})]).toMatchObject([
          method,
          { status: 404 },
        ]);
    expect(namesIn((await call(marketplace, 'GET', '/v1/receipts')).body)).toEqual([`rc_${tenant}_1`]);
  });

  it('A113: a tenant sees its own only, whatever it filters by', async () => {
    const marketplace = await runningMarketplace(kind);
    await record(marketplace, [{ n: 1, operator: 'op_cc' }]);
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    await record(marketplace, [{ n: 2 }], 't_other');
    for (const query of ['', 'operator=op_cc', 'connector=cn_aa'])
      expect(namesIn((await call(other, 'GET', `/v1/receipts?${query}`)).body)).toEqual(
        query === 'operator=op_cc' ? [] : ['rc_t_other_2'],
      );
  });
});
