import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { certificate, privateKey } from './certificate.ts';

/** A server on loopback that lives for one test. */
export interface TestServer {
  readonly port: number;
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly url: string;
  /** What was asked of it, in order. */
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }[];
  /** Connections it has accepted. */
  connections(): number;
}

async function listening(server: Server, scheme: string, requests: TestServer['requests']): Promise<TestServer> {
  let count = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    count++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // A TCP server that listens has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return { port, host: `127.0.0.1:${port}`, url: `${scheme}://127.0.0.1:${port}`, requests, connections: () => count };
}

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

function recording(handler: Handler, requests: TestServer['requests'][number][]): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      handler(request, response, body);
    });
  };
}

export function httpServer(handler: Handler): Promise<TestServer> {
  const requests: TestServer['requests'][number][] = [];
  return listening(createServer(recording(handler, requests)), 'http', requests);
}

/** HTTPS, with the test certificate unless another is given. */
export function httpsServer(handler: Handler, options: ServerOptions = {}): Promise<TestServer> {
  const requests: TestServer['requests'][number][] = [];
  const whole = { cert: certificate, key: privateKey, ...options };
  return listening(createSecureServer(whole, recording(handler, requests)), 'https', requests);
}

/** A proxy that is given the requests it gets, CONNECT among them. */
export function proxyServer(
  onConnect: (request: IncomingMessage, socket: Socket) => void,
  options?: ServerOptions,
): Promise<TestServer> {
  const requests: TestServer['requests'][number][] = [];
  const server = options ? createSecureServer(options) : createServer();
  server.on(
    'request',
    recording((_request, response) => response.writeHead(400).end(), requests),
  );
  // Under HTTP/1.1 it is a socket, whatever the types say.
  server.on('connect', (request, socket) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, headers, body: '' });
    onConnect(request, socket as Socket);
  });
  return listening(server, options ? 'https' : 'http', requests);
}

/** A server that speaks bytes: for what no honest HTTP server sends. */
export function rawServer(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return listening(createRawServer(onConnection), 'http', []);
}
