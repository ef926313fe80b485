import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { browserHostLimits } from '../shared/limits.ts';
import { answerRaw } from './pages.ts';

/** The WebSocket side: one socket per tab carries the procedures. */
export interface Sockets {
  /**
   * Takes over a connection of a session. Its first frame must be a token that `admits` takes, in time; else it is closed
   * with 4401.
   */
  accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    session: string,
    admits: (token: string) => boolean,
  ): void;
  /** Closes the sockets of a session. */
  end(session: string): void;
  close(): void;
}

/** Codes of a closed WebSocket; from 4000 on they are the application's. */
const NO_TOKEN = 4401;
const SESSION_ENDED = 4403;
/** No token is longer. */
const TOKEN_BYTES = 64;

export function createSockets(router: AnyRouter): Sockets {
  const handler = new RPCHandler(router);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: browserHostLimits.messageBytes,
    // Nothing is saved on loopback, and a compressed message could be small and grow without end.
    perMessageDeflate: false,
  });
  const sessions = new WeakMap<WebSocket, string>();
  const refuse = (client: WebSocket): void => client.close(NO_TOKEN, 'The first message was no token of this page.');
  return {
    accept: (request, socket, head, session, admits) => {
      if (server.clients.size >= browserHostLimits.sockets) {
        answerRaw(socket, 503);
        return;
      }
      server.handleUpgrade(request, socket, head, (client) => {
        // An error ends in a close; without a listener it would end the process.
        client.on('error', () => client.terminate());
        sessions.set(client, session);
        const timer = setTimeout(() => refuse(client), browserHostLimits.tabTokenMs);
        client.once('close', () => clearTimeout(timer));
        client.once('message', (data: Buffer, isBinary) => {
          clearTimeout(timer);
          const token = isBinary || data.byteLength > TOKEN_BYTES ? undefined : String(data);
          if (token === undefined || !admits(token)) refuse(client);
          // Messages that came with the token wait for this listener's end: none is lost.
          else void handler.upgrade(client);
        });
      });
    },
    end: (session) => {
      for (const client of server.clients) if (sessions.get(client) === session) client.close(SESSION_ENDED);
    },
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
