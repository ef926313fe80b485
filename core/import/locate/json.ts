import type { Span } from './span.ts';

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /[^\s,\]}]*/y;

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

/** Past the closing quote of the string that starts at `at`. */
function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slash = quote;
    while (text[slash - 1] === '\\') slash--;
    if ((quote - slash) % 2 === 0) return quote + 1;
  }
  return text.length;
}

const QUOTE = 34;
const isOpening = (code: number): boolean => code === 91 || code === 123;
const isClosing = (code: number): boolean => code === 93 || code === 125;

/** Past the value that starts at `at`. Counts brackets instead of recursing, so depth does not matter (A7). */
function valueEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return stringEnd(text, at);
  if (!isOpening(first)) return after(SCALAR, text, at);
  let depth = 0;
  for (let index = at; index < text.length; ) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = stringEnd(text, index);
      continue;
    }
    index++;
    if (isOpening(code)) depth++;
    else if (isClosing(code) && --depth === 0) return index;
  }
  return text.length;
}

function decoded(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

interface Entry extends Span {
  /** Where its value starts; `start` is where its key does. */
  readonly value: number;
}

/** Steps from one entry to the next: undefined at the end of the container, or where the text is not JSON. */
function next(text: string, end: number): number | undefined {
  const at = after(SPACE, text, end);
  return text[at] === ',' ? after(SPACE, text, at + 1) : undefined;
}

/** The last entry of that name, which is the one that `JSON.parse` keeps (A24). */
function entryOf(text: string, object: number, name: string): Entry | undefined {
  let found: Entry | undefined;
  let at: number | undefined = after(SPACE, text, object + 1);
  while (at !== undefined && text[at] === '"') {
    const keyEnd = stringEnd(text, at);
    const colon = after(SPACE, text, keyEnd);
    const value = after(SPACE, text, colon + 1);
    const end = valueEnd(text, value);
    if (end <= at) break;
    if (decoded(text.slice(at, keyEnd)) === name) found = { start: at, value, end, exact: true };
    at = next(text, end);
  }
  return found;
}

function itemOf(text: string, array: number, step: string): Entry | undefined {
  if (!/^(?:0|[1-9]\d{0,9})$/.test(step)) return undefined;
  let at: number | undefined = after(SPACE, text, array + 1);
  for (let left = Number(step); at !== undefined && text[at] !== ']'; left--) {
    const end = valueEnd(text, at);
    if (left === 0) return { start: at, value: at, end, exact: true };
    if (end <= at) break;
    at = next(text, end);
  }
  return undefined;
}

/** Where the value at these steps stands in a JSON text: from its key to its end. One pass per step, no tree is built. */
export function spanInJson(text: string, steps: readonly string[]): Span {
  const root = after(SPACE, text, 0);
  let here: Entry = { start: root, value: root, end: valueEnd(text, root), exact: true };
  for (const step of steps) {
    const opening = text[here.value];
    const inner =
      opening === '{' ? entryOf(text, here.value, step) : opening === '[' ? itemOf(text, here.value, step) : undefined;
    if (!inner) return { start: here.start, end: here.end, exact: false };
    here = inner;
  }
  return { start: here.start, end: here.end, exact: true };
}
