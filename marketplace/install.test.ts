import { describe, expect, it } from 'vitest';
import { marketplaceLimits } from '../shared/limits.ts';
import { crmInstall, crmMarketplace, crmPackage, crmSource, goodKey, installed, keySource } from './testing/crm.ts';
import { behind, call, databases, furtherKey, type RunningMarketplace, upload } from './testing/running.ts';

const error = (code: string) => ({ error: { code, request_id: expect.stringMatching(/^req_/) } });

const install = (marketplace: RunningMarketplace, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  call(marketplace, 'POST', '/v1/connectors', body, headers);

const count = (marketplace: RunningMarketplace): Promise<number> =>
  behind(marketplace, async ({ db }) => (await db.selectFrom('connectors').select('id').execute()).length);

describe.each(databases)('POST /v1/connectors on %s', (kind) => {
  it('FC-41, FC-48: installs with a key, and answers with the whole connector', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const answer = await install(marketplace, crmInstall(source));
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^cn_[0-9a-f]{16}$/),
      object: 'connector',
      listing: 'cn-crm',
      version: '1.0.0',
      name: 'cn-crm',
      kind: 'saas',
      transport: 'mcp',
      capabilities: ['contacts.list', 'order.count', 'order.hold', 'order.read'],
      tools: [
        { name: 'order.count', side_effect: false },
        { name: 'order.read', side_effect: false },
        { name: 'order.hold', side_effect: true },
        { name: 'contacts.list', side_effect: false },
      ],
      auth: { type: 'api_key', hint: 'crm_****41' },
      status: 'connected',
      reason: null,
      created_at: expect.stringMatching(/Z$/),
      last_synced_at: null,
      price: null,
      deprecated: null,
    });
    expect(source.requests).toEqual(['GET /me']);
  });

  it('FC-42, FC-43: what is missing or does not fit is 400, and the source is not asked', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const whole = crmInstall(source);
    const { listing: _listing, ...noListing } = whole;
    const { auth: _auth, ...noAuth } = whole;
    for (const body of [noListing, noAuth, {}])
      expect(await install(marketplace, body)).toMatchObject({ status: 400, body: error('missing_parameter') });
    const config = { baseUrl: source.url };
    for (const [body, named] of [
      [{ ...whole, auth: { type: 'basic', username: 'ann', password: 'x' } }, 'wants api_key, not basic'],
      [{ ...whole, auth: { type: 'magic' } }, 'auth'],
      [{ ...whole, auth: { type: 'api_key', key: goodKey, keys: { other: 'x' } } }, 'auth.keys'],
      [{ ...whole, config: {} }, 'config.baseUrl is missing'],
      [{ ...whole, config: { ...config, colour: 'red' } }, 'config.colour is no setting'],
      [{ ...whole, config: { ...config, region: 'moon' } }, 'one of eu, us'],
      [{ ...whole, config: { ...config, retries: '3' } }, 'must be a number'],
      [{ ...whole, name: '' }, 'name'],
      [{ ...whole, name: 'a\u0007b' }, 'control'],
      [{ ...whole, name: 'x'.repeat(marketplaceLimits.connectorNameChars + 1) }, 'name'],
      [{ ...whole, auth: { type: 'api_key', key: 'x'.repeat(marketplaceLimits.secretChars + 1) } }, 'auth.key'],
      [{ ...whole, version: '9.9.9' }, 'no version 9.9.9'],
    ] as const) {
      const answer = await install(marketplace, body);
      expect([named, answer]).toMatchObject([named, { status: 400, body: error('invalid_parameter') }]);
      expect(JSON.stringify(answer.body)).toContain(named);
    }
    expect([source.requests, await count(marketplace)]).toEqual([[], 0]);
  });

  it('FC-44, FC-46: an unknown listing is 404, one in early access 422', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    for (const listing of ['cn-none', 'magento', "' OR 1=1"])
      expect(await install(marketplace, crmInstall(source, { listing }))).toMatchObject({
        status: 404,
        body: error('not_found'),
      });
    await behind(marketplace, ({ db }) => db.updateTable('listings').set({ status: 'early_access' }).execute());
    expect(await install(marketplace, crmInstall(source))).toMatchObject({
      status: 422,
      body: { error: { type: 'validation_error', code: 'listing_early_access' } },
    });
  });

  it('FC-45: a name is used once in a tenant; another tenant may have it too', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    await installed(marketplace, source);
    const again = await install(marketplace, crmInstall(source));
    expect(again).toMatchObject({ status: 409, body: error('state_conflict') });
    expect(JSON.stringify(again.body)).toContain('give this installation a name');
    await installed(marketplace, source, { name: 'crm-us' });
    await installed({ ...marketplace, key: await furtherKey(marketplace) }, source);
    expect(await count(marketplace)).toBe(3);
    const racing = await Promise.all(
      Array.from({ length: 5 }, () => install(marketplace, crmInstall(source, { name: 'race' }))),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it('FC-47: credentials that the source rejects install nothing', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const secret = 'crm_live_CANARY-wrong-0123';
    const answer = await install(marketplace, crmInstall(source, { auth: { type: 'api_key', key: secret } }));
    expect(answer).toMatchObject({ status: 422, body: { error: { type: 'validation_error', code: 'auth_failed' } } });
    expect(JSON.stringify(answer.body)).toContain('The source answered 401 to /me. Nothing was installed.');
    expect(JSON.stringify(answer.body)).not.toContain('CANARY');
    expect(await count(marketplace)).toBe(0);
  });

  it('FC-47: a source that cannot be reached, or fails, is 502 and installs nothing', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    source.answers.set('/me', 503);
    const upstream = { status: 502, body: { error: { type: 'api_error', code: 'connector_upstream_error' } } };
    expect(await install(marketplace, crmInstall(source))).toMatchObject(upstream);
    await source.stop();
    const answer = await install(marketplace, crmInstall(source));
    expect(answer).toMatchObject(upstream);
    expect(JSON.stringify(answer.body)).toContain('nothing listens there');
    expect(await count(marketplace)).toBe(0);
  });

  it('A122: private addresses are closed, but for those that whoever runs the server allows', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    for (const baseUrl of [
      'http://127.0.0.2:80',
      'http://169.254.169.254/latest',
      'http://[::1]:1',
      'http://10.0.0.1',
    ]) {
      const answer = await install(marketplace, crmInstall(source, { config: { baseUrl } }));
      expect([baseUrl, answer]).toMatchObject([baseUrl, { status: 422, body: error('host_refused') }]);
    }
  });

  it('FC-49: secrets of the settings are sealed with the credentials, and basic takes a name and a password', async () => {
    const pair = `Basic ${Buffer.from('ann@example.com:CANARY-password').toString('base64')}`;
    const source = await crmSource((headers) => headers.get('authorization') === pair);
    const marketplace = await crmMarketplace(kind, { authentication: [{ id: 'b', name: 'Basic', type: 'basic' }] });
    const auth = { type: 'basic', username: 'ann@example.com', password: 'CANARY-password' };
    const answer = await install(
      marketplace,
      crmInstall(source, { auth, config: { baseUrl: source.url, pin: 'CANARY-pin' } }),
    );
    expect(answer).toMatchObject({ status: 201, body: { auth: { type: 'basic', hint: '****om' } } });
    const rows = await behind(marketplace, ({ db }) => db.selectFrom('connectors').selectAll().execute());
    expect(JSON.stringify(rows)).not.toMatch(/CANARY|ann@/);
  });

  it('installs what needs no credentials, further keys, and a token as a key', async () => {
    const open = await crmSource(() => true);
    const free = await crmMarketplace(kind, { authentication: [{ id: 'open', name: 'Open', type: 'none' }] });
    expect(await install(free, crmInstall(open, { auth: { type: 'none' } }))).toMatchObject({
      status: 201,
      body: { auth: { type: 'none', hint: null } },
    });
    const two = await crmSource((headers) => headers.get('x-api-key') === goodKey && headers.get('x-app') === 'app');
    const also = [{ in: 'header' as const, param: 'x-app' }];
    const pair = await crmMarketplace(kind, {
      authentication: [
        { id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'x-api-key', also },
        { id: 'token', name: 'Token', type: 'bearer' },
      ],
    });
    const auth = { type: 'api_key', key: goodKey };
    expect(await install(pair, crmInstall(two, { auth }))).toMatchObject({ status: 400 });
    expect(await install(pair, crmInstall(two, { auth: { ...auth, keys: { 'x-app': 'app' } } }))).toMatchObject({
      status: 201,
    });
    const token = await crmMarketplace(kind, { authentication: [{ id: 'token', name: 'Token', type: 'bearer' }] });
    const bearer = await crmSource((headers) => headers.get('authorization') === `Bearer ${goodKey}`);
    expect(await install(token, crmInstall(bearer))).toMatchObject({
      status: 201,
      body: { auth: { type: 'api_key' } },
    });
  });

  it('FC-58: the answer states the price, and whether the version should no longer be used', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    await upload(marketplace, 'cn-crm', await crmPackage({ version: '2.0.0' }));
    const price = { amount: 2900, currency: 'USD', per: 'month' };
    await behind(marketplace, async ({ db }) => {
      await db
        .updateTable('listings')
        .set({ price_json: JSON.stringify(price) })
        .execute();
      await db.updateTable('versions').set({ deprecated: 'Use 2.0.0.' }).where('version', '=', '1.0.0').execute();
    });
    expect((await install(marketplace, crmInstall(source))).body).toMatchObject({
      version: '2.0.0',
      price,
      deprecated: null,
    });
    expect((await install(marketplace, crmInstall(source, { name: 'old', version: '1.0.0' }))).body).toMatchObject({
      ...{ version: '1.0.0', price, deprecated: 'Use 2.0.0.' },
    });
  });

  it('FC-20…23: an Idempotency-Key installs once and gives the first answer again', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    const headers = { 'idempotency-key': 'install-crm' };
    const racing = await Promise.all(
      Array.from({ length: 10 }, () => install(marketplace, crmInstall(source), headers)),
    );
    const first = racing.find(({ status }) => status === 201);
    expect(racing.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, headers: got } of racing)
      if (status === 409) expect(got.get('retry-after')).toBe('1');
      else expect([200, 201]).toContain(status);
    const again = await install(marketplace, crmInstall(source), headers);
    expect([again.status, again.body]).toEqual([200, first?.body]);
    expect(again.headers.get('x-request-id')).toBe(first?.headers.get('x-request-id'));
    expect(await install(marketplace, crmInstall(source, { name: 'other' }), headers)).toMatchObject({
      status: 409,
      body: error('idempotency_conflict'),
    });
    expect([await count(marketplace), source.requests.length]).toEqual([1, 1]);
  });

  it('FC-23: what was refused leaves its Idempotency-Key free', async () => {
    const [marketplace, source] = [await crmMarketplace(kind), await keySource()];
    source.answers.set('/me', 500);
    const headers = { 'idempotency-key': 'k' };
    expect(await install(marketplace, crmInstall(source), headers)).toMatchObject({ status: 502 });
    source.answers.clear();
    expect(await install(marketplace, crmInstall(source), headers)).toMatchObject({ status: 201 });
  });
});
