/** Why and where a text is not JSON. */
export interface JsonFault {
  /** Characters from the start of the text. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters of the line. */
  readonly column: number;
  /** Part of a sentence: `a comma stands before the closing bracket`. */
  readonly reason: string;
  /** What a machine may ask for: the text is no JSON at all, or nests too deep. */
  readonly kind: 'syntax' | 'depth';
}

/** What a scanner waited for when it met a fault. */
export type Expected = 'value' | 'first item' | 'next item' | 'first key' | 'next key' | 'colon' | 'comma' | 'end';

/** Line and column of an offset, both counted from 1. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** Words that other languages write where JSON has none of them (A64). */
const FOREIGN_WORD = /(?:-?(?:NaN|Infinity)|undefined|None|True|False|nil|nan|inf)\b/y;
const NUMBER_START = /[-+.\d]/;

function wordAt(text: string, offset: number): string | undefined {
  FOREIGN_WORD.lastIndex = offset;
  return FOREIGN_WORD.exec(text)?.[0];
}

const WAITING: Readonly<Record<Expected, string>> = {
  value: 'a value is expected here',
  'first item': 'a value or "]" is expected here',
  'next item': 'a value is expected here',
  'first key': 'a name in double quotes or "}" is expected here',
  'next key': 'a name in double quotes is expected here',
  colon: 'a colon is expected here',
  comma: 'a comma or a closing bracket is expected here',
  end: 'nothing more is expected here',
};

function afterTheEnd(text: string, offset: number): string {
  const begins = /[{["\d]/.test(text[offset] ?? '');
  const onNextLine = /[\n\r]\s*$/.test(text.slice(Math.max(0, offset - 100), offset));
  return begins && onNextLine
    ? 'a second JSON value begins here, as in JSON lines: read it line by line'
    : 'nothing more is expected here';
}

/** Why a scanner could not go on at an offset; the common mistakes are called by their names (A64). */
export function reasonAt(text: string, offset: number, expected: Expected): string {
  const character = text[offset];
  if (character === undefined) return offset === 0 ? 'it is empty' : 'it ends too early';
  if (character === '\ufeff') return 'a byte order mark stands here';
  if (character === '\0') return 'a NUL stands here, as in a text that is not UTF-8';
  if (expected === 'end') return afterTheEnd(text, offset);
  if (expected === 'comma' || expected === 'colon') return WAITING[expected];
  if (character === '<') return 'this is HTML or XML';
  if (character === '}' || character === ']')
    return expected === 'next key' || expected === 'next item'
      ? 'a comma stands before the closing bracket'
      : WAITING[expected];
  if (character === '"') return 'this text is not closed, or holds a bad escape or a raw control character';
  if (character === "'") return 'texts and names stand in double quotes, not in single ones';
  if (character === '/') return 'there are no comments in JSON';
  const word = wordAt(text, offset);
  if (word !== undefined) return `${word} is no JSON value`;
  const isValue = expected === 'value' || expected === 'first item' || expected === 'next item';
  if (isValue && NUMBER_START.test(character)) return 'this number is not written as JSON writes numbers';
  return WAITING[expected];
}
