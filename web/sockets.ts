import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { browserHostLimits } from '../shared/limits.ts';
import { answerRaw } from './pages.ts';

/** The WebSocket side: one socket per tab carries the procedures. */
export interface Sockets {
  /** Takes over a connection that was checked before. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createSockets(router: AnyRouter): Sockets {
  const handler = new RPCHandler(router);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: browserHostLimits.messageBytes,
    // Nothing is saved on loopback, and a compressed message could be small and grow without end.
    perMessageDeflate: false,
  });
  return {
    accept: (request, socket, head) => {
      if (server.clients.size >= browserHostLimits.sockets) {
        answerRaw(socket, 503);
        return;
      }
      server.handleUpgrade(request, socket, head, (client) => {
        // An error ends in a close; without a listener it would end the process.
        client.on('error', () => client.terminate());
        void handler.upgrade(client);
      });
    },
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
