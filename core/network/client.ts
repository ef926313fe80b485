import { networkLimits } from '../../shared/limits.ts';
import type { Header } from '../../shared/run/exchange.ts';
import { productVersion } from '../version.ts';
import { ACCEPT_ENCODING } from './body.ts';
import { Exchanger, origins, type Sent } from './exchanger.ts';
import { ExchangeError, networkFailure, policyFailure, requestFailure } from './failure.ts';
import type { HopResponse } from './hop.ts';
import { MASK } from './masker.ts';
import { PhaseClock } from './phases.ts';
import { type AllowedUrl, checkUrl } from './policy.ts';
import { redirected } from './redirect.ts';
import { checkRequest } from './request-check.ts';
import type { HttpClient, HttpClientOptions, HttpFailure, HttpReply, HttpRequest, NetworkLimits } from './types.ts';

const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const DEFAULTS: readonly Header[] = [
  ['accept', '*/*'],
  ['accept-encoding', ACCEPT_ENCODING],
  ['user-agent', `connector-studio/${productVersion}`],
];

const isFailure = (value: HopResponse | HttpFailure | HttpRequest): value is HttpFailure =>
  'kind' in value && value.kind === 'failure';

function withDefaults(headers: readonly Header[]): readonly Header[] {
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  return [...headers, ...DEFAULTS.filter(([name]) => !given.has(name))];
}

class UndiciHttpClient implements HttpClient {
  private readonly options: HttpClientOptions;
  private readonly limits: NetworkLimits;
  private readonly exchanger: Exchanger;

  constructor(options: HttpClientOptions) {
    this.options = options;
    this.limits = { ...networkLimits, ...options.limits };
    this.exchanger = new Exchanger(options, this.limits);
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
    return this.exchanger.close();
  }

  private async follow(first: HttpRequest, queuedMs: number, signal: AbortSignal): Promise<HttpReply> {
    let request = first;
    let redirectOf: string | undefined;
    for (let hops = 0; hops <= this.limits.redirects; hops++) {
      const allowed = this.admit(request);
      if (!('url' in allowed)) return this.refuse(request, allowed, redirectOf);
      const { id, outcome } = await this.hop(request, allowed, hops === 0 ? queuedMs : 0, redirectOf, signal);
      if (isFailure(outcome)) return { ...outcome, exchange: id };
      const next = redirected(request, allowed.url, outcome, this.options.masker);
      if (next === undefined) {
        const { status, statusText, headers, body } = outcome;
        const { href: url } = allowed.url;
        return { kind: 'response', status, statusText, headers, url, redirected: hops > 0, body, exchange: id };
      }
      if (isFailure(next)) return { ...next, exchange: id };
      request = next;
      redirectOf = id;
    }
    return networkFailure(
      'too_many_redirects',
      `The request was redirected more than ${this.limits.redirects} times, which is the limit.`,
    );
  }

  /** One request; where a kept connection was closed under it, a repeatable one is sent again on a new one. */
  private async hop(
    request: HttpRequest,
    allowed: AllowedUrl,
    queuedMs: number,
    redirectOf: string | undefined,
    signal: AbortSignal,
  ): Promise<Sent> {
    const sent = await this.exchanger.exchange(request, allowed, { queuedMs, redirectOf, fresh: false }, signal);
    if (!sent.stale || !REPEATABLE.has(request.method)) return sent;
    const further = { ...request, retryOf: sent.id };
    return this.exchanger.exchange(further, allowed, { queuedMs: 0, redirectOf, fresh: true }, signal);
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
    const log = this.options.exchanges;
    const exchange = log.begin({ ...origins(request), method, url, headers, body, queuedMs: 0, redirectOf });
    log.failed(exchange, new PhaseClock(0), undefined, failure);
    return { ...failure, exchange: exchange.id };
  }
}

/** The HTTP client of one run: policy, pinned addresses, own redirects, limits, and a record of every hop. */
export const createHttpClient = (options: HttpClientOptions): HttpClient => new UndiciHttpClient(options);
