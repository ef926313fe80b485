import { constants } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { describe, expect, it } from 'vitest';
import { authority, certificate, expired, signed, signedKey } from './testing/certificate.ts';
import { said, testClient } from './testing/client.ts';
import { httpsServer, rawServer, type TestServer } from './testing/server.ts';
import type { Resolve } from './types.ts';

const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const grants = ['127.0.0.1', 'secure.test', 'other.test'];

const secureServer = (options: ServerOptions = {}): Promise<TestServer> =>
  httpsServer((_request, response) => response.end('secure'), { cert: signed, key: signedKey, ...options });

/** What a client says that trusts the test authority. */
const ask = async (server: TestServer, host = 'secure.test', authorities: readonly string[] = [authority]) =>
  said(await testClient({ authorities, resolve, grants }).send({ url: `https://${host}:${server.port}/` }));

describe('A67: a certificate that is not good ends the request', () => {
  it('and a good one says its version in the record', async () => {
    const server = await secureServer();
    const client = testClient({ authorities: [authority], resolve, grants });
    expect(said(await client.send({ url: `https://secure.test:${server.port}/` }))).toBe('200 secure');
    const [exchange] = client.exchanges();
    expect(exchange).toMatchObject({ tlsVersion: 'TLSv1.3', httpVersion: 'HTTP/1.1' });
    expect(exchange).not.toHaveProperty('insecure');
  });

  it.each([
    ['expired', { cert: expired }, 'secure.test', [authority], 'has expired'],
    ['for another name', {}, 'other.test', [authority], 'for another name'],
    ['of an unknown authority', {}, 'secure.test', [], 'signed by an authority that is not trusted'],
  ] as const)('%s', async (_what, options, host, authorities, reason) => {
    const answer = await ask(await secureServer(options), host, authorities);
    expect(answer).toMatch(/^tls_failure: /);
    expect(answer).toContain(reason);
  });

  it('self-signed', async () => {
    const server = await httpsServer((_request, response) => response.end());
    expect(await ask(server)).toMatch(/^tls_failure: .*its certificate is self-signed/);
  });

  it('a server that speaks TLS 1.0 and 1.1 only', async () => {
    const server = await secureServer({
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
      secureOptions: constants.SSL_OP_ALL,
    });
    expect(await ask(server)).toMatch(/^tls_failure: .*protocol version/);
    expect(server.requests).toEqual([]);
  });

  it('a connection that is reset, or that stalls, in the middle of the handshake', async () => {
    const reset = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await ask(reset)).toMatch(/^connection_closed: .*the other side closed the connection/);
    const stalled = await rawServer((socket) => socket.once('data', () => socket.write('\x16\x03\x03')));
    const client = testClient({ authorities: [authority], resolve, grants, limits: { connectMs: 150 } });
    expect(said(await client.send({ url: `https://secure.test:${stalled.port}/` }))).toMatch(
      /^connect_timeout: .*within 150 ms/,
    );
  });
});

describe('A67: a host that the user trusts without a certificate', () => {
  const trusting = (server: TestServer) => {
    const warnings: string[] = [];
    const insecureHosts = [`secure.test:${server.port}`];
    const warn = (sentence: string) => warnings.push(sentence);
    return { warnings, client: testClient({ resolve, grants, insecureHosts, warn }) };
  };

  it('is reached, and each exchange says so', async () => {
    const server = await secureServer({ cert: expired });
    const { warnings, client } = trusting(server);
    const url = `https://secure.test:${server.port}/`;
    for (let times = 0; times < 2; times++) expect(said(await client.send({ url }))).toBe('200 secure');
    expect(client.exchanges()).toMatchObject([{ insecure: true }, { insecure: true }]);
    expect(warnings).toEqual([
      `The certificate of secure.test:${server.port} was not verified: its certificate has expired (CERT_HAS_EXPIRED). The host is trusted in the settings of the studio.`,
    ]);
  });

  it('is that one alone: not another name, nor another port', async () => {
    const server = await secureServer();
    const other = await secureServer();
    const { client } = trusting(server);
    expect(said(await client.send({ url: `https://other.test:${server.port}/` }))).toMatch(/^tls_failure/);
    expect(said(await client.send({ url: `https://secure.test:${other.port}/` }))).toMatch(/^tls_failure/);
  });

  it('says nothing where its certificate is good', async () => {
    const server = await httpsServer((_request, response) => response.end('secure'));
    const client = testClient({ authorities: [certificate], insecureHosts: [server.host] });
    expect(said(await client.send({ url: server.url }))).toBe('200 secure');
    expect(client.exchanges()[0]).not.toHaveProperty('insecure');
  });
});
