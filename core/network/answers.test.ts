import { describe, expect, it } from 'vitest';
import { networkLimits } from '../../shared/limits.ts';
import { createCookieJar } from './cookies.ts';
import { said, testClient } from './testing/client.ts';
import { httpServer, rawServer, type TestServer } from './testing/server.ts';

const answering = (answer: string): Promise<TestServer> =>
  rawServer((socket) => socket.once('data', () => socket.end(answer)));

const head = 'HTTP/1.1 200 OK\r\n';

describe('A61: answers that are not HTTP', () => {
  it.each([
    ['3,000 headers', `${head}${'x-header-name: some value here\r\n'.repeat(3_000)}\r\n`],
    ['3,000 short headers', `${head}${'x-header-name: some value\r\n'.repeat(3_000)}\r\n`],
    ['a header of 1 MB', `${head}x: ${'y'.repeat(1_000_000)}\r\n\r\n`],
    ['10,000 cookies', `${head}${'set-cookie: a=b\r\n'.repeat(10_000)}\r\n`],
  ])('%s are over the limit', async (_what, answer) => {
    const client = testClient({ cookies: createCookieJar() });
    expect(said(await client.send({ url: (await answering(answer)).url }))).toMatch(
      new RegExp(`^headers_too_large: .*larger than ${networkLimits.headerBytes} bytes, which is the limit`),
    );
  });

  it.each([
    ['a status that is no number', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['another protocol', 'ICY 200 OK\r\n\r\n'],
    ['HTTP/0.9', '<html>hello</html>'],
    ['a negative length', `${head}content-length: -5\r\n\r\nhello`],
    ['two lengths', `${head}content-length: 5\r\ncontent-length: 6\r\n\r\nhello!`],
    ['the same length twice', `${head}content-length: 5\r\ncontent-length: 5\r\n\r\nhello`],
    ['a length that is no number', `${head}content-length: five\r\n\r\nhello`],
    ['a length and chunks', `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
    ['a chunk size that is no number', `${head}transfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n`],
    ['a header without a name', `${head}: x\r\n\r\n`],
    ['a header with NUL', `${head}x: a\0b\r\n\r\n`],
    ['a body that is too short', `${head}content-length: 50\r\n\r\ntoo short`],
    ['a protocol that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'],
  ])('%s is an error value', async (_what, answer) => {
    const client = testClient();
    const reply = await client.send({ url: (await answering(answer)).url });
    expect(reply).toMatchObject({ kind: 'failure', name: 'NetworkError' });
    expect(said(reply)).toMatch(/^(bad_response|connection_closed): The request to 127\.0\.0\.1:\d+ failed/);
    expect(client.exchanges()).toMatchObject([{ error: { code: expect.any(String) } }]);
  });

  it('a second answer to one request is not taken for the next one', async () => {
    const smuggled = `${head}content-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nsmuggle`;
    const server = await rawServer((socket) => socket.on('data', () => socket.write(smuggled)));
    const client = testClient();
    expect(said(await client.send({ url: `${server.url}/one` }))).toBe('200 ok');
    expect(said(await client.send({ url: `${server.url}/two` }))).toBe('200 ok');
  });
});

describe('sizes', () => {
  it('a response body over the limit is cut off', async () => {
    const server = await httpServer((_request, response) => response.end(Buffer.alloc(300_000)));
    for (const limits of [{ responseBytes: 100_000 }, { decodedBytes: 100_000 }]) {
      const reply = await testClient({ limits }).send({ url: server.url });
      expect(said(reply)).toMatch(/^(response|decoded)_too_large: .*larger than 100000 bytes.*, which is the limit/);
    }
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
