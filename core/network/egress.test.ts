import { describe, expect, it } from 'vitest';
import { certificate } from './testing/certificate.ts';
import { said, testClient } from './testing/client.ts';
import { httpServer, httpsServer, rawServer } from './testing/server.ts';
import type { Resolve, ResolvedAddress } from './types.ts';

const v4 = (address: string): ResolvedAddress => ({ address, family: 4 });

/** A resolver with one answer per call. */
function fakeDns(...answers: readonly (readonly ResolvedAddress[])[]): Resolve & { readonly asked: string[] } {
  const asked: string[] = [];
  const resolve = async (host: string) => {
    asked.push(host);
    return answers[Math.min(asked.length, answers.length) - 1] ?? [];
  };
  return Object.assign(resolve, { asked });
}

const open = (hosts: readonly string[], grants: readonly string[] = []) => ({ hosts, connectionHosts: [], grants });

describe('the way out', () => {
  it('A51: a name that leads to loopback is refused before any connection, and shows as a refused exchange', async () => {
    const trap = await httpServer((_request, response) => response.end());
    const resolve = fakeDns([v4('127.0.0.1')]);
    const client = testClient({ resolve, policy: open(['rebind.test']) });
    const reply = await client.send({ url: `http://rebind.test:${trap.port}/` });
    expect(reply).toMatchObject({
      kind: 'failure',
      name: 'PolicyError',
      code: 'refused',
      host: `rebind.test:${trap.port}`,
      message: `The connector may not reach rebind.test:${trap.port}: it is a loopback address; allow it for this connection with --allow-host rebind.test:${trap.port} (or in Connections).`,
    });
    expect(trap.connections()).toBe(0);
    expect(client.exchanges()).toMatchObject([{ status: null, error: { code: 'refused' }, timings: { connect: -1 } }]);
  });

  it('A53: of public and private answers only the public ones are tried', async () => {
    const trap = await httpServer((_request, response) => response.end());
    // 192.0.2.0/24 is documentation, so the public one is unreachable here: what counts is that loopback is not tried.
    const resolve = fakeDns([v4('8.8.8.8'), v4('127.0.0.1')]);
    const client = testClient({ resolve, policy: open(['both.test']), limits: { connectMs: 300 } });
    const reply = await client.send({ url: `http://both.test:${trap.port}/` });
    expect(reply.kind).toBe('failure');
    expect(trap.connections()).toBe(0);
  });

  it('A4, A53: the name is resolved once for a connection, and the connection goes to that answer', async () => {
    const server = await httpServer((_request, response) => response.end('first'));
    const resolve = fakeDns([v4('127.0.0.1')], [v4('127.0.0.2')]);
    const client = testClient({ resolve, policy: open(['pinned.test'], ['pinned.test']) });
    expect(said(await client.send({ url: `http://pinned.test:${server.port}/` }))).toBe('200 first');
    expect(resolve.asked).toEqual(['pinned.test']);
    expect(client.exchanges()[0]).toMatchObject({ remoteAddress: '127.0.0.1' });
    expect(client.exchanges()[0]?.timings.dns).toBeGreaterThanOrEqual(0);
  });

  it('A53: tries the next checked address where the first does not answer', async () => {
    const server = await httpServer((_request, response) => response.end('second'));
    const resolve = fakeDns([v4('127.0.0.9'), v4('127.0.0.1')]);
    const client = testClient({ resolve, policy: open(['two.test'], ['two.test']) });
    expect(said(await client.send({ url: `http://two.test:${server.port}/` }))).toBe('200 second');
  });

  it('A50: a host name with a secret in it is refused, and the secret shows nowhere', async () => {
    const secret = 'Tok1234567890';
    const resolve = fakeDns([v4('127.0.0.1')]);
    const client = testClient({ resolve, secrets: [secret], policy: open(['*.evil.test'], ['*.evil.test']) });
    const reply = await client.send({ url: `http://${secret}.evil.test/` });
    expect(reply).toMatchObject({ kind: 'failure', name: 'PolicyError' });
    await client.send({ url: `http://${secret.toLowerCase()}.evil.test/x?y` });
    expect(client.exchanges().map((one) => one.url)).toEqual(['http://***/', 'http://***/x?y']);
    expect(resolve.asked).toEqual([]);
    expect(JSON.stringify([reply, client.puts]).toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it('A67: certificates are verified: unknown authority, other name', async () => {
    const server = await httpsServer((_request, response) => response.end('secure'));
    const strict = testClient();
    expect(said(await strict.send({ url: server.url }))).toMatch(/^tls_failure: .*certificate/);
    const resolve = fakeDns([v4('127.0.0.1')]);
    const trusting = testClient({
      authorities: [certificate],
      resolve,
      grants: ['127.0.0.1', 'secure.test', 'other.test'],
    });
    expect(said(await trusting.send({ url: `https://secure.test:${server.port}/` }))).toBe('200 secure');
    expect(said(await trusting.send({ url: server.url }))).toBe('200 secure');
    expect(said(await trusting.send({ url: `https://other.test:${server.port}/` }))).toMatch(
      /^tls_failure: .*another name/,
    );
    const [first] = trusting.exchanges();
    expect(first?.timings.ssl).toBeGreaterThan(0);
    expect(first?.timings.connect).toBeGreaterThanOrEqual(first?.timings.ssl ?? 0);
  });

  it('A68: an environment that switches verification off is not heard', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const server = await httpsServer((_request, response) => response.end('secure'));
      expect(said(await testClient().send({ url: server.url }))).toMatch(/^tls_failure/);
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it('says what failed: name, refused connection, a server that closes', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
    const client = testClient({ resolve, grants: ['127.0.0.1', 'nowhere.invalid'] });
    expect(said(await client.send({ url: 'http://nowhere.invalid/' }))).toMatch(
      /^dns_failure: The request to nowhere\.invalid failed: the name/,
    );
    const closed = await rawServer((socket) => socket.destroy());
    expect(said(await client.send({ url: closed.url }))).toMatch(/^connection_closed/);
    expect(said(await client.send({ url: 'http://127.0.0.1:1/' }))).toMatch(
      /^connection_refused: .*nothing listens there/,
    );
    expect(client.exchanges().map((one) => one.status)).toEqual([null, null, null]);
  });
});
