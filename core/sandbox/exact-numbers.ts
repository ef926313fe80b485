const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DOT = 0x2e;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
/** `e` and `E` but for one bit. */
const EXPONENT = 0x65;
const CASE_BIT = 0x20;
/** Digits of 2^53: no shorter integer is inexact. */
const INTEGER_DIGITS = 16;
/** Digits of the largest number: what has fewer before its point, and no exponent, is finite. */
const FINITE_DIGITS = 300;
/** From here on the search for the end of a string is left to native code, which is slow to start and then fast. */
const LONG_STRING = 64;

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
const isExponent = (byte: number): boolean => (byte | CASE_BIT) === EXPONENT;
const isSign = (byte: number): boolean => byte === 0x2b || byte === MINUS;

/** Index of the quote that ends a string whose characters begin at `at`; the length where there is none. */
function stringEnd(json: Buffer, at: number): number {
  const near = Math.min(json.length, at + LONG_STRING);
  for (let index = at; index < near; index++) {
    const byte = json[index];
    if (byte === QUOTE) return index;
    if (byte === BACKSLASH) index++;
  }
  for (let quote = json.indexOf(QUOTE, at); quote >= 0; quote = json.indexOf(QUOTE, quote + 1)) {
    let before = quote - 1;
    while (before >= at && json[before] === BACKSLASH) before--;
    if ((quote - before) % 2 === 1) return quote;
  }
  return json.length;
}

/** What is no whole number: its end, and whether it has an exponent. */
function fractionEnd(json: Buffer, at: number): { readonly end: number; readonly exponent: boolean } {
  let exponent = false;
  let end = at;
  for (; end < json.length; end++) {
    const byte = json[end] ?? 0;
    if (isDigit(byte) || byte === DOT) continue;
    if (isExponent(byte)) exponent = true;
    else if (!isSign(byte)) break;
  }
  return { end, exponent };
}

const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Whether a colon follows: a number there is no JSON, and quotes would make it a key. */
function isKey(json: Buffer, at: number): boolean {
  let index = at;
  while (SPACES.has(json[index] ?? 0)) index++;
  return json[index] === COLON;
}

/** Whether `JSON.parse` would give infinity for a literal with a point or an exponent. */
const isInfinite = (literal: string): boolean =>
  !Number.isFinite(Number(literal)) && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(literal);

/** Starts and ends, in turn, of the numbers that cannot be kept as such. */
function findInexact(json: Buffer): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) at = stringEnd(json, at + 1);
    if (byte < ZERO || byte > NINE) continue;
    let end = at + 1;
    while (end < json.length && isDigit(json[end] ?? 0)) end++;
    const digits = end - at;
    const after = json[end] ?? 0;
    const start = json[at - 1] === MINUS ? at - 1 : at;
    const text = () => json.toString('latin1', start, end);
    let inexact = false;
    if (after !== DOT && !isExponent(after))
      inexact = digits > INTEGER_DIGITS || (digits === INTEGER_DIGITS && !Number.isSafeInteger(Number(text())));
    else {
      const rest = fractionEnd(json, end);
      end = rest.end;
      inexact = (rest.exponent || digits >= FINITE_DIGITS) && isInfinite(text());
    }
    // Digits behind a zero are no JSON.
    if (inexact && !(byte === ZERO && digits > 1) && !isKey(json, end)) found.push(start, end);
    at = end - 1;
  }
  return found;
}

/**
 * A JSON text in UTF-8 with quotes around the numbers that JavaScript cannot hold: integers beyond 2^53, and what would be
 * infinite. They arrive as texts with all their digits instead of being rounded without a word (A63). Strings are left
 * alone; a text that is no JSON may come back changed.
 */
export function quoteInexact(json: Uint8Array): Uint8Array {
  const found = findInexact(Buffer.from(json.buffer, json.byteOffset, json.byteLength));
  if (found.length === 0) return json;
  const quoted = new Uint8Array(json.length + found.length);
  let from = 0;
  let to = 0;
  for (const cut of found) {
    quoted.set(json.subarray(from, cut), to);
    to += cut - from;
    quoted[to++] = QUOTE;
    from = cut;
  }
  quoted.set(json.subarray(from), to);
  return quoted;
}
