/** Guest bootstrap, part 2: values as text for the log: like JSON, and whatever JSON has no word for; bounded in depth and length. */
export const shown = String.raw`
const isPlain = (value) => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};
const className = (value) => {
  const name = read(read(value, 'constructor'), 'name');
  return typeof name === 'string' && name !== '' ? cut(name, 100) : 'Object';
};
// The frames of a stack without those of this bootstrap, which say nothing to who reads a log.
const ownFrames = (stack) =>
  typeof stack === 'string' ? stack.split('\n').filter((line) => line.trim() !== '' && !line.includes('(studio:guest:')).join('\n') : '';
// The text of one value; room is what may still be written, so that no value runs long.
class Shower {
  #room = limits.logLineChars;
  #above = new Set();
  // Entries of a list, an object, a Map or a Set, as far as the limits go.
  #list(values, count, open, close, show) {
    const parts = [];
    for (const value of values) {
      if (parts.length >= limits.logEntries || this.#room <= 0) {
        parts.push('… ' + (count - parts.length) + ' more');
        break;
      }
      const part = show(value);
      this.#room -= part.length + 1;
      parts.push(part);
    }
    return open + parts.join(',') + close;
  }
  #error(error, top) {
    const text = printable(error);
    const stack = ownFrames(read(error, 'stack'));
    const cause = read(error, 'cause');
    return (top ? text + (stack === '' ? '' : '\n' + stack) : '[' + text + ']') + (cause === undefined ? '' : '\ncaused by ' + this.value(cause, top));
  }
  #object(value) {
    if (value instanceof Error) return this.#error(value, false);
    if (value instanceof RegExp) return printable(value);
    if (value instanceof Promise) return 'Promise {}';
    if (isArray(value)) return this.#list(value, value.length, '[', ']', (one) => this.value(one));
    if (value instanceof Map)
      return this.#list(value, value.size, 'Map(' + value.size + ') {', '}', ([key, one]) => this.value(key) + ' => ' + this.value(one));
    if (value instanceof Set) return this.#list(value, value.size, 'Set(' + value.size + ') {', '}', (one) => this.value(one));
    if (isView(value) && !(value instanceof DataView)) return this.#list(value, value.length, className(value) + '(' + value.length + ') [', ']', (one) => printable(one));
    if (value instanceof ArrayBuffer) return 'ArrayBuffer(' + value.byteLength + ')';
    // What says how it is written as JSON is written so: dates, URLs.
    if (typeof read(value, 'toJSON') === 'function') return this.value(value.toJSON());
    const names = keys(value);
    return this.#list(names, names.length, isPlain(value) ? '{' : className(value) + ' {', '}', (name) => stringify(name) + ':' + this.value(read(value, name)));
  }
  value(value, top = false) {
    if (typeof value === 'string') return top ? value : stringify(cut(value, this.#room < 0 ? 0 : this.#room));
    if (typeof value === 'bigint') return cut(printable(value), limits.logLineChars) + 'n';
    if (typeof value === 'function') return '[Function ' + printable(read(value, 'name')) + ']';
    if (!isObject(value)) return Object.is(value, -0) ? '-0' : printable(value);
    if (this.#above.has(value)) return '[Circular]';
    if (this.#above.size >= limits.logDepth) return isArray(value) ? '[Array(' + value.length + ')]' : '[' + className(value) + ']';
    this.#above.add(value);
    try {
      return top && value instanceof Error ? this.#error(value, true) : this.#object(value);
    } catch {
      return '(a value that cannot be shown)';
    } finally {
      this.#above.delete(value);
    }
  }
}
const shown = (value) => {
  if (typeof value === 'string') return value;
  try {
    return new Shower().value(value, true);
  } catch {
    return '(a value that cannot be shown)';
  }
};

const logger = (level) => (...values) => {
  let text = '';
  for (let index = 0; index < values.length && text.length <= limits.logLineChars; index++)
    text += (index === 0 ? '' : ' ') + shown(values[index]);
  host.log(level, cut(text, limits.logLineChars));
};
const levels = { trace: logger('trace'), debug: logger('debug'), info: logger('info'), warn: logger('warn'), error: logger('error') };
define('log', freeze({ ...levels }));
define('console', freeze({ ...levels, log: levels.info }));

define('progress', (done, total, text = '') => {
  if (!Number.isFinite(done) || (total !== undefined && !Number.isFinite(total)))
    throw new TypeError('progress takes how much is done and, where it is known, of how much: two numbers');
  host.progress(done, total === undefined ? NaN : total, cut(printable(text), limits.progressChars));
});
`;
