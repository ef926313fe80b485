import { stringEnd, textOf } from '../../../shared/json/tokens.ts';
import type { JsonIndex } from './json-index.ts';

/** One value of a JSON text as a line of a tree shows it. */
export interface JsonNode {
  /** Name in an object, cut at `keyChars`; the number of the item in an array. */
  readonly key: string;
  /** Place among its siblings as they stand in the text. */
  readonly index: number;
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'word';
  /** Of an object or array: what its children are asked for by; -1 for what has none. */
  readonly id: number;
  /** Children. */
  readonly size: number;
  /** A string without quotes, escapes resolved, the digits of a number as written, or the word; cut at `valueChars`. */
  readonly text: string;
  readonly isCut: boolean;
  /** Where the value stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** Characters shown of one string. */
export const valueChars = 400;
/** Characters kept of one key. */
export const keyChars = 2_000;

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const COMMA = 0x2c;
const QUOTE = 0x22;
const COLON = 0x3a;

function skip(text: string, from: number, over: number): number {
  let at = from;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== over && !isSpace(code)) return at;
  }
}

/** The text of a string token, cut; a cut never falls into an escape. */
function stringText(text: string, start: number, end: number, chars: number): { text: string; isCut: boolean } {
  if (end - start - 2 <= chars) return { text: textOf(text, start, end), isCut: false };
  const head = text.slice(start + 1, start + 1 + chars);
  // An escape that was cut is left out whole.
  const whole = head.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, (tail, at: number) => {
    let slashes = 0;
    while (head[at - 1 - slashes] === '\\') slashes++;
    return slashes % 2 === 0 ? '' : tail;
  });
  return { text: textOf(`"${whole}"`, 0, whole.length + 2), isCut: true };
}

/** Where a scalar ends that begins here. */
function scalarEnd(text: string, start: number): number {
  if (text.charCodeAt(start) === QUOTE) return stringEnd(text, start);
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === 0x5d || code === 0x7d || isSpace(code)) return at;
  }
  return at;
}

/** The value that begins at an offset. */
export function nodeAt(index: JsonIndex, start: number, key: string, place: number): JsonNode {
  const { text } = index;
  const code = text.charCodeAt(start);
  if (code === 0x7b || code === 0x5b) {
    const id = index.lastBefore(start);
    const kind = code === 0x7b ? 'object' : 'array';
    const end = index.endOf(id) || index.seen;
    return { key, index: place, kind, id, size: index.sizeOf(id), text: '', isCut: false, start, end };
  }
  const end = scalarEnd(text, start);
  const kind = code === QUOTE ? 'string' : code === 0x2d || (code >= 0x30 && code <= 0x39) ? 'number' : 'word';
  const shown =
    kind === 'string'
      ? stringText(text, start, end, valueChars)
      : { text: text.slice(start, Math.min(end, start + valueChars)), isCut: end - start > valueChars };
  return { key, index: place, kind, id: -1, size: 0, ...shown, start, end };
}

/** Where the children of a container stand: each is told with its place; the walk ends where `visit` gives false. */
export function walkChildren(
  index: JsonIndex,
  id: number,
  from: { readonly place: number; readonly offset: number },
  visit: (place: number, keyStart: number, valueStart: number, valueEnd: () => number) => boolean,
): void {
  const { text } = index;
  const end = index.endOf(id) === 0 ? index.seen : index.endOf(id) - 1;
  const isArray = index.isArray(id);
  let at = from.offset;
  for (let place = from.place; place < index.sizeOf(id); place++) {
    at = skip(text, at, COMMA);
    if (at >= end) return;
    const keyStart = at;
    const start = isArray ? at : skip(text, stringEnd(text, at), COLON);
    if (start >= end) return;
    const code = text.charCodeAt(start);
    const valueEnd = () =>
      code === 0x7b || code === 0x5b ? index.endOf(index.lastBefore(start)) || end : scalarEnd(text, start);
    if (!visit(place, keyStart, start, valueEnd)) return;
    at = valueEnd();
  }
}

/** The name of the child whose key token begins here. */
export function keyText(index: JsonIndex, id: number, place: number, keyStart: number): string {
  if (index.isArray(id)) return String(place);
  return stringText(index.text, keyStart, stringEnd(index.text, keyStart), keyChars).text;
}
