import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { browserHostLimits } from '../shared/limits.ts';

/** Connections of the host, so that strangers cannot use them up (A90). */
export interface Connections {
  /** Marks a connection as one of the user's: it is never closed to make room. */
  trust(socket: Socket): void;
}

/** Closes the oldest connection that has shown no session whenever there are more than the limit. */
export function limitConnections(server: Server): Connections {
  const strangers = new Set<Socket>();
  let open = 0;
  server.on('connection', (socket) => {
    open++;
    strangers.add(socket);
    socket.once('close', () => {
      open--;
      strangers.delete(socket);
    });
    if (open <= browserHostLimits.connections) return;
    const [oldest] = strangers;
    if (oldest === undefined) return;
    strangers.delete(oldest);
    oldest.destroy();
  });
  return { trust: (socket) => strangers.delete(socket) };
}
