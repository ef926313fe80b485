import { describe, expect, it } from 'vitest';
import { TestBrowser, typeCode } from '../auth/testing/browser.ts';
import { connected, guardedSource } from '../auth/testing/connected.ts';
import { MACHINE_SECRET, testProvider } from '../auth/testing/provider.ts';
import type { AuthorizeWatch } from './authorize.ts';

type Step = Parameters<AuthorizeWatch['onStep']>[0];

/** Opens what the person is asked to open. */
const opening =
  (browser: (url: string) => unknown): AuthorizeWatch['onStep'] =>
  (step: Step) => {
    if (step.kind === 'open') void browser(step.url);
  };

describe('authorization code flow', () => {
  it('AU-1: gets tokens with PKCE and state through a browser, and runs with them', async () => {
    const server = await testProvider();
    const source = await guardedSource(server.accepts);
    const test = await connected(
      { issuer: server.issuer, scopes: ['openid', 'read'] },
      { hosts: [server.host, source.host], baseUrl: source.url },
    );
    const opened: URL[] = [];
    const pages: Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }>[] = [];
    const done = await test.authorize(
      {},
      {
        onStep: opening((url) => {
          opened.push(new URL(url));
          pages.push(new TestBrowser().open(url));
        }),
      },
    );
    expect(done).toMatchObject({
      ok: true,
      value: { name: 'main', fields: { grant: 'authorizationCode', expires_at: expect.stringMatching(/Z$/) } },
    });
    expect(Object.fromEntries(opened[0]?.searchParams ?? [])).toMatchObject({
      code_challenge_method: 'S256',
      scope: 'openid read',
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
    });
    const page = await pages[0];
    expect([page?.status, page?.headers.get('content-security-policy')]).toEqual([200, "default-src 'none'"]);
    expect(page?.text).not.toMatch(/code|state/);
    expect(await test.secret('refresh_token')).toEqual(expect.any(String));
    const run = await test.studio.run({ target: 'data', input: { filter: { inTurn: 1 } } });
    expect(run.result).toMatchObject({ items: [{ status: 200 }] });
  });
});

describe('device flow', () => {
  it('RFC 8628: shows a code, waits at the pace of the server, and gets tokens', async () => {
    const server = await testProvider();
    const test = await connected({ issuer: server.issuer, flows: ['device'] }, { hosts: [server.host] });
    const done = await test.authorize(
      {},
      {
        onStep: (step) => {
          if (step.kind === 'code') void typeCode(step.verificationUrl, step.userCode);
        },
      },
    );
    console.log(JSON.stringify(done));
    expect(done).toMatchObject({ ok: true, value: { fields: { grant: 'device' } } });
  });
});

describe('client credentials', () => {
  it('gets a token without anyone', async () => {
    const server = await testProvider();
    const test = await connected(
      { issuer: server.issuer, clientAuth: 'client_secret_basic', flows: ['clientCredentials'] },
      { hosts: [server.host], fields: { client_id: 'machine' }, secrets: { client_secret: MACHINE_SECRET } },
    );
    const done = await test.authorize();
    expect(done).toMatchObject({ ok: true, value: { fields: { grant: 'clientCredentials' } } });
    expect(await server.accepts((await test.secret('access_token')) ?? '')).toBe(true);
  });
});
