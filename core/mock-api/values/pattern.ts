import type { Random } from '../../../shared/random.ts';
import type { Bounds } from '../../infer/model.ts';

/**
 * A text that a pattern of a description allows, made by reading the pattern. It is never compiled: a foreign pattern can take
 * for ever to run. Undefined where it says something that is not understood here (lookarounds, back references, properties).
 */
export function textLike({ pattern = '', minLength = 0, maxLength = 300 }: Bounds, random: Random): string | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  const reader = new PatternReader(pattern, random, minLength);
  const text = reader.read();
  return text !== undefined && text.length >= minLength && text.length <= maxLength ? text : undefined;
}

const MAX_PATTERN = 300;
/** Times that something is repeated where the pattern sets no end. */
const EXTRA = 6;
const MOST = 64;

const range = (from: string, to: string): string => {
  const start = from.charCodeAt(0);
  const end = Math.min(to.charCodeAt(0), 126);
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => String.fromCharCode(start + index)).join(
    '',
  );
};
const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const WORD = `${LETTERS}${LETTERS.toUpperCase()}${DIGITS}_`;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['d', DIGITS],
  ['w', WORD],
  ['s', ' '],
  ['D', LETTERS],
  ['W', '-'],
  ['S', LETTERS],
]);
/** Printable ASCII: what a negated class chooses from. */
const PRINTABLE = range(' ', '~');

/** Recursive descent over one pattern; `undefined` anywhere gives up the whole. */
class PatternReader {
  readonly #pattern: string;
  readonly #random: Random;
  readonly #wanted: number;
  #at = 0;

  constructor(pattern: string, random: Random, wanted: number) {
    this.#pattern = pattern;
    this.#random = random;
    this.#wanted = wanted;
  }

  read(): string | undefined {
    const text = this.#alternatives();
    return this.#at === this.#pattern.length ? text : undefined;
  }

  #peek(): string {
    return this.#pattern.charAt(this.#at);
  }

  /** All alternatives are read, one is taken. */
  #alternatives(): string | undefined {
    const found: string[] = [];
    for (;;) {
      const one = this.#sequence();
      if (one === undefined) return undefined;
      found.push(one);
      if (this.#peek() !== '|') return this.#random.pick(found);
      this.#at++;
    }
  }

  #sequence(): string | undefined {
    let text = '';
    while (this.#at < this.#pattern.length && this.#peek() !== '|' && this.#peek() !== ')') {
      if (this.#peek() === '^' || this.#peek() === '$') {
        this.#at++;
        continue;
      }
      const start = this.#at;
      const first = this.#atom();
      if (first === undefined) return undefined;
      const end = this.#at;
      const times = this.#times(text.length);
      if (times === undefined) return undefined;
      const after = this.#at;
      if (times > 0) text += first;
      for (let n = 1; n < times; n++) {
        this.#at = start;
        text += this.#atom() ?? '';
      }
      this.#at = Math.max(after, end);
      if (text.length > MOST * 8) return undefined;
    }
    return text;
  }

  #atom(): string | undefined {
    const char = this.#peek();
    this.#at++;
    if (char === '(') return this.#group();
    if (char === '[') return this.#one(this.#class());
    if (char === '.') return this.#one(LETTERS);
    if (char === '\\') return this.#escape();
    return '*+?{'.includes(char) ? undefined : char;
  }

  #one(chars: string | undefined): string | undefined {
    return chars === undefined || chars === '' ? undefined : chars.charAt(this.#random.integer(0, chars.length - 1));
  }

  #group(): string | undefined {
    if (this.#peek() === '?') {
      if (this.#pattern.charAt(this.#at + 1) !== ':') return undefined;
      this.#at += 2;
    }
    const text = this.#alternatives();
    if (this.#peek() !== ')') return undefined;
    this.#at++;
    return text;
  }

  #escape(): string | undefined {
    const char = this.#peek();
    this.#at++;
    const known = ESCAPES.get(char);
    if (known !== undefined) return this.#one(known);
    return /[\w]/.test(char) || char === '' ? undefined : char;
  }

  #class(): string | undefined {
    const isNegated = this.#peek() === '^';
    if (isNegated) this.#at++;
    let chars = '';
    for (let isFirst = true; this.#peek() !== ']' || isFirst; isFirst = false) {
      let char = this.#peek();
      if (char === '') return undefined;
      this.#at++;
      if (char === '\\') {
        char = this.#peek();
        this.#at++;
        const known = ESCAPES.get(char);
        if (known !== undefined) {
          chars += known;
          continue;
        }
        if (/\w/.test(char)) return undefined;
      }
      if (this.#peek() === '-' && this.#pattern.charAt(this.#at + 1) !== ']') {
        const to = this.#pattern.charAt(this.#at + 1);
        if (to === '' || to === '\\') return undefined;
        chars += range(char, to);
        this.#at += 2;
      } else chars += char;
    }
    this.#at++;
    return isNegated ? [...PRINTABLE].filter((char) => !chars.includes(char)).join('') : chars;
  }

  /** How often the atom before is to stand there. */
  #times(before: number): number | undefined {
    const char = this.#peek();
    const open = Math.max(0, Math.min(this.#wanted - before, MOST));
    const counted = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#pattern.slice(this.#at, this.#at + 12));
    let times = 1;
    if (counted) {
      const least = Number(counted[1]);
      const most = counted[2] === undefined ? least : counted[3] === '' ? least + EXTRA : Number(counted[3]);
      times = this.#random.integer(least, Math.max(least, Math.min(most, Math.max(least + EXTRA, open))));
      this.#at += counted[0].length;
    } else if (char === '*' || char === '+') {
      times = this.#random.integer(Math.max(char === '+' ? 1 : 0, open, 3), Math.max(open, EXTRA));
      this.#at++;
    } else if (char === '?') {
      times = this.#random.integer(0, 1);
      this.#at++;
    } else return 1;
    if (this.#peek() === '?') this.#at++;
    return times > MOST * 2 ? undefined : times;
  }
}
