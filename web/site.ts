import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StaticFiles } from '../core/static/index.ts';
import type { Connections } from './connections.ts';
import { sessionCookie, sessionOf } from './cookie.ts';
import { refusalOf } from './guard.ts';
import { answerText, signInText } from './pages.ts';
import type { Sessions } from './session.ts';

/** What a running host answers from. */
export interface Site {
  /** e.g. `http://127.0.0.1:4711` */
  readonly origin: string;
  readonly port: number;
  readonly sessions: Sessions;
  readonly files: StaticFiles;
}

/** True where the request carries an open session. */
export const hasSession = (site: Site, request: IncomingMessage): boolean =>
  site.sessions.has(sessionOf(request.headers.cookie, site.port));

/** Swaps a launch token for a session cookie and leads on to the page, whose address holds no token. */
function answerLaunch(site: Site, token: string, response: ServerResponse): void {
  const session = site.sessions.exchange(token);
  if (session === undefined) {
    answerText(response, 401, signInText);
    return;
  }
  response.setHeader('set-cookie', sessionCookie(site.port, session));
  response.setHeader('location', '/');
  answerText(response, 303, 'Go on to the studio.');
}

async function answerFile(site: Site, pathname: string, request: IncomingMessage, response: ServerResponse) {
  const file = site.files.find(pathname);
  if (file === undefined) {
    answerText(response, 404, 'There is no such file.');
    return;
  }
  const body = await file.read();
  response.writeHead(200, { ...file.headers, 'content-length': body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Answers one plain HTTP request; rejects where a file of the interface has become unreadable. */
export async function answer(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  connections: Connections,
): Promise<void> {
  const refusal = refusalOf(request, site.origin);
  const [pathname = '', query] = (request.url ?? '').split('?', 2);
  const token = request.method === 'GET' && pathname === '/' ? new URLSearchParams(query).get('token') : null;
  if (refusal) {
    answerText(response, refusal.status, refusal.message);
  } else if (token !== null) {
    answerLaunch(site, token, response);
  } else if (!hasSession(site, request)) {
    answerText(response, 401, signInText);
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    answerText(response, 405, 'This host serves files; everything else goes over its WebSocket.');
  } else {
    connections.trust(request.socket);
    await answerFile(site, pathname, request, response);
  }
}
