import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StaticFiles } from '../core/static/index.ts';
import { lastPath, logOutPath, pageHeader, tabPath } from '../shared/browser-host.ts';
import type { Connections } from './connections.ts';
import { noCookie, sessionCookie, sessionOf } from './cookie.ts';
import { refusalOf } from './guard.ts';
import type { TakeLast } from './last-requests.ts';
import { answerText, signInText } from './pages.ts';
import type { Sessions } from './session.ts';
import type { TabTokens } from './tab-tokens.ts';

/** What a running host answers from. */
export interface Site {
  /** e.g. `http://127.0.0.1:4711` */
  readonly origin: string;
  readonly port: number;
  readonly sessions: Sessions;
  readonly files: StaticFiles;
  readonly tabs: TabTokens;
  /** Ends a session with all that it has open. */
  logOut(session: string): void;
  /** Takes the text that a page leaves behind. */
  readonly takeLast: TakeLast;
}

/** The secret of the open session that a request carries, or undefined. */
export function openSession(site: Site, request: IncomingMessage): string | undefined {
  const session = sessionOf(request.headers.cookie, site.port);
  return site.sessions.has(session) ? session : undefined;
}

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

const pagePaths: ReadonlySet<string> = new Set([tabPath, logOutPath, lastPath]);

/** What a page asks of its host beside files: a token for its WebSocket, to keep what it leaves behind, the end of its session. */
async function answerPage(
  site: Site,
  session: string,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.headers[pageHeader] === undefined || request.headers.origin !== site.origin) {
    answerText(response, 403, 'The request does not come from the page of this host.');
  } else if (pathname === tabPath) {
    answerText(response, 200, site.tabs.issue(session));
  } else if (pathname === lastPath) {
    await site.takeLast(request, response);
  } else {
    site.logOut(session);
    response.setHeader('set-cookie', noCookie(site.port));
    response.setHeader('clear-site-data', '"cache"');
    answerText(response, 200, 'The session has ended.');
  }
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
  const session = openSession(site, request);
  if (refusal) {
    answerText(response, refusal.status, refusal.message);
  } else if (token !== null) {
    answerLaunch(site, token, response);
  } else if (session === undefined) {
    answerText(response, 401, signInText);
  } else if (request.method === 'POST' && pagePaths.has(pathname)) {
    await answerPage(site, session, pathname, request, response);
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    answerText(response, 405, 'This host serves files; everything else goes over its WebSocket.');
  } else {
    connections.trust(request.socket);
    await answerFile(site, pathname, request, response);
  }
}
