import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reasonOf } from '../../../shared/result.ts';
import type { Failure } from '../answer/errors.ts';
import { errorAnswer } from '../answer/errors.ts';
import type { MockAnswer, MockRequest } from '../request.ts';
import type { Service } from '../service.ts';
import { readBody, readBytes } from './read-body.ts';
import type { Router } from './router.ts';

/** What a server serves. */
export interface Served {
  readonly router: Router;
  readonly service: Service;
  readonly seed: number;
  /** Path that the operations stand below, `/v1`; named to whoever misses it. */
  readonly basePath: string;
  /** One line for each request. */
  readonly log: (line: string) => void;
}

const cookiesOf = (header: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    (header ?? '').split(';').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at).trim(), decodedCookie(pair.slice(at + 1).trim())] as const];
    }),
  );

function decodedCookie(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const headersOf = (request: IncomingMessage): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  );

/**
 * Who may talk to the mock at all: programs on this machine that name it by its own address. A page of another site that a
 * browser carries here names another host or an origin (A79, A83).
 */
function stranger(request: IncomingMessage, port: number): Failure | undefined {
  const own = new Set(['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`));
  const { host, origin } = request.headers;
  if (host === undefined || !own.has(host.toLowerCase())) {
    return { status: 421, message: `This mock answers at 127.0.0.1:${port} only.` };
  }
  if (origin !== undefined && !own.has(origin.replace(/^https?:\/\//i, '').toLowerCase())) {
    return { status: 403, message: 'This mock takes no requests from web pages.' };
  }
  return undefined;
}

async function answerOf(served: Served, request: IncomingMessage, port: number): Promise<MockAnswer> {
  const { router, service, seed, basePath } = served;
  const failed = (failure: Failure): MockAnswer => errorAnswer(undefined, failure, seed);
  const foreign = stranger(request, port);
  if (foreign) return failed(foreign);
  const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${port}`);
  if (!url) return failed({ status: 400, message: 'The address cannot be read.' });
  const bytes = await readBytes(request);
  if (!Buffer.isBuffer(bytes)) return failed(bytes);
  const method = request.method ?? 'GET';
  const headers = headersOf(request);
  const read = await readBody(bytes, headers.get('content-type'));
  const found = router.find(method, url.pathname, url.searchParams, 'status' in read ? undefined : read.body);
  if (found.kind === 'nothing') {
    const below = basePath === '' ? '' : ` The paths of this API stand below ${basePath}.`;
    return failed({ status: 404, message: `There is nothing at ${url.pathname.slice(0, 500)}.${below}` });
  }
  if (found.kind === 'method') {
    const allow = found.allowed.join(', ');
    return failed({ status: 405, message: `Use one of ${allow} here.`, headers: { allow } });
  }
  const { operation, variables } = found;
  const asked: MockRequest = {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers,
    cookies: cookiesOf(headers.get('cookie')),
    variables,
    body: 'status' in read ? undefined : read.body,
    isForm: 'status' in read ? false : read.isForm,
  };
  const answer = service.answer(operation, asked);
  // Whoever may not ask at all does not learn first that the body is broken.
  return 'status' in read && answer.status !== 401 ? errorAnswer(operation, read, seed) : answer;
}

function send(response: ServerResponse, { status, body, headers = {} }: MockAnswer, isHead: boolean): void {
  const text = body === undefined || status === 204 || status === 304 ? undefined : JSON.stringify(body);
  response.writeHead(status, {
    ...(text === undefined
      ? {}
      : { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) }),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(isHead ? undefined : text);
}

/** A server that is listening. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. Rejects where the port is taken. */
export async function listen(served: Served, port: number): Promise<Listening> {
  let own = port;
  const server: Server = createServer((request, response) => {
    const started = performance.now();
    answerOf(served, request, own)
      .catch((error): MockAnswer => {
        served.log(`failed: ${reasonOf(error)}`);
        return errorAnswer(
          undefined,
          { status: 500, message: 'The mock failed; this is a fault of its own.' },
          served.seed,
        );
      })
      .then((answer) => {
        send(response, answer, request.method === 'HEAD');
        const path = (request.url ?? '').split('?', 1)[0] ?? '';
        served.log(`${request.method} ${path} ${answer.status} ${Math.round(performance.now() - started)} ms`);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // True once the server listens on a port.
  own = (server.address() as AddressInfo).port;
  return {
    port: own,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
