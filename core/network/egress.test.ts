import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
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
      message: `The connector may not reach rebind.test:${trap.port}: it is a loopback address; allow it for this connection.`,
    });
    expect(trap.connections()).toBe(0);
    expect(client.exchanges()).toMatchObject([{ status: null, error: { code: 'refused' }, timings: { connect: -1 } }]);
  });

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    'fd00:ec2::254',
    'fe80::1',
    'fc00::1',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ])('A51: a declared name that leads to %s is refused before any connection', async (address) => {
    const trap = await httpServer((_request, response) => response.end());
    const resolve = fakeDns([{ address, family: address.includes(':') ? 6 : 4 }]);
    const client = testClient({ resolve, policy: open(['alias.test']) });
    const reply = await client.send({ url: `http://alias.test:${trap.port}/` });
    expect(reply).toMatchObject({ name: 'PolicyError', code: 'refused' });
    expect(client.exchanges()).toMatchObject([{ timings: { connect: -1 } }]);
    expect(trap.connections()).toBe(0);
  });

  it('A53: each new connection asks again and checks again', async () => {
    const trap = await httpServer((_request, response) => response.end());
    const resolve = fakeDns([v4('8.8.8.8')], [v4('127.0.0.1')]);
    const client = testClient({ resolve, policy: open(['flip.test']), limits: { connectMs: 100 } });
    const url = `http://flip.test:${trap.port}/`;
    expect(await client.send({ url })).toMatchObject({ name: 'NetworkError' });
    expect(await client.send({ url })).toMatchObject({ name: 'PolicyError' });
    expect(trap.connections()).toBe(0);
  });

  it('A57: the host is that of the parsed URL, whatever stands around it', async () => {
    const server = await httpServer((request, response) => response.end(request.url));
    const trap = await httpServer((_request, response) => response.end());
    const client = testClient({ grants: [server.host] });
    expect(said(await client.send({ url: `${server.url}\\@evil.test/x` }))).toBe('200 /@evil.test/x');
    expect(said(await client.send({ url: `${server.url}//${trap.host}/x` }))).toBe(`200 //${trap.host}/x`);
    for (const url of [`http://${server.host}@${trap.host}/`, `http://user:pass@${server.host}/`])
      expect(await client.send({ url })).toMatchObject({ code: 'bad_url' });
    for (const url of [`${trap.url}/${server.host}`, 'http://127.0.0.1.evil.test/', `${trap.url}#@${server.host}`])
      expect(await client.send({ url })).toMatchObject({ code: 'refused' });
    expect(trap.connections()).toBe(0);
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

  it('A68: an environment that switches verification off or names a proxy is not heard', async () => {
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const trap = await httpServer((_request, response) => response.end());
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy']) vi.stubEnv(name, trap.url);
    vi.stubEnv('NO_PROXY', '');
    const secure = await httpsServer((_request, response) => response.end('secure'));
    const plain = await httpServer((_request, response) => response.end('plain'));
    expect(said(await testClient().send({ url: secure.url }))).toMatch(/^tls_failure/);
    expect(said(await testClient().send({ url: plain.url }))).toBe('200 plain');
    expect(trap.connections()).toBe(0);
  });

  it('A68: NODE_EXTRA_CA_CERTS is not heard', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'studio-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'ca.pem');
    writeFileSync(file, certificate);
    // Node reads it when it starts, so the test needs a process of its own.
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: file };
    const script = path.join(import.meta.dirname, 'testing/ask-secure.ts');
    const result = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
    expect(result.stdout).toMatch(/^tls_failure: .*self-signed/);
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
