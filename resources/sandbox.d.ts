/**
 * Everything a connector's code finds in the sandbox beside ECMAScript itself. There is no Node.js, no browser and no
 * file system; `Proxy` and `Intl` are absent. A call has 30 s, 128 MiB of memory and the hosts its connector
 * declares. The guide is docs/SANDBOX.md.
 */

// ---- HTTP ---------------------------------------------------------------------------------------------------------

/**
 * What `JSON.parse` gives: connectors read whatever the source answers. One thing differs: integers beyond 2^53 and numbers
 * that would be infinite arrive as strings with all their digits, since a number would lose some.
 * @example const { items } = response.body;
 */
type Json = ReturnType<typeof JSON.parse>;

/** A value of a query parameter: null and undefined are left out, an array repeats the parameter, a Date is sent as ISO 8601. */
type QueryValue =
  | string
  | number
  | boolean
  | Date
  | null
  | undefined
  | readonly (string | number | boolean | null | undefined)[];

/**
 * Request headers by name; null and undefined are left out, an array sends the header several times.
 * @example const headers = { authorization: `Bearer ${account.token}`, accept: 'application/json' };
 */
type HttpHeaders = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;

/** What `http.*` sends beside the URL. */
interface HttpOptions {
  /** @example await http.get(url, { headers: { 'x-api-key': account.key } }); */
  headers?: HttpHeaders | Headers;
  /**
   * Added to the URL, percent-encoded.
   * @example await http.get(url, { query: { page: 2, state: ['open', 'closed'], since: undefined } });
   */
  query?: Readonly<Record<string, QueryValue>> | URLSearchParams;
  /**
   * Text and bytes are sent as they are, URLSearchParams as a form, everything else as JSON; the content type follows
   * unless the headers name one.
   * @example await http.post(url, { body: { name: 'Ada' } });
   */
  body?: unknown;
  /**
   * Time for the whole request, ms; at most 120 000.
   * @example await http.get(url, { timeoutMs: 5000 });
   */
  timeoutMs?: number;
  /**
   * false: without the credentials of the connection that the studio adds by itself.
   * @example await http.get(url, { auth: false });
   */
  auth?: boolean;
  /**
   * How often it is tried in all, 1 to 10, where the failure may pass: 429, 502, 503, 504, a lost connection.
   * @example await http.get(url, { attempts: 3 });
   */
  attempts?: number;
  /**
   * Aborting it gives the request up; the promise rejects with the reason.
   * @example await http.get(url, { signal: AbortSignal.timeout(2000) });
   */
  signal?: AbortSignal;
}

/** Answer of `http.*` and `floh.http.*`. An error status does not throw: look at `ok` or `status`. */
interface HttpResponse {
  /** @example if (response.status === 404) return null; */
  readonly status: number;
  /** True for 200–299. @example if (!response.ok) throw new Error(`answered ${response.status}`); */
  readonly ok: boolean;
  /** By name in lower case; several of one name are joined with `, `. @example const next = response.headers.link; */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body: parsed, where it is JSON (by its content type, or by its look where it comes as plain text or without a
   * type); text otherwise; null where there is none. Parsed on first reading.
   * @example const rows = response.body.items;
   */
  body: Json;
  /** The body as text. @example const csv = response.text(); */
  text(): string;
  /** The body as bytes. @example const image = response.bytes(); */
  bytes(): Uint8Array;
}

/**
 * Requests with promises: several may be under way at once. Network failures reject with a NetworkError, hosts that the
 * connector may not reach with a PolicyError.
 * @example const [a, b] = await Promise.all([http.get(urlA), http.get(urlB)]);
 */
declare const http: {
  /** @example const { body } = await http.get('https://api.example.com/items', { query: { page: 1 } }); */
  get(url: string | URL, options?: HttpOptions): Promise<HttpResponse>;
  /** @example await http.post('https://api.example.com/items', { body: { name: 'Ada' } }); */
  post(url: string | URL, options?: HttpOptions): Promise<HttpResponse>;
  /** @example await http.put('https://api.example.com/items/1', { body: { name: 'Ada' } }); */
  put(url: string | URL, options?: HttpOptions): Promise<HttpResponse>;
  /** @example await http.patch('https://api.example.com/items/1', { body: { name: 'Ada' } }); */
  patch(url: string | URL, options?: HttpOptions): Promise<HttpResponse>;
  /** @example await http.delete('https://api.example.com/items/1'); */
  delete(url: string | URL, options?: HttpOptions): Promise<HttpResponse>;
  /** Any method; GET where none is given. @example await http.request(url, { method: 'HEAD' }); */
  request(url: string | URL, options?: HttpOptions & { method?: string }): Promise<HttpResponse>;
};

/** What `fetch` takes; the part of the standard that the sandbox has. */
interface FetchInit {
  /** @example await fetch(url, { method: 'POST' }); */
  method?: string;
  /** @example await fetch(url, { headers: { accept: 'application/json' } }); */
  headers?: HttpHeaders | Headers | Iterable<readonly [string, string]>;
  /** Text, bytes or a form; an object must be made JSON first. @example await fetch(url, { method: 'POST', body: JSON.stringify(row) }); */
  body?: unknown;
  /** @example await fetch(url, { signal: AbortSignal.timeout(2000) }); */
  signal?: AbortSignal | null;
  /** As for `http.*`; not of the standard. @example await fetch(url, { timeoutMs: 5000 }); */
  timeoutMs?: number;
  /** As for `http.*`; not of the standard. @example await fetch(url, { auth: false }); */
  auth?: boolean;
  /** As for `http.*`; not of the standard. @example await fetch(url, { attempts: 3 }); */
  attempts?: number;
}

/** What `fetch` gives. */
interface FetchResponse {
  /** @example response.status === 200 */
  readonly status: number;
  /** @example response.statusText === 'OK' */
  readonly statusText: string;
  /** True for 200–299. @example if (!response.ok) throw new Error(response.statusText); */
  readonly ok: boolean;
  /** The address that answered, after redirects. @example log.info(response.url); */
  readonly url: string;
  /** @example if (response.redirected) log.debug(response.url); */
  readonly redirected: boolean;
  /** @example response.headers.get('content-type') */
  readonly headers: Headers;
  /** @example const text = await response.text(); */
  text(): Promise<string>;
  /** @example const items = await response.json(); */
  json(): Promise<Json>;
  /** @example const buffer = await response.arrayBuffer(); */
  arrayBuffer(): Promise<ArrayBuffer>;
  /** @example const bytes = await response.bytes(); */
  bytes(): Promise<Uint8Array>;
  /** Bodies may be read more than once, so it is rarely needed. @example const copy = response.clone(); */
  clone(): FetchResponse;
}

/** A request to be sent by `fetch`. @example const items = await (await fetch(new Request(url))).json(); */
declare class Request {
  constructor(input: string | URL | Request, init?: FetchInit);
  /** @example log.debug(request.url); */
  readonly url: string;
  /** @example request.method === 'GET' */
  readonly method: string;
  /** @example request.headers.set('accept', 'application/json'); */
  readonly headers: Headers;
  /** What the init gave, or null. @example request.body === null */
  readonly body: unknown;
  /** @example request.signal.aborted */
  readonly signal: AbortSignal;
  /** @example const again = request.clone(); */
  clone(): Request;
}

/** Gives requests up. @example const stop = new AbortController(); */
declare class AbortController {
  /** @example fetch(url, { signal: stop.signal }).catch((error) => log.info(error.name)); */
  readonly signal: AbortSignal;
  /** @example stop.abort(); */
  abort(reason?: unknown): void;
}

/** The standard's AbortSignal, without other events than `abort`. */
declare class AbortSignal {
  /** @example AbortSignal.abort().aborted === true */
  static abort(reason?: unknown): AbortSignal;
  /** Aborts with a TimeoutError after so many ms. @example await fetch(url, { signal: AbortSignal.timeout(2000) }); */
  static timeout(ms: number): AbortSignal;
  /** Aborts with the first of several. @example AbortSignal.any([stop.signal, AbortSignal.timeout(2000)]) */
  static any(signals: Iterable<AbortSignal>): AbortSignal;
  /** @example if (stop.signal.aborted) return null; */
  readonly aborted: boolean;
  /** @example log.info(stop.signal.reason); */
  readonly reason: unknown;
  /** @example stop.signal.onabort = () => log.info('given up'); */
  onabort: ((event: { readonly type: 'abort' }) => void) | null;
  /** @example stop.signal.throwIfAborted(); */
  throwIfAborted(): void;
  /** @example stop.signal.addEventListener('abort', () => log.info('given up')); */
  addEventListener(type: 'abort', listener: (event: { readonly type: 'abort' }) => void): void;
  /** @example stop.signal.removeEventListener('abort', visit); */
  removeEventListener(type: 'abort', listener: (event: { readonly type: 'abort' }) => void): void;
}

/**
 * The standard's fetch, as far as connectors use it: no streams, no cache, no cookies.
 * @example const items = await (await fetch('https://api.example.com/items')).json();
 */
declare function fetch(url: string | URL | Request, init?: FetchInit): Promise<FetchResponse>;

/** The standard's Headers: names in any case, values trimmed and checked. @example const headers = new Headers({ accept: 'application/json' }); */
declare class Headers {
  constructor(init?: Readonly<Record<string, string>> | Headers | Iterable<readonly [string, string]>);
  /** @example headers.append('accept', 'text/csv'); */
  append(name: string, value: string): void;
  /** @example headers.delete('accept'); */
  delete(name: string): void;
  /** Several of one name are joined with `, `. @example headers.get('link') */
  get(name: string): string | null;
  /** @example headers.getSetCookie()[0] */
  getSetCookie(): string[];
  /** @example headers.has('link') */
  has(name: string): boolean;
  /** @example headers.set('accept', 'text/csv'); */
  set(name: string, value: string): void;
  /** @example headers.forEach((value, name) => log.debug(name, value)); */
  forEach(visit: (value: string, name: string, headers: Headers) => void, self?: unknown): void;
  /** @example for (const [name, value] of headers.entries()) log.debug(name, value); */
  entries(): IterableIterator<[string, string]>;
  /** @example [...headers.keys()] */
  keys(): IterableIterator<string>;
  /** @example [...headers.values()] */
  values(): IterableIterator<string>;
  /** @example for (const [name, value] of headers) log.debug(name, value); */
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

// ---- Commands -----------------------------------------------------------------------------------------------------

/** What a command returns. @example return { success: true, payload: { id: response.body.id } }; */
interface CommandResult {
  /** @example return { success: false, error: 'no such contact' }; */
  success: boolean;
  /** The command's result. @example return { success: true, payload: rows }; */
  payload?: unknown;
  /** Merged into the variables of the flow. @example return { success: true, variables: { contactId: 7 } }; */
  variables?: Record<string, unknown>;
  /** Kept beside a failure, never on success. @example return { success: false, diagnostics: { status: 500 } }; */
  diagnostics?: unknown;
  /** Why it failed, one sentence. @example return { success: false, error: 'the token was refused' }; */
  error?: string;
}

/** Inputs of a command and requests that wait for their answer, for plain scripts without promises. */
declare const floh: {
  /**
   * Requests that block until the answer is there; options as separate arguments. Text that looks like JSON is sent as
   * `application/json` where no content type is given.
   */
  readonly http: {
    /** @example const response = floh.http.get(floh.config.baseUrl + '/items', { accept: 'application/json' }); */
    get(url: string, headers?: HttpHeaders): HttpResponse;
    /** @example floh.http.post(floh.config.baseUrl + '/items', JSON.stringify({ name: 'Ada' })); */
    post(url: string, body?: unknown, headers?: HttpHeaders): HttpResponse;
    /** @example floh.http.put(floh.config.baseUrl + '/items/1', { name: 'Ada' }); */
    put(url: string, body?: unknown, headers?: HttpHeaders): HttpResponse;
    /** @example floh.http.patch(floh.config.baseUrl + '/items/1', { name: 'Ada' }); */
    patch(url: string, body?: unknown, headers?: HttpHeaders): HttpResponse;
    /** @example floh.http.delete(floh.config.baseUrl + '/items/1'); */
    delete(url: string, headers?: HttpHeaders): HttpResponse;
    /** @example floh.http.request('HEAD', floh.config.baseUrl + '/items'); */
    request(method: string, url: string, body?: unknown, headers?: HttpHeaders): HttpResponse;
  };
  /** The same as `log`. @example floh.log.info('looking up', floh.params.id); */
  readonly log: typeof log;
  /** The command's parameters: a copy. @example const { id } = floh.params; */
  params: Record<string, Json>;
  /** The connection: settings and credentials, a copy. @example const { baseUrl, token } = floh.config; */
  config: Record<string, Json>;
  /** Variables of the flow, a copy; empty in the studio. @example const { contactId } = floh.variables; */
  variables: Record<string, Json>;
};

// ---- Logs ---------------------------------------------------------------------------------------------------------

/**
 * Writes to the run's log. Objects are written like JSON, with errors, Map, Set and cycles in words; credentials of the
 * connection are masked. A run keeps its first and its last lines and says how many it left out between.
 */
declare const log: {
  /** @example log.trace('entering', requestedType); */
  trace(...values: unknown[]): void;
  /** @example log.debug(response.headers); */
  debug(...values: unknown[]): void;
  /** @example log.info('page', page, 'of', pages); */
  info(...values: unknown[]): void;
  /** @example log.warn('no key, using the position'); */
  warn(...values: unknown[]): void;
  /** @example log.error(error); */
  error(...values: unknown[]): void;
};

/** The same as `log`; `console.log` writes at level info. */
declare const console: {
  /** @example console.log(rows.length, 'rows'); */
  log(...values: unknown[]): void;
  /** @example console.trace('entering'); */
  trace(...values: unknown[]): void;
  /** @example console.debug(response.headers); */
  debug(...values: unknown[]): void;
  /** @example console.info('page', page); */
  info(...values: unknown[]): void;
  /** @example console.warn('slow answer'); */
  warn(...values: unknown[]): void;
  /** @example console.error(error); */
  error(...values: unknown[]): void;
};

/**
 * Says how far the function is, in whatever it counts; shown while it runs, at most ten times a second and the last time.
 * @example progress(page, pages, 'reading contacts');
 */
declare function progress(done: number, total?: number, text?: string): void;

// ---- URLs and text ------------------------------------------------------------------------------------------------

/** The standard's URL. @example const url = new URL('/items?page=2', account.baseUrl); */
declare class URL {
  constructor(url: string | URL, base?: string | URL);
  /** @example if (URL.canParse(next)) url = next; */
  static canParse(url: string | URL, base?: string | URL): boolean;
  /** null where it is no URL. @example const url = URL.parse(next, base); */
  static parse(url: string | URL, base?: string | URL): URL | null;
  /** @example url.href */
  href: string;
  /** @example url.origin === 'https://api.example.com' */
  readonly origin: string;
  /** @example url.protocol === 'https:' */
  protocol: string;
  /** @example url.username = ''; */
  username: string;
  /** @example url.password = ''; */
  password: string;
  /** @example url.host === 'api.example.com:8443' */
  host: string;
  /** @example url.hostname === 'api.example.com' */
  hostname: string;
  /** @example url.port === '8443' */
  port: string;
  /** @example url.pathname = '/v2/items'; */
  pathname: string;
  /** @example url.search = '?page=2'; */
  search: string;
  /** @example url.hash = ''; */
  hash: string;
  /** Live: changes show in the URL. @example url.searchParams.set('page', '3'); */
  readonly searchParams: URLSearchParams;
  /** @example const text = url.toString(); */
  toString(): string;
  /** @example JSON.stringify({ url }) */
  toJSON(): string;
}

/** The standard's URLSearchParams. @example const query = new URLSearchParams({ page: '2' }); */
declare class URLSearchParams {
  constructor(init?: string | URLSearchParams | Readonly<Record<string, string>> | Iterable<readonly [string, string]>);
  /** @example query.size */
  readonly size: number;
  /** @example query.append('state', 'open'); */
  append(name: string, value: string): void;
  /** @example query.delete('state'); */
  delete(name: string, value?: string): void;
  /** @example query.get('page') */
  get(name: string): string | null;
  /** @example query.getAll('state') */
  getAll(name: string): string[];
  /** @example query.has('page') */
  has(name: string, value?: string): boolean;
  /** @example query.set('page', '3'); */
  set(name: string, value: string): void;
  /** @example query.sort(); */
  sort(): void;
  /** @example query.forEach((value, name) => log.debug(name, value)); */
  forEach(visit: (value: string, name: string, params: URLSearchParams) => void, self?: unknown): void;
  /** @example for (const [name, value] of query.entries()) log.debug(name, value); */
  entries(): IterableIterator<[string, string]>;
  /** @example [...query.keys()] */
  keys(): IterableIterator<string>;
  /** @example [...query.values()] */
  values(): IterableIterator<string>;
  /** @example for (const [name, value] of query) log.debug(name, value); */
  [Symbol.iterator](): IterableIterator<[string, string]>;
  /** @example `${url}?${query.toString()}` */
  toString(): string;
}

/** UTF-8 only, as in the standard. @example const bytes = new TextEncoder().encode('Zürich'); */
declare class TextEncoder {
  /** Always `utf-8`. @example new TextEncoder().encoding */
  readonly encoding: string;
  /** @example new TextEncoder().encode(JSON.stringify(row)) */
  encode(text?: string): Uint8Array;
  /** Fills bytes that are there already. @example new TextEncoder().encodeInto('Zürich', bytes).written */
  encodeInto(text: string, target: Uint8Array): { read: number; written: number };
}

/** The standard's TextDecoder without streaming. @example const text = new TextDecoder('latin1').decode(bytes); */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  /** @example new TextDecoder('latin1').encoding === 'windows-1252' */
  readonly encoding: string;
  /** @example new TextDecoder('utf-8', { fatal: true }).fatal */
  readonly fatal: boolean;
  /** @example new TextDecoder('utf-8', { ignoreBOM: true }).ignoreBOM */
  readonly ignoreBOM: boolean;
  /** @example new TextDecoder().decode(response.bytes()) */
  decode(data?: ArrayBuffer | ArrayBufferView): string;
}

/** Base64 of a text with characters up to U+00FF. @example const basic = `Basic ${btoa(`${account.username}:${account.password}`)}`; */
declare function btoa(text: string): string;
/** Text of a base64 string. @example const payload = JSON.parse(atob(token.split('.')[1])); */
declare function atob(text: string): string;

// ---- Time ---------------------------------------------------------------------------------------------------------

/** @example await new Promise((resolve) => setTimeout(resolve, 500)); */
declare function setTimeout<Values extends unknown[]>(
  run: (...values: Values) => void,
  ms?: number,
  ...values: Values
): number;
/** @example clearTimeout(timer); */
declare function clearTimeout(timer: number | undefined): void;
/** @example const timer = setInterval(() => log.debug('waiting'), 1000); */
declare function setInterval<Values extends unknown[]>(
  run: (...values: Values) => void,
  ms?: number,
  ...values: Values
): number;
/** @example clearInterval(timer); */
declare function clearInterval(timer: number | undefined): void;
/** @example queueMicrotask(() => log.debug('next')); */
declare function queueMicrotask(run: () => void): void;

// ---- Values -------------------------------------------------------------------------------------------------------

/** A deep copy of data; functions cannot be cloned. @example const copy = structuredClone(filter); */
declare function structuredClone<Value>(value: Value): Value;

type HashAlgorithm = 'sha256' | 'sha512' | 'sha384' | 'sha1' | 'md5';
type HashEncoding = 'hex' | 'base64' | 'base64url';

/** Random values, digests and signatures; no keys, no encryption. */
declare const crypto: {
  /** @example const id = crypto.randomUUID(); */
  randomUUID(): string;
  /** Fills at most 65 536 bytes. @example crypto.getRandomValues(new Uint8Array(16)) */
  getRandomValues<Numbers extends ArrayBufferView>(array: Numbers): Numbers;
  /** At once, not a promise; hex unless another encoding is asked for. @example crypto.digest('sha256', body) */
  digest(algorithm: HashAlgorithm, data: string | ArrayBuffer | ArrayBufferView, encoding?: HashEncoding): string;
  digest(algorithm: HashAlgorithm, data: string | ArrayBuffer | ArrayBufferView, encoding: 'bytes'): Uint8Array;
  /** @example crypto.hmac('sha256', account.secret, `${timestamp}.${body}`, 'base64') */
  hmac(
    algorithm: HashAlgorithm,
    key: string | ArrayBuffer | ArrayBufferView,
    data: string | ArrayBuffer | ArrayBufferView,
    encoding?: HashEncoding,
  ): string;
  hmac(
    algorithm: HashAlgorithm,
    key: string | ArrayBuffer | ArrayBufferView,
    data: string | ArrayBuffer | ArrayBufferView,
    encoding: 'bytes',
  ): Uint8Array;
};
