import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authLimits } from '../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Never the name `localhost`: it may lead to another program on ::1 (RFC 8252 section 8.3). */
const ADDRESS = '127.0.0.1';
const PATH = '/callback';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  connection: 'close',
} as const;

/** Static: nothing of the request is ever in it. */
const page = (text: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Connector Studio</title><p>${text}</p></html>`;

/** Waits on loopback for the one answer of an authorization server. */
export interface CallbackListener {
  /** `http://127.0.0.1:PORT/callback`. */
  readonly redirectUri: string;
  /** The whole address that the browser was sent to; settles with `authorization_timeout` or `cancelled` without one. */
  readonly answer: Promise<Result<URL>>;
  /** Stops waiting; does nothing where the answer has come. */
  close(): void;
}

/** Why a request is not the answer; undefined where it is (A110). */
function refusal({ method, url, headers }: IncomingMessage, port: number): readonly [number, string] | undefined {
  // Another name for this address is how a web page reaches it behind the browser's back.
  if (headers.host !== `${ADDRESS}:${port}`) return [421, 'This address is for the studio alone.'];
  if (URL.parse(url ?? '', `http://${ADDRESS}`)?.pathname !== PATH) return [404, 'There is nothing here.'];
  return method === 'GET' ? undefined : [405, 'Only GET is answered here.'];
}

function listening(server: ReturnType<typeof createServer>, port: number): Promise<Result<number>> {
  return new Promise((resolve) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      const why = isTaken ? 'another program listens there; choose another port' : error.message;
      resolve(fail('system', 'port_unavailable', `Port ${port} of this machine cannot be listened on: ${why}.`));
    });
    // A server that listens on TCP has an address of this shape.
    server.listen({ host: ADDRESS, port, exclusive: true }, () => resolve(ok((server.address() as AddressInfo).port)));
  });
}

/**
 * Listens on 127.0.0.1 for one redirect; closed after it, after `timeoutMs`, or when `signal` aborts (AU-1). `port` 0 is any
 * free one. Fails with `port_unavailable`.
 */
export async function listenForCallback(
  port: number,
  signal: AbortSignal,
  timeoutMs: number = authLimits.authorizeMs,
): Promise<Result<CallbackListener>> {
  const { promise: answer, resolve } = Promise.withResolvers<Result<URL>>();
  const server = createServer({ maxHeaderSize: authLimits.callbackBytes });
  const bound = await listening(server, port);
  if (!bound.ok) return bound;
  const redirectUri = `http://${ADDRESS}:${bound.value}${PATH}`;
  let isDone = false;
  const end = (result: Result<URL>): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', cancelled);
    server.close();
    // Closing waits for who is connected, and a connection that says nothing would keep the process alive.
    if (!result.ok) server.closeAllConnections();
    resolve(result);
  };
  const cancelled = (): void => end(fail('input', 'cancelled', 'The authorization was cancelled.'));
  const timer = setTimeout(
    () =>
      end(
        fail(
          'input',
          'authorization_timeout',
          `Nobody allowed the access within ${timeoutMs / 1_000} seconds, which is the limit; connect again.`,
        ),
      ),
    timeoutMs,
  );
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const refused = isDone ? ([410, 'This address was used already.'] as const) : refusal(request, bound.value);
    response.writeHead(refused?.[0] ?? 200, HEADERS);
    response.end(page(refused?.[1] ?? 'Connector Studio has its answer. You can close this page.'));
    if (refused) return;
    response.once('close', () => server.closeAllConnections());
    end(ok(new URL(request.url ?? '', redirectUri)));
  });
  // What does not speak HTTP gets no answer.
  server.on('clientError', (_error, socket) => socket.destroy());
  signal.addEventListener('abort', cancelled, { once: true });
  if (signal.aborted) cancelled();
  return ok({ redirectUri, answer, close: cancelled });
}
