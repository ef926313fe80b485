import { isIPv6, type Socket } from 'node:net';
import { networkLimits } from '../../shared/limits.ts';
import { classifyAddress } from './address.ts';
import { ExchangeError, networkFailure } from './failure.ts';
import { matchesPattern } from './policy.ts';

/** The proxy that the user set; nothing else can set one (A68). */
export interface HttpProxy {
  /** `http:` or `https:`, host and port. */
  readonly url: URL;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Host patterns that are reached without it. */
  readonly bypass: readonly string[];
  /** Whether the proxy is told names, not the addresses that were checked here. */
  readonly resolveAtProxy: boolean;
}

const CONNECTED = 200;
const ASKS_FOR_PASSWORD = 407;
const SECURE_PORT = 443;

/** Whether a host is reached through the proxy. This machine never is: the proxy would take it for itself. */
export function usesProxy(proxy: HttpProxy, host: string, port: number): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || classifyAddress(host) === 'loopback') return false;
  return !proxy.bypass.some((pattern) => matchesPattern(pattern, host, String(port)));
}

const refusal = (code: string, message: string): ExchangeError => new ExchangeError(networkFailure(code, message));

/** Why a proxy did not open the way, and what the user can do. */
function refused(proxy: HttpProxy, authority: string, port: number, status: number, text: string): ExchangeError {
  const shown = proxy.url.host;
  if (status === ASKS_FOR_PASSWORD) {
    return refusal(
      'proxy_authentication',
      `The proxy ${shown} asks for a user name and password (407): give them in the settings of the proxy.`,
    );
  }
  const ports =
    port === SECURE_PORT
      ? ''
      : ` Many proxies open a way to port ${SECURE_PORT} only: use https, or let it allow port ${port}.`;
  return refusal(
    'proxy_refused',
    `The proxy ${shown} refused to open a way to ${authority} (${status}${text === '' ? '' : ` ${text}`}).${ports}`,
  );
}

/** Reads the head of an answer, up to its empty line; nothing may follow it, for nobody has been asked anything yet. */
function readHead(socket: Socket, proxy: HttpProxy): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = '';
    const stop = () => {
      socket.pause();
      socket.off('data', read);
      socket.off('error', failed);
      socket.off('close', closed);
    };
    const failed = (error: Error) => {
      stop();
      reject(error);
    };
    const closed = () => failed(Object.assign(new Error('it closed the connection'), { code: 'ECONNRESET' }));
    const read = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length <= networkLimits.headerBytes) return;
      stop();
      if (end >= 0 && end + 4 === head.length) resolve(head);
      else if (end >= 0)
        reject(refusal('proxy_failure', `The proxy ${proxy.url.host} sent more than the answer to CONNECT.`));
      else
        reject(
          refusal(
            'proxy_failure',
            `The answer of the proxy ${proxy.url.host} to CONNECT is larger than ${networkLimits.headerBytes} bytes, which is the limit.`,
          ),
        );
    };
    socket.on('data', read);
    socket.on('error', failed);
    socket.on('close', closed);
  });
}

/**
 * Asks the proxy on the other end of `socket` for a tunnel to `host`, a name or an address. Plain http goes through a tunnel
 * too, so that there is one way and the proxy reads no request. Rejects with `proxy_authentication`, `proxy_refused`,
 * `proxy_failure`, or the error of the connection.
 */
export async function openTunnel(socket: Socket, proxy: HttpProxy, host: string, port: number): Promise<void> {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const { username = '', password = '' } = proxy;
  const credentials =
    username === '' && password === ''
      ? ''
      : `Proxy-Authorization: Basic ${Buffer.from(`${username}:${password}`).toString('base64')}\r\n`;
  const head = readHead(socket, proxy);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`);
  const [, code, text = ''] = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]{0,100}))?/.exec(await head) ?? [];
  if (code === undefined)
    throw refusal('proxy_failure', `The proxy ${proxy.url.host} did not answer CONNECT in HTTP/1.1.`);
  const status = Number(code);
  if (status < CONNECTED || status >= CONNECTED + 100) throw refused(proxy, authority, port, status, text);
}
