import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Header } from '../../shared/run/exchange.ts';
import { leastTime } from '../testing/least-time.ts';
import { createCookieJar } from './cookies.ts';
import { said, testClient } from './testing/client.ts';
import { httpServer, rawServer } from './testing/server.ts';

const phases = (timings: Record<string, number>) =>
  ['blocked', 'dns', 'connect', 'send', 'wait', 'receive'].reduce(
    (sum, name) => sum + Math.max(0, timings[name] ?? 0),
    0,
  );

describe('an exchange', () => {
  it('is recorded as it went over the wire, headers in order and in their own case', async () => {
    let wire = '';
    const server = await rawServer((socket) => {
      socket.on('data', (chunk) => {
        wire += chunk.toString('latin1');
        if (wire.endsWith('{"a":1}'))
          socket.write(
            'HTTP/1.1 201 Made It\r\nX-Zeta: 1\r\nSet-Cookie: a=b; Path=/\r\nset-cookie: c=d\r\nContent-Length: 2\r\nx-Alpha: 2\r\n\r\nok',
          );
      });
    });
    const client = testClient();
    const body = new TextEncoder().encode('{"a":1}');
    const reply = await client.send({
      method: 'POST',
      url: `${server.url}/items?x=1`,
      headers: [
        ['X-B', '2'],
        ['x-a', '1'],
        ['Content-Type', 'application/json'],
      ],
      body,
    });
    expect(said(reply)).toBe('201 ok');
    const [exchange] = client.exchanges();
    const sent = wire
      .split('\r\n\r\n')[0]
      ?.split('\r\n')
      .slice(1)
      .map((line) => line.split(': '));
    expect(exchange?.requestHeaders).toEqual(sent);
    expect(exchange).toMatchObject({
      id: 'run_test-1',
      seq: 1,
      method: 'POST',
      url: `${server.url}/items?x=1`,
      status: 201,
      statusText: 'Made It',
      httpVersion: 'HTTP/1.1',
      remoteAddress: '127.0.0.1',
      requestBytes: 7,
      responseBytes: 2,
      responseHeaders: [
        ['X-Zeta', '1'],
        ['Set-Cookie', 'a=***; Path=/'],
        ['set-cookie', 'c=***'],
        ['Content-Length', '2'],
        ['x-Alpha', '2'],
      ],
    });
    expect(client.body(exchange?.requestBody?.id)).toBe('{"a":1}');
    expect(client.body(exchange?.responseBody?.id)).toBe('ok');
    expect(client.puts.map((one) => one.status)).toEqual([null, 201]);
  });

  it('HR-1, HR-2: has the phases of time; a reused connection has none of the first three', async () => {
    const server = await httpServer((_request, response) => setTimeout(() => response.end('x'), 40));
    const client = testClient();
    await client.send({ url: server.url });
    await client.send({ url: server.url });
    const [first, second] = client.exchanges();
    expect(first?.timings).toMatchObject({ dns: -1, ssl: -1 });
    expect(first?.timings.connect).toBeGreaterThanOrEqual(0);
    expect(second?.timings).toMatchObject({ dns: -1, connect: -1, ssl: -1 });
    expect(second?.timings.wait).toBeGreaterThan(30);
    for (const one of [first, second]) {
      expect(one?.durationMs).toBeCloseTo(phases(one?.timings ?? {}), 1);
      expect(new Date(one?.startedAt ?? '').toISOString()).toBe(one?.startedAt);
    }
    expect(server.connections()).toBe(1);
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'])(
    'A62: a %s is recorded with its headers as on the wire, a cookie among them, whose value is masked',
    async (method) => {
      let wire = '';
      const server = await rawServer((socket) => {
        socket.on('data', (chunk) => {
          wire = chunk.toString('latin1');
          socket.write('HTTP/1.1 200 OK\r\nset-cookie: sid=abcdefgh12345678\r\ncontent-length: 0\r\n\r\n');
        });
      });
      const client = testClient({ cookies: createCookieJar() });
      const headers: Header[] = [
        ['X-B', '2'],
        ['COOKIE', 'own=1'],
        ['x-a', '1'],
      ];
      await client.send({ method, url: server.url, headers });
      await client.send({ method, url: server.url, headers });
      expect(wire).toContain('COOKIE: own=1; sid=abcdefgh12345678\r\n');
      const lines = wire
        .replace(/(COOKIE: own=).*/, '$1***; sid=***')
        .split('\r\n')
        .slice(1, -2);
      expect(client.exchanges()[1]?.requestHeaders.map((pair) => pair.join(': '))).toEqual(lines);
    },
  );

  it('counts the time in the queue as blocked', async () => {
    const server = await httpServer((_request, response) => response.end('x'));
    const direct = testClient();
    const blocked = async (): Promise<number> => {
      const client = testClient({});
      await client.send({ url: server.url });
      return client.exchanges()[0]?.timings.blocked ?? Number.POSITIVE_INFINITY;
    };
    expect(await leastTime(30, blocked)).toBeLessThan(30);
    await direct.send({ url: server.url });
    expect(direct.exchanges()[0]?.durationMs).toBeGreaterThan(0);
  });

  it('masks secrets in URL, headers and bodies of both sides (A49, A105)', async () => {
    const secret = 'tok-1234567890';
    const server = await httpServer((request, response) => {
      response.setHeader('x-echo', request.headers.authorization ?? '');
      response.end(`you sent ${request.headers.authorization}`);
    });
    const client = testClient({ secrets: [secret, 'k9'], places: { headers: ['x-key'], query: ['key'] } });
    const body = new TextEncoder().encode(JSON.stringify({ secret }));
    const reply = await client.send({
      method: 'POST',
      url: `${server.url}/${secret}?key=k9&k=${secret}&page=k9`,
      headers: [
        ['Authorization', `Bearer ${secret}`],
        ['X-Key', 'k9'],
        ['cookie', 'sid=k9; a=b'],
      ],
      body,
    });
    expect(said(reply)).toContain(secret);
    const [exchange] = client.exchanges();
    expect(exchange?.url).toBe(`${server.url}/***?key=***&k=***&page=k9`);
    expect(exchange?.requestHeaders).toContainEqual(['Authorization', 'Bearer ***']);
    expect(exchange?.requestHeaders).toContainEqual(['X-Key', '***']);
    expect(exchange?.requestHeaders).toContainEqual(['cookie', 'sid=***; a=***']);
    expect(exchange?.responseHeaders).toContainEqual(['x-echo', 'Bearer ***']);
    expect(client.body(exchange?.requestBody?.id)).toBe('{"secret":"***"}');
    expect(client.body(exchange?.responseBody?.id)).toBe('you sent Bearer ***');
    expect(JSON.stringify(client.puts)).not.toContain(secret);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))],
  ] as const)('undoes the encoding %s and records both sizes', async (encoding, compress) => {
    const text = 'row '.repeat(500);
    const bytes = compress(text);
    const server = await httpServer((_request, response) =>
      response.setHeader('content-encoding', encoding).end(bytes),
    );
    const client = testClient();
    const reply = await client.send({ url: server.url });
    expect(said(reply)).toBe(`200 ${text}`);
    expect(client.exchanges()[0]).toMatchObject({
      responseBytes: bytes.byteLength,
      responseBody: { bytes: text.length },
    });
  });

  it('gives a body without encoding where there is none to undo', async () => {
    const server = await httpServer((request, response) => {
      response.setHeader('content-encoding', 'gzip');
      if (request.url === '/empty') response.writeHead(204);
      response.end();
    });
    const client = testClient();
    expect(said(await client.send({ url: `${server.url}/empty` }))).toBe('204 ');
    expect(said(await client.send({ method: 'HEAD', url: server.url }))).toBe('200 ');
  });

  it('sends a repeatable request again when a kept connection was closed under it; both show', async () => {
    let answers = 0;
    const server = await rawServer((socket) => {
      let onThis = 0;
      socket.on('data', () => {
        if (++onThis > 1) socket.destroy();
        else socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n${++answers}`);
      });
    });
    const client = testClient();
    expect(said(await client.send({ url: server.url }))).toBe('200 1');
    expect(said(await client.send({ url: server.url }))).toBe('200 2');
    expect(client.exchanges().map((one) => one.error?.code ?? one.status)).toEqual([200, 'connection_closed', 200]);
    const posted = await client.send({ method: 'POST', url: server.url });
    expect(said(posted)).toMatch(
      /^connection_closed: The request to 127\.0\.0\.1:\d+ failed: the other side closed the connection/,
    );
  });

  it('A62: keeps no cookies without a jar', async () => {
    const server = await httpServer((_request, response) => response.setHeader('set-cookie', 'a=b').end());
    const client = testClient();
    await client.send({ url: server.url });
    await client.send({ url: server.url });
    expect(server.requests.map((one) => one.headers.cookie)).toEqual([undefined, undefined]);
  });
});
