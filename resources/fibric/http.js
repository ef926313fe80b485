// @ts-check
/** Requests of a connector by `fetch`: to its own hosts only, with the credentials that they lack. */

/**
 * @typedef {object} Outgoing
 * @property {string} method
 * @property {string} url
 * @property {[string, string][]} headers
 * @property {string | Uint8Array} [body]
 * @property {number} [timeoutMs]
 * @property {boolean} [auth] false: without the credentials of the account
 * @property {number} [attempts] tries in all
 * @property {AbortSignal} [signal]
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} url address that answered
 * @property {[string, string][]} headers
 * @property {Uint8Array} bytes
 *
 * @typedef {object} Access
 * @property {readonly string[]} hosts
 * @property {readonly [string, string][]} headers credentials that stand in headers
 * @property {readonly [string, string][]} query credentials that stand in the query
 */

/** That of the process: the code of a connector finds another one. */
const ask = globalThis.fetch;

const HOPS = 10;
const TIMEOUT_MS = 30_000;
const MAX_WAIT_MS = 30_000;
const MAY_PASS = [429, 502, 503, 504];

/** @param {string} name @param {string} message */
const named = (name, message) => Object.assign(new Error(message), { name });

/** @param {URL} url @param {string} pattern */
function fits(url, pattern) {
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? [];
  const own = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  if (port !== undefined && port !== own) return false;
  return name.startsWith('*.') ? url.hostname.endsWith(name.slice(1)) : url.hostname === name;
}

/**
 * The credentials of an account as requests carry them.
 * @param {any} authentication of connector.json
 * @param {Readonly<Record<string, any>>} account
 * @returns {Pick<Access, 'headers' | 'query'>}
 */
export function credentialsOf(authentication, account) {
  /** @type {[string, string][]} */
  const headers = [];
  /** @type {[string, string][]} */
  const query = [];
  const cookies = [];
  const { type, prefix = 'Bearer', also = [] } = authentication ?? {};
  if (type === 'apiKey')
    for (const [value, { in: place, param }] of [
      [account.key, authentication],
      ...also.map((/** @type {any} */ one) => [account[one.param], one]),
    ]) {
      if (value === undefined) continue;
      if (place === 'cookie') cookies.push(`${param}=${value}`);
      else (place === 'query' ? query : headers).push([param, String(value)]);
    }
  if (cookies.length > 0) headers.push(['cookie', cookies.join('; ')]);
  const { token, access_token, username, password = '' } = account;
  if (type === 'bearer' && token) headers.push(['authorization', `${prefix} ${token}`]);
  if (type === 'oauth2' && access_token) headers.push(['authorization', `Bearer ${access_token}`]);
  if (type === 'basic' && username !== undefined)
    headers.push(['authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`]);
  return { headers, query };
}

/** @param {Outgoing} request @param {Access} access */
async function hop({ method, url: address, headers: sent, body, auth = true, signal }, access) {
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || !access.hosts.some((pattern) => fits(url, pattern)))
    throw named('PolicyError', `${url.host} is none of the hosts of this connector.`);
  const headers = new Headers(sent);
  if (auth) {
    for (const [name, value] of access.headers) if (!headers.has(name)) headers.set(name, value);
    for (const [name, value] of access.query) if (!url.searchParams.has(name)) url.searchParams.append(name, value);
  }
  // True of every Uint8Array that is not shared between threads.
  const content = /** @type {string | Uint8Array<ArrayBuffer> | undefined} */ (body);
  try {
    return await ask(url, { method, headers, body: content ?? null, signal: signal ?? null, redirect: 'manual' });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw named('NetworkError', `${url.host} could not be reached: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {Outgoing} request @param {Access} access @returns {Promise<Response>} */
async function follow(request, access) {
  let next = request;
  for (let count = 0; count <= HOPS; count++) {
    const answer = await hop(next, access);
    const to = answer.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(answer.status) || to === null) {
      Object.defineProperty(answer, 'url', { value: next.url });
      return answer;
    }
    const url = new URL(to, next.url);
    const isKept = answer.status > 303 || /^(?:get|head)$/i.test(next.method);
    const isSame = url.origin === new URL(next.url).origin;
    const headers = next.headers.filter(
      ([name]) => (isSame || !/^(?:authorization|cookie)$/i.test(name)) && (isKept || !/^content-/i.test(name)),
    );
    const { body, ...rest } = next;
    next = isKept ? { ...next, url: url.href, headers } : { ...rest, url: url.href, headers, method: 'GET' };
  }
  throw named('NetworkError', `More than ${HOPS} redirects.`);
}

/** Wait that an answer asks for, ms. @param {Response} answer @param {number} count */
function waitOf(answer, count) {
  const said = answer.headers.get('retry-after');
  if (said === null) return 500 * 2 ** count;
  return /^\d+$/.test(said) ? Number(said) * 1000 : Math.max(0, Date.parse(said) - Date.now());
}

/**
 * Sends a request; a status that is no success is an answer like any other.
 * @param {Outgoing} request
 * @param {Access} access
 * @returns {Promise<Answer>}
 */
export async function send(request, access) {
  const time = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, time]) : time;
  for (let count = 1; ; count++) {
    const answer = await follow({ ...request, signal }, access);
    const wait = waitOf(answer, count);
    const isSafe = !/^(?:post|patch)$/i.test(request.method) || answer.headers.has('retry-after');
    if (count >= (request.attempts ?? 1) || !MAY_PASS.includes(answer.status) || !isSafe || wait > MAX_WAIT_MS)
      return {
        status: answer.status,
        url: answer.url,
        headers: [...answer.headers],
        bytes: new Uint8Array(await answer.arrayBuffer()),
      };
    await answer.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
