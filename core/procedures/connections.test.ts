import { call } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import type { AuthorizeEvent } from '../../shared/contract/connections.ts';
import { connected, guardedSource, studioOf } from '../auth/testing/connected.ts';
import { mockServer } from '../auth/testing/mock-server.ts';
import { connectionProcedures } from './connections.ts';

const NAME = { connector: 'crm', name: 'main' };

async function scene() {
  const server = await mockServer();
  const source = await guardedSource((token) => token.startsWith('ey'));
  const test = await connected(
    { issuer: server.url, flows: ['authorizationCode', 'clientCredentials'] },
    { hosts: [server.host, source.host], baseUrl: source.url, secrets: { access_token: 'an-old-token' } },
  );
  const procedures = connectionProcedures(studioOf(test.studio));
  return { server, test, procedures };
}

describe('connections.authorize', () => {
  it('reports what the person has to do, and ends with the connection', async () => {
    const { procedures, test } = await scene();
    const events: AuthorizeEvent[] = [];
    for await (const event of await call(procedures.authorize, NAME)) {
      events.push(event);
      if (event.kind === 'open') void fetch(event.url);
    }
    expect(events.map(({ kind }) => kind)).toEqual(['started', 'open', 'done']);
    expect(events.at(-1)).toMatchObject({ connection: { name: 'main', fields: { grant: 'authorizationCode' } } });
    const seen = JSON.stringify(events);
    for (const field of ['access_token', 'refresh_token'])
      expect(seen).not.toContain((await test.secret(field)) ?? 'nothing');
  });

  it('asks nothing of the person with client credentials', async () => {
    const { procedures } = await scene();
    const kinds: string[] = [];
    for await (const { kind } of await call(procedures.authorize, { ...NAME, flow: 'clientCredentials' }))
      kinds.push(kind);
    expect(kinds).toEqual(['started', 'done']);
  });

  it('fails with the sentence of the failure', async () => {
    const { procedures } = await scene();
    const events = await call(procedures.authorize, { ...NAME, flow: 'device' });
    await expect(events.next()).rejects.toMatchObject({ code: 'FAILURE', data: { code: 'unknown_flow' } });
  });

  it('is cancelled when nobody listens any more: the redirect address is closed', async () => {
    const { procedures, test } = await scene();
    const stop = new AbortController();
    const events = await call(procedures.authorize, NAME, { signal: stop.signal });
    let redirect = '';
    const rest = (async () => {
      for await (const event of events)
        if (event.kind === 'open') {
          redirect = new URL(event.url).searchParams.get('redirect_uri') ?? '';
          stop.abort();
        }
    })();
    await expect(rest).rejects.toMatchObject({ data: { code: 'cancelled' } });
    await expect(fetch(redirect)).rejects.toThrow();
    expect(test.studio.workspace.runs.list('crm', 1)[0]?.outcome?.kind).toBe('cancelled');
  });
});

describe('connections.test', () => {
  it('gives the name of the account, or why it is not let in (FB-10, FB-11)', async () => {
    const { procedures } = await scene();
    const refused = await call(procedures.test, NAME);
    expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('answered 401') });
    for await (const _ of await call(procedures.authorize, { ...NAME, flow: 'clientCredentials' }));
    expect(await call(procedures.test, NAME)).toEqual({ ok: true, name: 'Ann', run: expect.stringMatching(/^run_/) });
  });

  it('fails where there is no such connection', async () => {
    const { procedures } = await scene();
    await expect(call(procedures.test, { connector: 'crm', name: 'absent' })).rejects.toMatchObject({
      data: { code: 'unknown_connection' },
    });
  });
});
