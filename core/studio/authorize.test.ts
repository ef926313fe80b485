import type { MutableRedirectUri, MutableResponse } from 'oauth2-mock-server';
import { describe, expect, it } from 'vitest';
import type { OAuth2Authentication } from '../../shared/connector/manifest.ts';
import { TestBrowser, typeCode } from '../auth/testing/browser.ts';
import { connected, guardedSource } from '../auth/testing/connected.ts';
import { mockServer } from '../auth/testing/mock-server.ts';
import { MACHINE_SECRET, testProvider } from '../auth/testing/provider.ts';
import type { AuthorizeWatch } from './authorize.ts';

/** What the person's browser does with the address that it is to open. */
const opening =
  (browse: (url: string) => unknown): AuthorizeWatch['onStep'] =>
  (step) => {
    if (step.kind === 'open') void browse(step.url);
  };

const open = (url: string) => new TestBrowser().open(url);

describe('authorization code flow', () => {
  it('AU-1: gets tokens with PKCE and state through a browser, and runs with them', async () => {
    const server = await testProvider();
    const source = await guardedSource(server.accepts);
    const test = await connected(
      { issuer: server.issuer, scopes: ['openid', 'read'], authorizeParams: { access_type: 'offline', state: 'mine' } },
      { hosts: [server.host, source.host], baseUrl: source.url },
    );
    const opened: URL[] = [];
    const pages: ReturnType<typeof open>[] = [];
    const onStep = opening((url) => {
      opened.push(new URL(url));
      pages.push(open(url));
    });
    expect(await test.authorize({}, { onStep })).toMatchObject({
      ok: true,
      value: { name: 'main', fields: { grant: 'authorizationCode', expires_at: expect.stringMatching(/Z$/) } },
    });
    const asked = Object.fromEntries(opened[0]?.searchParams ?? []);
    expect(asked).toMatchObject({
      code_challenge_method: 'S256',
      scope: 'openid read',
      access_type: 'offline',
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
    });
    expect(asked.state).toMatch(/^[\w-]{20,}$/);
    const page = await pages[0];
    expect([page?.status, page?.headers.get('content-security-policy')]).toEqual([200, "default-src 'none'"]);
    expect(page?.text).not.toMatch(/code|state/);
    expect(await test.secret('refresh_token')).toEqual(expect.any(String));
    const run = await test.studio.run({ target: 'data', input: { filter: { inTurn: 1 } } });
    expect(run.result).toMatchObject({ items: [{ status: 200 }] });
  });

  it('is on record as a run, without anything that is worth stealing', async () => {
    const server = await mockServer();
    const test = await connected(
      { authorizationUrl: `${server.url}/authorize`, tokenUrl: `${server.url}/token` },
      { hosts: [server.host] },
    );
    const steps: Parameters<AuthorizeWatch['onStep']>[0][] = [];
    let answer = '';
    await test.authorize(
      {},
      {
        onStep: (step) => {
          steps.push(step);
          if (step.kind === 'open') void fetch(step.url).then((page) => (answer = page.url));
        },
      },
    );
    const [first] = steps;
    const run = test.studio.workspace.runs.get(first?.kind === 'started' ? first.run : '');
    expect(run).toMatchObject({
      ok: true,
      value: { target: 'authorize', connection: 'main', outcome: { kind: 'ok' } },
    });
    const exchanges = run.ok ? run.value.exchanges : [];
    expect(exchanges.map((one) => [one.method, one.status, one.initiator])).toEqual([
      ['POST', 200, { kind: 'studio', purpose: 'token' }],
    ]);
    const bodies = exchanges.flatMap(({ requestBody, responseBody }) => [
      requestBody?.id ?? '',
      responseBody?.id ?? '',
    ]);
    const kept =
      JSON.stringify(run) +
      bodies.map((id) => Buffer.from(test.studio.workspace.runs.readBody(id, 1e6)?.bytes ?? []).toString()).join();
    const code = new URL(answer).searchParams.get('code') ?? '';
    const secrets = [code, (await test.secret('access_token')) ?? '', (await test.secret('refresh_token')) ?? ''];
    for (const secret of secrets) expect([secret.length > 10, kept.includes(secret)]).toEqual([true, false]);
    expect(kept).toMatch(/code_verifier=\*\*\*/);
  });

  it('leaves nothing of an earlier grant behind', async () => {
    const server = await mockServer();
    const test = await connected({ issuer: server.url }, { hosts: [server.host] });
    await test.authorize({}, { onStep: opening(open) });
    expect(await test.secret('refresh_token')).toEqual(expect.any(String));
    server.service.once('beforeResponse', ({ body }: MutableResponse) => {
      if (body !== '') delete body.refresh_token;
    });
    const again = await test.authorize({}, { onStep: opening(open) });
    expect(again).toMatchObject({ ok: true, value: { secrets: [{ field: 'access_token', stored: 'session' }] } });
    expect(await test.secret('refresh_token')).toBeNull();
  });

  it('AU-3: uses the port that the source has registered', async () => {
    const server = await mockServer();
    const test = await connected({ issuer: server.url }, { hosts: [server.host] });
    const free = await connected({ issuer: server.url }, { hosts: [server.host] });
    let port = 0;
    await free.authorize(
      {},
      {
        onStep: opening((url) => {
          port = Number(new URL(new URL(url).searchParams.get('redirect_uri') ?? '').port);
          return open(url);
        }),
      },
    );
    let redirect = '';
    const onStep = opening((url) => {
      redirect = new URL(url).searchParams.get('redirect_uri') ?? '';
      return open(url);
    });
    expect(await test.authorize({ port }, { onStep })).toMatchObject({ ok: true });
    expect(redirect).toBe(`http://127.0.0.1:${port}/callback`);
  });
});

describe('A110: what goes wrong on the way', () => {
  /** Authorizes with a server whose redirect is bent; gives the failure. */
  async function bent(bend: (url: URL) => void, oauth: Partial<OAuth2Authentication> = {}) {
    const server = await mockServer();
    server.service.once('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri) => bend(url));
    const urls = { authorizationUrl: `${server.url}/authorize`, tokenUrl: `${server.url}/token` };
    const test = await connected({ ...urls, ...oauth }, { hosts: [server.host] });
    let tokens = 0;
    server.service.on('beforeResponse', () => tokens++);
    const done = await test.authorize({}, { onStep: opening(open) });
    return { done, tokens, secret: await test.secret('access_token'), test };
  }

  it.each([
    ['a wrong state', (url: URL) => url.searchParams.set('state', 'of-somebody-else'), 'state'],
    ['no state', (url: URL) => url.searchParams.delete('state'), 'state'],
    ['two states', (url: URL) => url.searchParams.append('state', 'x'), 'state'],
    ['no code', (url: URL) => url.searchParams.delete('code'), 'code'],
    [
      'a token in the fragment',
      (url: URL) => {
        url.hash = 'access_token=stolen';
        url.searchParams.delete('code');
      },
      'code',
    ],
    [
      'an answer of another server (RFC 9207)',
      (url: URL) => url.searchParams.set('iss', 'https://evil.test'),
      'another authorization server',
    ],
  ])('%s ends it before any token is asked for', async (_what, bend, words) => {
    const { done, tokens, secret } = await bent(bend);
    expect(done).toMatchObject({
      ok: false,
      error: { kind: 'remote', code: 'authorization_failed', message: expect.stringContaining(words) },
    });
    expect([tokens, secret]).toEqual([0, null]);
  });

  it('a wrong issuer ends it where the manifest names the right one, the right one does not', async () => {
    const server = await mockServer();
    const test = await connected({ issuer: server.url }, { hosts: [server.host] });
    for (const [issuer, isOk] of [
      ['https://evil.test', false],
      [server.url, true],
    ] as const) {
      server.service.once('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri) =>
        url.searchParams.set('iss', issuer),
      );
      expect(await test.authorize({}, { onStep: opening(open) })).toMatchObject({ ok: isOk });
    }
  });

  it('an issuer on the host that was asked is taken where the manifest names none', async () => {
    const server = await mockServer();
    server.service.once('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri) =>
      url.searchParams.set('iss', `${server.url}/realm`),
    );
    const urls = { authorizationUrl: `${server.url}/authorize`, tokenUrl: `${server.url}/token` };
    const test = await connected(urls, { hosts: [server.host] });
    expect(await test.authorize({}, { onStep: opening(open) })).toMatchObject({ ok: true });
  });

  it('a refusal by the person is said as such', async () => {
    const { done, test } = await bent((url) => {
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
      url.searchParams.set('error_description', 'Ann said no');
    });
    expect(done).toMatchObject({
      ok: false,
      error: { code: 'authorization_denied', message: expect.stringContaining('access_denied (Ann said no)') },
    });
    const [run] = test.studio.workspace.runs.list('crm', 1);
    expect(run?.outcome).toMatchObject({ kind: 'error', name: 'AuthorizationError' });
  });

  it('a code that somebody on the way saw is of no use to them, nor a second time', async () => {
    const server = await testProvider();
    const test = await connected({ issuer: server.issuer, scopes: ['read'] }, { hosts: [server.host] });
    let stolen: Record<string, string> = {};
    const onStep = opening(async (url) => {
      const redirect = new URL(url).searchParams.get('redirect_uri') ?? '';
      const answer = await new TestBrowser().open(url, undefined, redirect);
      const code = new URL(answer.url).searchParams.get('code') ?? '';
      stolen = { grant_type: 'authorization_code', client_id: 'studio', code, redirect_uri: redirect };
      await fetch(answer.url);
    });
    expect(await test.authorize({}, { onStep })).toMatchObject({ ok: true });
    const replay = await fetch(`${server.issuer}/token`, { method: 'POST', body: new URLSearchParams(stolen) });
    expect([stolen.code?.length, replay.status]).toEqual([43, 400]);
  });

  it('a code that belongs to another verifier gets no token', async () => {
    const server = await testProvider();
    const test = await connected({ issuer: server.issuer, scopes: ['read'] }, { hosts: [server.host] });
    const onStep = opening((url) => open(url.replace(/code_challenge=[^&]+/, `code_challenge=${'A'.repeat(43)}`)));
    expect(await test.authorize({}, { onStep })).toMatchObject({
      ok: false,
      error: { code: 'reconnect_needed', message: expect.stringContaining('invalid_grant') },
    });
    expect(await test.secret('access_token')).toBeNull();
  });

  it('a server that insists on PKCE refuses a connector that goes without', async () => {
    const server = await testProvider();
    const test = await connected({ issuer: server.issuer, pkce: false }, { hosts: [server.host] });
    expect(await test.authorize({}, { onStep: opening(open) })).toMatchObject({
      ok: false,
      error: { code: 'authorization_denied', message: expect.stringContaining('invalid_request') },
    });
  });

  it('nobody comes, or the person gives up', async () => {
    const server = await mockServer();
    const test = await connected({ issuer: server.url }, { hosts: [server.host] });
    expect(await test.authorize({}, { timeoutMs: 20 })).toMatchObject({
      ok: false,
      error: { code: 'authorization_timeout' },
    });
    const stop = new AbortController();
    const done = await test.authorize({}, { signal: stop.signal, onStep: opening(() => stop.abort()) });
    expect(done).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(test.studio.workspace.runs.list('crm', 1)[0]?.outcome?.kind).toBe('cancelled');
  });

  it.each([
    [{ authorizationUrl: 'javascript:alert(1)', tokenUrl: 'https://x.example.com/token' }, 'bad_oauth_url'],
    [{ authorizationUrl: 'file:///etc/passwd', tokenUrl: 'https://x.example.com/token' }, 'bad_oauth_url'],
    [{ authorizationUrl: 'https://x" & calc', tokenUrl: 'https://x.example.com/token' }, 'bad_oauth_url'],
    [{ authorizationUrl: 'http://x.example.com/authorize', tokenUrl: 'https://x.example.com/token' }, 'bad_oauth_url'],
    [{ flows: ['authorizationCode' as const], tokenUrl: 'https://x.example.com/token' }, 'missing_endpoint'],
    [{ flows: ['device' as const], tokenUrl: 'https://x.example.com/token' }, 'missing_endpoint'],
  ])('A111: %j shows nothing: %s', async (oauth, code) => {
    const test = await connected(oauth, { hosts: [] });
    const shown: string[] = [];
    expect(await test.authorize({}, { onStep: opening((url) => shown.push(url)) })).toMatchObject({
      ok: false,
      error: { code },
    });
    expect(shown).toEqual([]);
  });
});

describe('other flows', () => {
  it('device: shows a code, waits, and gets tokens (RFC 8628)', async () => {
    const server = await testProvider();
    const test = await connected(
      { issuer: server.issuer, flows: ['device'], scopes: ['read'] },
      { hosts: [server.host] },
    );
    let typed: Promise<unknown> = Promise.resolve();
    const done = await test.authorize(
      {},
      {
        wait: () => typed,
        onStep: (step) => {
          if (step.kind === 'code') typed = typeCode(step.verificationUrl, step.userCode);
        },
      },
    );
    expect(done).toMatchObject({ ok: true, value: { fields: { grant: 'device' } } });
    expect(await server.accepts((await test.secret('access_token')) ?? '')).toBe(true);
    expect(await test.secret('refresh_token')).toEqual(expect.any(String));
  });

  it('client credentials: gets a token without anyone', async () => {
    const server = await testProvider();
    const test = await connected(
      { issuer: server.issuer, clientAuth: 'client_secret_basic' },
      { hosts: [server.host], fields: { client_id: 'machine' }, secrets: { client_secret: MACHINE_SECRET } },
    );
    expect(await test.authorize({ flow: 'clientCredentials' })).toMatchObject({
      ok: true,
      value: { fields: { grant: 'clientCredentials' } },
    });
    expect(await server.accepts((await test.secret('access_token')) ?? '')).toBe(true);
  });
});

describe('what cannot be authorized', () => {
  it.each([
    [{ name: 'absent' }, {}, 'unknown_connection', 'no connection "absent"'],
    [{}, {}, 'unknown_flow', 'its flows are none, so an access token must be pasted'],
    [
      { flow: 'device' as const },
      { tokenUrl: 'https://x.example.com/t', flows: ['clientCredentials' as const] },
      'unknown_flow',
      'its flows are clientCredentials',
    ],
    [{}, { tokenUrl: 'https://x.example.com/t' }, 'missing_field', '--set client_id=ID'],
  ])('%j of %j: %s', async (request, oauth, code, words) => {
    const test = await connected(oauth, { hosts: [], fields: { client_id: '' } });
    expect(await test.authorize(request)).toMatchObject({
      ok: false,
      error: { code, message: expect.stringContaining(words) },
    });
  });

  it('is a connection with a key', async () => {
    const test = await connected({}, { hosts: [] });
    const key = await test.studio.connect({ name: 'other', auth: 'absent' });
    expect(await test.authorize({ name: key.name })).toMatchObject({ ok: false, error: { code: 'not_oauth2' } });
  });
});
