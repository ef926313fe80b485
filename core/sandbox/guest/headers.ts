/** Guest bootstrap, part 5: Headers, as the standard has them. */
export const headers = String.raw`
// A token (RFC 9110); what is none could smuggle further headers in (A58).
const headerName = (name) => {
  const text = String(name);
  if (!/^[!#$%&'*+.^_\x60|~0-9A-Za-z-]+$/.test(text)) throw new TypeError(stringify(cut(text, 100)) + ' is not a name of a header');
  return text.toLowerCase();
};
const headerValue = (name, value) => {
  const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (/[\0\n\r]|[^\0-\xff]/.test(text)) throw new TypeError('The value of the header ' + name + ' holds a line break, U+0000 or a character above U+00FF');
  return text;
};

class Headers {
  #pairs = [];
  constructor(init) {
    if (init === undefined) return;
    if (!isObject(init)) throw new TypeError('Headers takes an object of names and values, or pairs of them');
    if (init[Symbol.iterator] === undefined) for (const name of keys(init)) this.append(name, init[name]);
    else
      for (const pair of init) {
        const [name, value, ...more] = isObject(pair) ? pair : [];
        if (value === undefined || more.length > 0) throw new TypeError('Headers takes pairs of a name and a value');
        this.append(name, value);
      }
  }
  append(name, value) {
    need(arguments.length, 2);
    const key = headerName(name);
    this.#pairs.push([key, headerValue(key, value)]);
  }
  set(name, value) {
    need(arguments.length, 2);
    const key = headerName(name);
    const pair = [key, headerValue(key, value)];
    const at = this.#pairs.findIndex((one) => one[0] === key);
    if (at < 0) this.#pairs.push(pair);
    else this.#pairs = this.#pairs.filter((one, index) => index <= at || one[0] !== key).with(at, pair);
  }
  delete(name) {
    need(arguments.length, 1);
    const key = headerName(name);
    this.#pairs = this.#pairs.filter((pair) => pair[0] !== key);
  }
  get(name) {
    need(arguments.length, 1);
    const key = headerName(name);
    const values = this.#pairs.filter((pair) => pair[0] === key);
    return values.length === 0 ? null : values.map((pair) => pair[1]).join(', ');
  }
  getSetCookie() {
    return this.#pairs.filter((pair) => pair[0] === 'set-cookie').map((pair) => pair[1]);
  }
  has(name) {
    need(arguments.length, 1);
    const key = headerName(name);
    return this.#pairs.some((pair) => pair[0] === key);
  }
  forEach(visit, self) {
    for (const [name, value] of this) visit.call(self, value, name, this);
  }
  *entries() {
    for (const name of [...new Set(this.#pairs.map((pair) => pair[0]))].sort())
      if (name === 'set-cookie') for (const value of this.getSetCookie()) yield [name, value];
      else yield [name, this.get(name)];
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
tag(Headers, 'Headers');

// What http.* takes: null and undefined are left out, an array sends the header several times.
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
`;
