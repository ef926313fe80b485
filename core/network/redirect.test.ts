import { describe, expect, it } from 'vitest';
import { certificate } from './testing/certificate.ts';
import { said, testClient } from './testing/client.ts';
import { httpServer, httpsServer, type TestServer } from './testing/server.ts';

const body = new TextEncoder().encode('{"a":1}');

/** A server that redirects everything. */
const redirecting = (status: number, location: string): Promise<TestServer> =>
  httpServer((_request, response) => response.writeHead(status, { location }).end('moved'));

describe('a redirect', () => {
  it('is followed hop by hop, each an exchange of its own', async () => {
    const server = await httpServer((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
      else response.end('there');
    });
    const client = testClient();
    const reply = await client.send({ url: `${server.url}/3`, headers: [['authorization', 'Bearer x']] });
    expect(reply).toMatchObject({ status: 200, redirected: true, url: `${server.url}/0` });
    expect(client.exchanges().map((one) => [one.status, one.redirectOf])).toEqual([
      [302, undefined],
      [302, 'run_test-1'],
      [302, 'run_test-2'],
      [200, 'run_test-3'],
    ]);
    // The same scheme, host and port: credentials stay.
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer x');
  });

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [302, 'PUT', 'PUT', '{"a":1}'],
    [307, 'POST', 'POST', '{"a":1}'],
    [308, 'PATCH', 'PATCH', '{"a":1}'],
  ])('%i turns %s into %s on the same host', async (status, method, becomes, sent) => {
    const server = await httpServer((request, response) => {
      if (request.url === '/from') response.writeHead(status, { location: '/to' }).end();
      else response.end();
    });
    await testClient().send({
      method,
      url: `${server.url}/from`,
      headers: [['content-type', 'application/json']],
      body,
    });
    expect(server.requests[1]).toMatchObject({ method: becomes, url: '/to', body: sent });
    expect(server.requests[1]?.headers['content-type']).toBe(sent === '' ? undefined : 'application/json');
  });

  it('A54: takes no credential to another host, port or scheme, known as a secret or not', async () => {
    const trap = await httpServer((_request, response) => response.end('trapped'));
    const secret = 'tok-1234567890';
    const server = await redirecting(302, `${trap.url}/in?key=${secret}&page=2`);
    const client = testClient({ secrets: [secret] });
    const names = ['Authorization', 'Cookie', 'X-API-Key', 'X-Auth-Token', 'Accept-Language'];
    const values = [`Bearer ${secret}`, 'sid=1', secret, 'computed from something', secret];
    const headers = names.map((name, index): [string, string] => [name, values[index] ?? '']);
    expect(said(await client.send({ url: server.url, headers: [...headers, ['Accept', 'text/csv']] }))).toBe(
      '200 trapped',
    );
    const [hit] = trap.requests;
    expect(hit?.headers).toMatchObject({ accept: 'text/csv' });
    for (const name of names) expect(hit?.headers[name.toLowerCase()]).toBeUndefined();
    expect(hit?.url).toBe('/in?page=2');
  });

  it('A54: refuses a redirect that carries a secret in its path', async () => {
    const trap = await httpServer((_request, response) => response.end());
    const server = await redirecting(302, `${trap.url}/tok-1234567890/x`);
    const client = testClient({ secrets: ['tok-1234567890'] });
    expect(said(await client.send({ url: server.url }))).toMatch(/^redirect_refused: .*its path holds a secret/);
    expect(trap.requests).toHaveLength(0);
  });

  it('A55: drops credentials from https to http on the same host', async () => {
    const plain = await httpServer((_request, response) => response.end('plain'));
    const secure = await httpsServer((_request, response) =>
      response.writeHead(302, { location: `${plain.url}/x` }).end(),
    );
    const client = testClient({ authorities: [certificate] });
    const reply = await client.send({
      url: secure.url,
      headers: [
        ['authorization', 'Bearer x'],
        ['x-api-key', 'y'],
      ],
    });
    expect(said(reply)).toBe('200 plain');
    expect(plain.requests[0]?.headers.authorization).toBeUndefined();
    expect(plain.requests[0]?.headers['x-api-key']).toBeUndefined();
  });

  it.each([307, 308])('A56: %i does not send a body to another host', async (status) => {
    const trap = await httpServer((_request, response) => response.end());
    const server = await redirecting(status, trap.url);
    const reply = await testClient().send({ method: 'POST', url: server.url, body });
    expect(said(reply)).toMatch(/^redirect_refused: .*it would send the request body to another host/);
    expect(trap.requests).toHaveLength(0);
  });

  it.each([301, 302, 303, 307, 308])(
    'A52: %i to a host that is closed is refused at that hop, and shows',
    async (status) => {
      const server = await redirecting(status, 'http://169.254.169.254/latest/meta-data/');
      const client = testClient();
      const reply = await client.send({ url: server.url });
      expect(reply).toMatchObject({ kind: 'failure', name: 'PolicyError', host: '169.254.169.254' });
      expect(client.exchanges().map((one) => [one.status, one.error?.code, one.redirectOf])).toEqual([
        [status, undefined, undefined],
        [null, 'refused', 'run_test-1'],
      ]);
    },
  );

  it('A52: each hop of a chain is checked, the last one too', async () => {
    const trap = await httpServer((_request, response) => response.end());
    const server = await httpServer((request, response) => {
      const left = Number(request.url?.slice(1));
      response.writeHead(302, { location: left > 1 ? `/${left - 1}` : `http://inside.test:${trap.port}/` }).end();
    });
    const client = testClient({
      policy: { hosts: ['inside.test'], connectionHosts: [], grants: [server.host] },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    expect(await client.send({ url: `${server.url}/5` })).toMatchObject({ name: 'PolicyError', code: 'refused' });
    expect(client.exchanges().map((one) => one.status)).toEqual([302, 302, 302, 302, 302, null]);
    expect(trap.connections()).toBe(0);
  });

  it.each([
    'http://user:pass@127.0.0.1/',
    'http://127.0.0.1.evil.test/',
    'http://127.0.0.1@evil.test/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'javascript:1',
    '//evil.test/x',
    '\\\\evil.test\\x',
  ])('A57: to %s is not followed', async (location) => {
    const client = testClient();
    const reply = await client.send({ url: (await redirecting(302, location)).url });
    expect(reply).toMatchObject({ kind: 'failure', code: expect.stringMatching(/^(refused|bad_url)$/) });
  });

  it('A52: only HTTP redirects are followed', async () => {
    const trap = await httpServer((_request, response) => response.end());
    const server = await httpServer((_request, response) =>
      response
        .writeHead(200, { refresh: `0; url=${trap.url}`, link: `<${trap.url}>; rel=preload` })
        .end(`<meta http-equiv="refresh" content="0; url=${trap.url}">`),
    );
    expect(await testClient().send({ url: server.url })).toMatchObject({ status: 200, redirected: false });
    expect(trap.connections()).toBe(0);
  });

  it('stops after the limit and says the number', async () => {
    const server = await httpServer((request, response) =>
      response.writeHead(302, { location: `${request.url}x` }).end(),
    );
    const client = testClient({ limits: { redirects: 3 } });
    expect(said(await client.send({ url: `${server.url}/` }))).toContain(
      'redirected more than 3 times, which is the limit',
    );
    expect(client.exchanges()).toHaveLength(4);
  });

  it('without a place to go is a response like any other; to a place that is no URL an error', async () => {
    const server = await httpServer((request, response) => {
      if (request.url === '/bad') response.writeHead(302, { location: 'http://[' });
      else response.writeHead(302);
      response.end('stay');
    });
    const client = testClient();
    expect(said(await client.send({ url: server.url }))).toBe('302 stay');
    expect(said(await client.send({ url: `${server.url}/bad` }))).toMatch(/^bad_redirect/);
  });
});
