import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { securityHeaders } from '../shared/security.ts';

/** Ends an exchange with a fixed sentence, and the connection with it: refused clients keep nothing open. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, {
      ...securityHeaders,
      'cache-control': 'no-store',
      connection: 'close',
      'content-type': 'text/plain; charset=utf-8',
    })
    .end(`${text}\n`);
}

/** Ends a connection that carries no exchange (a refused upgrade, a request that is none) with a status and no text. */
export function answerRaw(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const headers = Object.entries({ ...securityHeaders, connection: 'close', 'content-length': '0' });
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}

/** Anyone without a session gets this and nothing else (A79). */
export const signInText =
  'Connector Studio runs here. Open it with the address that it printed in its terminal; an address works once, for one minute. Press Enter in the terminal for a new one.';
