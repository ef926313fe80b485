import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sampleConnector } from '../core/package/testing/sample.ts';
import { openWorkspace } from '../core/workspace/index.ts';

/** A source of its own that answers whatever is asked for with what `answer` gives, and can be held up. */
export interface Source {
  readonly host: string;
  /** Holds back answers from the request of that number on; `undefined` gives out what was held back. */
  holdFrom(request: number | undefined): void;
  close(): void;
}

/** Starts a source on a free port of 127.0.0.1. */
export async function createSource(answer: (url: string) => string | Buffer): Promise<Source> {
  const held: (() => void)[] = [];
  let from: number | undefined;
  let count = 0;
  const give = (url: string, response: ServerResponse): void => {
    const body = answer(url);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, ({ url = '' }, response) => {
    count++;
    if (from !== undefined && count >= from) held.push(() => give(url, response));
    else give(url, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    holdFrom(request) {
      from = request;
      if (request === undefined) for (const one of held.splice(0)) one();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Puts a connector with this data function, and a connection that may reach that source, into a workspace. */
export function connectSource(directory: string, host: string, data: string): void {
  const opened = openWorkspace(directory);
  if (!opened.ok) throw new Error(opened.error.message);
  const { connectors, connections, close } = opened.value;
  const manifest = { connectionConfig: { baseUrl: { type: 'string' } } } as const;
  connectors.create(sampleConnector(manifest, { 'functions/data.js': data }), 'made by a test');
  connections.save({
    connector: 'weather',
    name: 'main',
    auth: 'open',
    fields: { baseUrl: `http://${host}` },
    secretFields: [],
    allowedHosts: [host],
  });
  close();
}
