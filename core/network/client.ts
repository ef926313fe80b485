import { networkLimits } from '../../shared/limits.ts';
import type { Exchange, Header } from '../../shared/run/exchange.ts';
import { productVersion } from '../version.ts';
import { type Connection, ConnectionGone, Connections } from './connection.ts';
import { ACCEPT_ENCODING, decodeBody } from './decode.ts';
import { describeError, ExchangeError, networkFailure, policyFailure, requestFailure } from './failure.ts';
import { type HopResponse, sendHop } from './hop.ts';
import { MASK } from './masker.ts';
import { PhaseClock } from './phases.ts';
import { type AllowedUrl, checkUrl } from './policy.ts';
import type { ExchangeLog } from './record.ts';
import { redirected } from './redirect.ts';
import { checkRequest } from './request-check.ts';
import { systemResolve } from './socket.ts';
import type { HttpClient, HttpClientOptions, HttpFailure, HttpReply, HttpRequest, NetworkLimits } from './types.ts';

const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const SENDS_LENGTH_ALWAYS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'QUERY']);
const NO_BODY_STATUS: ReadonlySet<number> = new Set([204, 304]);

interface Hop {
  readonly response: HopResponse;
  readonly decoded: Uint8Array;
}

interface Sent {
  readonly id: string;
  readonly outcome: Hop | HttpFailure;
  /** A kept connection was closed under the request before any answer: a repeatable request may be sent again. */
  readonly stale: boolean;
}

const isFailure = (value: Hop | HttpFailure | HttpRequest): value is HttpFailure =>
  'kind' in value && value.kind === 'failure';

function withDefaults(headers: readonly Header[]): readonly Header[] {
  const defaults: Header[] = [
    ['accept', '*/*'],
    ['accept-encoding', ACCEPT_ENCODING],
    ['user-agent', `connector-studio/${productVersion}`],
  ];
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  return [...headers, ...defaults.filter(([name]) => !given.has(name))];
}

/** The headers as undici writes them around the given ones. */
function wireHeaders(request: HttpRequest, url: URL): Header[] {
  const length = request.body?.byteLength ?? 0;
  const framing: Header[] =
    length > 0 || SENDS_LENGTH_ALWAYS.has(request.method) ? [['content-length', String(length)]] : [];
  const keep = request.method === 'HEAD' ? 'close' : 'keep-alive';
  return [['host', url.host], ['connection', keep], ...request.headers, ...framing];
}

/** Why a request is made; its redirects are made for the same reason. */
const origins = ({ initiator, retryOf, replayOf }: HttpRequest) => ({ initiator, retryOf, replayOf });

class UndiciHttpClient implements HttpClient {
  private readonly options: HttpClientOptions;
  private readonly limits: NetworkLimits;
  private readonly connections: Connections;
  private readonly log: ExchangeLog;

  constructor(options: HttpClientOptions) {
    this.options = options;
    this.limits = { ...networkLimits, ...options.limits };
    this.connections = new Connections(this.limits.headerBytes);
    this.log = options.exchanges;
  }

  async send(
    request: HttpRequest,
    context: { readonly signal: AbortSignal; readonly queuedMs: number },
  ): Promise<HttpReply> {
    const totalMs = Math.min(request.timeoutMs ?? this.limits.totalMs, this.limits.totalMs);
    const stop = new AbortController();
    const end = (code: string, message: string) => stop.abort(new ExchangeError(networkFailure(code, message)));
    const cancelled = () => end('cancelled', 'The request was ended because the run ended.');
    const timer = setTimeout(
      () => end('timeout', `The request took longer than ${totalMs} ms, which is the limit.`),
      totalMs,
    );
    context.signal.addEventListener('abort', cancelled, { once: true });
    if (context.signal.aborted) cancelled();
    try {
      return await this.follow({ ...request, headers: withDefaults(request.headers) }, context.queuedMs, stop.signal);
    } finally {
      clearTimeout(timer);
      context.signal.removeEventListener('abort', cancelled);
    }
  }

  close(): Promise<void> {
    return this.connections.close();
  }

  private async follow(first: HttpRequest, queuedMs: number, signal: AbortSignal): Promise<HttpReply> {
    let request = first;
    let redirectOf: string | undefined;
    for (let hops = 0; hops <= this.limits.redirects; hops++) {
      const allowed = this.admit(request);
      if (!('url' in allowed)) return this.refuse(request, allowed, redirectOf);
      const wait = hops === 0 ? queuedMs : 0;
      let sent = await this.exchange(request, allowed, wait, redirectOf, signal, false);
      if (sent.stale && REPEATABLE.has(request.method))
        sent = await this.exchange({ ...request, retryOf: sent.id }, allowed, 0, redirectOf, signal, true);
      if (isFailure(sent.outcome)) return { ...sent.outcome, exchange: sent.id };
      const { response, decoded } = sent.outcome;
      const next = redirected(request, allowed.url, response, this.options.masker);
      if (next === undefined) {
        const { status, statusText, headers } = response;
        return {
          kind: 'response',
          status,
          statusText,
          headers,
          url: allowed.url.href,
          redirected: hops > 0,
          body: decoded,
          exchange: sent.id,
        };
      }
      if (isFailure(next)) return { ...next, exchange: sent.id };
      request = next;
      redirectOf = sent.id;
    }
    return networkFailure(
      'too_many_redirects',
      `The request was redirected more than ${this.limits.redirects} times, which is the limit.`,
    );
  }

  /** The checks that come before any socket: the request's own shape, the policy, and secrets in the host name (A50). */
  private admit(request: HttpRequest): AllowedUrl | HttpFailure {
    const problem = checkRequest(request, this.limits);
    if (problem) return problem;
    const host = URL.parse(request.url)?.host ?? '';
    if (this.options.masker.findsInHost(host)) {
      return policyFailure(
        MASK,
        'The connector may not reach a host whose name holds a secret of this connection: that would tell the secret to name servers.',
      );
    }
    const checked = checkUrl(request.url, this.options.policy);
    if (checked.ok) return checked.value;
    const { code, message } = checked.error;
    return code === 'refused' ? policyFailure(host, message) : requestFailure(code, message);
  }

  /** A refused request is a row in the inspector like any other: nothing hides (promise 2). */
  private refuse(request: HttpRequest, failure: HttpFailure, redirectOf: string | undefined): HttpFailure {
    if (!URL.canParse(request.url)) return failure;
    const { method, headers, body } = request;
    // A host name loses its case, and with it the form in which a secret would be found and masked.
    const url = failure.host === MASK ? request.url.replace(/^([a-z]+:\/*)[^/?#]*/i, `$1${MASK}`) : request.url;
    const exchange = this.log.begin({ ...origins(request), method, url, headers, body, queuedMs: 0, redirectOf });
    this.log.failed(exchange, new PhaseClock(0), undefined, failure);
    return { ...failure, exchange: exchange.id };
  }

  private async exchange(
    request: HttpRequest,
    target: AllowedUrl,
    queuedMs: number,
    redirectOf: string | undefined,
    signal: AbortSignal,
    fresh: boolean,
  ): Promise<Sent> {
    const clock = new PhaseClock(queuedMs);
    const { method, body } = request;
    const { href: url } = target.url;
    const exchange = this.log.begin({
      ...origins(request),
      method,
      url,
      headers: wireHeaders(request, target.url),
      body,
      queuedMs,
      redirectOf,
    });
    let connection: Connection | undefined;
    let reused = false;
    try {
      const sending = await this.transmit(request, target, clock, signal, fresh, (opened) => {
        connection = opened;
        reused = opened.used;
      });
      return {
        id: exchange.id,
        outcome: await this.received(exchange, request, clock, connection, sending),
        stale: false,
      };
    } catch (error) {
      const failure = describeError(error, target.url.host);
      this.log.failed(exchange, clock, connection?.remoteAddress, failure);
      if (connection) this.connections.drop(connection);
      return { id: exchange.id, outcome: failure, stale: reused && failure.code === 'connection_closed' };
    }
  }

  private async transmit(
    request: HttpRequest,
    target: AllowedUrl,
    clock: PhaseClock,
    signal: AbortSignal,
    fresh: boolean,
    opened: (connection: Connection) => void,
  ): Promise<HopResponse> {
    const { resolve = systemResolve, authorities } = this.options;
    const { connectMs } = this.limits;
    const options = { resolve, connectMs, signal, clock, ...(authorities ? { authorities } : {}) };
    const connection = await this.connections.acquire(target, options, fresh);
    opened(connection);
    try {
      const { method, headers, body } = request;
      const response = await sendHop(
        connection,
        { method, url: target.url, headers, body },
        this.limits,
        clock,
        signal,
      );
      this.connections.release(connection);
      return response;
    } catch (error) {
      // Nothing was sent on it: not an exchange of its own.
      if (!(error instanceof ConnectionGone) || fresh) throw error;
      this.connections.drop(connection);
      return this.transmit(request, target, clock, signal, true, opened);
    }
  }

  private async received(
    exchange: Exchange,
    request: HttpRequest,
    clock: PhaseClock,
    connection: Connection | undefined,
    response: HopResponse,
  ): Promise<Hop | HttpFailure> {
    const encoding = response.headers
      .filter(([name]) => name.toLowerCase() === 'content-encoding')
      .map(([, value]) => value);
    const empty = request.method === 'HEAD' || NO_BODY_STATUS.has(response.status);
    try {
      const decoded = empty
        ? response.body
        : await decodeBody(response.body, encoding.join(','), this.limits.decodedBytes);
      this.log.responded(exchange, clock, connection?.remoteAddress, response, decoded);
      return { response, decoded };
    } catch (error) {
      const failure = describeError(error, exchange.url);
      this.log.responded(exchange, clock, connection?.remoteAddress, response, new Uint8Array(), failure);
      return failure;
    }
  }
}

/** The HTTP client of one run: policy, pinned addresses, own redirects, limits, and a record of every hop. */
export const createHttpClient = (options: HttpClientOptions): HttpClient => new UndiciHttpClient(options);
