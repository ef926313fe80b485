import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { proxyServer } from '../network/testing/server.ts';
import { fetchDescription } from './fetch.ts';

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const messageOf = async (address: string) => {
  const result = await fetchDescription(address);
  return result.ok ? 'it was fetched' : result.error.message;
};

describe('a description from an address', () => {
  it('is fetched from the own machine where the user wrote it so', async () => {
    const port = await serve((_, response) => response.end('{"openapi":"3.0.0"}'));
    for (const host of ['127.0.0.1', 'localhost']) {
      expect(await fetchDescription(`http://${host}:${port}/v1/api.json?x=1`)).toEqual({
        ok: true,
        value: { fileName: 'api.json', text: '{"openapi":"3.0.0"}' },
      });
    }
  });

  it('A5: is refused from private addresses in any spelling', async () => {
    let hits = 0;
    const port = await serve((_, response) => {
      hits++;
      response.end('{}');
    });
    const spellings = [
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      '0',
      '[::]',
      '[::ffff:7f00:1]',
      '127.0.0.1.',
      '①②⑦.⓪.⓪.①',
    ];
    for (const host of [...spellings, '169.254.169.254', '10.0.0.1', 'localhost.']) {
      expect(await messageOf(`http://${host}:${port}/`), host).toContain('may not reach');
    }
    expect(hits).toBe(0);
  });

  it('A3, A52: a redirect to another host is not followed, and nothing of the first answer is taken', async () => {
    let hits = 0;
    const trap = await serve((_, response) => {
      hits++;
      response.end('{}');
    });
    const port = await serve((_, response) => response.writeHead(302, { location: `http://127.0.0.1:${trap}/` }).end());
    expect(await messageOf(`http://127.0.0.1:${port}/`)).toContain('may not reach');
    expect(hits).toBe(0);
  });

  it('names the address and the cause where there is nothing', async () => {
    const port = await serve((_, response) => response.writeHead(404).end());
    expect(await messageOf(`http://127.0.0.1:${port}/x`)).toMatch(/x answered 404/);
    expect(await messageOf('http://127.0.0.1:9/x')).toMatch(/127\.0\.0\.1:9\/x cannot be fetched/);
  });

  it('A68: is fetched through the proxy of the settings', async () => {
    const server = await proxyServer((_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    const proxy = { url: new URL(server.url), bypass: [], resolveAtProxy: false };
    const result = await fetchDescription('https://1.1.1.1/api.json', undefined, { proxy });
    expect(result).toMatchObject({ error: { kind: 'remote', code: 'proxy_refused' } });
    expect(server.requests[0]?.url).toBe('1.1.1.1:443');
  });
});
