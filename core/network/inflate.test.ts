import { randomBytes } from 'node:crypto';
import zlib, { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { said, testClient } from './testing/client.ts';
import { httpServer, type TestServer } from './testing/server.ts';

const sending = (encoding: string, body: Uint8Array | string): Promise<TestServer> =>
  httpServer((_request, response) => response.setHeader('content-encoding', encoding).end(body));

const { BROTLI_PARAM_QUALITY } = zlib.constants;

const codecs = [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', (body: Uint8Array | string) => brotliCompressSync(body, { params: { [BROTLI_PARAM_QUALITY]: 3 } })],
  ['zstd', zstdCompressSync],
] as const;

describe('A59: bombs', () => {
  it.each(codecs)('of %s end at the limit of what comes out', async (encoding, compress) => {
    const server = await sending(encoding, compress(Buffer.alloc(5_000_000)));
    const client = testClient({ limits: { decodedBytes: 1_000_000 } });
    expect(said(await client.send({ url: server.url }))).toBe(
      'decoded_too_large: The response body is larger than 1000000 bytes when decompressed, which is the limit.',
    );
    const [exchange] = client.exchanges();
    expect(exchange).toMatchObject({ status: 200, error: { code: 'decoded_too_large' } });
    expect(exchange?.responseBytes).toBeGreaterThan(0);
  });

  it('of small size end at the limit too', async () => {
    const server = await sending('zstd', zstdCompressSync(Buffer.alloc(12_000_000)));
    const client = testClient({ limits: { decodedBytes: 10_000_000 } });
    expect(said(await client.send({ url: server.url }))).toMatch(/^decoded_too_large: .*10000000 bytes/);
  });

  it('inside of a bomb end at the limit of the outer one', async () => {
    const server = await sending('gzip, gzip', gzipSync(gzipSync(Buffer.alloc(5_000_000), { level: 0 })));
    const client = testClient({ limits: { decodedBytes: 1_000_000 } });
    expect(said(await client.send({ url: server.url }))).toMatch(/^decoded_too_large/);
  });

  it('end while they are sent: nothing waits for a body that never ends', async () => {
    let closed = false;
    const server = await httpServer((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      const bomb = zlib.createGzip();
      bomb.pipe(response);
      const zeros = Buffer.alloc(500_000);
      const more = () => {
        if (!closed) bomb.write(zeros, more);
      };
      response.on('close', () => {
        closed = true;
        bomb.destroy();
      });
      more();
    });
    const client = testClient({ limits: { decodedBytes: 5_000_000 } });
    expect(said(await client.send({ url: server.url }))).toMatch(/^decoded_too_large/);
    await expect.poll(() => closed).toBe(true);
  });

  it('are cut by their own size where that comes first', async () => {
    const server = await sending('gzip', gzipSync(randomBytes(300_000)));
    const client = testClient({ limits: { responseBytes: 100_000 } });
    expect(said(await client.send({ url: server.url }))).toMatch(/^response_too_large: .*larger than 100000 bytes/);
    expect(client.exchanges()[0]).toMatchObject({ status: 200, error: { code: 'response_too_large' } });
  });
});

describe('A59: encodings', () => {
  const text = randomBytes(200_000).toString('hex');

  it.each([...codecs, ['gzip, br', (body: string) => brotliCompressSync(gzipSync(body, { level: 1 }))]] as const)(
    'a large body of %s is undone while it arrives, and both sizes are recorded',
    async (encoding, compress) => {
      const bytes = compress(text);
      const client = testClient();
      expect(said(await client.send({ url: (await sending(encoding, bytes)).url }))).toBe(`200 ${text}`);
      expect(client.exchanges()[0]).toMatchObject({
        responseBytes: bytes.byteLength,
        responseBody: { bytes: text.length },
      });
    },
  );

  it('a small body that becomes a large one comes whole', async () => {
    const large = 'x'.repeat(3_000_000);
    const server = await sending('gzip', gzipSync(large));
    expect(said(await testClient().send({ url: server.url }))).toBe(`200 ${large}`);
  });

  it.each([
    [Array(50).fill('gzip').join(', '), 'encoded 50 times over; the limit is 5'],
    ['gzip', 'not valid gzip'],
    ['deflate', 'not valid deflate'],
    ['br', 'not valid br'],
    ['zstd', 'not valid zstd'],
    ['compress', '"compress", which is not supported'],
  ])('%s that is none is an error, of a small body and of a large one', async (encoding, message) => {
    for (const body of ['plain text', text]) {
      const client = testClient();
      expect(said(await client.send({ url: (await sending(encoding, body)).url }))).toContain(message);
      expect(client.exchanges()[0]).toMatchObject({ status: 200, error: { code: 'bad_encoding' } });
    }
  });

  it.each([
    ['br', '777 is an empty body of brotli'],
    ['br', '777'.repeat(20_000)],
    ['deflate', Buffer.concat([deflateSync('x'), Buffer.from('more')])],
    ['zstd', Buffer.concat([zstdCompressSync('x'), Buffer.from('more')])],
  ])('%s that ends before the body does is an error, not an empty body (case %#)', async (encoding, body) => {
    expect(said(await testClient().send({ url: (await sending(encoding, body)).url }))).toMatch(
      /^bad_encoding: .*there is more after its end/,
    );
  });

  it('gzip may be padded and have several members', async () => {
    const body = Buffer.concat([gzipSync('one '), gzipSync('two'), Buffer.alloc(20)]);
    expect(said(await testClient().send({ url: (await sending('gzip', body)).url }))).toBe('200 one two');
  });

  it('a body that breaks off is an error', async () => {
    const server = await sending('gzip', gzipSync(text).subarray(0, 50_000));
    expect(said(await testClient().send({ url: server.url }))).toMatch(/^bad_encoding: .*not valid gzip/);
  });

  it('a zstd window larger than any server may use is refused', async () => {
    const { ZSTD_c_windowLog, ZSTD_c_compressionLevel } = zlib.constants;
    const params = { [ZSTD_c_windowLog]: 27, [ZSTD_c_compressionLevel]: 1 };
    const stream = zlib.createZstdCompress({ params });
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.end(Buffer.alloc(20_000_000));
    await new Promise((resolve) => stream.once('end', resolve));
    const server = await sending('zstd', Buffer.concat(chunks));
    expect(said(await testClient().send({ url: server.url }))).toMatch(/^bad_encoding: .*not valid zstd/);
  });
});
