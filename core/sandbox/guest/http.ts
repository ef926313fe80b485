/** Guest bootstrap, part 7: http, fetch and floh.http. Requests leave as one JSON string; bodies stay outside until they are read. */
export const http = String.raw`
const queryValue = (value) => encodeURIComponent((value instanceof Date ? value.toISOString() : String(value)).toWellFormed());
const withQuery = (url, query) => {
  const text = String(url);
  if (query === undefined || query === null) return text;
  if (!isObject(query)) throw new TypeError('query must be an object of names and values');
  const pairs = [];
  if (query instanceof URLSearchParams) {
    if (query.size > 0) pairs.push(query.toString());
  } else
    for (const name of keys(query))
      for (const value of isArray(query[name]) ? query[name] : [query[name]])
        if (value !== undefined && value !== null) pairs.push(queryValue(name) + '=' + queryValue(value));
  if (pairs.length === 0) return text;
  const end = text.indexOf('#') < 0 ? text.length : text.indexOf('#');
  const base = text.slice(0, end);
  const joint = base.includes('?') ? (base.endsWith('?') || base.endsWith('&') ? '' : '&') : '?';
  return base + joint + pairs.join('&') + text.slice(end);
};

// What is sent: text or bytes, and the content type it has unless the headers name one.
const bodyOf = (body, textType) => {
  if (body === undefined || body === null) return {};
  if (typeof body === 'string') return { text: body, type: textType(body) };
  if (body instanceof URLSearchParams) return { text: body.toString(), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  if (body instanceof ArrayBuffer || isView(body)) return { bytes: bytesOf(body, 'The body') };
  return { text: stringify(body) ?? '', type: 'application/json' };
};
const plainText = () => 'text/plain;charset=UTF-8';
const jsonOrPlain = (text) => (/^\s*[[{]/.test(text) ? 'application/json' : plainText());


// What crosses to the host: one JSON text, and the bytes of a body that is none. The stack says which line asks.
const outgoing = (method, url, body, textType, options, stack) => {
  const content = bodyOf(body, textType);
  const pairs = headerPairs(options.headers);
  if (content.type !== undefined && !pairs.some((pair) => pair[0].toLowerCase() === 'content-type')) pairs.push(['content-type', content.type]);
  const { timeoutMs, auth, attempts } = options;
  return {
    json: stringify({ method: String(method).toUpperCase(), url, headers: pairs, body: content.text, timeoutMs, auth, attempts, stack: typeof stack === 'string' ? cut(stack, limits.requestStackChars) : '' }),
    bytes: content.bytes,
    signal: options.signal,
    stack,
  };
};

const lost = (reply, stack) => {
  const error = reply.name === 'TypeError' ? new TypeError(reply.message) : named(reply.name, reply.message);
  hidden(error, 'stack', stack);
  if (reply.code !== undefined) hidden(error, 'code', reply.code);
  return error;
};

const waiting = new Map();
let lastRequest = 0;
const givenUp = (id, reason) => {
  const one = waiting.get(id);
  if (one === undefined) return;
  waiting.delete(id);
  host.abort(id);
  one.reject(reason);
};
const begin = ({ json, bytes, signal, stack }) =>
  new Promise((resolve, reject) => {
    if (signal !== undefined && signal !== null) {
      if (!(signal instanceof AbortSignal)) throw new TypeError('signal must be an AbortSignal');
      signal.throwIfAborted();
    }
    const id = ++lastRequest;
    const problem = bytes === undefined ? host.send(id, json) : host.send(id, json, bytes);
    if (problem !== undefined) return reject(lost({ name: 'LimitError', message: problem }, stack));
    waiting.set(id, { resolve, reject, stack });
    signal?.addEventListener('abort', () => givenUp(id, signal.reason));
  });
const settle = (id, json) => {
  const one = waiting.get(id);
  if (one === undefined) return;
  waiting.delete(id);
  const reply = parse(json);
  if (reply.message !== undefined) one.reject(lost(reply, one.stack));
  else one.resolve(reply);
};
const block = ({ json, bytes, stack }) => {
  const reply = parse(bytes === undefined ? host.sendAndWait(json) : host.sendAndWait(json, bytes));
  if (reply.message !== undefined) throw lost(reply, stack);
  return reply;
};

const held = (body) => {
  if (typeof body === 'number') throw new Error('The body of this response was let go to make room for newer ones: read a body before sending many more requests');
  return body;
};
const bodyText = (reply) => held(host.text(reply.id));
const bodyBytes = (reply) => held(host.bytes(reply.id));
// Numbers that JavaScript cannot hold come as texts (A63).
const bodyJson = (reply) => parse(held(host.json(reply.id)));
const parsedBody = (reply) => {
  if (reply.length === 0) return null;
  if (!reply.json) return bodyText(reply);
  const text = held(host.json(reply.id));
  try {
    return parse(text);
  } catch {
    return bodyText(reply);
  }
};
const joined = (pairs) => {
  const headers = {};
  for (const [name, value] of pairs)
    defineProperty(headers, name, {
      value: Object.hasOwn(headers, name) ? headers[name] + ', ' + value : value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  return headers;
};
const responseOf = (reply) => {
  const response = { status: reply.status, ok: reply.status >= 200 && reply.status < 300, headers: joined(reply.headers) };
  const keep = (value) => defineProperty(response, 'body', { value, writable: true, enumerable: true, configurable: true });
  defineProperty(response, 'body', {
    enumerable: true,
    configurable: true,
    get() {
      const value = parsedBody(reply);
      keep(value);
      return value;
    },
    set: keep,
  });
  hidden(response, 'text', () => bodyText(reply));
  hidden(response, 'bytes', () => new Uint8Array(bodyBytes(reply)));
  return response;
};

// The stack of the call is the one that helps: the answer comes from outside and has none.
const call = async (method, url, options = {}, stack = new Error().stack) =>
  responseOf(await begin(outgoing(method, withQuery(url, options.query), options.body, plainText, options, stack)));
define('http', freeze({
  get: (url, options) => call('GET', url, options),
  post: (url, options) => call('POST', url, options),
  put: (url, options) => call('PUT', url, options),
  patch: (url, options) => call('PATCH', url, options),
  delete: (url, options) => call('DELETE', url, options),
  request: (url, options = {}) => call(options.method ?? 'GET', url, options),
}));

const fetched = (reply) => ({
  status: reply.status,
  statusText: reply.statusText,
  ok: reply.status >= 200 && reply.status < 300,
  url: reply.url,
  redirected: reply.redirected,
  headers: new Headers(reply.headers),
  text: async () => bodyText(reply),
  json: async () => bodyJson(reply),
  arrayBuffer: async () => bodyBytes(reply),
  bytes: async () => new Uint8Array(bodyBytes(reply)),
  clone: () => fetched(reply),
});
class Request {
  constructor(input, init = {}) {
    const base = input instanceof Request ? input : {};
    this.url = input instanceof Request ? input.url : new URL(input).href;
    this.method = String(init.method ?? base.method ?? 'GET').toUpperCase();
    this.headers = new Headers(headerPairs(init.headers ?? base.headers));
    this.body = init.body ?? base.body ?? null;
    this.signal = init.signal ?? base.signal ?? new AbortController().signal;
    for (const name of ['timeoutMs', 'auth', 'attempts']) this[name] = init[name] ?? base[name];
  }
  clone() {
    return new Request(this);
  }
}
define('Request', Request);
define('fetch', async (input, init = {}) => {
  const { stack } = new Error();
  const { url, ...options } = input instanceof Request ? new Request(input, init) : { ...init, url: input };
  if ((options.method === undefined || /^(?:get|head)$/i.test(options.method)) && options.body !== undefined && options.body !== null)
    throw new TypeError('A GET or HEAD request cannot have a body');
  return fetched(await begin(outgoing(options.method ?? 'GET', String(url), options.body, plainText, options, stack)));
});

const callNow = (method, url, body, headers) =>
  responseOf(block(outgoing(method, String(url), body, jsonOrPlain, { headers }, new Error().stack)));
const floh = {
  http: freeze({
    get: (url, headers) => callNow('GET', url, undefined, headers),
    post: (url, body, headers) => callNow('POST', url, body, headers),
    put: (url, body, headers) => callNow('PUT', url, body, headers),
    patch: (url, body, headers) => callNow('PATCH', url, body, headers),
    delete: (url, headers) => callNow('DELETE', url, undefined, headers),
    request: (method, url, body, headers) => callNow(method, url, body, headers),
  }),
  log: freeze({ ...levels }),
  params: {},
  config: {},
  variables: {},
};
define('floh', floh);
`;
