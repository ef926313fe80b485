import { describe, expect, it } from 'vitest';
import { createGate } from './execute/gate.ts';
import { crmMarketplace, crmSource, goodKey, installed, keySource } from './testing/crm.ts';
import { behind, call, databases, furtherKey, type RunningMarketplace, runningMarketplace } from './testing/running.ts';

const error = (code: string) => ({ error: { code, request_id: expect.stringMatching(/^req_/) } });

const test = (
  marketplace: RunningMarketplace,
  id: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
) => call(marketplace, 'POST', `/v1/connectors/${id}/test`, body, headers);

const connector = async (marketplace: RunningMarketplace, id: string): Promise<unknown> =>
  (await call(marketplace, 'GET', `/v1/connectors/${id}`)).body;

const receipts = (marketplace: RunningMarketplace): Promise<unknown[]> =>
  behind(marketplace, async ({ db }) => {
    const rows = await db.selectFrom('receipts').select('body_json').orderBy('seq', 'asc').execute();
    return rows.map((row) => JSON.parse(row.body_json));
  });

async function ready(kind: (typeof databases)[number]) {
  const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
  const id = await installed(marketplace, source);
  source.requests.length = 0;
  return { marketplace, source, id };
}

describe.each(databases)('POST /v1/connectors/{id}/test on %s', (kind) => {
  it('FC-52, FC-53: reading tools run live, one page of a table; what writes or needs input only proves its account', async () => {
    const { marketplace, source, id } = await ready(kind);
    const answer = await test(marketplace, id);
    expect(answer).toMatchObject({
      status: 200,
      body: { object: 'connector_test', connector_id: id, status: 'passed' },
    });
    const live = { mode: 'live', ok: true, latency_ms: expect.any(Number) };
    expect(answer.body).toMatchObject({
      results: [
        { ...live, tool: 'order.count' },
        { ...live, tool: 'order.read', mode: 'dry_run' },
        { ...live, tool: 'order.hold', mode: 'dry_run' },
        { ...live, tool: 'contacts.list' },
      ],
      tested_at: expect.stringMatching(/Z$/),
    });
    expect(source.requests).toEqual(['GET /count', 'GET /me', 'GET /contacts']);
    const tested = answer.body instanceof Object && 'tested_at' in answer.body ? answer.body.tested_at : '';
    expect(await connector(marketplace, id)).toMatchObject({
      status: 'connected',
      reason: null,
      last_synced_at: tested,
    });
  });

  it('FC-53: runs the tools that are named, in their order', async () => {
    const { marketplace, source, id } = await ready(kind);
    const { body } = await test(marketplace, id, { tools: ['order.hold', 'order.count', 'order.hold'] });
    expect(body).toMatchObject({ results: [{ tool: 'order.hold' }, { tool: 'order.count' }] });
    expect(source.requests).toEqual(['GET /me', 'GET /count']);
  });

  it('FC-54: a failing tool is named with its reason, and the connector is in error until a test passes', async () => {
    const { marketplace, source, id } = await ready(kind);
    source.answers.set('/count', 404);
    const answer = await test(marketplace, id);
    expect(answer).toMatchObject({ status: 200, body: { status: 'failed' } });
    expect(answer.body).toMatchObject({
      results: [
        { tool: 'order.count', ok: false, error: { code: 'tool_failed', message: 'The source answered 404' } },
        { ok: true },
        { ok: true },
        { ok: true },
      ],
    });
    expect(await connector(marketplace, id)).toMatchObject({
      status: 'error',
      reason: 'order.count: The source answered 404',
      last_synced_at: null,
    });
    source.answers.clear();
    await test(marketplace, id);
    expect(await connector(marketplace, id)).toMatchObject({ status: 'connected', reason: null });
  });

  it('FC-54: credentials that are no longer taken show in every tool, without a secret', async () => {
    const { marketplace, source, id } = await ready(kind);
    for (const path of ['/me', '/count', '/contacts']) source.answers.set(path, 401);
    const { body } = await test(marketplace, id);
    expect(body).toMatchObject({
      results: Array.from({ length: 4 }, () => ({ ok: false, error: { code: 'auth_failed' } })),
    });
    expect(JSON.stringify([body, await connector(marketplace, id), await receipts(marketplace)])).not.toContain(
      'CANARY',
    );
  });

  it('FC-55: an unreachable source is 502 with the detail, and the connector is in error', async () => {
    const { marketplace, source, id } = await ready(kind);
    await source.stop();
    for (const tools of [undefined, ['order.hold'], ['contacts.list']]) {
      const answer = await test(marketplace, id, { tools });
      expect([tools, answer]).toMatchObject([tools, { status: 502, body: error('connector_upstream_error') }]);
      expect(JSON.stringify(answer.body)).toContain('nothing listens there');
    }
    expect(await connector(marketplace, id)).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('nothing listens there'),
    });
  });

  it('FC-55: an unknown tool is 400, an unknown or foreign id 404, one that waits for its authorization 409', async () => {
    const { marketplace, source, id } = await ready(kind);
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    expect(await test(marketplace, id, { tools: ['order.count', 'order.fly'] })).toMatchObject({
      status: 400,
      body: error('invalid_parameter'),
    });
    for (const [asker, one] of [
      [marketplace, 'cn_0123456789abcdef'],
      [marketplace, "cn_' OR 1=1"],
      [other, id],
    ] as const)
      expect(await test(asker, one)).toMatchObject({ status: 404, body: error('not_found') });
    await behind(marketplace, ({ db }) => db.updateTable('connectors').set({ status: 'pending_auth' }).execute());
    expect(await test(marketplace, id)).toMatchObject({ status: 409, body: error('state_conflict') });
    expect(source.requests).toEqual([]);
  });

  it('FC-75: a call that the rules of hosts refuse is on record as blocked', async () => {
    const { marketplace, id } = await ready(kind);
    await behind(marketplace, ({ db }) =>
      db
        .updateTable('connectors')
        .set({ config_json: JSON.stringify({ baseUrl: 'http://127.0.0.2:1' }) })
        .execute(),
    );
    expect(await test(marketplace, id, { tools: ['order.count'] })).toMatchObject({
      body: { status: 'failed', results: [{ ok: false, error: { code: 'host_refused' } }] },
    });
    expect(await receipts(marketplace)).toMatchObject([
      { outcome: 'refused', verdict: { decision: 'BLOCK', rule: 'host_refused' } },
    ]);
  });

  it('FC-75: each call leaves a receipt, that of a source out of reach too', async () => {
    const { marketplace, source, id } = await ready(kind);
    const answer = await test(marketplace, id, { tools: ['order.count', 'order.hold'] }, { 'idempotency-key': 't1' });
    await source.stop();
    await test(marketplace, id, { tools: ['order.count'] });
    const receipt = {
      ...{
        id: expect.stringMatching(/^rc_/),
        object: 'receipt',
        reseller_id: null,
        tenant_id: expect.stringMatching(/^t_/),
      },
      ...{ operator_id: null, operator: null, event_id: null, plan_id: null, action_id: null, connector: id },
      ...{ tool: 'order.count', mode: 'live', entity_key: null, idempotency_key: 't1', approver: null },
      ...{ verdict: { decision: 'ALLOW', tier: null, rule: null }, outcome: 'applied' },
      ...{ request_id: answer.headers.get('x-request-id'), at: expect.stringMatching(/Z$/) },
    };
    expect(await receipts(marketplace)).toEqual([
      receipt,
      { ...receipt, tool: 'order.hold', mode: 'dry_run', verdict: { decision: 'ALLOW', tier: null, rule: 'dry_run' } },
      { ...receipt, idempotency_key: null, outcome: 'failed', request_id: expect.stringMatching(/^req_/) },
    ]);
  });

  it('FC-21: with an Idempotency-Key the source is called once', async () => {
    const { marketplace, source, id } = await ready(kind);
    const headers = { 'idempotency-key': 'k' };
    const first = await test(marketplace, id, { tools: ['order.count'] }, headers);
    const again = await test(marketplace, id, { tools: ['order.count'] }, headers);
    expect([again.status, again.body, source.requests.length]).toEqual([200, first.body, 1]);
    expect(again.headers.get('x-request-id')).toBe(first.headers.get('x-request-id'));
  });

  it('one connector is tested once at a time', async () => {
    let answer = (): void => undefined;
    const waits = new Promise<boolean>((resolve) => {
      answer = () => resolve(true);
    });
    let isInstalled = false;
    const source = await crmSource(() => (isInstalled ? waits : true));
    const marketplace = await crmMarketplace(kind);
    const id = await installed(marketplace, source);
    isInstalled = true;
    const first = test(marketplace, id, { tools: ['order.hold'] });
    await expect.poll(() => source.requests.length).toBe(2);
    const elsewhere = await runningMarketplace(marketplace.place, { allowedHosts: ['127.0.0.1'] });
    expect(await test({ ...elsewhere, key: marketplace.key }, id)).toMatchObject({ status: 409 });
    const second = await test(marketplace, id);
    expect([second.status, second.headers.get('retry-after')]).toEqual([409, '1']);
    answer();
    expect(await first).toMatchObject({ status: 200 });
    expect(await test(marketplace, id, { tools: ['order.hold'] })).toMatchObject({ status: 200 });
    // As a server leaves it that was killed meanwhile.
    const at = (ms: number) =>
      behind(marketplace, ({ db }) =>
        db
          .updateTable('connectors')
          .set({ tested_until: new Date(Date.now() + ms).toISOString() })
          .execute(),
      );
    await at(60_000);
    expect(await test(marketplace, id, { tools: ['order.hold'] })).toMatchObject({ status: 409 });
    await at(-1);
    expect(await test(marketplace, id, { tools: ['order.hold'] })).toMatchObject({ status: 200 });
  });

  it('a connector without tools is let in or not', async () => {
    const source = await keySource();
    const marketplace = await crmMarketplace(kind, { commands: {}, entities: [] });
    const id = await installed(marketplace, source, { auth: { type: 'api_key', key: goodKey } });
    expect((await test(marketplace, id)).body).toMatchObject({ status: 'passed', results: [] });
    source.answers.set('/me', 403);
    expect((await test(marketplace, id)).body).toMatchObject({ status: 'failed', error: { code: 'auth_failed' } });
  });
});

describe('the places for calls', () => {
  const limits = { calls: 2, tenantCalls: 1, waitingCalls: 2, callWaitMs: 60_000 };

  it('A123: a tenant takes its share, the rest is for others, and who waits is let in when a place is free', async () => {
    const gate = createGate(limits);
    const first = await gate.enter('a');
    let isIn = false;
    const second = gate.enter('a').then((leave) => {
      isIn = true;
      return leave;
    });
    const other = await gate.enter('b');
    expect([typeof first, isIn, typeof other]).toEqual(['function', false, 'function']);
    first?.();
    expect(await second).toEqual(expect.any(Function));
  });

  it('A123: more than may wait, or longer than they may, are turned away', async () => {
    const gate = createGate({ ...limits, waitingCalls: 1, callWaitMs: 1 });
    await gate.enter('a');
    const waiting = gate.enter('a');
    expect(await gate.enter('a')).toBeUndefined();
    expect(await waiting).toBeUndefined();
  });
});
