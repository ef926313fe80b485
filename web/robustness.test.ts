import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserHostLimits } from '../shared/limits.ts';
import { securityHeaders } from '../shared/security.ts';
import {
  launchPath,
  openConnection,
  openSocket,
  openTab,
  pageMark,
  send,
  sendRaw,
  signIn,
  startTestHost,
} from './client.fixture.ts';
import type { BrowserHost } from './host.ts';

let host: BrowserHost;
let cookie: string;
beforeEach(async () => {
  host = await startTestHost();
  cookie = await signIn(host);
});
afterEach(() => host.close());

const works = async () => (await send(host, '/', { cookie })).body.includes(pageMark);

test('A74, A84, A89: every answer, refusals and errors too, has the same headers', async () => {
  const authority = new URL(host.origin).host;
  const replies = await Promise.all([
    send(host, '/', { cookie }),
    send(host, '/assets/app.js', { cookie }),
    send(host, '/'),
    send(host, '/x', { cookie }),
    send(host, '/', { cookie }, 'POST'),
    send(host, '/', { host: 'evil.test' }),
    send(host, launchPath(host.newLaunchUrl())),
  ]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 401, 404, 405, 403, 303]);
  for (const { headers } of replies) expect(headers).toMatchObject(securityHeaders);
  const upgrade = `GET /rpc HTTP/1.1\r\nHost: ${authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`;
  const raw = await Promise.all([
    sendRaw(host, `${upgrade}\r\n`),
    sendRaw(host, `${upgrade}Origin: ${host.origin}\r\n\r\n`),
    sendRaw(host, 'no request\r\n\r\n'),
    sendRaw(host, `GET / HTTP/1.1\r\nHost: ${authority}\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`),
  ]);
  expect(raw.map((text) => text.slice(9, 12))).toEqual(['403', '401', '400', '431']);
  for (const text of raw)
    for (const [name, value] of Object.entries(securityHeaders)) expect(text).toContain(`\r\n${name}: ${value}\r\n`);
});

test('A84: a launch leads to the own page only, whatever the address asks for', async () => {
  const token = new URL(host.newLaunchUrl()).search;
  const reply = await send(host, `/${token}&next=https://evil.test&redirect=//evil.test`);
  expect(reply.headers.location).toBe('/');
});

test.runIf(process.platform === 'linux')('A86: the host listens on 127.0.0.1 and nowhere else', async () => {
  const { hostname, port } = new URL(host.origin);
  expect(hostname).toBe('127.0.0.1');
  // 127.0.0.2 is this machine too, but another address.
  const refused = await new Promise((resolve) => {
    connect({ host: '127.0.0.2', port: Number(port) }, () => resolve('connected')).on('error', () =>
      resolve('refused'),
    );
  });
  expect(refused).toBe('refused');
});

test('A87: a port that is taken is refused; the one who has it gets nothing', async () => {
  const { port } = new URL(host.origin);
  const { startBrowserHost } = await import('./host.ts');
  await expect(startBrowserHost({ router: {}, rendererRoot: import.meta.dirname, port: Number(port) })).rejects.toThrow(
    'EADDRINUSE',
  );
});

test('A88: no path leads out of the built interface', async () => {
  for (const path of [
    '/../outside.js',
    '/..%2foutside.js',
    '/..%2f..%2f..%2fetc/passwd',
    '/assets/../../outside.js',
    '/assets/..\\..\\outside.js',
    '/assets/app.js%00',
    '//assets/app.js',
    '/@fs/etc/passwd',
    '/assets/app.js.map',
    '/assets/',
  ]) {
    expect((await send(host, path, { cookie })).status, path).toBe(404);
  }
  expect((await send(host, '/assets/app.js?raw', { cookie })).body).toBe('run()');
});

test('A90: idle connections and headers that trickle in do not keep the user out, and are cut off after 5 s', async () => {
  const closing = (socket: Socket) =>
    new Promise<void>((resolve) =>
      socket
        .on('error', () => {})
        .resume()
        .once('close', () => resolve()),
    );
  const strangers = await Promise.all(Array.from({ length: 300 }, () => openConnection(host)));
  const closed = Promise.all(strangers.map(closing));
  // The last one, since the oldest make room.
  const start = performance.now();
  const trickle = await openConnection(host);
  trickle.write('GET / HTTP/1.1\r\n');
  const drip = setInterval(() => trickle.write('X-A: b\r\n'), 500);
  const cutOff = closing(trickle).then(() => performance.now() - start);
  expect(await works()).toBe(true);
  // Those above the limit are closed at once, long before any of them has been silent for too long.
  await vi.waitFor(() => expect(strangers.filter((socket) => socket.destroyed).length).toBeGreaterThanOrEqual(200), {
    timeout: browserHostLimits.headersMs - 1_000,
  });
  expect(await cutOff).toBeGreaterThan(browserHostLimits.headersMs - 100);
  clearInterval(drip);
  await closed;
}, 30_000);

test('A90: more than 16 KiB of headers are refused', async () => {
  const { host: authority } = new URL(host.origin);
  const reply = await sendRaw(host, `GET / HTTP/1.1\r\nHost: ${authority}\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`);
  expect(reply).toMatch(/^HTTP\/1\.1 431 /);
  expect(await works()).toBe(true);
});

test('A90: an upload is refused without being read', async () => {
  const { host: authority } = new URL(host.origin);
  const reply = await sendRaw(
    host,
    `POST / HTTP/1.1\r\nHost: ${authority}\r\nCookie: ${cookie}\r\nContent-Length: 1000000000\r\n\r\n${'x'.repeat(100_000)}`,
  );
  expect(reply).toMatch(/^HTTP\/1\.1 405 /);
  expect(await works()).toBe(true);
});

test('A90: a message above the limit ends its socket only, and nothing is compressed', async () => {
  const [big, other] = await Promise.all([openTab(host, cookie), openTab(host, cookie)]);
  expect(big.extensions).toBe('');
  const code = new Promise((resolve) => big.once('close', resolve));
  // Errors of a socket that is cut off while it sends are expected.
  big.on('error', () => {});
  big.send(Buffer.alloc(browserHostLimits.messageBytes + 1));
  expect(await code).toBeGreaterThan(1000);
  expect(other.readyState).toBe(other.OPEN);
  other.close();
}, 20_000);

test('A90: 32 sockets are open at once, the next is refused', async () => {
  const headers = { cookie, origin: host.origin };
  const open = await Promise.all(Array.from({ length: browserHostLimits.sockets }, () => openSocket(host, headers)));
  expect(open.filter((socket) => typeof socket === 'number')).toEqual([]);
  expect(await openSocket(host, headers)).toBe(503);
  expect(await works()).toBe(true);
});

test('A97: 10,000 hostile messages on one socket, in whatever order, end nothing', async () => {
  const socket = await openTab(host, cookie);
  const report = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
  const messages = [
    '{"i":"1","p":{"u":"/ping","b":{"json":{"__proto__":{"x":1}}}}}',
    '{"i":"1","p":{"u":"/ping"}}',
    '{"i":"1","t":3,"p":{}}',
    '{"i":null,"p":{"u":"/__proto__/constructor"}}',
    '{"i":1e309,"p":{"u":"/ping","m":"DELETE"}}',
    '{"i":"3","t":99,"p":{"u":"/ping"}}',
    `{"i":"4","p":{"u":"/${'x'.repeat(1_000)}"}}`,
    '[1,2,3]',
    Buffer.alloc(256, 0xc3),
  ];
  socket.send(`{"i":"2","p":{"u":"/ping","b":${deep}}}`);
  for (let round = 0; round < 1_112; round++) for (const message of messages) socket.send(message);
  const heard = new Promise((resolve) => socket.once('pong', resolve));
  socket.ping();
  await heard;
  expect(await works()).toBe(true);
  const fresh = await openTab(host, cookie);
  const answer = new Promise((resolve) => fresh.once('message', (data) => resolve(String(data))));
  fresh.send('{"i":"1","p":{"u":"/ping"}}');
  expect(await answer).toContain('pong');
  report.mockRestore();
  socket.terminate();
  fresh.terminate();
}, 40_000);

test('A97: messages that are no calls end nothing', async () => {
  const socket = await openTab(host, cookie);
  // The procedures' library reports each of them.
  const report = vi.spyOn(console, 'error').mockReturnValue(undefined);
  for (const message of [
    '',
    '{',
    '[]',
    'null',
    '{"__proto__":{}}',
    '{"i":"1","p":{"u":"/nothing"}}',
    Buffer.alloc(64, 255),
  ]) {
    socket.send(message);
  }
  await vi.waitFor(() => expect(report.mock.calls.length).toBeGreaterThanOrEqual(5));
  report.mockRestore();
  expect(await works()).toBe(true);
  expect(socket.readyState).toBe(socket.OPEN);
  socket.close();
});
