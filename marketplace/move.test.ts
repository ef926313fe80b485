import { describe, expect, it } from 'vitest';
import type { Manifest } from '../shared/connector/manifest.ts';
import type { Store } from './database/index.ts';
import { crmMarketplace, crmPackage, installed, keySource } from './testing/crm.ts';
import { behind, call, databases, furtherKey, upload } from './testing/running.ts';

const error = (code: string) => ({ error: { code, request_id: expect.stringMatching(/^req_/) } });
const authentication: Manifest['authentication'] = [
  { id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'x-api-key' },
];

/** A connector that is installed, and further versions of its listing. */
async function withVersions(kind: Store['kind'], ...versions: readonly Partial<Manifest>[]) {
  const marketplace = await crmMarketplace(kind);
  const source = await keySource();
  const id = await installed(marketplace, source, {
    config: { baseUrl: source.url, pin: 'CANARYpin4471', retries: 2 },
  });
  for (const manifest of versions) {
    const { status } = await upload(marketplace, 'cn-crm', await crmPackage(manifest));
    expect(status).toBe(201);
  }
  const move = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    call(marketplace, 'PATCH', `/v1/connectors/${id}`, body, headers);
  const shown = async () => (await call(marketplace, 'GET', `/v1/connectors/${id}`)).body;
  return { marketplace, source, id, move, shown };
}

describe.each(databases)('PATCH /v1/connectors/{id} on %s', (kind) => {
  it('moves to another version with the credentials that are there, once for one Idempotency-Key (FC-20)', async () => {
    const commands = { closeOrder: { params: ['id'], sideEffect: true, capability: 'order.close' } };
    const { source, move, shown, marketplace } = await withVersions(kind, { version: '2.0.0', commands });
    const before = source.requests.length;
    const headers = { 'idempotency-key': 'move' };
    const moved = await move({ version: '2.0.0', config: { retries: 3 } }, headers);
    expect(moved).toMatchObject({
      status: 200,
      body: {
        version: '2.0.0',
        status: 'connected',
        capabilities: ['contacts.list', 'order.close'],
        auth: { hint: 'crm_****41' },
      },
    });
    expect(source.requests.slice(before)).toEqual(['GET /me']);
    expect(await move({ version: '2.0.0', config: { retries: 3 } }, headers)).toMatchObject({ body: moved.body });
    expect(source.requests).toHaveLength(before + 1);
    expect(await shown()).toEqual(moved.body);
    const by = async (capability: string) =>
      (await call(marketplace, 'GET', `/v1/connectors?capability=${capability}`)).body;
    expect(await by('order.close')).toMatchObject({ data: { length: 1 } });
    expect(await by('order.hold')).toMatchObject({ data: [] });
    expect(JSON.stringify(moved.body)).not.toContain('CANARY');
  });

  it('renames, and refuses a name that is taken (FC-45)', async () => {
    const { marketplace, source, move, shown } = await withVersions(kind);
    await installed(marketplace, source, { name: 'other' });
    expect(await move({ name: 'Sales' })).toMatchObject({ status: 200, body: { name: 'Sales', version: '1.0.0' } });
    expect(await move({ name: 'other' })).toMatchObject({ status: 409, body: error('state_conflict') });
    expect(await shown()).toMatchObject({ name: 'Sales' });
  });

  it('changes nothing where the source says no or cannot be asked, where settings or credentials do not fit', async () => {
    const { source, move, shown } = await withVersions(
      kind,
      {
        version: '2.0.0',
        connectionConfig: { baseUrl: { type: 'string', required: true }, team: { type: 'string', required: true } },
      },
      { version: '3.0.0', authentication: [{ id: 'login', name: 'Login', type: 'basic' }, ...authentication.slice(1)] },
    );
    const before = await shown();
    source.answers.set('/me', 401);
    expect(await move({ config: { retries: 5 } })).toMatchObject({ status: 422, body: error('auth_failed') });
    source.answers.delete('/me');
    for (const [body, what] of [
      [{ version: '9.0.0' }, 'version'],
      [{ version: '2.0.0' }, 'config.team is missing'],
      [{ version: '3.0.0' }, 'other credentials'],
      [{ config: { retries: 'many' } }, 'config.retries'],
      [{ config: { nothing: 1 } }, 'config.nothing'],
      [{}, 'say what is to be changed'],
      [{ auth: { type: 'basic', username: 'x', password: 'y' } }, 'auth.type'],
    ] as const) {
      const refused = await move(body);
      expect([body, refused]).toMatchObject([body, { status: 400, body: error('invalid_parameter') }]);
      expect(JSON.stringify(refused.body)).toContain(what);
    }
    await source.stop();
    expect(await move({ name: 'x' })).toMatchObject({ status: 502, body: error('connector_upstream_error') });
    expect(await shown()).toEqual(before);
  });

  it('FC-57: a version without what an active operator needs is refused with the operators', async () => {
    const { marketplace, move, shown } = await withVersions(kind, { version: '2.0.0', commands: {} });
    await behind(marketplace, async ({ db }) => {
      const { tenant } = await db.selectFrom('connectors').select('tenant').executeTakeFirstOrThrow();
      const operator = {
        id: 'op_1',
        tenant,
        name: 'Orders',
        status: 'active' as const,
        created_at: new Date().toISOString(),
      };
      await db
        .insertInto('operators')
        .values({ ...operator, capabilities: '["order.hold"]' })
        .execute();
    });
    expect(await move({ version: '2.0.0' })).toMatchObject({
      status: 409,
      body: { error: { code: 'connector_in_use', operators: [{ id: 'op_1', name: 'Orders' }] } },
    });
    expect(await shown()).toMatchObject({ version: '1.0.0' });
    await behind(marketplace, ({ db }) => db.updateTable('operators').set({ status: 'paused' }).execute());
    expect(await move({ version: '2.0.0' })).toMatchObject({ status: 200 });
  });

  it('A113: of another tenant it is not there', async () => {
    const { marketplace, id } = await withVersions(kind);
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    expect(await call(other, 'PATCH', `/v1/connectors/${id}`, { name: 'mine' })).toMatchObject({
      status: 404,
      body: error('not_found'),
    });
  });
});
