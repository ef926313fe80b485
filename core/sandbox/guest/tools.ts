/** Guest bootstrap, part 4: timers, structuredClone, crypto. */
export const tools = `
const timers = new Map();
let lastTimer = 0;
const schedule = (run, ms, values, every) => {
  if (typeof run !== 'function') throw new TypeError('A timer needs a function to call');
  const id = ++lastTimer;
  const delay = Math.max(0, Number(ms) || 0);
  const problem = host.timer(id, delay);
  if (problem !== undefined) throw named('LimitError', problem);
  timers.set(id, { run, values, delay, every });
  return id;
};
const cancelTimer = (id) => {
  if (timers.delete(id)) host.clear(id);
};
define('setTimeout', (run, ms, ...values) => schedule(run, ms, values, false));
define('setInterval', (run, ms, ...values) => schedule(run, ms, values, true));
define('clearTimeout', cancelTimer);
define('clearInterval', cancelTimer);
define('queueMicrotask', (run) => {
  if (typeof run !== 'function') throw new TypeError('queueMicrotask needs a function to call');
  Promise.resolve().then(() => run()).then(undefined, failed);
});
const fire = (id) => {
  const timer = timers.get(id);
  if (timer === undefined) return;
  if (timer.every) host.timer(id, timer.delay);
  else timers.delete(id);
  try {
    timer.run(...timer.values);
  } catch (error) {
    failed(error);
  }
};

const notCloneable = (value) => {
  throw named('DataCloneError', shown(value) + ' cannot be cloned');
};
const ERRORS = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
const clone = (value, seen) => {
  if (typeof value === 'function' || typeof value === 'symbol') return notCloneable(value);
  if (!isObject(value)) return value;
  if (seen.has(value)) return seen.get(value);
  const keep = (copy) => {
    seen.set(value, copy);
    return copy;
  };
  if (value instanceof Date) return keep(new Date(value.getTime()));
  if ([Number, String, Boolean, BigInt].some((Kind) => value instanceof Kind)) return keep(Object(value.valueOf()));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (value instanceof DataView) return keep(new DataView(clone(value.buffer, seen), value.byteOffset, value.byteLength));
  if (isView(value)) return keep(new value.constructor(clone(value.buffer, seen), value.byteOffset, value.length));
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [key, inner] of value) copy.set(clone(key, seen), clone(inner, seen));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const inner of value) copy.add(clone(inner, seen));
    return copy;
  }
  if (value instanceof Error) {
    const Kind = ERRORS.find((one) => one.name === value.name) ?? Error;
    const copy = keep(new Kind(value.message));
    hidden(copy, 'stack', value.stack);
    if (Object.hasOwn(value, 'cause')) hidden(copy, 'cause', clone(value.cause, seen));
    return copy;
  }
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) return notCloneable(value);
  const copy = keep(isArray(value) ? new Array(value.length) : {});
  for (const key of keys(value))
    defineProperty(copy, key, { value: clone(value[key], seen), writable: true, enumerable: true, configurable: true });
  return copy;
};
define('structuredClone', (...values) => {
  need(values.length, 1);
  return clone(values[0], new Map());
});

// The engine seeds its own generator when it boots, and all instances are copies of one that did.
hidden(Math, 'random', () => host.fraction());

const dataOf = (data) => (typeof data === 'string' ? encode(data) : bytesOf(data, 'The data'));
const hashed = (reply, algorithm, encoding) => {
  if (typeof reply === 'number')
    throw new TypeError('crypto does not know the algorithm ' + stringify(String(algorithm)) + ' with the encoding ' + stringify(String(encoding)) + '; use sha256, sha512, sha1, sha384 or md5 with hex, base64, base64url or bytes');
  return typeof reply === 'string' ? reply : new Uint8Array(reply);
};
define('crypto', freeze({
  randomUUID: () => host.uuid(),
  getRandomValues: (array) => {
    if (!isView(array)) throw new TypeError('getRandomValues fills a typed array');
    if (array.byteLength > 65536) throw named('QuotaExceededError', 'getRandomValues fills at most 65536 bytes at once');
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(new Uint8Array(host.random(array.byteLength)));
    return array;
  },
  digest: (algorithm, data, encoding = 'hex') =>
    hashed(host.digest(String(algorithm), String(encoding), dataOf(data)), algorithm, encoding),
  hmac: (algorithm, key, data, encoding = 'hex') =>
    hashed(host.hmac(String(algorithm), String(encoding), dataOf(data), dataOf(key)), algorithm, encoding),
}));
`;
