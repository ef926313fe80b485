import { describe, expect, it } from 'vitest';
import { open, TestBrowser } from '../core/auth/testing/browser.ts';
import { MACHINE_SECRET, type TestProvider, testProvider } from '../core/auth/testing/provider.ts';
import type { OAuth2Authentication } from '../shared/connector/manifest.ts';
import { marketplaceLimits } from '../shared/limits.ts';
import { crmInstall, crmMarketplace, crmSource, type Source } from './testing/crm.ts';
import {
  type Answer,
  behind,
  call,
  databases,
  type RunningMarketplace,
  runningMarketplace,
} from './testing/running.ts';

const error = (code: string) => ({ error: { code } });

interface Scene {
  readonly provider: TestProvider;
  readonly source: Source;
  readonly marketplace: RunningMarketplace;
  install(body?: Readonly<Record<string, unknown>>): Promise<Answer>;
  connector(id: string): Promise<unknown>;
}

async function scene(
  kind: (typeof databases)[number],
  oauth: Partial<OAuth2Authentication> = {},
  tokenSeconds = 3_600,
): Promise<Scene> {
  const provider = await testProvider({ tokenSeconds, redirectUri: 'http://127.0.0.1/v1/oauth/callback' });
  const source = await crmSource((headers) =>
    provider.accepts(/^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? ''),
  );
  const authentication: OAuth2Authentication = {
    ...{ id: 'oauth', name: 'OAuth 2', type: 'oauth2', issuer: provider.issuer, scopes: ['openid', 'read'] },
    flows: ['authorizationCode'],
    ...oauth,
  };
  const marketplace = await crmMarketplace(kind, { authentication: [authentication] });
  return {
    ...{ provider, source, marketplace },
    install: (body = {}) =>
      call(
        marketplace,
        'POST',
        '/v1/connectors',
        crmInstall(source, { auth: { type: 'oauth2', client_id: 'studio' }, ...body }),
      ),
    connector: async (id) => (await call(marketplace, 'GET', `/v1/connectors/${id}`)).body,
  };
}

const text = (body: unknown, name: string): string =>
  body instanceof Object && name in body ? String(Object(body)[name]) : '';

/** What the database holds, as text. */
const everything = (marketplace: RunningMarketplace): Promise<string> =>
  behind(marketplace, async ({ db }) =>
    JSON.stringify([
      await db.selectFrom('connectors').selectAll().execute(),
      await db.selectFrom('authorizations').selectAll().execute(),
      await db.selectFrom('receipts').selectAll().execute(),
    ]),
  );

describe.each(databases)('OAuth 2 on %s', (kind) => {
  it('FC-48: waits for the authorization, and is connected after it, with PKCE and state', async () => {
    const { provider, source, install, connector, marketplace } = await scene(kind);
    const answer = await install();
    expect(answer).toMatchObject({ status: 201, body: { status: 'pending_auth', auth: { type: 'oauth2' } } });
    const id = text(answer.body, 'id');
    const url = new URL(text(answer.body, 'authorize_url'));
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ client_id: 'studio', response_type: 'code', scope: 'openid read', code_challenge_method: 'S256' },
      state: expect.stringMatching(/^[\w-]{20,}$/),
      redirect_uri: `${marketplace.url}/v1/oauth/callback`,
    });
    expect(source.requests).toEqual([]);
    const page = await open(url.href);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(page.text).toMatch(/^The connector is connected\./);
    expect(await connector(id)).toMatchObject({ status: 'connected', reason: null, last_synced_at: null });
    expect([source.requests, provider.grants]).toEqual([['GET /me'], ['authorization_code']]);
    expect(await call(marketplace, 'POST', `/v1/connectors/${id}/test`)).toMatchObject({
      status: 200,
      body: { status: 'passed' },
    });
  });

  it('AU-4: a token that ends is renewed when it is needed, and each new one is kept sealed', async () => {
    const { provider, install, marketplace } = await scene(kind, {}, 20);
    const answer = await install();
    await open(text(answer.body, 'authorize_url'));
    const id = text(answer.body, 'id');
    const before = await everything(marketplace);
    for (let turn = 0; turn < 2; turn++) {
      const tested = await call(marketplace, 'POST', `/v1/connectors/${id}/test`, { tools: ['order.count'] });
      expect(tested).toMatchObject({ status: 200, body: { status: 'passed' } });
    }
    const [first, ...renewals] = provider.grants;
    expect([first, new Set(renewals)]).toEqual(['authorization_code', new Set(['refresh_token'])]);
    expect(renewals.length).toBeGreaterThan(1);
    const after = await everything(marketplace);
    expect(after).not.toBe(before);
    expect(after).not.toMatch(/access_token|refresh_token|studio/);
  });

  it('FC-48: an access that is not allowed, or a code that is not good, is an error with its reason', async () => {
    const { install, connector, marketplace, provider } = await scene(kind);
    for (const [name, query, reason] of [
      ['one', 'error=access_denied&error_description=CANARY', 'access_denied'],
      ['two', 'code=CANARY', 'invalid_grant'],
    ] as const) {
      const answer = await install({ name });
      const state = new URL(text(answer.body, 'authorize_url')).searchParams.get('state');
      const page = await open(`${marketplace.url}/v1/oauth/callback?${query}&state=${state}&iss=${provider.issuer}`);
      expect([name, page.status, page.text]).toEqual([name, 400, expect.not.stringContaining('CANARY')]);
      const shown = await connector(text(answer.body, 'id'));
      expect(shown).toMatchObject({ status: 'error', reason: expect.stringContaining(reason) });
      expect(text(shown, 'reason')).not.toContain('studio connect');
    }
  });

  it('A110: a state is of use once, for some minutes, and alone', async () => {
    const { install, connector, marketplace, provider } = await scene(kind);
    const answer = await install();
    const state = new URL(text(answer.body, 'authorize_url')).searchParams.get('state') ?? '';
    const callback = `${marketplace.url}/v1/oauth/callback`;
    for (const query of [
      '',
      '?state=',
      '?code=x&state=nobody',
      `?code=x&state=${state}&state=${state}`,
      `?state=${'x'.repeat(5_000)}`,
    ]) {
      const page = await open(`${callback}${query}`);
      expect([query, page.status, page.text]).toEqual([query, 400, expect.stringContaining('its time is over')]);
    }
    const [begun] = await behind(marketplace, ({ db }) => db.selectFrom('authorizations').selectAll().execute());
    expect(Date.parse(begun?.expires_at ?? '') - Date.parse(begun?.created_at ?? '')).toBe(
      marketplaceLimits.authorizationMs,
    );
    await behind(marketplace, ({ db }) =>
      db
        .updateTable('authorizations')
        .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
        .execute(),
    );
    expect((await open(text(answer.body, 'authorize_url'))).status).toBe(400);
    expect(await connector(text(answer.body, 'id'))).toMatchObject({ status: 'pending_auth' });
    expect(provider.grants).toEqual([]);
    const second = await install({ name: 'second' });
    const landed = await new TestBrowser().open(text(second.body, 'authorize_url'), undefined, callback);
    const [good, other] = (await Promise.all([open(landed.url), open(landed.url)])).map(({ status }) => status).sort();
    // The other one comes too late, or while the first is still at work.
    expect([good, [400, 503]]).toEqual([200, expect.arrayContaining([other])]);
    expect((await open(landed.url)).status).toBe(400);
    expect(provider.grants).toEqual(['authorization_code']);
  });

  it('another server of the same data ends an authorization as well', async () => {
    const { install, connector, marketplace } = await scene(kind);
    const answer = await install();
    const callback = `${marketplace.url}/v1/oauth/callback`;
    const other = await runningMarketplace(marketplace.place, {
      publicUrl: marketplace.url,
      allowedHosts: ['127.0.0.1'],
    });
    const landed = await new TestBrowser().open(text(answer.body, 'authorize_url'), undefined, callback);
    expect((await open(landed.url.replace(marketplace.url, other.url))).status).toBe(200);
    expect(await connector(text(answer.body, 'id'))).toMatchObject({ status: 'connected' });
  });

  it('FC-20: the first answer is given again with its address; nothing is begun twice', async () => {
    const { marketplace, source } = await scene(kind);
    const body = crmInstall(source, { auth: { type: 'oauth2', client_id: 'studio' } });
    const headers = { 'idempotency-key': 'k' };
    const first = await call(marketplace, 'POST', '/v1/connectors', body, headers);
    const again = await call(marketplace, 'POST', '/v1/connectors', body, headers);
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    expect((await open(text(again.body, 'authorize_url'))).status).toBe(200);
  });

  it('FC-43: without a client, or a secret that the server wants, nothing is begun', async () => {
    const { install } = await scene(kind, { clientAuth: 'client_secret_post' });
    expect(await install({ auth: { type: 'oauth2' } })).toMatchObject({
      status: 400,
      body: error('invalid_parameter'),
    });
    const refused = await install();
    expect(refused).toMatchObject({ status: 400, body: error('invalid_parameter') });
    expect(JSON.stringify(refused.body)).toContain('auth.client_secret');
  });

  it('an authorization server out of reach is 502 and installs nothing', async () => {
    const { install, marketplace } = await scene(kind, { issuer: 'http://127.0.0.1:1' });
    expect(await install()).toMatchObject({ status: 502, body: error('connector_upstream_error') });
    expect((await call(marketplace, 'GET', '/v1/connectors')).body).toMatchObject({ data: [] });
  });

  it('a client that acts for itself is connected at once', async () => {
    const { install, marketplace, provider } = await scene(kind, {
      flows: ['clientCredentials'],
      clientAuth: 'client_secret_basic',
      scopes: ['read'],
    });
    const auth = { type: 'oauth2', client_id: 'machine', client_secret: MACHINE_SECRET };
    const answer = await install({ auth });
    expect(answer).toMatchObject({ status: 201, body: { status: 'connected' } });
    expect(answer.body).not.toHaveProperty('authorize_url');
    const id = text(answer.body, 'id');
    expect(await call(marketplace, 'POST', `/v1/connectors/${id}/test`)).toMatchObject({ body: { status: 'passed' } });
    expect(provider.grants).toEqual(['client_credentials']);
    expect(await everything(marketplace)).not.toContain(MACHINE_SECRET);
  });
});
