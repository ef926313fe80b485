import type { MutableResponse } from 'oauth2-mock-server';
import { describe, expect, it } from 'vitest';
import { open, opening, typeCode } from '../auth/testing/browser.ts';
import { connected, guardedSource } from '../auth/testing/connected.ts';
import { mockServer } from '../auth/testing/mock-server.ts';
import { MACHINE_SECRET, testProvider } from '../auth/testing/provider.ts';
import type { AuthorizeWatch } from './authorize.ts';

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
