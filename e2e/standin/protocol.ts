import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

type Handler = (request: Request) => Response | Promise<Response>;

/**
 * Custom schemes on stock Chromium, which knows none: `app://studio/x` is served by a loopback server as
 * `http://studio.app.localhost:PORT/x`, a secure context too, and addresses are translated in both directions.
 */
const handlers = new Map<string, Handler>();
let port = 0;

/** The address Chromium is sent to. */
export function toChromium(url: string): string {
  const [, scheme = '', host = '', rest = '/'] = /^([a-z][a-z0-9+.-]*):\/\/([^/]+)(\/.*)?$/i.exec(url) ?? [];
  return handlers.has(scheme) ? `http://${host}.${scheme}.localhost:${port}${rest}` : url;
}

/** The address the application knows. */
export function fromChromium(url: string): string {
  const [, host, scheme, found, rest = '/'] =
    /^http:\/\/([^/]+)\.([a-z0-9+-]+)\.localhost:(\d+)(\/.*)?$/.exec(url) ?? [];
  return Number(found) === port && scheme !== undefined ? `${scheme}://${host}${rest}` : url;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = fromChromium(`http://${request.headers.host}${request.url}`);
  const handler = handlers.get(url.split(':')[0] ?? '');
  if (handler === undefined) {
    response.writeHead(502).end();
    return;
  }
  const answered = await handler(new Request(url, { method: request.method ?? 'GET' }));
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
}

/** Starts the server behind the schemes; gives the function that ends it. */
export async function startSchemes(): Promise<() => void> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('a protocol handler threw', error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the scheme server listens on no port');
  port = address.port;
  return () => server.close();
}

let ready = false;
/** From now on schemes can be handled and no longer be registered, as in Electron. */
export const markReady = (): void => {
  ready = true;
};

export const protocol = {
  registerSchemesAsPrivileged: (): void => {
    if (ready) throw new Error('registerSchemesAsPrivileged must be called before the application is ready');
  },
  handle: (scheme: string, handler: Handler): void => {
    if (!ready) throw new Error('protocol.handle must be called after the application is ready');
    if (handlers.has(scheme)) throw new Error(`the scheme ${scheme} is handled already`);
    handlers.set(scheme, handler);
  },
};
