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

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
const isExponent = (byte: number): boolean => (byte | CASE_BIT) === EXPONENT;
const isSign = (byte: number): boolean => byte === 0x2b || byte === MINUS;

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

/** Notes the number whose first digits stand from `at` to `end`, if it cannot be kept; gives the index behind it. */
function lookAtNumber(json: Buffer, at: number, end: number, found: number[]): number {
  const after = json[end] ?? 0;
  const whole = after !== DOT && !isExponent(after);
  const rest = whole ? { end, exponent: false } : fractionEnd(json, end);
  const digits = end - at;
  const start = json[at - 1] === MINUS ? at - 1 : at;
  const literal = (): string => json.toString('latin1', start, rest.end);
  const inexact = whole
    ? digits > INTEGER_DIGITS || (digits === INTEGER_DIGITS && !Number.isSafeInteger(Number(literal())))
    : (rest.exponent || digits >= FINITE_DIGITS) && isInfinite(literal());
  // Digits behind a zero are no JSON.
  const leadingZero = json[at] === ZERO && digits > 1;
  if (inexact && !leadingZero && !isKey(json, rest.end)) found.push(start, rest.end);
  return rest.end;
}

/** Starts and ends, in turn, of the numbers that cannot be kept as such. One plain loop: it sees every byte of every body. */
function findInexact(json: Buffer): readonly number[] {
  const found: number[] = [];
  const { length } = json;
  let at = 0;
  while (at < length) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) {
      at++;
      for (let inside = json[at] ?? QUOTE; inside !== QUOTE; inside = json[at] ?? QUOTE)
        at += inside === BACKSLASH ? 2 : 1;
      at++;
    } else if (byte >= ZERO && byte <= NINE) {
      let end = at + 1;
      let next = json[end] ?? 0;
      while (next >= ZERO && next <= NINE) next = json[++end] ?? 0;
      // Almost every number ends here: it is short, and no fraction.
      const plain = end - at < INTEGER_DIGITS && next !== DOT && !isExponent(next);
      at = plain ? end : lookAtNumber(json, at, end, found);
    } else at++;
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
