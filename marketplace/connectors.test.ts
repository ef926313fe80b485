import { describe, expect, it } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import { crmMarketplace, installed, keySource } from './testing/crm.ts';
import { type Answer, behind, call, databases, furtherKey, type RunningMarketplace } from './testing/running.ts';

const error = (code: string) => ({ error: { code, request_id: expect.stringMatching(/^req_/) } });
const get = (marketplace: Pick<RunningMarketplace, 'url' | 'key'>, address: string) =>
  call(marketplace, 'GET', address);
const list = (marketplace: Pick<RunningMarketplace, 'url' | 'key'>, query = '') =>
  get(marketplace, `/v1/connectors${query}`);
const names = ({ body }: Answer): unknown[] =>
  body instanceof Object && 'data' in body && Array.isArray(body.data) ? body.data.map((one) => one.name) : [];
const cursor = ({ body }: Answer): string =>
  body instanceof Object && 'next_cursor' in body ? String(body.next_cursor) : '';

/** Rows as an installation makes them, without asking a source. */
async function fill(marketplace: RunningMarketplace, tenant: string, count: number): Promise<void> {
  await behind(marketplace, async ({ db }) => {
    const at = new Date().toISOString();
    for (let n = 1; n <= count; n++) {
      const capabilities = n % 2 === 0 ? ['order.hold'] : ['order.read'];
      const { seq } = await db
        .insertInto('connectors')
        .values({
          ...{ id: `cn_${tenant.length}${n}`, tenant, listing: 'cn-crm', version: '1.0.0', name: `c${n}` },
          ...{ kind: n % 3 === 0 ? 'hardware' : 'saas', capabilities: JSON.stringify(capabilities), tools_json: '[]' },
          ...{ auth_type: 'api_key', auth_id: 'key', status: n % 5 === 0 ? 'error' : 'connected' },
          ...{ config_json: '{}', created_at: at },
        })
        .returning('seq')
        .executeTakeFirstOrThrow();
      for (const capability of capabilities)
        await db.insertInto('connector_capabilities').values({ tenant, capability, connector_seq: seq }).execute();
    }
  });
}

const tenantOf = (marketplace: RunningMarketplace): Promise<string> =>
  behind(marketplace, async ({ db }) => {
    const row = await db.selectFrom('keys').select('tenant').orderBy('created_at', 'asc').executeTakeFirstOrThrow();
    return row.tenant;
  });

const addOperator = (
  marketplace: RunningMarketplace,
  operator: { id: string; name: string; status: 'active' | 'paused'; capabilities: readonly string[]; tenant: string },
) =>
  behind(marketplace, ({ db }) =>
    db
      .insertInto('operators')
      .values({
        ...operator,
        capabilities: JSON.stringify(operator.capabilities),
        created_at: new Date().toISOString(),
      })
      .execute(),
  );

describe.each(databases)('GET /v1/connectors on %s', (kind) => {
  it('FC-40, FC-13: lists newest first, filtered by capability, kind and status together', async () => {
    const marketplace = await crmMarketplace(kind);
    await fill(marketplace, await tenantOf(marketplace), 12);
    expect(names(await list(marketplace, '?limit=3'))).toEqual(['c12', 'c11', 'c10']);
    for (const [query, wanted] of [
      ['?capability=order.hold', ['c12', 'c10', 'c8', 'c6', 'c4', 'c2']],
      ['?kind=hardware', ['c12', 'c9', 'c6', 'c3']],
      ['?status=error', ['c10', 'c5']],
      ['?capability=order.hold&kind=hardware', ['c12', 'c6']],
      ['?capability=order.hold&status=error&kind=saas', ['c10']],
      ['?capability=order.fly', []],
    ] as const)
      expect([query, names(await list(marketplace, query))]).toEqual([query, wanted]);
    for (const query of ['?status=broken', '?kind=x', "?capability=' OR 1=1", '?limit=0', '?limit=101'])
      expect(await list(marketplace, query)).toMatchObject({ status: 400, body: error('invalid_parameter') });
  });

  it('FC-11, FC-12: pages follow each other; a cursor is of use for its filters and its tenant alone', async () => {
    const marketplace = await crmMarketplace(kind);
    await fill(marketplace, await tenantOf(marketplace), 6);
    const first = await list(marketplace, '?limit=2&capability=order.hold');
    const second = await list(marketplace, `?limit=1&capability=order.hold&cursor=${cursor(first)}`);
    expect([first, second].map(names)).toEqual([['c6', 'c4'], ['c2']]);
    expect(second.body).toMatchObject({ has_more: false, next_cursor: null });
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    for (const answer of [
      await list(marketplace, `?cursor=${cursor(first)}`),
      await list(other, `?capability=order.hold&cursor=${cursor(first)}`),
    ])
      expect(answer).toMatchObject({ status: 400, body: error('invalid_cursor') });
  });

  it('FC-51, A113: one is shown whole and without secrets; that of another tenant reads as unknown', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const id = await installed(marketplace, source);
    const shown = await get(marketplace, `/v1/connectors/${id}`);
    expect(shown).toMatchObject({ status: 200, body: { id, tools: { length: 4 }, auth: { hint: 'crm_****41' } } });
    expect(JSON.stringify([shown.body, (await list(marketplace)).body])).not.toContain('CANARY');
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    const [theirs, unknown] = [
      await get(other, `/v1/connectors/${id}`),
      await get(other, '/v1/connectors/cn_0123456789abcdef'),
    ];
    const told = ({ status, body }: Answer) =>
      body instanceof Object && 'error' in body ? [status, { ...Object(body.error), request_id: '' }] : [];
    expect(told(theirs)).toEqual(told(unknown));
    expect(theirs).toMatchObject({ status: 404, body: error('not_found') });
    expect(await call(other, 'DELETE', `/v1/connectors/${id}`)).toMatchObject({ status: 404 });
    expect(names(await list(other))).toEqual([]);
    expect(names(await list(marketplace))).toEqual(['cn-crm']);
  });

  it('FC-3, A114: reading needs connectors:read, changing connectors:write', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const id = await installed(marketplace, source);
    const reader = { ...marketplace, key: await furtherKey(marketplace, { scopes: ['connectors:read'] }) };
    const writer = { ...marketplace, key: await furtherKey(marketplace, { scopes: ['connectors:write'] }) };
    for (const answer of [
      await list(writer),
      await get(writer, `/v1/connectors/${id}`),
      await call(reader, 'POST', '/v1/connectors', {}),
      await call(reader, 'POST', `/v1/connectors/${id}/test`),
      await call(reader, 'DELETE', `/v1/connectors/${id}`),
    ])
      expect(answer).toMatchObject({ status: 403, body: error('missing_scope') });
    expect(await list({ ...marketplace, key: '' })).toMatchObject({ status: 401 });
  });
});

describe.each(databases)('DELETE /v1/connectors/{id} on %s', (kind) => {
  it('FC-56: the credentials go, receipts stay, and the name is free', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const id = await installed(marketplace, source);
    await call(marketplace, 'POST', `/v1/connectors/${id}/test`, { tools: ['order.count'] });
    expect(await call(marketplace, 'DELETE', `/v1/connectors/${id}`)).toMatchObject({
      status: 200,
      body: { id, object: 'connector', deleted: true },
    });
    expect(await get(marketplace, `/v1/connectors/${id}`)).toMatchObject({ status: 404 });
    expect(await call(marketplace, 'DELETE', `/v1/connectors/${id}`)).toMatchObject({ status: 404 });
    const left = await behind(marketplace, async ({ db }) => [
      (await db.selectFrom('connectors').selectAll().execute()).length,
      (await db.selectFrom('connector_capabilities').selectAll().execute()).length,
      (await db.selectFrom('receipts').selectAll().execute()).length,
    ]);
    expect(left).toEqual([0, 0, 1]);
    await installed(marketplace, source);
  });

  it('FC-57: the only provider of what an active operator needs stays, and the operators are listed', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const tenant = await tenantOf(marketplace);
    const id = await installed(marketplace, source);
    const operator = {
      id: 'op_8f2a1c',
      name: 'Refunds',
      status: 'active' as const,
      capabilities: ['order.hold'],
      tenant,
    };
    await addOperator(marketplace, operator);
    await addOperator(marketplace, { ...operator, id: 'op_paused', name: 'Paused', status: 'paused' });
    await addOperator(marketplace, { ...operator, id: 'op_else', name: 'Else', capabilities: ['orderXhold'] });
    await addOperator(marketplace, { ...operator, id: 'op_theirs', tenant: 't_other' });
    const refused = await call(marketplace, 'DELETE', `/v1/connectors/${id}`);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: {
          type: 'conflict_error',
          code: 'connector_in_use',
          message: `order.hold is fulfilled only by ${id}; operators op_8f2a1c depend on it.`,
          operators: [{ id: 'op_8f2a1c', name: 'Refunds' }],
        },
      },
    });
    const pause = (status: 'active' | 'paused') =>
      behind(marketplace, ({ db }) =>
        db.updateTable('operators').set({ status }).where('id', '=', operator.id).execute(),
      );
    await pause('paused');
    expect(await call(marketplace, 'DELETE', `/v1/connectors/${id}`)).toMatchObject({ status: 200 });
  });

  it('FC-57: of very many operators the first are named', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const tenant = await tenantOf(marketplace);
    const id = await installed(marketplace, source);
    const { namedOperators } = marketplaceLimits;
    await behind(marketplace, ({ db }) =>
      db
        .insertInto('operators')
        .values(
          Array.from({ length: namedOperators + 3 }, (_, n) => ({
            ...{ id: `op_${n}`, name: `o${n}`, tenant, status: 'active' as const },
            ...{ capabilities: '["order.hold"]', created_at: new Date().toISOString() },
          })),
        )
        .execute(),
    );
    const { body } = await call(marketplace, 'DELETE', `/v1/connectors/${id}`);
    expect(body).toMatchObject({ error: { operators: { length: namedOperators } } });
    expect(JSON.stringify(body)).toContain('and 3 more depend on it');
  });

  it('FC-57, FC-76: with a second provider the first may go, of both at once one stays', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const tenant = await tenantOf(marketplace);
    const ids = [await installed(marketplace, source), await installed(marketplace, source, { name: 'second' })];
    await addOperator(marketplace, {
      ...{ id: 'op_1', name: 'Refunds', status: 'active', capabilities: ['order.hold'], tenant },
    });
    const answers = await Promise.all(ids.map((id) => call(marketplace, 'DELETE', `/v1/connectors/${id}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [last] = names(await list(marketplace));
    await installed(marketplace, source, { name: 'third' });
    await behind(marketplace, ({ db }) =>
      db.updateTable('connectors').set({ status: 'error' }).where('name', '=', 'third').execute(),
    );
    const id = answers[0]?.status === 200 ? ids[1] : ids[0];
    expect([last === undefined, await call(marketplace, 'DELETE', `/v1/connectors/${id}`)]).toMatchObject([
      false,
      { status: 409 },
    ]);
  });
});
