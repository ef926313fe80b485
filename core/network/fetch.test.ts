import { connect } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createRoutedFetch } from './fetch.ts';
import { certificate } from './testing/certificate.ts';
import { httpServer, httpsServer, proxyServer } from './testing/server.ts';

const none = { authorities: [], insecureHosts: [] };

it('A67, A68: the own requests of the studio verify certificates, whatever the environment says', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const server = await httpsServer((_request, response) => response.end('secure'));
  await expect(createRoutedFetch(none)(server.url)).rejects.toMatchObject({
    cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
  for (const route of [
    { ...none, authorities: [certificate] },
    { ...none, insecureHosts: [server.host] },
  ])
    expect(await (await createRoutedFetch(route)(server.url)).text()).toBe('secure');
});

it('A68: and go through the proxy of the settings, which gets the password and no request', async () => {
  const server = await httpServer((request, response) => response.end(request.headers.authorization));
  const proxy = await proxyServer((_request, socket) => {
    const way = connect(server.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      way.pipe(socket).pipe(way);
    });
    way.on('error', () => socket.destroy());
  });
  const settings = { url: new URL(proxy.url), username: 'ada', password: 'secret', bypass: [], resolveAtProxy: false };
  const routed = createRoutedFetch({ ...none, proxy: settings });
  const answer = await routed('http://market.test/v1', { headers: { authorization: 'Bearer key' } });
  expect(await answer.text()).toBe('Bearer key');
  expect(proxy.requests).toMatchObject([{ method: 'CONNECT', url: 'market.test:80' }]);
  const basic = `Basic ${Buffer.from('ada:secret').toString('base64')}`;
  expect(proxy.requests[0]?.headers['proxy-authorization']).toBe(basic);
  expect(JSON.stringify(proxy.requests)).not.toContain('Bearer');
  // This machine is never reached through it.
  expect(await (await routed(server.url, { headers: { authorization: 'Bearer own' } })).text()).toBe('Bearer own');
  expect(proxy.requests).toHaveLength(1);
});
