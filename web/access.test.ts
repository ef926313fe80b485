import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { logOutPath, pageHeader, tabPath } from '../shared/browser-host.ts';
import { browserHostLimits } from '../shared/limits.ts';
import {
  closeCode,
  launchPath,
  openSocket,
  openTab,
  pageMark,
  send,
  sendRaw,
  signIn,
  startTestHost,
  tabToken,
} from './client.fixture.ts';
import type { BrowserHost } from './host.ts';
import { Sessions } from './session.ts';
import { TabTokens } from './tab-tokens.ts';

let host: BrowserHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

const authority = () => new URL(host.origin).host;

test('A79: without a session every request gets 401 and a fixed text', async () => {
  const replies = await Promise.all([
    send(host, '/'),
    send(host, '/assets/app.js'),
    send(host, '/nothing'),
    send(host, '/rpc'),
    send(host, '/', {}, 'POST'),
    send(host, '/?token=guess'),
    send(host, '/', { cookie: `studio-${new URL(host.origin).port}=guess` }),
    send(host, '/', { authorization: 'Bearer guess' }),
  ]);
  expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(401));
  expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
  expect(replies[0]?.body).not.toContain(pageMark);
});

test('A79: with a session the interface is served', async () => {
  const cookie = await signIn(host);
  expect(await send(host, '/', { cookie })).toMatchObject({ status: 200, body: expect.stringContaining(pageMark) });
  expect(await send(host, '/assets/app.js', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' });
  expect((await send(host, '/', { cookie }, 'POST')).status).toBe(405);
});

test('A80: a request for another host is refused, also GET without Origin', async () => {
  const cookie = await signIn(host);
  const { port } = new URL(host.origin);
  for (const name of [
    `evil.test:${port}`,
    `127.0.0.1.evil.test:${port}`,
    `localhost:${Number(port) + 1}`,
    `localhost:${port}`,
    `LOCALHOST:${port}`,
    `127.0.0.1.:${port}`,
    '127.0.0.1',
    `[::1]:${port}`,
  ]) {
    const reply = await send(host, '/', { cookie, host: name });
    expect(reply.status, name).toBe(403);
    expect(reply.body, name).not.toContain(pageMark);
  }
});

test('A80: two hosts, no host and an absolute address in the request line are refused', async () => {
  const cookie = await signIn(host);
  const ask = (lines: string[]) =>
    sendRaw(host, [...lines, `Cookie: ${cookie}`, 'Connection: close', '', ''].join('\r\n'));
  const replies = await Promise.all([
    ask(['GET / HTTP/1.1', `Host: ${authority()}`, 'Host: evil.test']),
    ask(['GET / HTTP/1.1', 'Host: evil.test', `Host: ${authority()}`]),
    ask(['GET / HTTP/1.1']),
    ask(['GET / HTTP/1.0']),
    ask([`GET http://evil.test/ HTTP/1.1`, `Host: ${authority()}`]),
    ask([`GET http://${authority()}/ HTTP/1.1`, `Host: ${authority()}`]),
  ]);
  for (const reply of replies) {
    expect(reply).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(reply).not.toContain(pageMark);
  }
  expect(await ask(['GET / HTTP/1.1', `Host: ${authority()}`])).toContain(pageMark);
});

test('A81: a WebSocket opens with a session and from the own page only', async () => {
  const cookie = await signIn(host);
  const { port } = new URL(host.origin);
  for (const origin of ['http://evil.test', 'null', `http://localhost:${port}`, `https://127.0.0.1:${port}`, '']) {
    expect(await openSocket(host, { cookie, origin }), origin).toBe(403);
  }
  expect(await openSocket(host, { cookie })).toBe(403);
  expect(await openSocket(host, { cookie, origin: host.origin, host: `evil.test:${port}` })).toBe(403);
  expect(await openSocket(host, { cookie, origin: host.origin, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await openSocket(host, { origin: host.origin })).toBe(401);
  expect(await openSocket(host, { origin: host.origin, cookie: `${cookie}x` })).toBe(401);
  expect(await openSocket(host, { origin: host.origin, cookie }, '/other')).toBe(404);
});

test('A81: the right WebSocket carries procedures', async () => {
  const socket = await openTab(host, await signIn(host));
  // The socket of the test client has what the link needs of a browser's one.
  const api = createORPCClient<{ ping(): Promise<string> }>(
    new RPCLink({ websocket: socket as WebSocket & globalThis.WebSocket }),
  );
  expect(await api.ping()).toBe('pong');
  socket.close();
});

/** Whether the host answers on a socket. */
async function answers(socket: WebSocket): Promise<boolean> {
  const api = createORPCClient<{ ping(): Promise<string> }>(
    new RPCLink({ websocket: socket as WebSocket & globalThis.WebSocket }),
  );
  return Promise.race([api.ping().then(() => true), closeCode(socket).then(() => false)]);
}

test('A81, A92: a WebSocket that does not show the token of its page first is closed', async () => {
  const [cookie, other] = [await signIn(host), await signIn(host)];
  const opened = async (first: string | Buffer) => {
    const socket = await openSocket(host, { cookie, origin: host.origin });
    if (typeof socket === 'number') throw new Error('refused');
    socket.send(first);
    return socket;
  };
  const token = await tabToken(host, cookie);
  for (const first of [
    'guess',
    '',
    `${token} `,
    Buffer.from(token),
    'x'.repeat(1_000_000),
    '{"i":"1","p":{"u":"/ping"}}',
    await tabToken(host, other),
  ]) {
    expect(await closeCode(await opened(first)), String(first).slice(0, 20)).toBe(4401);
  }
  expect(await answers(await opened(token))).toBe(true);
});

test('A92: the token of one tab works once, not in another tab', async () => {
  const cookie = await signIn(host);
  const token = await tabToken(host, cookie);
  const sockets = await Promise.all([1, 2, 3].map(() => openSocket(host, { cookie, origin: host.origin })));
  const open = sockets.filter((socket) => typeof socket !== 'number');
  for (const socket of open) socket.send(token);
  const answered = await Promise.all(open.map(answers));
  expect(answered.filter(Boolean)).toHaveLength(1);
  for (const socket of open) socket.terminate();
});

test('A92: a token ends after its time, used or not, and so do the oldest of too many', () => {
  let now = 0;
  const tabs = new TabTokens(() => now);
  const inTime = tabs.issue('a');
  now += browserHostLimits.tabTokenMs;
  expect(tabs.use(inTime, 'a')).toBe(true);
  const late = tabs.issue('a');
  now += browserHostLimits.tabTokenMs + 1;
  expect(tabs.use(late, 'a')).toBe(false);
  const [first = '', ...rest] = Array.from({ length: browserHostLimits.tabTokens + 1 }, () => tabs.issue('a'));
  expect(tabs.use(first, 'a')).toBe(false);
  expect(rest.every((token) => tabs.use(token, 'a'))).toBe(true);
});

test('A82: tokens and the end of a session are given to the own page only', async () => {
  const cookie = await signIn(host);
  const own = { cookie, origin: host.origin };
  for (const path of [tabPath, logOutPath]) {
    expect((await send(host, path, own, 'POST')).status).toBe(403);
    expect((await send(host, path, { cookie, [pageHeader]: 'tab' }, 'POST')).status).toBe(403);
    expect((await send(host, path, { ...own, [pageHeader]: 'tab' }, 'GET')).status).toBe(404);
    expect((await send(host, path, { origin: host.origin, [pageHeader]: 'tab' }, 'POST')).status).toBe(401);
    const site = { ...own, [pageHeader]: 'tab', 'sec-fetch-site': 'cross-site' };
    expect((await send(host, path, site, 'POST')).status).toBe(403);
  }
  expect((await send(host, '/', { cookie })).status).toBe(200);
});

test('A91: whoever logs out is out: the cookie is refused, its tabs are closed, others go on', async () => {
  const [cookie, other] = [await signIn(host), await signIn(host)];
  const [tab, otherTab] = [await openTab(host, cookie), await openTab(host, other)];
  const unused = await tabToken(host, cookie);
  const closed = closeCode(tab);
  const reply = await send(host, logOutPath, { cookie, origin: host.origin, [pageHeader]: 'end' }, 'POST');
  expect(reply.headers['set-cookie']?.[0]).toMatch(/^studio-\d+=; .*Max-Age=0$/);
  expect(await closed).toBe(4403);
  expect((await send(host, '/', { cookie })).status).toBe(401);
  expect(await openSocket(host, { cookie, origin: host.origin })).toBe(401);
  expect(unused).toMatch(/^[\w-]{43}$/);
  expect(await answers(otherTab)).toBe(true);
  otherTab.terminate();
});

test('A82: what another site has a browser send is refused, and no CORS header invites it', async () => {
  const cookie = await signIn(host);
  for (const headers of [
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    { origin: 'http://evil.test' },
    { origin: 'null' },
    { 'sec-purpose': 'prefetch', 'sec-fetch-site': 'none' },
  ]) {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const reply = await send(host, '/assets/app.js', { cookie, ...headers }, method);
      expect(reply.status, JSON.stringify(headers)).toBe(403);
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  }
  const own = { cookie, 'sec-fetch-site': 'same-origin', origin: host.origin };
  expect((await send(host, '/assets/app.js', own)).status).toBe(200);
});

test('A82: a launch address that is loaded ahead or asked for with HEAD stays usable', async () => {
  const launch = launchPath(host.newLaunchUrl());
  expect((await send(host, launch, { 'sec-purpose': 'prefetch;prerender' })).status).toBe(403);
  expect((await send(host, launch, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await send(host, launch, {}, 'HEAD')).status).toBe(401);
  expect((await send(host, launch)).status).toBe(303);
});

test('A83: a launch address works once and leaves a cookie of another value', async () => {
  const url = host.newLaunchUrl();
  const first = await send(host, launchPath(url));
  expect(first).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } });
  const [cookie = ''] = first.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/^studio-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(cookie).toContain(`studio-${new URL(host.origin).port}=`);
  expect(cookie).not.toContain(new URL(url).searchParams.get('token'));
  expect((await send(host, launchPath(url))).status).toBe(401);
});

test('A83: a new launch address ends the one before', async () => {
  const [old, fresh] = [host.newLaunchUrl(), host.newLaunchUrl()];
  expect((await send(host, launchPath(old))).status).toBe(401);
  expect((await send(host, launchPath(fresh))).status).toBe(303);
});

test('A83: a launch token ends after 60 s, used or not', () => {
  let now = 0;
  const sessions = new Sessions(() => now);
  const inTime = sessions.newLaunchToken();
  now += 60_000;
  expect(sessions.exchange(inTime)).toMatch(/^[\w-]{43}$/);
  const late = sessions.newLaunchToken();
  now += 60_001;
  expect(sessions.exchange(late)).toBeUndefined();
});

test('the 21st session ends the oldest', () => {
  const sessions = new Sessions();
  const open = Array.from({ length: 21 }, () => sessions.exchange(sessions.newLaunchToken()));
  expect(sessions.has(open[0])).toBe(false);
  expect(open.slice(1).every((session) => sessions.has(session))).toBe(true);
  expect(sessions.has(undefined)).toBe(false);
});

test('A91: a session ends with its host', async () => {
  const first = await startTestHost();
  const cookie = await signIn(first);
  await first.close();
  const second = await startTestHost();
  const renamed = cookie.replace(/^studio-\d+/, `studio-${new URL(second.origin).port}`);
  expect((await send(second, '/', { cookie: renamed })).status).toBe(401);
  await second.close();
});
