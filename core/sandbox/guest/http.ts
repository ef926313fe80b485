/** Guest bootstrap, part 4: http, fetch and floh.http. Requests leave as one JSON string; bodies stay outside until they are read. */
export const http = String.raw`
class Headers {
  #pairs = [];
  constructor(init) {
    for (const [name, value] of headerPairs(init)) this.append(name, value);
  }
  append(name, value) {
    this.#pairs.push([String(name).toLowerCase(), String(value)]);
  }
  set(name, value) {
    this.delete(name);
    this.append(name, value);
  }
  delete(name) {
    this.#pairs = this.#pairs.filter((pair) => pair[0] !== String(name).toLowerCase());
  }
  get(name) {
    const values = this.#pairs.filter((pair) => pair[0] === String(name).toLowerCase());
    return values.length === 0 ? null : values.map((pair) => pair[1]).join(', ');
  }
  getSetCookie() {
    return this.#pairs.filter((pair) => pair[0] === 'set-cookie').map((pair) => pair[1]);
  }
  has(name) {
    return this.#pairs.some((pair) => pair[0] === String(name).toLowerCase());
  }
  forEach(visit, self) {
    for (const [name, value] of this) visit.call(self, value, name, this);
  }
  *entries() {
    for (const name of [...new Set(this.#pairs.map((pair) => pair[0]))].sort()) yield [name, this.get(name)];
  }
  *keys() {
    for (const [name] of this) yield name;
  }
  *values() {
    for (const [, value] of this) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
}
define('Headers', Headers);

const headerPairs = (init) => {
  if (init === undefined || init === null) return [];
  if (!isObject(init)) throw new TypeError('headers must be an object of names and values');
  if (init[Symbol.iterator] !== undefined) return [...init].map(([name, value]) => [String(name), String(value)]);
  const pairs = [];
  for (const name of keys(init))
    for (const value of isArray(init[name]) ? init[name] : [init[name]])
      if (value !== undefined && value !== null) pairs.push([name, String(value)]);
  return pairs;
};

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

const outgoing = (method, url, headers, body, textType, timeoutMs) => {
  const content = bodyOf(body, textType);
  const pairs = headerPairs(headers);
  if (content.type !== undefined && !pairs.some((pair) => pair[0].toLowerCase() === 'content-type')) pairs.push(['content-type', content.type]);
  return {
    json: stringify({ method: String(method).toUpperCase(), url, headers: pairs, body: content.text, timeoutMs }),
    bytes: content.bytes,
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
const begin = (request) => {
  // The stack of the call is the one that helps: the answer comes from outside and has none.
  const { stack } = new Error();
  return new Promise((resolve, reject) => {
    const id = ++lastRequest;
    const problem = request.bytes === undefined ? host.send(id, request.json) : host.send(id, request.json, request.bytes);
    if (problem === undefined) waiting.set(id, { resolve, reject, stack });
    else reject(lost({ name: 'LimitError', message: problem }, stack));
  });
};
const settle = (id, json) => {
  const one = waiting.get(id);
  if (one === undefined) return;
  waiting.delete(id);
  const reply = parse(json);
  if (reply.message !== undefined) one.reject(lost(reply, one.stack));
  else one.resolve(reply);
};
const block = (request) => {
  const reply = parse(request.bytes === undefined ? host.sendAndWait(request.json) : host.sendAndWait(request.json, request.bytes));
  if (reply.message !== undefined) throw lost(reply, new Error().stack);
  return reply;
};

const bodyText = (reply) => {
  const text = host.text(reply.id);
  if (typeof text === 'number') throw new Error('The body of this response was let go to make room for newer ones: read a body before sending many more requests');
  return text;
};
const bodyBytes = (reply) => {
  const bytes = host.bytes(reply.id);
  if (typeof bytes === 'number') throw new Error('The body of this response was let go to make room for newer ones: read a body before sending many more requests');
  return bytes;
};
const parsedBody = (reply) => {
  if (reply.length === 0) return null;
  const text = bodyText(reply);
  if (!reply.json) return text;
  try {
    return parse(text);
  } catch {
    return text;
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

const call = async (method, url, options = {}) =>
  responseOf(await begin(outgoing(method, withQuery(url, options.query), options.headers, options.body, plainText, options.timeoutMs)));
define('http', freeze({
  get: (url, options) => call('GET', url, options),
  post: (url, options) => call('POST', url, options),
  put: (url, options) => call('PUT', url, options),
  patch: (url, options) => call('PATCH', url, options),
  delete: (url, options) => call('DELETE', url, options),
  request: (url, options = {}) => call(options.method ?? 'GET', url, options),
}));

define('fetch', async (url, init = {}) => {
  const reply = await begin(outgoing(init.method ?? 'GET', String(url), init.headers, init.body, plainText, undefined));
  return {
    status: reply.status,
    statusText: reply.statusText,
    ok: reply.status >= 200 && reply.status < 300,
    url: reply.url,
    redirected: reply.redirected,
    headers: new Headers(reply.headers),
    text: async () => bodyText(reply),
    json: async () => parse(bodyText(reply)),
    arrayBuffer: async () => bodyBytes(reply),
    bytes: async () => new Uint8Array(bodyBytes(reply)),
  };
});

const callNow = (method, url, body, headers) =>
  responseOf(block(outgoing(method, String(url), headers, body, jsonOrPlain, undefined)));
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
