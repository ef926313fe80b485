import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { networkLimits } from '../../shared/limits.ts';
import type { HttpProxy } from './proxy.ts';
import { authority, signed, signedKey } from './testing/certificate.ts';
import { said, testClient } from './testing/client.ts';
import { httpServer, httpsServer, proxyServer, rawServer, type TestServer } from './testing/server.ts';
import type { Resolve } from './types.ts';

const dns =
  (answers: Readonly<Record<string, string>>): Resolve =>
  async (host) => {
    const address = answers[host];
    if (address === undefined) throw Object.assign(new Error(`no ${host}`), { code: 'ENOTFOUND' });
    return [{ address, family: 4 }];
  };
const resolve = dns({ 'api.test': '127.0.0.1', 'secure.test': '127.0.0.1' });
const grants = ['api.test', 'secure.test', '127.0.0.1'];

/** A proxy that opens every way, to this machine whatever the name. */
const opening = (secure = false): Promise<TestServer> =>
  proxyServer(
    (request, socket) => {
      const port = Number(request.url?.split(':').at(-1));
      const way = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        way.pipe(socket).pipe(way);
      });
      way.on('error', () => socket.destroy());
      socket.on('close', () => way.destroy());
    },
    secure ? { cert: signed, key: signedKey } : undefined,
  );

const settings = (server: TestServer, part: Partial<HttpProxy> = {}): HttpProxy => ({
  url: new URL(server.url),
  bypass: [],
  resolveAtProxy: false,
  ...part,
});

describe('A68: a proxy from the settings', () => {
  it('gets CONNECT with the checked address for http and https alike, and nothing of the request', async () => {
    const proxy = await opening();
    const plain = await httpServer((_request, response) => response.end('plain'));
    const secure = await httpsServer((_request, response) => response.end('secure'), { cert: signed, key: signedKey });
    const client = testClient({ resolve, grants, authorities: [authority], proxy: settings(proxy) });
    const headers = [['authorization', 'Bearer x']] as const;
    const ask = (url: string) => client.send({ url, headers: headers.map(([name, value]) => [name, value]) });
    expect(said(await ask(`http://api.test:${plain.port}/`))).toBe('200 plain');
    expect(said(await ask(`https://secure.test:${secure.port}/`))).toBe('200 secure');
    expect(proxy.requests.map((one) => [one.method, one.url])).toEqual([
      ['CONNECT', `127.0.0.1:${plain.port}`],
      ['CONNECT', `127.0.0.1:${secure.port}`],
    ]);
    expect(JSON.stringify(proxy.requests)).not.toContain('authorization');
    expect(plain.requests[0]?.headers.authorization).toBe('Bearer x');
    expect(client.exchanges()).toMatchObject([{ proxy: proxy.host }, { proxy: proxy.host, tlsVersion: 'TLSv1.3' }]);
  });

  it('may be reached over TLS, with TLS inside of it', async () => {
    const proxy = await opening(true);
    const secure = await httpsServer((_request, response) => response.end('secure'), { cert: signed, key: signedKey });
    const url = new URL(`https://secure.test:${proxy.port}`);
    const client = testClient({ resolve, grants, authorities: [authority], proxy: settings(proxy, { url }) });
    expect(said(await client.send({ url: `https://secure.test:${secure.port}/` }))).toBe('200 secure');
    const trusted = { authorities: [authority], insecureHosts: [proxy.host] };
    const wrong = testClient({ resolve, grants, ...trusted, proxy: settings(proxy) });
    expect(said(await wrong.send({ url: `https://secure.test:${secure.port}/` }))).toMatch(
      /^proxy_failure: The request to the proxy 127\.0\.0\.1:\d+ failed: its certificate is for another name/,
    );
  });

  it('gets the name and password, and no other does', async () => {
    const proxy = await opening();
    const server = await httpServer((_request, response) => response.end('x'));
    const client = testClient({ resolve, grants, proxy: settings(proxy, { username: 'ada', password: 'pässword' }) });
    await client.send({ url: `http://api.test:${server.port}/` });
    const basic = `Basic ${Buffer.from('ada:pässword').toString('base64')}`;
    expect(proxy.requests[0]?.headers['proxy-authorization']).toBe(basic);
    expect(server.requests[0]?.headers['proxy-authorization']).toBeUndefined();
    expect(JSON.stringify(client.puts)).not.toContain(basic);
  });

  it('is passed by for hosts of the list and for this machine', async () => {
    const proxy = await opening();
    const server = await httpServer((_request, response) => response.end('direct'));
    const client = testClient({ resolve, grants, proxy: settings(proxy, { bypass: ['*.test'] }) });
    expect(said(await client.send({ url: `http://api.test:${server.port}/` }))).toBe('200 direct');
    expect(said(await client.send({ url: server.url }))).toBe('200 direct');
    expect(proxy.connections()).toBe(0);
    expect(client.exchanges()[0]).not.toHaveProperty('proxy');
  });
});

describe('A68: the rules for hosts hold through a proxy', () => {
  it('a private address is refused before the proxy hears of it, as a literal and as the answer of a name', async () => {
    const proxy = await opening();
    const client = testClient({
      resolve: dns({ 'evil.test': '10.0.0.1' }),
      policy: { hosts: ['evil.test', '10.0.0.1', '169.254.169.254'], connectionHosts: [], grants: [] },
      proxy: settings(proxy),
    });
    for (const host of ['evil.test', '10.0.0.1', '169.254.169.254', 'undeclared.test']) {
      expect(await client.send({ url: `http://${host}/` })).toMatchObject({ name: 'PolicyError', code: 'refused' });
    }
    expect(proxy.connections()).toBe(0);
  });

  it('a name that only the proxy knows is told to it where the user said so', async () => {
    const proxy = await opening();
    const server = await httpServer((_request, response) => response.end('far'));
    const policy = { hosts: ['far.test', 'evil.test'], connectionHosts: [], grants: [] };
    const known = dns({ 'evil.test': '10.0.0.1' });
    const client = testClient({ resolve: known, policy, proxy: settings(proxy, { resolveAtProxy: true }) });
    expect(said(await client.send({ url: `http://far.test:${server.port}/` }))).toBe('200 far');
    expect(proxy.requests[0]?.url).toBe(`far.test:${server.port}`);
    // What can be resolved here is checked all the same.
    expect(await client.send({ url: 'http://evil.test/' })).toMatchObject({ name: 'PolicyError' });
    const here = testClient({ resolve: known, policy, proxy: settings(proxy) });
    expect(said(await here.send({ url: `http://far.test:${server.port}/` }))).toMatch(/^dns_failure/);
    expect(proxy.connections()).toBe(1);
  });
});

it('A68: waits for this machine to resolve such a name no longer than the limit', async () => {
  const proxy = await opening();
  const server = await httpServer((_request, response) => response.end('far'));
  const client = testClient({
    resolve: () => new Promise(() => {}),
    grants: ['far.test'],
    proxy: settings(proxy, { resolveAtProxy: true, url: new URL(proxy.url) }),
    limits: { proxyLookupMs: 50 },
  });
  expect(said(await client.send({ url: `http://far.test:${server.port}/` }))).toBe('200 far');
});

describe('a proxy that does not open the way', () => {
  const through = async (proxy: TestServer, url = 'http://api.test:81/', limits = {}) =>
    said(await testClient({ resolve, grants, proxy: settings(proxy), limits }).send({ url }));

  it.each([
    ['407 Proxy Authentication Required', /^proxy_authentication: The proxy .* asks for a user name and password/],
    ['403 Forbidden', /^proxy_refused: .*127\.0\.0\.1:81 \(403 Forbidden\)\. Many proxies open a way to port 443 only/],
    ['301 Moved', /^proxy_refused: /],
  ])('says why: %s', async (status, sentence) => {
    const proxy = await proxyServer((_request, socket) => socket.end(`HTTP/1.1 ${status}\r\n\r\n`));
    expect(await through(proxy)).toMatch(sentence);
  });

  it.each([
    ['SSH-2.0-x\r\n\r\n', /^proxy_failure: .*did not answer CONNECT in HTTP/],
    ['HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', /^proxy_failure: .*more than the answer to CONNECT/],
    [`HTTP/1.1 200 OK\r\n${'x'.repeat(networkLimits.headerBytes)}`, /^proxy_failure: .*which is the limit/],
    ['', /^proxy_failure: .*the other side closed the connection/],
  ])('an answer that is none (case %#)', async (answer, sentence) => {
    const proxy = await rawServer((socket) => socket.once('data', () => socket.end(answer)));
    expect(await through(proxy)).toMatch(sentence);
  });

  it('says that nothing listens there, and waits no longer than for any connection', async () => {
    const silent = await rawServer(() => {});
    expect(await through(silent, 'http://api.test:81/', { connectMs: 150 })).toMatch(/^connect_timeout: .*150 ms/);
    const proxy = { ...settings(silent), url: new URL('http://127.0.0.1:1') };
    const client = testClient({ resolve, grants, proxy });
    expect(said(await client.send({ url: 'http://api.test/' }))).toBe(
      'proxy_failure: The request to the proxy 127.0.0.1:1 failed: nothing listens there (ECONNREFUSED).',
    );
  });
});
