import type { networkLimits } from '../../shared/limits.ts';
import type { Exchange, Header, Initiator } from '../../shared/run/exchange.ts';
import type { CookieJar } from './cookies.ts';
import type { Masker } from './masker.ts';
import type { EgressPolicy } from './policy.ts';
import type { HttpProxy } from './proxy.ts';
import type { ExchangeLog } from './record.ts';

/** The limits of one exchange; units as in shared/limits.ts. */
export type NetworkLimits = { readonly [Name in keyof typeof networkLimits]: number };

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: Uint8Array;
  /** Time for everything, redirects included, ms; at most `networkLimits.totalMs`. */
  readonly timeoutMs?: number;
  /** false: cookies of the jar stay at home; those of the answer are kept all the same. */
  readonly cookies?: boolean;
  readonly initiator?: Initiator;
  /** The exchange of the try before. */
  readonly retryOf?: string;
  /** The recorded exchange that this request repeats. */
  readonly replayOf?: string;
}

export interface HttpResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly statusText: string;
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly redirected: boolean;
  /** In wire order, names as sent. */
  readonly headers: readonly Header[];
  /** Decompressed; its buffer holds nothing else. */
  readonly body: Uint8Array;
  /** Id of the exchange that gave it, the last of its redirects. */
  readonly exchange: string;
}

/** Why there is no response. `PolicyError` is a refusal; `TypeError` a request that cannot be sent as it is. */
export interface HttpFailure {
  readonly kind: 'failure';
  readonly name: 'PolicyError' | 'NetworkError' | 'TypeError';
  /** Stable snake_case name. */
  readonly code: string;
  /** One sentence; it may hold what the caller put into the request, secrets included. */
  readonly message: string;
  /** Host and port, with `PolicyError`. */
  readonly host?: string;
  /** Id of the exchange that failed; absent where none was begun. */
  readonly exchange?: string;
}

export type HttpReply = HttpResponse | HttpFailure;

/** Keeps what went over the wire. What it gets is masked already. */
export interface Recorder {
  /** An exchange that begins (no status, no error) or has ended, under the same id. */
  put(exchange: Exchange): void;
  writeBody(id: string, bytes: Uint8Array): void;
}

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a host name; rejects with a code such as ENOTFOUND. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

export interface HttpClientOptions {
  readonly policy: EgressPolicy;
  readonly masker: Masker;
  /** Where every hop is recorded. */
  readonly exchanges: ExchangeLog;
  /** Where given, stand in for the product's limits. */
  readonly limits?: Partial<NetworkLimits>;
  /** Default: the resolver of the operating system. */
  readonly resolve?: Resolve;
  /** Where cookies are kept between requests; without one there are none. */
  readonly cookies?: CookieJar;
  /** Certificates of authorities trusted beside the usual ones, PEM. */
  readonly authorities?: readonly string[];
  /** `host:port` of servers whose certificate is not verified (A67). */
  readonly insecureHosts?: readonly string[];
  readonly proxy?: HttpProxy | undefined;
  /** Hears what the user should know of: an unverified certificate, a cookie that was refused. Each sentence comes once. */
  readonly warn?: (sentence: string) => void;
}

/** Sends a request of a run, over the wire or not. Never rejects. */
export type Send = (
  request: HttpRequest,
  context: { readonly signal: AbortSignal; readonly queuedMs: number },
) => Promise<HttpReply>;

/** The only way out for guest code. One per run: connections and their addresses are never shared between runs. */
export interface HttpClient {
  /** Sends a request and follows its redirects; every hop is recorded. Never rejects. */
  readonly send: Send;
  /** Closes its connections. */
  close(): Promise<void>;
}
