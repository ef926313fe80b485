import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { leastTime } from '../testing/least-time.ts';
import { said, testClient } from './testing/client.ts';
import { httpServer, rawServer, type TestServer } from './testing/server.ts';
import type { HttpReply } from './types.ts';

/** Long enough for a busy machine, short enough to prove that it was the small limit that ended it. */
const SOON_MS = 2_000;
/** A cancel must work within this (A60). */
const CANCEL_MS = 300;

async function timed(work: Promise<HttpReply>): Promise<readonly [text: string, ms: number]> {
  const startedAt = performance.now();
  return [said(await work), performance.now() - startedAt];
}

/** Writes a text again and again, with a pause. */
const repeating = (first: string, again: string, afterRequest = true): Promise<TestServer> =>
  rawServer((socket) => {
    const begin = () => {
      socket.write(first);
      const timer = setInterval(() => socket.write(again), 20);
      socket.on('close', () => clearInterval(timer));
    };
    if (afterRequest) socket.once('data', begin);
    else begin();
  });

describe('A60: each deadline by itself', () => {
  it('a name that is not resolved', async () => {
    const client = testClient({
      limits: { connectMs: 150 },
      grants: ['slow.test'],
      resolve: () => new Promise(() => {}),
    });
    const [text, ms] = await timed(client.send({ url: 'http://slow.test/' }));
    expect(text).toBe(
      'connect_timeout: The request to slow.test failed: no connection within 150 ms, which is the limit.',
    );
    expect(ms).toBeLessThan(SOON_MS);
  });

  it('TLS that never answers', async () => {
    const server = await rawServer(() => {});
    const client = testClient({ limits: { connectMs: 150 } });
    const [text, ms] = await timed(client.send({ url: server.url.replace('http:', 'https:') }));
    expect(text).toMatch(/^connect_timeout: .*150 ms/);
    expect(ms).toBeLessThan(SOON_MS);
  });

  it.each([
    ['never come', () => rawServer(() => {})],
    ['never end', () => repeating('HTTP/1.1 200 OK\r\n', 'x-a: 1\r\n')],
    ['come byte by byte', () => repeating('HTTP/1.1 200 OK\r\nx: ', 'x')],
    ['are early hints forever', () => repeating('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
  ])('headers that %s', async (_what, start) => {
    const { url } = await start();
    const [text, ms] = await timed(testClient({ limits: { headersMs: 150 } }).send({ url }));
    expect(text).toMatch(/^headers_timeout: .*no response headers within 150 ms, which is the limit/);
    expect(ms).toBeLessThan(SOON_MS);
  });

  it('a body that stops', async () => {
    const server = await httpServer((_request, response) => response.write('begun'));
    const client = testClient({ limits: { idleMs: 150 } });
    const [text, ms] = await timed(client.send({ url: server.url }));
    expect(text).toMatch(/^idle_timeout: .*the body stopped for 150 ms, which is the limit/);
    expect(ms).toBeLessThan(SOON_MS);
    expect(client.exchanges()[0]).toMatchObject({ status: 200, responseBytes: 5, error: { code: 'idle_timeout' } });
  });

  it.each([
    ['the limit', { totalMs: 200 }, 5_000],
    ['the request', {}, 200],
  ])('a body of unknown length that drips forever ends at the time of %s', async (_whose, limits, timeoutMs) => {
    const { url } = await repeating('HTTP/1.1 200 OK\r\n\r\n', 'x');
    const client = testClient({ limits: { ...limits, idleMs: 150 } });
    const [text, ms] = await timed(client.send({ url, timeoutMs }));
    expect(text).toBe('timeout: The request took longer than 200 ms, which is the limit.');
    expect(ms).toBeLessThan(SOON_MS);
    expect(client.exchanges()[0]).toMatchObject({ status: 200, error: { code: 'timeout' } });
  });

  it('redirects have one time together', async () => {
    const server = await httpServer((request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 60);
    });
    const client = testClient({ limits: { totalMs: 200 } });
    expect(said(await client.send({ url: `${server.url}/` }))).toMatch(/^timeout: .*200 ms/);
  });

  it('100 Continue that nobody asked for, again and again', async () => {
    const { url } = await repeating('', 'HTTP/1.1 100 Continue\r\n\r\n');
    expect(said(await testClient().send({ url }))).toMatch(/^bad_response: .*a 100 Continue or 101 that nobody asked/);
  });

  it.each(['SSH-2.0-x\r\n', '220 mail.test ESMTP\r\n', '\0\0\0\0', '\r\n\r\nx'])(
    'a server that greets before it is asked, with %j, is an error value',
    async (greeting) => {
      const server = await rawServer((socket) => socket.write(greeting));
      const client = testClient({ limits: { headersMs: 500 } });
      expect(said(await client.send({ url: server.url }))).toMatch(/^(bad_response|connection_closed): /);
    },
  );

  it('a server that sends before it is asked: never an answer to a request that it did not see', async () => {
    const early = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nearly';
    // On a kept connection the bytes come when no request is under way.
    const server = await rawServer((socket) => socket.on('data', () => socket.write(`${early}${early}`)));
    const client = testClient();
    expect(said(await client.send({ url: server.url }))).toBe('200 early');
    expect(said(await client.send({ url: server.url }))).toBe('200 early');
    expect(server.connections()).toBe(2);
  });
});

describe('A60: a cancel works within 300 ms', () => {
  const secure = (server: TestServer): string => server.url.replace('http:', 'https:');
  const gzip = gzipSync(Buffer.alloc(100_000));

  it.each([
    ['before it begins', async () => ({ url: 'http://127.0.0.1:1/' }), 0],
    ['while the name is resolved', async () => ({ url: 'http://slow.test/' }), 50],
    ['in the handshake', async () => ({ url: secure(await rawServer(() => {})) }), 50],
    ['while it waits for headers', async () => ({ url: (await rawServer(() => {})).url }), 50],
    ['while headers arrive', async () => ({ url: (await repeating('HTTP/1.1 200 OK\r\n', 'x: y\r\n')).url }), 50],
    ['while the body arrives', async () => ({ url: (await repeating('HTTP/1.1 200 OK\r\n\r\n', 'x')).url }), 50],
    [
      'while a compressed body arrives',
      async () => ({
        url: (
          await httpServer((_request, response) => {
            response.setHeader('content-encoding', 'gzip').write(gzip.subarray(0, -10));
          })
        ).url,
      }),
      50,
    ],
    [
      'while the request body is sent',
      async () => ({
        url: (await rawServer((socket) => socket.pause())).url,
        method: 'POST',
        body: new Uint8Array(30_000_000),
      }),
      50,
    ],
  ])('%s', async (_when, request, afterMs) => {
    const cancel = async (): Promise<number> => {
      const client = testClient({ grants: ['127.0.0.1', 'slow.test'], resolve: () => new Promise(() => {}) });
      const stop = new AbortController();
      const made = await request();
      if (afterMs === 0) stop.abort();
      let cancelledAt = performance.now();
      const timer = setTimeout(() => {
        cancelledAt = performance.now();
        stop.abort();
      }, afterMs);
      const reply = await client.send(made, stop.signal);
      clearTimeout(timer);
      const took = performance.now() - cancelledAt;
      expect(reply).toMatchObject({ kind: 'failure', code: 'cancelled' });
      expect(client.exchanges()).toMatchObject([{ error: { code: 'cancelled' } }]);
      return took;
    };
    expect(await leastTime(CANCEL_MS, cancel)).toBeLessThan(CANCEL_MS);
  });
});
