/** Guest bootstrap, part 6: AbortController and AbortSignal, as far as requests need them. */
export const abort = `
let abortSignal;
class AbortSignal {
  #aborted = false;
  #reason;
  #listeners = new Set();
  onabort = null;
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
    const signal = new AbortSignal();
    abortSignal(signal, reason);
    return signal;
  }
  static timeout(ms) {
    const signal = new AbortSignal();
    setTimeout(() => abortSignal(signal, named('TimeoutError', 'The operation was aborted due to timeout')), ms);
    return signal;
  }
  static any(signals) {
    const signal = new AbortSignal();
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
define('AbortController', class AbortController {
  #signal = new AbortSignal();
  get signal() {
    return this.#signal;
  }
  abort(reason) {
    abortSignal(this.#signal, reason);
  }
});
`;
