import type { ServerResponse } from 'node:http';
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

/** Anyone without a session gets this and nothing else (A79). */
export const signInText =
  'Connector Studio runs here. Open it with the address that it printed in its terminal; an address works once, for one minute. Press Enter in the terminal for a new one.';
