import { createServer } from 'node:http';
import type { AnyRouter } from '@orpc/server';
import { openStaticFiles } from '../core/static/index.ts';
import { rpcPath } from '../shared/browser-host.ts';
import { browserHostLimits } from '../shared/limits.ts';
import { limitConnections } from './connections.ts';
import { refusalOf } from './guard.ts';
import { createLastRequests } from './last-requests.ts';
import { answerRaw, answerText } from './pages.ts';
import { Sessions } from './session.ts';
import { answer, openSession, type Site } from './site.ts';
import { createSockets } from './sockets.ts';
import { TabTokens } from './tab-tokens.ts';

export interface BrowserHostOptions {
  /** The procedures, see core/procedures. */
  readonly router: AnyRouter;
  /** Folder of the built interface. */
  readonly rendererRoot: string;
  /** Port on 127.0.0.1; 0, the default, takes any that is free. */
  readonly port?: number;
}

/** The studio on loopback HTTP and WebSocket, for a browser of the same machine. */
export interface BrowserHost {
  /** The first launch address: works once, for one minute. */
  readonly url: string;
  /** e.g. `http://127.0.0.1:4711` */
  readonly origin: string;
  /** Another launch address; the one before stops working. */
  newLaunchUrl(): string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Statuses of what Node's parser cannot read. */
const clientErrors: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Starts the browser host on 127.0.0.1. Whoever opens the launch address gets a session cookie; every other request
 * gets 401, and 403 where it comes from elsewhere (A79–A90). Rejects where the port is taken or the interface has not
 * been built.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const files = await openStaticFiles(options.rendererRoot);
  const sessions = new Sessions();
  const sockets = createSockets(options.router);
  const server = createServer({
    connectionsCheckingInterval: 1_000,
    headersTimeout: browserHostLimits.headersMs,
    requestTimeout: browserHostLimits.requestMs,
    maxHeaderSize: browserHostLimits.headerBytes,
  });
  const connections = limitConnections(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, LOOPBACK, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const { port } = address;
  const tabs = new TabTokens();
  const logOut = (session: string): void => {
    sessions.end(session);
    sockets.end(session);
  };
  const takeLast = createLastRequests(options.router);
  const site: Site = { origin: `http://${LOOPBACK}:${port}`, port, sessions, files, tabs, logOut, takeLast };

  server.on('request', (request, response) => {
    answer(site, request, response, connections).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) answerText(response, 500, 'The file could not be read.');
      else response.destroy();
    });
  });
  // As Node answers by itself, with the headers.
  server.on('clientError', (error, socket) =>
    answerRaw(socket, clientErrors[String('code' in error && error.code)] ?? 400),
  );
  server.on('upgrade', (request, socket, head) => {
    const session = openSession(site, request);
    if (refusalOf(request, site.origin) || request.headers.origin !== site.origin) {
      answerRaw(socket, 403);
    } else if (session === undefined) {
      answerRaw(socket, 401);
    } else if (request.url !== rpcPath) {
      answerRaw(socket, 404);
    } else {
      connections.trust(request.socket);
      sockets.accept(request, socket, head, session, (token) => tabs.use(token, session));
    }
  });

  const newLaunchUrl = (): string => `${site.origin}/?token=${sessions.newLaunchToken()}`;
  return {
    url: newLaunchUrl(),
    origin: site.origin,
    newLaunchUrl,
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
