import type { MutableRedirectUri } from 'oauth2-mock-server';
import { describe, expect, it } from 'vitest';
import type { OAuth2Authentication } from '../../shared/connector/manifest.ts';
import { open, opening, TestBrowser } from '../auth/testing/browser.ts';
import { connected } from '../auth/testing/connected.ts';
import { mockServer } from '../auth/testing/mock-server.ts';
import { testProvider } from '../auth/testing/provider.ts';

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
    expect(done).toMatchObject({
      ok: false,
      error: { code: 'cancelled', message: 'The authorization was cancelled.' },
    });
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
    [
      {},
      { tokenUrl: 'https://x.example.com/t' },
      'missing_field',
      'register a client at the source and give its ID to the connection',
    ],
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
