import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ok, type Result } from '../../../shared/result.ts';
import { connectionFailure } from '../request.ts';

/** The source that the connectors of a check ask: it takes one key, one user, and tokens that it gave out. */
export interface CheckSource {
  /** How the marketplace reaches it. */
  readonly url: string;
  readonly key: string;
  readonly user: { readonly username: string; readonly password: string };
  /** Requests that it has seen, and those that write. */
  readonly seen: { requests: number; writes: number };
  /** Holds requests until `release`; the promise says when the first one is held. */
  hold(): { readonly held: Promise<void>; readonly release: () => void };
  /** From now on, reading fails. */
  fail(fails: boolean): void;
  /** From now on nobody listens there, or somebody again. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

export interface SourceOptions {
  /** 0 for any. */
  readonly port: number;
  /** Address under which the marketplace reaches it; loopback where absent. */
  readonly url?: string | undefined;
}

const secret = (prefix: string): string => `${prefix}${randomBytes(12).toString('hex')}`;

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** Starts the source on loopback. System failures: the port is taken, and the like. */
export async function startSource({ port, url }: SourceOptions): Promise<Result<CheckSource>> {
  const key = secret('cf_');
  const user = { username: secret('user_'), password: secret('pw_') };
  const tokens = new Set<string>();
  const codes = new Set<string>();
  const seen = { requests: 0, writes: 0 };
  let fails = false;
  let gate: Promise<void> | undefined;
  let isHeld = (): void => undefined;

  const isLetIn = ({ headers }: IncomingMessage): boolean => {
    const { authorization = '' } = headers;
    const basic = `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
    return headers['x-api-key'] === key || authorization === basic || tokens.has(authorization.replace(/^Bearer /, ''));
  };
  /** The two halves of an authorization: a person who always agrees, and tokens for what she agreed to. */
  const authorize = (response: ServerResponse, query: URLSearchParams): void => {
    const code = secret('code_');
    codes.add(code);
    const back = URL.parse(query.get('redirect_uri') ?? '');
    if (!back) {
      sendJson(response, 400, { error: 'invalid_request' });
      return;
    }
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };
  const giveToken = (response: ServerResponse, form: URLSearchParams): void => {
    if (!codes.delete(form.get('code') ?? '')) {
      sendJson(response, 400, { error: 'invalid_grant' });
      return;
    }
    const token = secret('at_');
    tokens.add(token);
    sendJson(response, 200, { access_token: token, token_type: 'Bearer', expires_in: 3_600 });
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://source');
    let form = '';
    for await (const chunk of request) if (form.length < 10_000) form += String(chunk);
    if (pathname === '/authorize') return authorize(response, searchParams);
    if (pathname === '/token') return giveToken(response, new URLSearchParams(form));
    seen.requests++;
    if (request.method !== 'GET') seen.writes++;
    if (gate) {
      isHeld();
      await gate;
    }
    if (!isLetIn(request)) return sendJson(response, 401, { error: 'who are you' });
    if (fails && pathname === '/items') return sendJson(response, 500, { error: 'broken on purpose' });
    sendJson(response, 200, [{ id: 1 }]);
  });
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => resolve());
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  try {
    await listen(port);
  } catch (error) {
    return { ok: false, error: { ...connectionFailure(new URL('http://127.0.0.1'), error), code: 'source_failed' } };
  }
  // A TCP server that listens has an address of this shape.
  const { port: taken } = server.address() as AddressInfo;
  return ok({
    url: (url ?? `http://127.0.0.1:${taken}`).replace(/\/+$/, ''),
    ...{ key, user, seen },
    hold: () => {
      const { promise: opened, resolve: release } = Promise.withResolvers<void>();
      const { promise: held, resolve } = Promise.withResolvers<void>();
      gate = opened.then(() => {
        gate = undefined;
      });
      isHeld = resolve;
      return { held, release };
    },
    fail: (now) => {
      fails = now;
    },
    away: stop,
    back: () => listen(taken),
    close: stop,
  });
}
