// @ts-check
/** The names that the code of a connector finds beside those of the language: `http`, `fetch`, `floh`, `log` and the like. */
import { createHash, createHmac, getRandomValues, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';

/**
 * @typedef {import('./http.js').Outgoing} Outgoing
 * @typedef {import('./http.js').Answer} Answer
 * @typedef {object} Ways
 * @property {(request: Outgoing) => Promise<Answer>} send
 * @property {(request: Outgoing) => Answer} sendAndWait
 * @property {(level: string, text: string) => void} log
 */

/** Numbers that would be rounded arrive as texts with all their digits. @param {string} text */
const parse = (text) =>
  JSON.parse(
    text,
    // The third argument is of ECMAScript 2026.
    /** @type {(key: string, value: any) => any} */ (
      /** @type {unknown} */ (
        (/** @type {string} */ _key, /** @type {any} */ value, /** @type {{ source?: string }} */ { source } = {}) =>
          typeof value === 'number' &&
          (!Number.isFinite(value) || (/^-?\d+$/.test(source ?? '') && !Number.isSafeInteger(value)))
            ? (source ?? value)
            : value
      )
    ),
  );

/** @param {unknown} url @param {any} query */
function withQuery(url, query) {
  const to = new URL(String(url));
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query ?? {});
  for (const [name, given] of pairs)
    for (const value of Array.isArray(given) ? given : [given])
      if (value !== undefined && value !== null)
        to.searchParams.append(name, value instanceof Date ? value.toISOString() : String(value));
  return to.href;
}

/** @param {any} headers @returns {[string, string][]} */
function pairsOf(headers) {
  if (headers instanceof Headers || Array.isArray(headers))
    return [...headers].map(([name, value]) => [name, String(value)]);
  return Object.entries(headers ?? {}).flatMap(([name, given]) =>
    (Array.isArray(given) ? given : [given])
      .filter((value) => value !== undefined && value !== null)
      .map((value) => /** @type {[string, string]} */ ([name, String(value)])),
  );
}

/** @param {string} method @param {string} url @param {any} options @param {boolean} [isLoose] texts that look like JSON are JSON @returns {Outgoing} */
function outgoing(method, url, options, isLoose = false) {
  const { body, timeoutMs, auth, attempts, signal } = options;
  const headers = pairsOf(options.headers);
  /** @type {string | Uint8Array | undefined} */
  let content;
  let type = 'application/json';
  if (typeof body === 'string') {
    content = body;
    if (!isLoose || !/^\s*[[{]/.test(body)) type = 'text/plain;charset=UTF-8';
  } else if (body instanceof URLSearchParams) {
    content = body.toString();
    type = 'application/x-www-form-urlencoded;charset=UTF-8';
  } else if (body instanceof ArrayBuffer) content = new Uint8Array(body);
  else if (ArrayBuffer.isView(body)) content = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  else if (body !== undefined && body !== null) content = JSON.stringify(body);
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (content !== undefined && !isTyped && !(content instanceof Uint8Array)) headers.push(['content-type', type]);
  return {
    method: String(method).toUpperCase(),
    url,
    headers,
    ...(content === undefined ? {} : { body: content }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(auth === undefined ? {} : { auth }),
    ...(attempts === undefined ? {} : { attempts }),
    ...(signal ? { signal } : {}),
  };
}

/** @param {Answer} answer */
function responseOf({ status, headers: pairs, bytes }) {
  /** @type {Record<string, string>} */
  const headers = {};
  for (const [name, value] of pairs) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  const text = () => new TextDecoder().decode(bytes);
  const read = () => {
    if (bytes.byteLength === 0) return null;
    const type = headers['content-type'] ?? '';
    if (!/\bjson\b/i.test(type) && !(/^(?:$|text\/plain)/.test(type) && /^\s*[[{]/.test(text()))) return text();
    try {
      return parse(text());
    } catch {
      return text();
    }
  };
  return { status, ok: status >= 200 && status < 300, headers, body: read(), text, bytes: () => bytes };
}

/** @param {Answer} answer */
function fetched({ status, url, headers, bytes }) {
  const isEmpty = [101, 204, 205, 304].includes(status);
  const response = new Response(isEmpty ? null : /** @type {Uint8Array<ArrayBuffer>} */ (bytes), { status, headers });
  return Object.defineProperty(response, 'url', { value: url });
}

const LEVELS = /** @type {const} */ (['trace', 'debug', 'info', 'warn', 'error']);

/**
 * @param {Ways} ways
 * @param {{ readonly params: object; readonly config: object }} inputs of a command
 * @returns {Record<string, unknown>} globals by name
 */
export function guestGlobals({ send, sendAndWait, log: write }, { params, config }) {
  const line =
    (/** @type {string} */ level) =>
    (/** @type {unknown[]} */ ...values) =>
      write(level, values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
  const log = Object.freeze(Object.fromEntries(LEVELS.map((level) => [level, line(level)])));
  const ask = async (/** @type {string} */ method, /** @type {unknown} */ url, /** @type {any} */ options = {}) =>
    responseOf(await send(outgoing(method, withQuery(url, options.query), options)));
  const askNow = (
    /** @type {string} */ method,
    /** @type {unknown} */ url,
    /** @type {unknown} */ body,
    /** @type {unknown} */ headers,
  ) => responseOf(sendAndWait(outgoing(method, String(url), { body, headers }, true)));
  const bodyless = (/** @type {string} */ method) => (/** @type {unknown} */ url, /** @type {unknown} */ headers) =>
    askNow(method, url, undefined, headers);
  const withBody =
    (/** @type {string} */ method) =>
    (/** @type {unknown} */ url, /** @type {unknown} */ body, /** @type {unknown} */ headers) =>
      askNow(method, url, body, headers);
  const verb = (/** @type {string} */ method) => (/** @type {unknown} */ url, /** @type {any} */ options) =>
    ask(method, url, options);
  const encoded = (
    /** @type {import('node:crypto').Hash | import('node:crypto').Hmac} */ hash,
    /** @type {any} */ encoding,
  ) => (encoding === 'bytes' ? new Uint8Array(hash.digest()) : hash.digest(encoding));
  const data = (/** @type {any} */ given) => (given instanceof ArrayBuffer ? new Uint8Array(given) : given);
  return {
    http: Object.freeze({
      ...Object.fromEntries(['get', 'post', 'put', 'patch', 'delete'].map((name) => [name, verb(name)])),
      request: (/** @type {unknown} */ url, /** @type {any} */ options = {}) =>
        ask(options.method ?? 'GET', url, options),
    }),
    fetch: async (/** @type {any} */ input, /** @type {any} */ init = {}) => {
      const given = input instanceof Request ? input : undefined;
      const body = init.body ?? (given?.body ? await given.arrayBuffer() : undefined);
      const options = { ...init, body, headers: init.headers ?? given?.headers };
      return fetched(await send(outgoing(init.method ?? given?.method ?? 'GET', given?.url ?? String(input), options)));
    },
    floh: {
      http: Object.freeze({
        get: bodyless('GET'),
        delete: bodyless('DELETE'),
        post: withBody('POST'),
        put: withBody('PUT'),
        patch: withBody('PATCH'),
        request: askNow,
      }),
      log,
      params,
      config,
      variables: {},
    },
    log,
    console: Object.freeze({ ...log, log: log.info }),
    progress: () => undefined,
    crypto: Object.freeze({
      randomUUID: () => randomUUID(),
      getRandomValues,
      digest: (/** @type {string} */ name, /** @type {any} */ given, encoding = 'hex') =>
        encoded(createHash(name).update(data(given)), encoding),
      hmac: (/** @type {string} */ name, /** @type {any} */ key, /** @type {any} */ given, encoding = 'hex') =>
        encoded(createHmac(name, data(key)).update(data(given)), encoding),
    }),
  };
}
