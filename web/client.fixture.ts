import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { os } from '@orpc/server';
import { WebSocket } from 'ws';
import { pageHeader, tabPath } from '../shared/browser-host.ts';
import { type BrowserHost, startBrowserHost } from './host.ts';

/** Text that stands in the served page only. */
export const pageMark = 'the studio itself';

const echo = os.handler(({ input }) => ({ kept: JSON.stringify(input).length }));
const router = { ping: os.handler(() => 'pong'), drafts: { save: echo, claim: echo } };

/** A host over a small built interface and some procedures, as the tests of this folder use it. */
export async function startTestHost(): Promise<BrowserHost> {
  const folder = await mkdtemp(path.join(tmpdir(), 'studio-web-'));
  const rendererRoot = path.join(folder, 'renderer');
  await mkdir(path.join(rendererRoot, 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'outside.js'), 'outside');
  await writeFile(path.join(rendererRoot, 'index.html'), `<!doctype html><title>${pageMark}</title>`);
  await writeFile(path.join(rendererRoot, 'assets', 'app.js'), 'run()');
  await writeFile(path.join(rendererRoot, 'assets', 'app.js.map'), '{}');
  const host = await startBrowserHost({ router, rendererRoot });
  return {
    ...host,
    close: async () => {
      await host.close();
      await rm(folder, { recursive: true });
    },
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request as a program sends it: any method, any header, the path as it is written. */
export function send(
  host: BrowserHost,
  pathname: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
  text?: string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(host.origin);
    request({ hostname, port, path: pathname, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on('error', reject)
      .end(text);
  });
}

/** The path and query of a launch address. */
export const launchPath = (url: string): string => new URL(url).pathname + new URL(url).search;

/** Opens a launch address and gives the Cookie header of the session. */
export async function signIn(host: BrowserHost): Promise<string> {
  const reply = await send(host, launchPath(host.newLaunchUrl()));
  return reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Opens a WebSocket; gives the socket, or the HTTP status of its refusal. */
export function openSocket(
  host: BrowserHost,
  headers: Readonly<Record<string, string>>,
  pathname = '/rpc',
): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${host.origin.replace('http', 'ws')}${pathname}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}

/** A token for a WebSocket, as the page asks for one. */
export async function tabToken(host: BrowserHost, cookie: string): Promise<string> {
  const headers = { cookie, origin: host.origin, [pageHeader]: 'tab' };
  return (await send(host, tabPath, headers, 'POST')).body.trim();
}

/** Opens a WebSocket as a page does: with its own token first. */
export async function openTab(host: BrowserHost, cookie: string): Promise<WebSocket> {
  const token = await tabToken(host, cookie);
  const socket = await openSocket(host, { cookie, origin: host.origin });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  socket.send(token);
  return socket;
}

/** The code that a socket is closed with. */
export const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)));

/** A raw connection to the host. */
export function openConnection(host: BrowserHost): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(host.origin);
    const socket = connect({ host: hostname, port: Number(port) }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends bytes as they are and gives everything that comes back until the host closes. */
export async function sendRaw(host: BrowserHost, text: string): Promise<string> {
  const socket = await openConnection(host);
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk;
  });
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return received;
}
