import type { Exchange, Header } from '../../shared/run/exchange.ts';
import { systemResolve } from './addresses.ts';
import { type Connection, ConnectionGone, Connections } from './connection.ts';
import { learnCookies, withCookies } from './cookies.ts';
import { describeError } from './failure.ts';
import { Hop, type HopResponse } from './hop.ts';
import { PhaseClock } from './phases.ts';
import { type AllowedUrl, isHostName } from './policy.ts';
import type { SocketOptions } from './socket.ts';
import type { HttpClientOptions, HttpFailure, HttpRequest, NetworkLimits } from './types.ts';

const SENDS_LENGTH_ALWAYS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'QUERY']);

/** How a request came about, beside what it says itself. */
export interface Circumstances {
  readonly queuedMs: number;
  readonly redirectOf: string | undefined;
  /** Whether only a new connection will do. */
  readonly fresh: boolean;
}

export interface Sent {
  /** Id of the exchange. */
  readonly id: string;
  readonly outcome: HopResponse | HttpFailure;
  /** A kept connection was closed under the request before any answer: a repeatable request may be sent again. */
  readonly stale: boolean;
}

/** Why a request is made; its redirects are made for the same reason. */
export const origins = ({ initiator, retryOf, replayOf }: HttpRequest) => ({ initiator, retryOf, replayOf });

/** The headers as undici writes them around the given ones. */
function wireHeaders({ method, body }: HttpRequest, headers: readonly Header[], url: URL): Header[] {
  const length = body?.byteLength ?? 0;
  const framing: Header[] = length > 0 || SENDS_LENGTH_ALWAYS.has(method) ? [['content-length', String(length)]] : [];
  const keep = method === 'HEAD' ? 'close' : 'keep-alive';
  return [['host', url.host], ['connection', keep], ...headers, ...framing];
}

const setCookies = (headers: readonly Header[]): readonly string[] =>
  headers.filter(([name]) => name.length === 10 && name.toLowerCase() === 'set-cookie').map(([, value]) => value);

/** One request that is under way, and what is known of it. */
interface Underway {
  readonly request: HttpRequest;
  readonly target: AllowedUrl;
  /** Cookies included. */
  readonly headers: readonly Header[];
  readonly clock: PhaseClock;
  readonly signal: AbortSignal;
  connection: Connection | undefined;
  reused: boolean;
  hop: Hop | undefined;
}

/** Sends single requests, each of them one exchange in the record; keeps connections and cookies between them. */
export class Exchanger {
  private readonly options: HttpClientOptions;
  private readonly limits: NetworkLimits;
  private readonly connections: Connections;
  private readonly warned = new Set<string>();

  constructor(options: HttpClientOptions, limits: NetworkLimits) {
    this.options = options;
    this.limits = limits;
    this.connections = new Connections(limits.headerBytes);
  }

  close(): Promise<void> {
    return this.connections.close();
  }

  async exchange(
    request: HttpRequest,
    target: AllowedUrl,
    { queuedMs, redirectOf, fresh }: Circumstances,
    signal: AbortSignal,
  ): Promise<Sent> {
    const clock = new PhaseClock(queuedMs);
    const headers = this.withJar(request, target.url);
    const { method, body } = request;
    const exchange = this.options.exchanges.begin({
      ...origins(request),
      method,
      url: target.url.href,
      headers: wireHeaders(request, headers, target.url),
      body,
      queuedMs,
      redirectOf,
    });
    const underway: Underway = {
      request,
      target,
      headers,
      clock,
      signal,
      connection: undefined,
      reused: false,
      hop: undefined,
    };
    try {
      const response = await this.transmit(underway, fresh);
      await this.keepCookies(response.headers, target.url);
      const facts = underway.connection?.facts;
      this.options.exchanges.responded({ ...exchange, ...facts }, clock, facts?.remoteAddress, response, response.body);
      return { id: exchange.id, outcome: response, stale: false };
    } catch (error) {
      return this.failed(exchange, underway, error);
    }
  }

  private async failed(exchange: Exchange, underway: Underway, error: unknown): Promise<Sent> {
    const { connection, hop, target, clock, reused } = underway;
    const failure = describeError(error, target.url.host);
    const facts = connection?.facts;
    const received = hop?.head && { head: hop.head, bytes: hop.bytes };
    if (connection) this.connections.drop(connection);
    if (received) await this.keepCookies(received.head.headers, target.url);
    this.options.exchanges.failed({ ...exchange, ...facts }, clock, facts?.remoteAddress, failure, received);
    const stale = reused && received === undefined && failure.code === 'connection_closed';
    return { id: exchange.id, outcome: failure, stale };
  }

  private async transmit(underway: Underway, fresh: boolean): Promise<HopResponse> {
    const { request, target, headers, clock, signal } = underway;
    const connection = await this.connections.acquire(target, this.socketOptions(clock, signal), fresh);
    underway.connection = connection;
    underway.reused = connection.used;
    if (connection.certificateProblem !== undefined) {
      this.warn(
        `The certificate of ${target.url.host} was not verified: ${connection.certificateProblem}. The host is trusted in the settings of the studio.`,
      );
    }
    const { method, body } = request;
    underway.hop = new Hop(connection, { method, url: target.url, headers, body }, this.limits, clock, signal);
    try {
      const response = await underway.hop.send();
      this.connections.release(connection);
      return response;
    } catch (error) {
      // Nothing was sent on it: not an exchange of its own.
      if (!(error instanceof ConnectionGone) || fresh) throw error;
      this.connections.drop(connection);
      return this.transmit(underway, true);
    }
  }

  private socketOptions(clock: PhaseClock, signal: AbortSignal): SocketOptions {
    const { resolve = systemResolve, authorities, insecureHosts, proxy } = this.options;
    const { connectMs, proxyLookupMs } = this.limits;
    return { resolve, connectMs, proxyLookupMs, signal, clock, trust: { authorities, insecureHosts }, proxy };
  }

  private withJar({ headers, cookies: wanted }: HttpRequest, url: URL): readonly Header[] {
    const { cookies, masker, policy } = this.options;
    if (!cookies || wanted === false) return headers;
    const sent = cookies.cookiesFor(url);
    learnCookies(masker, sent, (value) => isHostName(value, url.hostname, policy));
    return withCookies(headers, sent);
  }

  /** Before the answer is recorded, so that what it sets is masked there already. */
  private async keepCookies(headers: readonly Header[], url: URL): Promise<void> {
    const { cookies, masker, policy } = this.options;
    const given = cookies ? setCookies(headers) : [];
    if (!cookies || given.length === 0) return;
    const { kept, refused } = await cookies.store(url, given);
    learnCookies(masker, kept, (value) => isHostName(value, url.hostname, policy));
    for (const { name, reason } of refused) this.warn(`The cookie ${name} from ${url.host} was not kept: ${reason}.`);
  }

  private warn(sentence: string): void {
    if (this.warned.has(sentence) || this.warned.size >= this.limits.warnings) return;
    this.warned.add(sentence);
    this.options.warn?.(sentence);
  }
}
