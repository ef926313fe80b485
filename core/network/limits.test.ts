import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { networkLimits } from '../../shared/limits.ts';
import { said, testClient } from './testing/client.ts';
import { httpServer, rawServer } from './testing/server.ts';

const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const startedAt = performance.now();
  return [await work, performance.now() - startedAt];
};

describe('A59: compressed bodies', () => {
  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('a %s bomb is cut off at the limit', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(20_000_000));
    const server = await httpServer((_request, response) => response.setHeader('content-encoding', encoding).end(bomb));
    const client = testClient({ limits: { decodedBytes: 1_000_000 } });
    expect(said(await client.send({ url: server.url }))).toBe(
      'decoded_too_large: The response body is larger than 1000000 bytes when decompressed, which is the limit.',
    );
    expect(client.exchanges()[0]).toMatchObject({
      status: 200,
      error: { code: 'decoded_too_large' },
      responseBytes: bomb.byteLength,
    });
  });

  it('a bomb inside a bomb too', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(20_000_000)));
    const server = await httpServer((_request, response) =>
      response.setHeader('content-encoding', 'gzip, gzip').end(bomb),
    );
    expect(said(await testClient({ limits: { decodedBytes: 1_000_000 } }).send({ url: server.url }))).toMatch(
      /^decoded_too_large/,
    );
  });

  it.each([
    [Array(50).fill('gzip').join(', '), 'encoded 50 times over; the limit is 5'],
    ['gzip', 'not valid gzip'],
    ['br', 'not valid br'],
    ['compress', '"compress", which is not supported'],
  ])('the encoding %s is an error', async (encoding, message) => {
    const server = await httpServer((_request, response) =>
      response.setHeader('content-encoding', encoding).end('plain text'),
    );
    expect(said(await testClient().send({ url: server.url }))).toContain(message);
  });
});

describe('A60: time', () => {
  it('a connection that is not accepted', async () => {
    const client = testClient({
      limits: { connectMs: 150 },
      policy: { hosts: ['slow.test'], connectionHosts: [], grants: [] },
      resolve: () => new Promise(() => {}),
    });
    const [reply, ms] = await timed(client.send({ url: 'http://slow.test/' }));
    expect(said(reply)).toBe(
      'connect_timeout: The request to slow.test failed: no connection within 150 ms, which is the limit.',
    );
    expect(ms).toBeLessThan(600);
  });

  it('TLS that never answers', async () => {
    const server = await rawServer(() => {});
    const [reply, ms] = await timed(
      testClient({ limits: { connectMs: 150 } }).send({ url: server.url.replace('http:', 'https:') }),
    );
    expect(said(reply)).toMatch(/^connect_timeout: .*150 ms/);
    expect(ms).toBeLessThan(600);
  });

  it('headers that never come, or never end', async () => {
    const silent = await rawServer(() => {});
    const endless = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x-a: 1\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const continuing = await rawServer((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    for (const server of [silent, endless, continuing]) {
      const [reply, ms] = await timed(testClient({ limits: { headersMs: 150 } }).send({ url: server.url }));
      expect(said(reply)).toMatch(/^headers_timeout: .*no response headers within 150 ms, which is the limit/);
      expect(ms).toBeLessThan(600);
    }
  });

  it('a body that stops', async () => {
    const server = await httpServer((_request, response) => response.write('begun'));
    const [reply, ms] = await timed(testClient({ limits: { idleMs: 150 } }).send({ url: server.url }));
    expect(said(reply)).toMatch(/^idle_timeout: .*the body stopped for 150 ms, which is the limit/);
    expect(ms).toBeLessThan(600);
  });

  it('a body that drips without end', async () => {
    const server = await httpServer((_request, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    for (const options of [
      { limits: { totalMs: 200 }, timeoutMs: 5000 },
      { limits: {}, timeoutMs: 200 },
    ]) {
      const client = testClient({ limits: options.limits });
      const [reply, ms] = await timed(client.send({ url: server.url, timeoutMs: options.timeoutMs }));
      expect(said(reply)).toBe('timeout: The request took longer than 200 ms, which is the limit.');
      expect(ms).toBeLessThan(600);
      expect(client.exchanges()[0]).toMatchObject({ status: 200, error: { code: 'timeout' } });
    }
  });

  it('a cancel works at once, wherever the request is', async () => {
    const server = await rawServer(() => {});
    const client = testClient();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 80);
    const [reply, ms] = await timed(client.send({ url: server.url }, stop.signal));
    expect(reply).toMatchObject({ kind: 'failure', code: 'cancelled' });
    expect(ms).toBeLessThan(300);
    expect(await client.send({ url: server.url }, stop.signal)).toMatchObject({ code: 'cancelled' });
  });
});

describe('A61: answers that are not HTTP', () => {
  it('3,000 headers and one of 1 MB are over the limit', async () => {
    const many = await rawServer((socket) =>
      socket.once('data', () =>
        socket.write(`HTTP/1.1 200 OK\r\n${'x-header-name: some value here\r\n'.repeat(3000)}\r\n`),
      ),
    );
    const big = await rawServer((socket) =>
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1_000_000)}\r\n\r\n`)),
    );
    for (const server of [many, big]) {
      expect(said(await testClient().send({ url: server.url }))).toMatch(
        new RegExp(`^headers_too_large: .*larger than ${networkLimits.headerBytes} bytes, which is the limit`),
      );
    }
  });

  it.each([
    'HTTP/1.1 abc OK\r\n\r\n',
    'just text',
    'HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\ntoo short',
  ])('%j is an error value', async (answer) => {
    const server = await rawServer((socket) => socket.once('data', () => socket.end(answer)));
    const reply = await testClient().send({ url: server.url });
    expect(reply).toMatchObject({ kind: 'failure', name: 'NetworkError' });
    expect(said(reply)).toMatch(/^(bad_response|connection_closed): The request to 127\.0\.0\.1:\d+ failed/);
  });
});

describe('sizes', () => {
  it('a response body over the limit is cut off', async () => {
    const server = await httpServer((_request, response) => response.end(Buffer.alloc(300_000)));
    const reply = await testClient({ limits: { responseBytes: 100_000 } }).send({ url: server.url });
    expect(said(reply)).toMatch(/^response_too_large: .*larger than 100000 bytes, which is the limit/);
  });

  it('a request body, a URL and headers over the limit are not sent', async () => {
    const server = await httpServer((_request, response) => response.end());
    const client = testClient({ limits: { requestBytes: 10, urlChars: 100, headerBytes: 200 } });
    const replies = [
      await client.send({ method: 'POST', url: server.url, body: new Uint8Array(11) }),
      await client.send({ url: `${server.url}/${'x'.repeat(100)}` }),
      await client.send({ url: server.url, headers: [['x-a', 'y'.repeat(200)]] }),
    ];
    expect(replies.map(said)).toEqual([
      'request_too_large: The request body is 11 bytes; the limit is 10 bytes.',
      expect.stringMatching(/^url_too_long: The URL has \d+ characters; the limit is 100\./),
      expect.stringMatching(/^headers_too_large: The request headers are \d+ bytes; the limit is 200 bytes\./),
    ]);
    expect(server.connections()).toBe(0);
  });
});
