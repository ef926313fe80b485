import { describe, expect, it } from 'vitest';
import type { Header } from '../../shared/run/exchange.ts';
import { said, testClient } from './testing/client.ts';
import { rawServer, type TestServer } from './testing/server.ts';
import type { HttpRequest } from './types.ts';

/** A server that keeps every byte it gets, and answers each request with nothing. */
async function wire(): Promise<TestServer & { bytes(): string }> {
  let bytes = '';
  const server = await rawServer((socket) =>
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1');
      if (bytes.includes('\r\n\r\n')) socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    }),
  );
  return { ...server, bytes: () => bytes };
}

const reserved = [
  'Host',
  'Content-Length',
  'Transfer-Encoding',
  'Connection',
  'Keep-Alive',
  'Proxy-Connection',
  'Proxy-Authorization',
  'Expect',
  'Upgrade',
  'TE',
  'Trailer',
];
const line = 'b\r\nx-evil: 1';

type Refused = readonly [part: Partial<HttpRequest>, code: string];

const refused: readonly Refused[] = [
  ...[line, 'b\n', '\rb', 'b\0c', 'b\u007f', 'emoji 😀', 'ł', '\u2028'].map(
    (value): Refused => [{ headers: [['x-a', value]] }, 'bad_header'],
  ),
  ...['x a', 'x-a\r\nx-b', 'x\0', 'x:y', 'ü', '', ' x', '"x"'].map(
    (name): Refused => [{ headers: [[name, 'b']] }, 'bad_header'],
  ),
  ...reserved.flatMap((name) =>
    [name, name.toLowerCase()].map((one): Refused => [{ headers: [[one, 'x']] }, 'bad_header']),
  ),
  ...['GET\r\nx: y', 'GET /evil HTTP/1.1\r\n\r\n', 'G T', '', 'CONNECT', 'TRACE', 'track', 'GÉT', 'GET\0'].map(
    (method): Refused => [{ method }, 'bad_method'],
  ),
  [{ method: 'GET', body: new Uint8Array(1) }, 'bad_body'],
  [{ method: 'HEAD', body: new Uint8Array(1) }, 'bad_body'],
];

describe('A58: what cannot be sent', () => {
  it.each(refused)('%j is a clear error, and not one byte reaches the wire', async (part, code) => {
    const server = await wire();
    const client = testClient();
    const reply = await client.send({ url: server.url, ...part });
    expect(reply).toMatchObject({ kind: 'failure', name: 'TypeError', code });
    expect(server.bytes()).toBe('');
    expect(server.connections()).toBe(0);
    expect(client.exchanges()).toMatchObject([{ status: null, error: { code } }]);
  });

  it('a path and a query cannot make a line of their own', async () => {
    const server = await wire();
    await testClient().send({ url: `${server.url}/a b\r\nx-evil: 1\r\n\r\nGET /c?q=ü\n1 HTTP/1.1\0\t#frag\r\nment` });
    const [first, ...rest] = server.bytes().split('\r\n');
    expect(first).toBe('GET /a%20bx-evil:%201GET%20/c?q=%C3%BC1%20HTTP/1.1%00 HTTP/1.1');
    expect(rest.filter((one) => one === '')).toHaveLength(2);
    expect(rest.join('\n')).not.toContain('evil');
  });

  it('headers that are allowed twice go twice, in their order and case', async () => {
    const server = await wire();
    const headers: Header[] = [
      ['X-A', '1'],
      ['x-a', '2'],
      ['Accept', 'text/csv'],
      ['X-Latin', 'ü'],
      ['X-Tab', 'a\tb'],
    ];
    expect(said(await testClient().send({ url: server.url, headers }))).toBe('204 ');
    expect(server.bytes().split('\r\n').slice(3, 8)).toEqual([
      'X-A: 1',
      'x-a: 2',
      'Accept: text/csv',
      'X-Latin: ü',
      'X-Tab: a\tb',
    ]);
  });
});
