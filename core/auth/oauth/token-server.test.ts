import { describe, expect, it } from 'vitest';
import type { OAuth2Authentication } from '../../../shared/connector/manifest.ts';
import { authLimits } from '../../../shared/limits.ts';
import { said, testClient } from '../../network/testing/client.ts';
import { httpServer, type TestServer } from '../../network/testing/server.ts';
import type { OAuthClient } from '../types.ts';
import { type AuthorizeOptions, authorize } from './flows.ts';
import { byClientCredentials } from './grants.ts';
import { openServer } from './server.ts';

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}
const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });

/** A token server that says these things, one after another; the last one for ever. */
function server(...answers: readonly Answer[]): Promise<TestServer> {
  let count = 0;
  return httpServer((_request, response) => {
    const {
      status = 200,
      type = 'application/json',
      body,
    } = answers[Math.min(count++, answers.length - 1)] ?? json({});
    response.writeHead(status, { 'content-type': type }).end(body);
  });
}

const clientOf = (
  url: string,
  part: Partial<OAuthClient> = {},
  oauth: Partial<OAuth2Authentication> = {},
): OAuthClient => ({
  connector: 'crm',
  id: 'con_1',
  connection: 'main',
  authentication: {
    id: 'oauth',
    name: 'OAuth 2',
    type: 'oauth2',
    tokenUrl: `${url}/token`,
    deviceAuthorizationUrl: `${url}/device`,
    ...oauth,
  },
  clientId: 'studio id',
  scopes: ['read', 'write'],
  grants: [],
  baseUrl: '',
  ...part,
});

async function token(url: string, part?: Partial<OAuthClient>, oauth?: Partial<OAuth2Authentication>) {
  const http = testClient();
  const client = clientOf(url, part, oauth);
  const config = await openServer(client, http.send, new Map(), 20_000);
  const tokens = config.ok ? await byClientCredentials(config.value, client, () => 0) : config;
  return { tokens, http };
}

describe('what token servers answer', () => {
  it.each([
    ['as the standard says', json({ access_token: 'a1', token_type: 'Bearer', expires_in: 60 }), 60_000],
    ['without a token type', json({ access_token: 'a1' }), undefined],
    ['with a number in quotes', json({ access_token: 'a1', token_type: 'bearer', expires_in: '60' }), 60_000],
    ['with no end', json({ access_token: 'a1', expires_in: 0 }), undefined],
    ['with an end that no calendar has', json({ access_token: 'a1', expires_in: 1e18 }), 100 * 365 * 86_400_000],
    ['as a form', { type: 'application/x-www-form-urlencoded', body: 'access_token=a1&expires_in=60' }, 60_000],
    ['as JSON of another type', { ...json({ access_token: 'a1' }), type: 'text/javascript' }, undefined],
    ['with an ID token that nobody asked for', json({ access_token: 'a1', id_token: 'not.a.jwt' }), undefined],
  ])('%s', async (_how, answer, expiresAt) => {
    const { tokens } = await token((await server(answer)).url);
    expect(tokens).toEqual({
      ok: true,
      value: { accessToken: 'a1', grant: 'clientCredentials', ...(expiresAt === undefined ? {} : { expiresAt }) },
    });
  });

  it.each([
    [
      'an error',
      json({ error: 'invalid_client', error_description: 'no such client' }, 401),
      'token_refused',
      'invalid_client (no such client)',
    ],
    ['an error with status 200', json({ error: 'invalid_scope' }), 'token_refused', 'invalid_scope'],
    ['a page', { type: 'text/html', body: '<h1>hello</h1>' }, 'authorization_failed', 'cannot be used'],
    [
      'a page with status 500',
      { status: 500, type: 'text/html', body: '<h1>oops</h1>' },
      'token_failed',
      'answered 500; try again later',
    ],
    ['a server that is away', json({ error: 'temporarily_unavailable' }, 503), 'token_failed', 'answered 503'],
    ['too many requests', json({ error: 'slow_down' }, 429), 'token_failed', 'answered 429'],
    ['an array', json(['access_token']), 'authorization_failed', 'cannot be used'],
    ['no token', json({ token_type: 'bearer' }), 'authorization_failed', 'cannot be used'],
    [
      'a token of a kind that nobody can send',
      json({ access_token: 'a1', token_type: 'mac' }),
      'authorization_failed',
      'cannot be used',
    ],
  ])('%s is a failure: %s', async (_what, answer, code, words) => {
    const { tokens } = await token((await server(answer)).url);
    expect(tokens).toMatchObject({
      ok: false,
      error: { kind: 'remote', code, message: expect.stringContaining(words) },
    });
  });

  it('quotes no more of a server than authLimits.quoteChars', async () => {
    const { tokens } = await token((await server(json({ error: 'e'.repeat(5_000) }, 400))).url);
    expect(tokens.ok ? '' : tokens.error.message).toContain('e'.repeat(authLimits.quoteChars));
    expect(tokens.ok ? '' : tokens.error.message).not.toContain('e'.repeat(authLimits.quoteChars + 1));
  });

  it('that never come are not waited for longer than the limit says', async () => {
    const silent = await httpServer(() => undefined);
    const http = testClient();
    const client = clientOf(silent.url);
    const config = await openServer(client, http.send, new Map(), 30);
    const tokens = config.ok ? await byClientCredentials(config.value, client) : config;
    expect(tokens).toMatchObject({
      ok: false,
      error: { code: 'token_failed', message: expect.stringContaining('30 ms') },
    });
  });

  it('a host that is not named is not asked: the policy decides', async () => {
    const http = testClient({ grants: [] });
    const { url } = await server(json({ access_token: 'a1' }));
    const client = clientOf(url);
    const config = await openServer(client, http.send, new Map());
    const tokens = config.ok ? await byClientCredentials(config.value, client) : config;
    expect(tokens).toMatchObject({
      ok: false,
      error: { code: 'token_failed', message: expect.stringContaining('may not reach') },
    });
  });
});

describe('how the client proves itself', () => {
  const basic = `Basic ${Buffer.from('studio+id:se%3Acret').toString('base64')}`;
  it.each([
    ['nobody asked for a secret', {}, {}, undefined, 'client_id=studio+id'],
    ['in the body', { clientSecret: 'se:cret' }, {}, undefined, 'client_secret=se%3Acret'],
    ['in a header', { clientSecret: 'se:cret' }, { clientAuth: 'client_secret_basic' as const }, basic, 'grant_type'],
    ['not at all', { clientSecret: 'se:cret' }, { clientAuth: 'none' as const }, undefined, 'client_id=studio+id'],
  ])('%s', async (_how, part, oauth, authorization, body) => {
    const target = await server(json({ access_token: 'a1' }));
    await token(target.url, part, oauth);
    expect(target.requests[0]?.headers.authorization).toBe(authorization);
    expect(target.requests[0]?.body).toContain(body);
    expect(target.requests[0]?.body).toContain('scope=read+write');
    expect(target.requests[0]?.body.includes('se%3Acret')).toBe(body.includes('se%3Acret'));
  });

  it.each([
    [{ clientId: '' }, {}, 'missing_field', 'register a client at the source'],
    [{}, { clientAuth: 'client_secret_basic' as const }, 'missing_secret', 'no client secret: give it'],
    [{}, { tokenUrl: 'javascript:alert(1)' }, 'bad_oauth_url', 'only https'],
    [{}, { issuer: 'http://login.example.com' }, 'bad_oauth_url', 'it is http'],
  ])('%j %j: %s', async (part, oauth, code, words) => {
    const { tokens, http } = await token('http://127.0.0.1:1', part, oauth);
    expect(tokens).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(words) } });
    expect(http.exchanges()).toEqual([]);
  });
});

describe('A105: the record of a token request', () => {
  it('holds no token, code, verifier or secret, not even those that were unknown before', async () => {
    const secrets = {
      access_token: 'CANARY-access',
      refresh_token: 'CANARY-refresh',
      nested: { id_token: 'CANARY-id' },
    };
    const target = await server(json(secrets));
    const { http } = await token(target.url, { clientSecret: 'CANARY-client' });
    expect(target.requests[0]?.body).toContain('CANARY-client');
    const [exchange] = http.exchanges();
    expect(exchange?.initiator).toEqual({ kind: 'studio', purpose: 'token' });
    const kept =
      JSON.stringify(http.puts) + http.body(exchange?.requestBody?.id) + http.body(exchange?.responseBody?.id);
    expect(kept).toContain('***');
    expect(kept).not.toContain('CANARY');
    // From here on they are masked everywhere.
    await http.send({ url: `${target.url}/x?token=CANARY-refresh` });
    expect(JSON.stringify(http.puts)).not.toContain('CANARY');
  });

  it('an answer to anyone else teaches nothing', async () => {
    const target = await server(json({ access_token: 'public-text' }));
    const http = testClient();
    expect(said(await http.send({ url: target.url }))).toContain('public-text');
    expect(http.body(http.exchanges()[0]?.responseBody?.id)).toContain('public-text');
  });
});

describe('RFC 8628: the device flow', () => {
  const started = (part: object = {}): Answer =>
    json({
      device_code: 'the-device-code',
      user_code: 'ABCD-EFGH',
      verification_uri: 'https://login.example.com/device',
      expires_in: 600,
      ...part,
    });
  const pending = json({ error: 'authorization_pending' }, 400);

  async function device(target: TestServer, options: Partial<AuthorizeOptions> = {}) {
    const http = testClient();
    const client = clientOf(target.url);
    const config = await openServer(client, http.send, new Map());
    if (!config.ok) throw new Error(config.error.message);
    const waits: number[] = [];
    const steps: unknown[] = [];
    const tokens = await authorize('device', config.value, client, {
      signal: new AbortController().signal,
      startedAt: Date.now(),
      report: (step) => steps.push(step),
      wait: async (ms) => waits.push(ms),
      ...options,
    });
    return { tokens, waits, steps };
  }

  it('asks at the pace of the server, and slower when it is told to', async () => {
    const slower = json({ error: 'slow_down' }, 400);
    const target = await server(started({ interval: 2 }), pending, slower, pending, json({ access_token: 'a1' }));
    const { tokens, waits, steps } = await device(target);
    expect(tokens).toMatchObject({ ok: true, value: { accessToken: 'a1', grant: 'device' } });
    expect(waits).toEqual([2_000, 2_000, 7_000, 7_000]);
    expect(steps).toEqual([
      {
        kind: 'code',
        userCode: 'ABCD-EFGH',
        verificationUrl: 'https://login.example.com/device',
        expiresAt: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('asks every authLimits.devicePollMs where no pace is named; pending with status 200 is pending too', async () => {
    const target = await server(started(), json({ error: 'authorization_pending' }), json({ access_token: 'a1' }));
    expect((await device(target)).waits).toEqual([authLimits.devicePollMs, authLimits.devicePollMs]);
  });

  it('asks neither without a pause nor once in a lifetime, whatever the server says', async () => {
    const hasty = await server(started({ interval: 0.001 }), json({ access_token: 'a1' }));
    expect((await device(hasty)).waits).toEqual([1_000]);
    const lazy = await server(started({ interval: 1e9 }), pending);
    expect((await device(lazy)).waits).toEqual([600_000]);
  });

  it('ends when the code does, and when the person has had authLimits.authorizeMs', async () => {
    const target = await server(started({ expires_in: 11, interval: 5 }), pending);
    const { tokens, waits } = await device(target);
    expect(tokens).toMatchObject({
      ok: false,
      error: { code: 'authorization_timeout', message: expect.stringContaining('11 seconds') },
    });
    expect(waits.length).toBe(3);
    const long = await device(await server(started({ expires_in: 1e6, interval: 300 }), pending));
    expect(long.waits.length).toBe(authLimits.authorizeMs / 300_000);
  });

  it.each([
    [json({ error: 'access_denied' }, 400), 'authorization_denied'],
    [json({ error: 'expired_token' }, 400), 'authorization_denied'],
    [json({ error: 'invalid_grant' }, 400), 'reconnect_needed'],
  ])('%j is %s', async (answer, code) => {
    expect((await device(await server(started(), answer))).tokens).toMatchObject({ ok: false, error: { code } });
  });

  it('A111: shows no address that is none', async () => {
    const { tokens, steps } = await device(await server(started({ verification_uri: 'javascript:alert(1)' })));
    expect(tokens).toMatchObject({ ok: false, error: { code: 'bad_oauth_url' } });
    expect(steps).toEqual([]);
  });

  it('is cancelled while it waits', async () => {
    const stop = new AbortController();
    const wait = async (): Promise<void> => stop.abort();
    const target = await server(started(), pending);
    expect((await device(target, { signal: stop.signal, wait })).tokens).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
    });
    expect(target.requests.length).toBe(1);
  });
});
