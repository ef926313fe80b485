/** Guest bootstrap, part 3: URL, URLSearchParams, text and base64. Parsing is Node's, by one host call: so it is standard. */
export const web = `
const bytesOf = (data, what) => {
  if (data instanceof ArrayBuffer) return data;
  if (isView(data)) return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  throw new TypeError(what + ' must be an ArrayBuffer or a typed array');
};
const encode = (text) => host.encode(printable(text).toWellFormed());

define('TextEncoder', class TextEncoder {
  get encoding() {
    return 'utf-8';
  }
  encode(text = '') {
    return new Uint8Array(encode(String(text)));
  }
  encodeInto(text, target) {
    if (!(target instanceof Uint8Array)) throw new TypeError('encodeInto fills a Uint8Array');
    let read = 0;
    let written = 0;
    for (const character of String(text)) {
      const bytes = new Uint8Array(encode(character));
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      read += character.length;
      written += bytes.length;
    }
    return { read, written };
  }
});

define('TextDecoder', class TextDecoder {
  #label;
  #fatal;
  #ignoreBOM;
  constructor(label = 'utf-8', options = {}) {
    const name = host.encoding(String(label));
    if (name === '') throw new RangeError('TextDecoder does not know the encoding ' + stringify(String(label)));
    this.#label = name;
    this.#fatal = options.fatal === true;
    this.#ignoreBOM = options.ignoreBOM === true;
  }
  get encoding() {
    return this.#label;
  }
  get fatal() {
    return this.#fatal;
  }
  get ignoreBOM() {
    return this.#ignoreBOM;
  }
  decode(data = new ArrayBuffer(0)) {
    const text = host.decode(this.#label, this.#fatal ? 1 : 0, this.#ignoreBOM ? 1 : 0, bytesOf(data, 'The data to decode'));
    if (typeof text === 'number') throw new TypeError('The data is not valid ' + this.#label);
    return text;
  }
});

define('btoa', (...values) => {
  need(values.length, 1);
  const [text] = values;
  const encoded = host.btoa(String(text));
  if (typeof encoded === 'number') throw named('InvalidCharacterError', 'btoa takes characters up to U+00FF; encode the text with TextEncoder first');
  return encoded;
});
define('atob', (...values) => {
  need(values.length, 1);
  const [text] = values;
  const decoded = host.atob(String(text));
  if (typeof decoded === 'number') throw named('InvalidCharacterError', 'atob was given text that is not base64');
  return decoded;
});
for (const Type of [Uint8Array, ArrayBuffer])
  hidden(Type.prototype, 'toJSON', function toJSON() {
    return host.base64(bytesOf(this, 'The data'));
  });

let onChange;
let replacePairs;
class URLSearchParams {
  #pairs = [];
  #changed = () => {};
  static {
    onChange = (params, changed) => {
      params.#changed = changed;
    };
    replacePairs = (params, query) => {
      params.#pairs = parse(host.query(query));
    };
  }
  constructor(init = '') {
    if (init instanceof URLSearchParams) this.#pairs = init.#pairs.map(([name, value]) => [name, value]);
    else if (isObject(init) && init[Symbol.iterator] !== undefined)
      for (const pair of init) {
        const [name, value, ...more] = pair;
        if (value === undefined || more.length > 0) throw new TypeError('URLSearchParams takes pairs of a name and a value');
        this.#pairs.push([String(name).toWellFormed(), String(value).toWellFormed()]);
      }
    else if (isObject(init)) for (const name of keys(init)) this.#pairs.push([name.toWellFormed(), String(init[name]).toWellFormed()]);
    else this.#pairs = parse(host.query(String(init)));
  }
  #set(pairs) {
    this.#pairs = pairs;
    this.#changed(this.toString());
  }
  get size() {
    return this.#pairs.length;
  }
  append(name, value) {
    need(arguments.length, 2);
    this.#set([...this.#pairs, [String(name).toWellFormed(), String(value).toWellFormed()]]);
  }
  delete(name, value) {
    need(arguments.length, 1);
    this.#set(this.#pairs.filter((pair) => pair[0] !== String(name) || (value !== undefined && pair[1] !== String(value))));
  }
  get(name) {
    need(arguments.length, 1);
    return this.#pairs.find((pair) => pair[0] === String(name))?.[1] ?? null;
  }
  getAll(name) {
    need(arguments.length, 1);
    return this.#pairs.filter((pair) => pair[0] === String(name)).map((pair) => pair[1]);
  }
  has(name, value) {
    need(arguments.length, 1);
    return this.#pairs.some((pair) => pair[0] === String(name) && (value === undefined || pair[1] === String(value)));
  }
  set(name, value) {
    need(arguments.length, 2);
    const first = this.#pairs.findIndex((pair) => pair[0] === String(name));
    if (first < 0) return this.append(name, value);
    const changed = [this.#pairs[first][0], String(value).toWellFormed()];
    this.#set(this.#pairs.map((pair, index) => (index === first ? changed : pair)).filter((pair, index) => index <= first || pair[0] !== changed[0]));
  }
  sort() {
    this.#set(this.#pairs.toSorted((left, right) => (left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0)));
  }
  forEach(visit, self) {
    for (const [name, value] of this) visit.call(self, value, name, this);
  }
  *entries() {
    for (let index = 0; index < this.#pairs.length; index++) yield [...this.#pairs[index]];
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
  toString() {
    return host.queryText(stringify(this.#pairs));
  }
}
define('URLSearchParams', URLSearchParams);
tag(URLSearchParams, 'URLSearchParams');

const urlParts = (call) => {
  const parts = parse(host.url(stringify(call)));
  if (parts.error !== undefined) throw new TypeError(parts.error);
  return parts;
};
class URL {
  #parts;
  #params;
  constructor(url, base) {
    need(arguments.length, 1);
    this.#parts = urlParts(base === undefined ? { url: String(url) } : { url: String(url), base: String(base) });
  }
  static canParse(url, base) {
    need(arguments.length, 1);
    return URL.parse(url, base) !== null;
  }
  static parse(url, base) {
    try {
      return new URL(url, base);
    } catch {
      return null;
    }
  }
  static {
    for (const name of ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'])
      defineProperty(URL.prototype, name, {
        enumerable: true,
        configurable: true,
        get() {
          return this.#parts[name];
        },
        set(value) {
          this.#parts = urlParts({ url: this.#parts.href, name, value: String(value) });
          if (this.#params !== undefined && (name === 'href' || name === 'search')) replacePairs(this.#params, this.#parts.search);
        },
      });
  }
  get origin() {
    return this.#parts.origin;
  }
  get searchParams() {
    if (this.#params === undefined) {
      this.#params = new URLSearchParams(this.#parts.search);
      onChange(this.#params, (search) => {
        this.#parts = urlParts({ url: this.#parts.href, name: 'search', value: search });
      });
    }
    return this.#params;
  }
  toString() {
    return this.#parts.href;
  }
  toJSON() {
    return this.#parts.href;
  }
}
define('URL', URL);
tag(URL, 'URL');
`;
