import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { RunDetail } from '../../shared/run/run.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { open, opening } from './testing/browser.ts';
import { type Connected, connected, guardedSource } from './testing/connected.ts';
import { MACHINE_SECRET, type ProviderOptions, type TestProvider, testProvider } from './testing/provider.ts';

interface Scene {
  readonly test: Connected;
  readonly server: TestProvider;
  /** Ends the access token that the connection holds, at the server. */
  endToken(): Promise<void>;
  run(filter: Readonly<Record<string, unknown>>): Promise<RunDetail>;
}

/** A connection that was authorized through a browser, and its source. */
async function authorized(options: ProviderOptions = {}): Promise<Scene> {
  const server = await testProvider(options);
  const source = await guardedSource(server.accepts);
  const test = await connected(
    { issuer: server.issuer, scopes: ['read'], flows: ['authorizationCode'] },
    { hosts: [server.host, source.host], baseUrl: source.url },
  );
  const done = await test.authorize({}, { onStep: opening(open) });
  if (!done.ok) throw new Error(done.error.message);
  return {
    test,
    server,
    endToken: async () => {
      const token = await server.provider.AccessToken.find((await test.secret('access_token')) ?? '');
      await token?.destroy();
    },
    run: (filter) => test.studio.run({ target: 'data', input: { filter } }),
  };
}

const statuses = ({ result }: RunDetail): unknown =>
  typeof result === 'object' && result !== null && 'items' in result ? result.items : result;

const shape = ({ exchanges }: RunDetail): readonly string[] =>
  exchanges.map(({ method, url, status, initiator }) => {
    const purpose = initiator?.kind === 'studio' ? ` (${initiator.purpose})` : '';
    return `${method} ${new URL(url).pathname} ${status}${purpose}`;
  });

const REFRESHED = ['GET /me 401', 'POST /token 200 (token)', 'GET /me 200'];

describe('a token that the source refuses', () => {
  it.each([[false], [true]])(
    'is renewed once and the request sent again, also where the guest sends its own (%s)',
    async (own) => {
      const { run, endToken, test } = await authorized();
      const before = await test.secret('refresh_token');
      await endToken();
      const detail = await run({ own, inTurn: 3 });
      expect(detail.outcome).toEqual({ kind: 'ok' });
      expect(statuses(detail)).toEqual([{ status: 200 }, { status: 200 }, { status: 200 }]);
      expect(shape(detail)).toEqual([...REFRESHED, 'GET /me 200', 'GET /me 200']);
      expect(detail.exchanges[2]?.retryOf).toBe(detail.exchanges[0]?.id);
      // Rotation: the newest refresh token is in the vault.
      expect(await test.secret('refresh_token')).toEqual(expect.any(String));
      expect(await test.secret('refresh_token')).not.toBe(before);
    },
  );

  it('is renewed once for many requests at once, and for two runs at once', async () => {
    const { run, endToken, server } = await authorized();
    await endToken();
    const runs = await Promise.all([run({ atOnce: 8 }), run({ atOnce: 8 })]);
    for (const detail of runs) expect(statuses(detail)).toEqual(Array(8).fill({ status: 200 }));
    expect(server.grants).toEqual(['authorization_code', 'refresh_token']);
  });

  it('ends with a clear sentence where the refresh token was revoked', async () => {
    const { run, endToken, test, server } = await authorized();
    await endToken();
    await (await server.provider.RefreshToken.find((await test.secret('refresh_token')) ?? ''))?.destroy();
    const detail = await run({ inTurn: 1 });
    expect(detail.outcome).toMatchObject({
      kind: 'error',
      message: expect.stringMatching(
        /access of the connection main of crm has ended: .*invalid_grant.*; authorize it again/,
      ),
    });
    expect(shape(detail)).toEqual(['GET /me 401', 'POST /token 400 (token)']);
  });

  it('is renewed no second time for one request: the source may refuse for another reason', async () => {
    const server = await testProvider();
    const source = await guardedSource(() => false);
    const test = await connected(
      { issuer: server.issuer, flows: ['clientCredentials'], clientAuth: 'client_secret_basic' },
      {
        hosts: [server.host, source.host],
        baseUrl: source.url,
        fields: { client_id: 'machine' },
        secrets: { client_secret: MACHINE_SECRET },
      },
    );
    const detail = await test.studio.run({ target: 'data', input: { filter: { inTurn: 1 } } });
    expect(statuses(detail)).toEqual([{ status: 401 }]);
    expect(server.grants.length).toBe(2);
    expect(source.requests.length).toBe(2);
  });

  it('is shown to the guest where there is nothing to renew it with', async () => {
    const server = await testProvider();
    const source = await guardedSource(() => false);
    const test = await connected(
      { issuer: server.issuer },
      { hosts: [server.host, source.host], baseUrl: source.url, secrets: { access_token: 'pasted-token' } },
    );
    const detail = await test.studio.run({ target: 'data', input: { filter: { inTurn: 1 } } });
    expect(statuses(detail)).toEqual([{ status: 401 }]);
    expect(server.grants).toEqual([]);
  });
});

describe('a token that is about to end', () => {
  it('is renewed before it is sent (authLimits.refreshAheadMs), once where the new one lives as short', async () => {
    // 20 s are less than the 30 s ahead of its end that a stored token is renewed.
    const { run, server, test } = await authorized({ tokenSeconds: 20 });
    const detail = await run({ inTurn: 3 });
    expect(shape(detail).filter((one) => one.includes('/token'))).toEqual(['POST /token 200 (token)']);
    expect(shape(detail).at(-1)).toBe('GET /me 200');
    expect(server.grants).toEqual(['authorization_code', 'refresh_token']);
    expect(Date.parse(String(test.stored()?.fields.expires_at))).toBeGreaterThan(Date.now() + 10_000);
  });

  it('is sent as long as it lives where the token server is away, and not after', async () => {
    let isAway = false;
    const { run, test } = await authorized({
      tokenSeconds: 20,
      intercept: (response) => {
        if (isAway) response.destroy();
        return isAway;
      },
    });
    isAway = true;
    const early = await run({ inTurn: 3 });
    expect(statuses(early)).toEqual([{ status: 200 }, { status: 200 }, { status: 200 }]);
    // It is asked once, not before each request.
    expect(shape(early).filter((one) => one.startsWith('POST /token'))).toEqual(['POST /token null (token)']);
    const stored = test.stored();
    if (!stored) throw new Error('the connection is gone');
    const past = new Date(Date.now() - 1_000).toISOString();
    test.studio.workspace.connections.save({ ...stored, fields: { ...stored.fields, expires_at: past } });
    const detail = await run({ inTurn: 1 });
    expect(detail.outcome).toMatchObject({ kind: 'error', message: expect.stringContaining('could not be asked') });
    expect(shape(detail).filter((one) => one.startsWith('GET /me'))).toEqual([]);
  });
});

describe('what stays and what goes', () => {
  it('client credentials need no one: a run without a token gets one, and keeps it', async () => {
    const server = await testProvider();
    const source = await guardedSource(server.accepts);
    const test = await connected(
      { issuer: server.issuer, flows: ['clientCredentials'] },
      {
        hosts: [server.host, source.host],
        baseUrl: source.url,
        fields: { client_id: 'machine' },
        secrets: { client_secret: MACHINE_SECRET },
      },
    );
    // The guest sends what it was given: there must be something, in the first run too.
    const ask = () => test.studio.run({ target: 'data', input: { filter: { atOnce: 4, own: true } } });
    expect(statuses(await ask())).toEqual(Array(4).fill({ status: 200 }));
    expect(statuses(await ask())).toEqual(Array(4).fill({ status: 200 }));
    expect(server.grants).toEqual(['client_credentials']);
  });

  it('client credentials that are wrong end the run before guest code starts, with a clear sentence', async () => {
    const server = await testProvider();
    const test = await connected(
      { issuer: server.issuer, flows: ['clientCredentials'] },
      { hosts: [server.host], fields: { client_id: 'machine' }, secrets: { client_secret: 'wrong-secret-000' } },
    );
    expect((await test.studio.run({ target: 'validate' })).outcome).toMatchObject({
      kind: 'error',
      name: 'AuthorizationError',
      message: expect.stringMatching(/^The token server refused the connection main of crm: invalid_client .*secret/),
    });
  });

  it('a run that is cancelled while it waits for a token ends at once; the token is kept when it comes', async () => {
    const { promise: asked, resolve: onAsked } = Promise.withResolvers<ServerResponse>();
    const server = await testProvider({
      intercept: (response) => {
        onAsked(response);
        return true;
      },
    });
    const test = await connected(
      { tokenUrl: `${server.issuer}/token`, flows: ['clientCredentials'] },
      { hosts: [server.host] },
    );
    const started = unwrap(await test.studio.runner.start({ connector: 'crm', target: 'validate' }, () => undefined));
    const response = await asked;
    started.cancel();
    expect((await started.done).outcome?.kind).toBe('cancelled');
    expect(await test.secret('access_token')).toBeNull();
    response.setHeader('content-type', 'application/json').end('{"access_token":"a-late-token"}');
    await test.studio.runner.close();
    expect(await test.secret('access_token')).toBe('a-late-token');
  });

  it('guest code gets the access token and neither refresh token nor client secret', async () => {
    const { run, test } = await authorized();
    const detail = await run({ inTurn: 1 });
    const account = (detail.result as { readonly account: Readonly<Record<string, unknown>> }).account;
    expect(Object.keys(account).sort()).toEqual([
      'access_token',
      'auth',
      'baseUrl',
      'client_id',
      'expires_at',
      'grant',
      'region',
    ]);
    expect(await test.secret('refresh_token')).toEqual(expect.any(String));
  });

  it('a replay asks no token server and answers as the run did, refusal included', async () => {
    const { run, endToken, test, server } = await authorized();
    await endToken();
    const live = await run({ inTurn: 2 });
    const asked = server.grants.length;
    const again = await test.studio.run({ target: 'data', input: { filter: { inTurn: 2 } }, replayOf: live.id });
    expect(again.outcome).toEqual({ kind: 'ok' });
    expect(statuses(again)).toEqual(statuses(live));
    expect(shape(again)).toEqual(['GET /me 401', 'GET /me 200', 'GET /me 200']);
    expect(server.grants.length).toBe(asked);
  });

  it('a token that another program got meanwhile is taken, not asked for again', async () => {
    const { run, endToken, test, server } = await authorized();
    await endToken();
    await run({ inTurn: 1 });
    const fresh = (await test.secret('access_token')) ?? '';
    // A run that was started with the old token finds the new one in the vault when its own is refused.
    const key = `crm/${test.connection.id}/access_token`;
    const { get } = test.studio.vault;
    let reads = 0;
    test.studio.vault.get = async (one) => (one === key && reads++ === 0 ? 'an-old-token' : get(one));
    const detail = await run({ inTurn: 1 });
    expect(shape(detail)).toEqual(['GET /me 401', 'GET /me 200']);
    expect(server.grants).toEqual(['authorization_code', 'refresh_token']);
    expect(await test.secret('access_token')).toBe(fresh);
  });

  it.each([
    ['keychain' as const, /no access token; authorize it/],
    ['session' as const, /no access token: there is no keychain .*window.* or give it a token/],
  ])('a connection without a token says how to get one (%s), and starts no run', async (kind, sentence) => {
    const server = await testProvider();
    const test = await connected({ issuer: server.issuer }, { hosts: [server.host] });
    Object.assign(test.studio.vault, { kind });
    const refused = await test.studio.refused({ target: 'data' });
    expect(refused).toMatchObject({ code: 'missing_secret', message: expect.stringMatching(sentence) });
    expect(test.studio.workspace.runs.list('crm', 5)).toEqual([]);
  });

  it('R14: a new token that cannot be stored is not used', async () => {
    const { run, endToken, test } = await authorized();
    await endToken();
    test.studio.vault.set = () => Promise.reject(new Error('the keychain is locked'));
    expect((await run({ inTurn: 1 })).outcome).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('is not stored: the keychain is locked'),
    });
  });
});
