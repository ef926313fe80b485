/** Guest bootstrap, part 6: AbortController and AbortSignal, as far as requests need them. */
export const abort = `
let abortSignal;
const inside = {};
class AbortSignal {
  #aborted = false;
  #reason;
  #listeners = new Set();
  onabort = null;
  constructor(key) {
    if (key !== inside) throw new TypeError('An AbortSignal comes from an AbortController, AbortSignal.abort, timeout or any');
  }
  static {
    abortSignal = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason === undefined ? named('AbortError', 'This operation was aborted') : reason;
      const event = { type: 'abort', target: signal };
      for (const listener of [signal.onabort, ...signal.#listeners]) if (typeof listener === 'function') listener.call(signal, event);
      signal.#listeners.clear();
    };
  }
  static abort(reason) {
    const signal = new AbortSignal(inside);
    abortSignal(signal, reason);
    return signal;
  }
  static timeout(ms) {
    const signal = new AbortSignal(inside);
    setTimeout(() => abortSignal(signal, named('TimeoutError', 'The operation was aborted due to timeout')), ms);
    return signal;
  }
  static any(signals) {
    const signal = new AbortSignal(inside);
    for (const one of signals) {
      if (one.aborted) abortSignal(signal, one.reason);
      else one.addEventListener('abort', () => abortSignal(signal, one.reason));
    }
    return signal;
  }
  get aborted() {
    return this.#aborted;
  }
  get reason() {
    return this.#reason;
  }
  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }
  addEventListener(type, listener) {
    if (type === 'abort') this.#listeners.add(listener);
  }
  removeEventListener(type, listener) {
    this.#listeners.delete(listener);
  }
}
define('AbortSignal', AbortSignal);
tag(AbortSignal, 'AbortSignal');
define('AbortController', class AbortController {
  #signal = new AbortSignal(inside);
  get signal() {
    return this.#signal;
  }
  abort(reason) {
    abortSignal(this.#signal, reason);
  }
});
`;
