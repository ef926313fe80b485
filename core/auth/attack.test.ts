import { describe, expect, it } from 'vitest';
import { authLimits } from '../../shared/limits.ts';
import { httpServer, type TestServer } from '../network/testing/server.ts';
import { connected } from './testing/connected.ts';

const canary = 'CANARY-client-secret-77';

/** A connection with client credentials, and a source that takes any token. */
async function connection(server: TestServer, more: { issuer?: string; hosts?: readonly string[] } = {}) {
  const source = await httpServer((_request, response) => response.end('{}'));
  const { issuer, hosts = [] } = more;
  const endpoint = issuer === undefined ? { tokenUrl: `${server.url}/token` } : { issuer };
  const test = await connected(
    { ...endpoint, flows: ['clientCredentials'] },
    { hosts: [server.host, source.host, ...hosts], baseUrl: source.url, secrets: { client_secret: canary } },
  );
  return { test, source, run: () => test.studio.run({ target: 'data', input: { filter: { inTurn: 1 } } }) };
}

describe('A54, A56: a token server that sends the client elsewhere', () => {
  it.each([301, 302, 303, 307, 308])('gets no secret there with %i, though the host is allowed', async (status) => {
    const elsewhere = await httpServer((_request, response) => response.end('{"access_token":"stolen-token"}'));
    const server = await httpServer((_request, response) =>
      response.writeHead(status, { location: `${elsewhere.url}/token` }).end(),
    );
    const { run } = await connection(server, { hosts: [elsewhere.host] });
    const detail = await run();
    expect(server.requests[0]?.body).toContain(canary);
    const heard = elsewhere.requests.map(({ url, headers, body }) => JSON.stringify([url, headers, body]));
    expect(heard.join()).not.toContain(canary);
    expect(heard.join()).not.toContain(Buffer.from(canary).toString('base64').slice(0, -4));
    expect(JSON.stringify(detail)).not.toContain(canary);
  });
});

describe('A105, A111: a hostile token server', () => {
  it('A111: names an address inside that nobody granted: it is not asked', async () => {
    const trap = await httpServer((_request, response) => response.end('{"access_token":"t"}'));
    const server = await httpServer((_request, response) => {
      const issuer = `http://${_request.headers.host}`;
      response.end(
        JSON.stringify({ issuer, token_endpoint: `${trap.url}/token`, authorization_endpoint: 'javascript:alert(1)' }),
      );
    });
    const { run } = await connection(server, { issuer: server.url });
    expect((await run()).outcome).toMatchObject({ kind: 'error', name: 'AuthorizationError' });
    expect(trap.connections()).toBe(0);
  });

  it('echoes the secret in its error: it shows nowhere', async () => {
    const server = await httpServer((_request, response, body) =>
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: 'invalid_client', error_description: `${canary} ${body}` })),
    );
    const { run, test } = await connection(server);
    expect(JSON.stringify(await run())).not.toContain(canary);
    const done = await test.authorize();
    expect(done.ok).toBe(false);
    expect(JSON.stringify(done)).not.toContain(canary);
  });

  it('sends more than an answer may hold', async () => {
    const server = await httpServer((_request, response) =>
      response.end(JSON.stringify({ access_token: 'a1b2c3d4', more: 'x'.repeat(authLimits.answerBytes) })),
    );
    const { run } = await connection(server);
    expect((await run()).outcome).toMatchObject({
      name: 'AuthorizationError',
      message: expect.stringContaining(`${authLimits.answerBytes} bytes`),
    });
  });
});
