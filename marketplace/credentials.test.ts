import { describe, expect, it } from 'vitest';
import type { Manifest } from '../shared/connector/manifest.ts';
import type { Store } from './database/index.ts';
import { crmMarketplace, crmSource, goodKey, installed } from './testing/crm.ts';
import { serverProcess } from './testing/processes.ts';
import { behind, call, databases, furtherKey, type RunningMarketplace, runningMarketplace } from './testing/running.ts';
import { size } from './testing/soak.ts';

const error = (code: string) => ({ error: { code, request_id: expect.stringMatching(/^req_/) } });
const newKey = 'crm_live_CANARY5d7e0b3c9f88';

/** A source that takes the keys of a set, and a connector that is installed with the first. */
async function scene(kind: Store['kind'] | RunningMarketplace['place'], manifest: Partial<Manifest> = {}) {
  const taken = new Set([goodKey]);
  const source = await crmSource((headers) => taken.has(headers.get('x-api-key') ?? ''));
  const marketplace = await crmMarketplace('sqlite', manifest, kind);
  const id = await installed(marketplace, source, { config: { baseUrl: source.url, pin: 'CANARY-pin' } });
  const at = `/v1/connectors/${id}`;
  return {
    ...{ marketplace, source, id, taken },
    change: (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      call(marketplace, 'PATCH', at, body, headers),
    shown: async () => (await call(marketplace, 'GET', at)).body,
    test: () => call(marketplace, 'POST', `${at}/test`, { tools: ['order.hold'] }),
  };
}
const key = (text: string) => ({ auth: { type: 'api_key', key: text } });

/** What the database holds, as text. */
const everything = (marketplace: RunningMarketplace): Promise<string> =>
  behind(marketplace, async ({ db }) =>
    JSON.stringify([
      await db.selectFrom('connectors').selectAll().execute(),
      await db.selectFrom('answers').selectAll().execute(),
      await db.selectFrom('receipts').selectAll().execute(),
    ]),
  );

describe.each(databases)('credentials of an installed connector on %s', (kind) => {
  it('FC-49, FC-50: others take their place once the source has taken them; settings stay, an error is over', async () => {
    const { marketplace, source, taken, change, shown, test } = await scene(kind);
    const before = await shown();
    taken.clear();
    expect(await test()).toMatchObject({ body: { status: 'failed' } });
    expect(await shown()).toMatchObject({ status: 'error', reason: expect.stringContaining('order.hold') });
    taken.add(newKey);
    const asked = source.requests.length;
    const changed = await change(key(newKey));
    expect(changed).toMatchObject({
      status: 200,
      body: { status: 'connected', reason: null, auth: { type: 'api_key', hint: 'crm_****88' }, version: '1.0.0' },
    });
    expect(source.requests.slice(asked)).toEqual(['GET /me']);
    expect(changed.body).not.toHaveProperty('authorize_url');
    expect(await shown()).toEqual(changed.body);
    expect(before).toMatchObject({ auth: { hint: 'crm_****41' } });
    expect(await test()).toMatchObject({ body: { status: 'passed' } });
    expect(JSON.stringify(changed.body) + (await everything(marketplace))).not.toContain('CANARY');
  });

  it('FC-47: credentials that the source rejects change nothing, and the old ones go on working', async () => {
    const { source, marketplace, change, shown, test } = await scene(kind);
    const before = await shown();
    expect(await change(key(newKey))).toMatchObject({ status: 422, body: error('auth_failed') });
    expect(await change({ ...key(newKey), name: 'Other' })).toMatchObject({ status: 422 });
    expect(await shown()).toEqual(before);
    expect(await test()).toMatchObject({ body: { status: 'passed' } });
    expect(await everything(marketplace)).not.toContain('CANARY');
    const tested = await shown();
    await source.stop();
    expect(await change(key(newKey))).toMatchObject({ status: 502, body: error('connector_upstream_error') });
    expect(await shown()).toEqual(tested);
  });

  it('FC-43: of another type, or not those that the source wants, they are refused before it is asked', async () => {
    const { source, change } = await scene(kind, {
      authentication: [
        { id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'x-api-key' },
        { id: 'login', name: 'Login', type: 'basic' },
      ],
    });
    const asked = source.requests.length;
    for (const [auth, what] of [
      [{ type: 'basic', username: 'a', password: 'b' }, 'auth.type'],
      [{ type: 'none' }, 'auth.type'],
      [{ type: 'oauth2' }, 'auth.type'],
      [{ type: 'api_key' }, 'auth.key'],
      [{ type: 'api_key', key: '' }, 'auth.key'],
      [{ type: 'api_key', key: newKey, keys: { more: 'x' } }, 'auth.keys'],
      [null, 'auth'],
    ] as const) {
      const refused = await change({ auth });
      expect([auth, refused.status, JSON.stringify(refused.body)]).toEqual([auth, 400, expect.stringContaining(what)]);
      expect(JSON.stringify(refused.body)).not.toContain('CANARY');
    }
    expect(source.requests).toHaveLength(asked);
  });

  it('FC-20…22: the same Idempotency-Key changes them once', async () => {
    const { source, taken, change } = await scene(kind);
    taken.add(newKey);
    const headers = { 'idempotency-key': 'k' };
    const first = await change(key(newKey), headers);
    const asked = source.requests.length;
    const again = await change(key(newKey), headers);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(source.requests).toHaveLength(asked);
    expect(await change(key(goodKey), headers)).toMatchObject({ status: 409, body: error('idempotency_conflict') });
    const refused = await change(key('crm_live_wrong_one'), { 'idempotency-key': 'r' });
    expect(refused.status).toBe(422);
    // What was refused is not kept: the same key may try again.
    expect((await change(key(goodKey), { 'idempotency-key': 'r' })).status).toBe(200);
  });

  it('move with a version and settings in one go', async () => {
    const { taken, change, shown, marketplace } = await scene(kind);
    taken.add(newKey);
    const other = { ...marketplace, key: await furtherKey(marketplace) };
    expect(await call(other, 'PATCH', '/v1/connectors/cn_00', key(newKey))).toMatchObject({ status: 404 });
    expect(await change({ ...key(newKey), name: 'Sales', config: { retries: 3 } })).toMatchObject({ status: 200 });
    expect(await shown()).toMatchObject({ name: 'Sales', auth: { hint: 'crm_****88' } });
  });

  it('do not change while a test works with them, in any server', async () => {
    let answer = (): void => undefined;
    const waits = new Promise<boolean>((resolve) => {
      answer = () => resolve(true);
    });
    let isInstalled = false;
    const source = await crmSource(() => (isInstalled ? waits : true));
    const marketplace = await crmMarketplace(kind);
    const id = await installed(marketplace, source);
    isInstalled = true;
    const test = call(marketplace, 'POST', `/v1/connectors/${id}/test`, { tools: ['order.hold'] });
    await expect.poll(() => source.requests.length, { timeout: 20_000 }).toBe(2);
    const elsewhere = await runningMarketplace(marketplace.place, { allowedHosts: ['127.0.0.1'] });
    const asked = { url: elsewhere.url, key: marketplace.key };
    const locked = await call(asked, 'PATCH', `/v1/connectors/${id}`, key(newKey));
    expect([locked.status, locked.headers.get('retry-after')]).toEqual([409, '1']);
    expect(locked.body).toMatchObject(error('entity_locked'));
    answer();
    expect((await test).status).toBe(200);
    expect(await call(asked, 'PATCH', `/v1/connectors/${id}`, key(newKey))).toMatchObject({ status: 200 });
  });

  it('A115: a server that is killed meanwhile has changed them or not, and what stands works', async () => {
    const { marketplace, source, id, taken, shown, test } = await scene(kind);
    const keys = [goodKey, newKey];
    const kills = size(2, 8);
    for (let n = 0; n < kills; n++) {
      const [before, after] = [keys[n % 2] ?? '', keys[(n + 1) % 2] ?? ''];
      const { url, kill } = await serverProcess(marketplace.place);
      taken.add(after);
      const asked = source.requests.length;
      const at = `/v1/connectors/${id}`;
      const headers = { 'idempotency-key': `k${n}` };
      const answer = call({ url, key: marketplace.key }, 'PATCH', at, key(after), headers);
      const status = answer.then((got) => got.status).catch(() => 0);
      // From here on anywhere between the answer of the source and the answer of the server.
      await expect.poll(() => source.requests.length, { interval: 1, timeout: 20_000 }).toBeGreaterThan(asked);
      if (n % 2 === 1) await status;
      await kill();
      await behind(marketplace, ({ db }) => db.updateTable('connectors').set({ tested_until: '' }).execute());
      await behind(marketplace, ({ db }) => db.updateTable('answers').set({ locked_until: '' }).execute());
      const hint = `crm_****${after.slice(-2)}`;
      const isChanged = JSON.stringify(await shown()).includes(hint);
      if ((await status) === 200) expect(isChanged).toBe(true);
      // Whichever stands there is whole: the source takes it, and only it.
      taken.delete(isChanged ? before : after);
      expect(await test()).toMatchObject({ body: { status: 'passed' } });
      taken.add(after);
      expect((await call(marketplace, 'PATCH', at, key(after), headers)).status).toBe(200);
      taken.delete(before);
      expect(await test()).toMatchObject({ body: { status: 'passed' } });
      expect(await shown()).toMatchObject({ auth: { hint } });
    }
  }, 120_000);
});
