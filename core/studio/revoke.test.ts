import { describe, expect, it } from 'vitest';
import { open, opening } from '../auth/testing/browser.ts';
import { type Connected, connected } from '../auth/testing/connected.ts';
import { type TestProvider, testProvider } from '../auth/testing/provider.ts';
import { httpServer } from '../network/testing/server.ts';
import { disconnect, disconnectConnector, signOut } from './revoke.ts';

async function authorized(): Promise<{ readonly test: Connected; readonly server: TestProvider }> {
  const server = await testProvider();
  const test = await connected({ issuer: server.issuer, scopes: ['read'] }, { hosts: [server.host] });
  const done = await test.authorize({}, { onStep: opening(open) });
  if (!done.ok) throw new Error(done.error.message);
  return { test, server };
}

const parts = ({ studio }: Connected) => ({ ...studio, environment: {} });

describe('A108: removing a connection', () => {
  it('takes its tokens back at the server and out of the vault (RFC 7009)', async () => {
    const { test, server } = await authorized();
    const [access, refresh] = [await test.secret('access_token'), await test.secret('refresh_token')];
    expect(await server.provider.RefreshToken.find(refresh ?? '')).toBeDefined();
    expect(await disconnect(parts(test), 'crm', 'main')).toBe(true);
    expect(await server.provider.RefreshToken.find(refresh ?? '')).toBeUndefined();
    expect(await server.accepts(access ?? '')).toBe(false);
    expect([await test.secret('access_token'), await test.secret('refresh_token'), test.stored()]).toEqual([
      null,
      null,
      undefined,
    ]);
    const [run] = test.studio.workspace.runs.list('crm', 1);
    expect(run).toMatchObject({ target: 'revoke', outcome: { kind: 'ok' } });
    expect(await disconnect(parts(test), 'crm', 'main')).toBe(false);
  });

  it('does so for every connection of a connector that is removed', async () => {
    const { test, server } = await authorized();
    const refresh = (await test.secret('refresh_token')) ?? '';
    expect(await disconnectConnector(parts(test), 'crm')).toBe(true);
    expect(await server.provider.RefreshToken.find(refresh)).toBeUndefined();
    expect([await test.secret('access_token'), await test.secret('refresh_token')]).toEqual([null, null]);
    expect(await disconnectConnector(parts(test), 'crm')).toBe(false);
  });

  it('goes on where the server does not take them back', async () => {
    const away = await httpServer((_request, response) => response.writeHead(503).end('<h1>away</h1>'));
    const test = await connected(
      { tokenUrl: `${away.url}/token`, revocationUrl: `${away.url}/revoke` },
      { hosts: [away.host], secrets: { access_token: 'a-token', refresh_token: 'r-token', client_secret: 'c-secret' } },
    );
    expect(await disconnect(parts(test), 'crm', 'main')).toBe(true);
    expect(away.requests.map(({ url, body }) => [url, body.includes('token=r-token')])).toEqual([['/revoke', true]]);
    for (const field of ['access_token', 'refresh_token', 'client_secret']) expect(await test.secret(field)).toBeNull();
  });

  it('waits for the server no longer than the limit says', async () => {
    const silent = await httpServer(() => undefined);
    const test = await connected(
      { tokenUrl: `${silent.url}/token`, revocationUrl: `${silent.url}/revoke` },
      { hosts: [silent.host], secrets: { access_token: 'a-token' } },
    );
    expect(await disconnect(parts(test), 'crm', 'main', 30)).toBe(true);
    const [run] = test.studio.workspace.runs.list('crm', 1);
    const detail = test.studio.workspace.runs.get(run?.id ?? '');
    expect(detail.ok && detail.value.exchanges[0]?.error).toMatchObject({ message: expect.stringContaining('30 ms') });
    expect(await test.secret('access_token')).toBeNull();
  });

  it('asks nobody where the server names no address for it', async () => {
    const away = await httpServer((_request, response) => response.end());
    const test = await connected(
      { tokenUrl: `${away.url}/token` },
      { hosts: [away.host], secrets: { access_token: 'a-token' } },
    );
    expect(await disconnect(parts(test), 'crm', 'main')).toBe(true);
    expect([away.requests.length, await test.secret('access_token')]).toEqual([0, null]);
  });
});

it('signing out takes the tokens back and keeps the account', async () => {
  const { test, server } = await authorized();
  const access = (await test.secret('access_token')) ?? '';
  const left = await signOut(parts(test), 'crm', 'main');
  expect(left).toMatchObject({ ok: true, value: { name: 'main', secrets: [] } });
  expect(left.ok && left.value.fields).toEqual({ client_id: 'studio' });
  expect([await server.accepts(access), await test.secret('access_token'), await test.secret('refresh_token')]).toEqual(
    [false, null, null],
  );
  expect(await signOut(parts(test), 'crm', 'nobody')).toMatchObject({ error: { code: 'unknown_connection' } });
});
