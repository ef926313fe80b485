import type { Client } from 'undici';
import type { AllowedUrl } from './policy.ts';
import { type ConnectionFacts, type OpenSocket, openSocket, type SocketOptions } from './socket.ts';

/** Idle connections are closed after this, ms: shorter than most servers keep theirs. */
const KEEP_ALIVE_MS = 4_000;

/** Thrown where a kept connection turned out to be closed before anything was sent on it. */
export class ConnectionGone extends Error {
  override readonly name = 'ConnectionGone';
}

/** One connection to one origin: an undici client around a socket that was opened, checked and pinned before. */
export class Connection {
  readonly origin: string;
  readonly facts: ConnectionFacts;
  readonly certificateProblem: string | undefined;
  readonly client: Client;
  used = false;
  closed = false;

  constructor(
    origin: string,
    { socket, facts, certificateProblem }: OpenSocket,
    maxHeaderSize: number,
    undici: typeof import('undici'),
  ) {
    this.origin = origin;
    this.facts = facts;
    this.certificateProblem = certificateProblem;
    let given = false;
    this.client = new undici.Client(origin, {
      // Only this one socket: undici must never open another, which nobody would have checked.
      connect: (_options, callback) => {
        if (given || socket.destroyed) return callback(new ConnectionGone('the connection is closed'), null);
        given = true;
        // Not at once: undici takes no note of a connection that is there before its own call returns.
        queueMicrotask(() => callback(null, socket));
      },
      pipelining: 1,
      maxHeaderSize,
      allowH2: false,
      // The client has timers of its own, to the millisecond.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
    });
    this.client.on('disconnect', () => {
      this.closed = true;
    });
    this.client.on('connectionError', () => {
      this.closed = true;
    });
  }

  async destroy(): Promise<void> {
    this.closed = true;
    await this.client.destroy();
  }
}

/** The connections of one run, kept open between requests and shared with no other run. */
export class Connections {
  private readonly idle = new Map<string, Connection[]>();
  private readonly all = new Set<Connection>();
  private readonly maxHeaderSize: number;
  // A tenth of a second, which only those wait for who send; asked for now, so that it is there with the first request.
  private readonly undici = import('undici');

  constructor(maxHeaderSize: number) {
    this.maxHeaderSize = maxHeaderSize;
  }

  /** An idle connection to the origin, or a new one. */
  async acquire(target: AllowedUrl, options: SocketOptions, fresh: boolean): Promise<Connection> {
    const { origin } = target.url;
    const waiting = this.idle.get(origin) ?? [];
    while (!fresh && waiting.length > 0) {
      const kept = waiting.pop();
      if (kept && !kept.closed) return kept;
    }
    const undici = await this.undici;
    const connection = new Connection(origin, await openSocket(target, options), this.maxHeaderSize, undici);
    this.all.add(connection);
    return connection;
  }

  release(connection: Connection): void {
    connection.used = true;
    const waiting = this.idle.get(connection.origin) ?? [];
    if (connection.closed) this.drop(connection);
    else this.idle.set(connection.origin, [...waiting, connection]);
  }

  drop(connection: Connection): void {
    this.all.delete(connection);
    void connection.destroy();
  }

  async close(): Promise<void> {
    this.idle.clear();
    await Promise.all([...this.all].map((connection) => connection.destroy()));
    this.all.clear();
  }
}
