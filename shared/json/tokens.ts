/** Ends of the two tokens of JSON that have an inner form. Offsets count characters. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const FIRST_PLAIN = 0x20;

const ESCAPED: ReadonlySet<number> = new Set([...'"\\/bfnrt'].map((character) => character.charCodeAt(0)));
const HEX_4 = /[0-9a-fA-F]{4}/y;

/** End of the escape that begins at a backslash; -1 where there is no such escape. */
function escapeEnd(text: string, start: number): number {
  const code = text.charCodeAt(start + 1);
  if (ESCAPED.has(code)) return start + 2;
  if (code !== LETTER_U) return -1;
  HEX_4.lastIndex = start + 2;
  return HEX_4.test(text) ? start + 6 : -1;
}

/** Past the closing quote of the text whose opening quote stands at `start`; -1 where it is not well formed. */
export function stringEnd(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      at = escapeEnd(text, at);
      if (at < 0) return -1;
    } else if (code >= FIRST_PLAIN) at++;
    // A control character, or (not a number) the end of the text.
    else return -1;
  }
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (!(code >= ZERO && code <= NINE)) return at;
    at++;
  }
}

/** End of the number that begins at `start`; -1 where it is not well formed. */
export function numberEnd(text: string, start: number): number {
  const first = text.charCodeAt(start) === MINUS ? start + 1 : start;
  let end = digitsEnd(text, first);
  // At least one digit, and no zero before others.
  if (end === first || (end > first + 1 && text.charCodeAt(first) === ZERO)) return -1;
  if (text.charCodeAt(end) === POINT) {
    const fraction = digitsEnd(text, end + 1);
    if (fraction === end + 1) return -1;
    end = fraction;
  }
  if (text[end] === 'e' || text[end] === 'E') {
    const sign = text.charCodeAt(end + 1);
    const power = sign === PLUS || sign === MINUS ? end + 2 : end + 1;
    end = digitsEnd(text, power);
    if (end === power) return -1;
  }
  return end;
}

/** The text between two quotes, escapes resolved; the token is well formed. */
export function textOf(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes('\\')) return inner;
  const parsed: unknown = JSON.parse(text.slice(start, end));
  return typeof parsed === 'string' ? parsed : inner;
}
