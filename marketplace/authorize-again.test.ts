import { describe, expect, it } from 'vitest';
import { open, TestBrowser } from '../core/auth/testing/browser.ts';
import { type TestProvider, testProvider } from '../core/auth/testing/provider.ts';
import type { OAuth2Authentication } from '../shared/connector/manifest.ts';
import { marketplaceLimits } from '../shared/limits.ts';
import type { Store } from './database/index.ts';
import { crmInstall, crmMarketplace, crmSource, goodKey, installed, keySource } from './testing/crm.ts';
import { serverProcess } from './testing/processes.ts';
import { behind, call, databases, type RunningMarketplace } from './testing/running.ts';
import { size } from './testing/soak.ts';

const error = (code: string) => ({ error: { code, request_id: expect.stringMatching(/^req_/) } });
const text = (body: unknown, name: string): string =>
  body instanceof Object && name in body ? String(Object(body)[name]) : '';

/** A connector that waits for its consent, and a source whose authorization server may have taken all tokens back. */
async function scene(kind: Store['kind'], oauth: Partial<OAuth2Authentication> = {}) {
  let isRevoked = false;
  const provider = await testProvider({
    redirectUri: 'http://127.0.0.1/v1/oauth/callback',
    intercept: (response) => {
      if (isRevoked) response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}');
      return isRevoked;
    },
  });
  const seen: string[] = [];
  const source = await crmSource((headers) => {
    const token = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
    seen.push(token);
    return !isRevoked && provider.accepts(token);
  });
  const authentication: OAuth2Authentication = {
    ...{ id: 'oauth', name: 'OAuth 2', type: 'oauth2', issuer: provider.issuer, scopes: ['openid', 'read'] },
    flows: ['authorizationCode'],
    ...oauth,
  };
  const marketplace = await crmMarketplace(kind, { authentication: [authentication] });
  const body = crmInstall(source, { auth: { type: 'oauth2', client_id: 'studio' } });
  const first = await call(marketplace, 'POST', '/v1/connectors', body);
  const at = `/v1/connectors/${text(first.body, 'id')}`;
  return {
    ...{ provider, source, marketplace, seen, first: text(first.body, 'authorize_url') },
    revoke: (all: boolean) => {
      isRevoked = all;
    },
    again: (headers: Readonly<Record<string, string>> = {}) =>
      call(marketplace, 'POST', `${at}/authorize`, undefined, headers),
    change: (auth: object, more: object = {}) => call(marketplace, 'PATCH', at, { auth, ...more }),
    shown: async () => (await call(marketplace, 'GET', at)).body,
    test: async () => text((await call(marketplace, 'POST', `${at}/test`, { tools: ['order.hold'] })).body, 'status'),
  };
}

const deny = (marketplace: Pick<RunningMarketplace, 'url'>, provider: TestProvider, url: string) => {
  const state = new URL(url).searchParams.get('state');
  return open(`${marketplace.url}/v1/oauth/callback?error=access_denied&state=${state}&iss=${provider.issuer}`);
};

describe.each(databases)('POST /v1/connectors/{id}/authorize on %s', (kind) => {
  it('begins anew when the time of the first went by, and the old address is of no use afterwards (A110)', async () => {
    const { marketplace, provider, first, again, shown } = await scene(kind);
    const expire = () =>
      behind(marketplace, ({ db }) =>
        db
          .updateTable('authorizations')
          .set({ expires_at: new Date(Date.now() - 1_000).toISOString() })
          .execute(),
      );
    await expire();
    const page = await open(first);
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('authorize the connector again')]);
    const second = await again();
    expect(second).toMatchObject({ status: 200, body: { status: 'pending_auth', object: 'connector' } });
    const third = await again();
    const [older, newer] = [text(second.body, 'authorize_url'), text(third.body, 'authorize_url')];
    expect(new Set([first, older, newer]).size).toBe(3);
    expect((await open(older)).status).toBe(400);
    expect(provider.grants).toEqual([]);
    const lives = await behind(marketplace, ({ db }) => db.selectFrom('authorizations').selectAll().execute());
    expect(lives).toHaveLength(1);
    const [{ created_at = '', expires_at = '' } = {}] = lives;
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(marketplaceLimits.authorizationMs);
    expect((await open(newer)).status).toBe(200);
    expect(await shown()).toMatchObject({ status: 'connected', reason: null });
    expect(await shown()).not.toHaveProperty('authorize_url');
  });

  it('mends a connector whose tokens were revoked at the source; the old ones stay until the new ones are there', async () => {
    const { first, again, shown, test, revoke, seen } = await scene(kind);
    await open(first);
    expect(await test()).toBe('passed');
    const connected = await again();
    expect(connected).toMatchObject({ status: 200, body: { status: 'connected' } });
    // Nobody has consented yet: what it has goes on working.
    expect(await test()).toBe('passed');
    const old = seen.at(-1);
    revoke(true);
    expect(await test()).toBe('failed');
    expect(await shown()).toMatchObject({ status: 'error' });
    revoke(false);
    const second = await again();
    expect(second).toMatchObject({ status: 200, body: { status: 'error' } });
    expect((await open(text(second.body, 'authorize_url'))).text).toMatch(/^The connector is connected\./);
    expect(await shown()).toMatchObject({ status: 'connected', reason: null });
    expect(await test()).toBe('passed');
    expect(seen.at(-1)).not.toBe(old);
  });

  it('a consent that is refused, or that the source does not take, leaves a connected one as it was', async () => {
    const { marketplace, provider, source, first, again, shown, test, seen } = await scene(kind);
    await open(first);
    expect(await test()).toBe('passed');
    const [before, old] = [await shown(), seen.at(-1)];
    const denied = await deny(marketplace, provider, text((await again()).body, 'authorize_url'));
    expect([denied.status, denied.text]).toEqual([400, expect.stringContaining('keeps the one that it had')]);
    expect(await shown()).toEqual(before);
    source.answers.set('/me', 403);
    const rejected = await open(text((await again()).body, 'authorize_url'));
    expect([rejected.status, rejected.text]).toEqual([400, expect.stringContaining('keeps the one that it had')]);
    expect(seen.at(-1)).not.toBe(old);
    source.answers.delete('/me');
    expect(await shown()).toEqual(before);
    expect(await test()).toBe('passed');
    expect(seen.at(-1)).toBe(old);
  });

  it('a first consent that is refused is an error with its reason, and the next one mends it', async () => {
    const { marketplace, provider, first, again, shown } = await scene(kind);
    expect((await deny(marketplace, provider, first)).status).toBe(400);
    expect(await shown()).toMatchObject({ status: 'error', reason: expect.stringContaining('access_denied') });
    expect((await open(text((await again()).body, 'authorize_url'))).status).toBe(200);
    expect(await shown()).toMatchObject({ status: 'connected', reason: null });
  });

  it('an answer that came before, but is not worked on yet, ends nothing once a newer one was begun', async () => {
    const { marketplace, provider, source, first, again, shown } = await scene(kind);
    const callback = `${marketplace.url}/v1/oauth/callback`;
    const landed = await new TestBrowser().open(first, undefined, callback);
    const asked = source.requests.length;
    const second = await again();
    expect((await open(landed.url)).status).toBe(400);
    expect([provider.grants, source.requests.slice(asked)]).toEqual([[], []]);
    expect(await shown()).toMatchObject({ status: 'pending_auth' });
    expect((await open(text(second.body, 'authorize_url'))).status).toBe(200);
  });

  it('FC-20: the first answer is given again; another key, another address', async () => {
    const { again } = await scene(kind);
    const first = await again({ 'idempotency-key': 'k' });
    expect((await again({ 'idempotency-key': 'k' })).body).toEqual(first.body);
    expect((await again({ 'idempotency-key': 'l' })).body).not.toEqual(first.body);
  });

  it('409 for credentials that nobody consents to, 502 where the authorization cannot begin, 404 for what is gone', async () => {
    const { marketplace, again } = await scene(kind);
    const source = await keySource();
    const plain = await crmMarketplace(kind);
    const id = await installed(plain, source, { auth: { type: 'api_key', key: goodKey } });
    const refused = await call(plain, 'POST', `/v1/connectors/${id}/authorize`);
    expect(refused).toMatchObject({ status: 409, body: error('state_conflict') });
    expect(await call(marketplace, 'POST', '/v1/connectors/cn_00/authorize')).toMatchObject({
      status: 404,
      body: error('not_found'),
    });
    expect((await again()).status).toBe(200);
  });

  it('another client takes its place with the tokens that it gets, never before', async () => {
    const { provider, marketplace, first, change, again, shown, test } = await scene(kind);
    await open(first);
    const before = await shown();
    expect(await change({ type: 'oauth2', client_id: 'studio' }, { name: 'x' })).toMatchObject({
      status: 400,
      body: error('invalid_parameter'),
    });
    const unknown = await change({ type: 'oauth2', client_id: 'CANARY-client', client_secret: 'CANARY-secret' });
    expect(unknown).toMatchObject({ status: 200, body: { status: 'connected', auth: { hint: '****' } } });
    expect(new URL(text(unknown.body, 'authorize_url')).searchParams.get('client_id')).toBe('CANARY-client');
    expect((await deny(marketplace, provider, text(unknown.body, 'authorize_url'))).status).toBe(400);
    expect([await shown(), await test()]).toMatchObject([before, 'passed']);
    // The client is the old one again: nobody has consented to the other.
    expect(new URL(text((await again()).body, 'authorize_url')).searchParams.get('client_id')).toBe('studio');
    const other = await change({ type: 'oauth2', client_id: 'studio', scopes: 'openid read write' });
    const url = text(other.body, 'authorize_url');
    expect(new URL(url).searchParams.get('scope')).toBe('openid read write');
    expect((await open(url)).status).toBe(200);
    expect(await test()).toBe('passed');
    const kept = await behind(marketplace, async ({ db }) =>
      JSON.stringify([
        await db.selectFrom('connectors').selectAll().execute(),
        await db.selectFrom('authorizations').selectAll().execute(),
      ]),
    );
    expect(kept).not.toMatch(/CANARY|access_token/);
  });

  it('A115: a server that is killed while it ends an authorization leaves the old tokens or the new ones', async () => {
    const { marketplace, source, first, again, shown, test } = await scene(kind);
    await open(first);
    const kills = size(2, 6);
    for (let n = 0; n < kills; n++) {
      const url = text((await again()).body, 'authorize_url');
      const { url: server, kill } = await serverProcess({ ...marketplace.place, publicUrl: marketplace.url });
      const landed = await new TestBrowser().open(url, undefined, `${marketplace.url}/v1/oauth/callback`);
      const asked = source.requests.length;
      const answer = open(landed.url.replace(marketplace.url, server)).then(
        ({ status }) => status,
        () => 0,
      );
      await expect.poll(() => source.requests.length, { interval: 1, timeout: 20_000 }).toBeGreaterThan(asked);
      if (n % 2 === 1) expect([200, 400]).toContain(await answer);
      await kill();
      await answer;
      await behind(marketplace, ({ db }) => db.updateTable('connectors').set({ tested_until: '' }).execute());
      expect([await shown(), await test()]).toMatchObject([{ status: 'connected' }, 'passed']);
    }
    expect((await open(text((await again()).body, 'authorize_url'))).status).toBe(200);
  }, 120_000);
});
