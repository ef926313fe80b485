/**
 * A pass over JavaScript that knows strings, templates, comments, regular expressions and brackets, and nothing else: enough
 * to find where a top-level statement starts, whatever a person wrote. Nothing is run.
 */

/** A name in code, outside strings and comments. */
export interface NameToken {
  readonly name: string;
  readonly at: number;
  /** True after a dot: a property, not a variable. */
  readonly member: boolean;
}

export interface Scan {
  /** Lines that start outside strings and comments: where, and inside how many brackets. */
  readonly lines: readonly { readonly at: number; readonly depth: number }[];
  readonly names: readonly NameToken[];
  /** False where brackets, strings or comments do not close: then nothing else here can be relied on. */
  readonly balanced: boolean;
}

/** Words after which a slash starts a regular expression. */
const BEFORE_REGEX: ReadonlySet<string> = new Set(
  'return typeof case in of delete void throw new else do instanceof await yield'.split(' '),
);
const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSING: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
/** The same for names in ASCII, which nearly all are. */
const PLAIN_NAME = /[A-Za-z$_][\w$]*/y;

class Scanner {
  readonly lines: { at: number; depth: number }[] = [];
  readonly names: NameToken[] = [];
  readonly #text: string;
  /** Open brackets; `\`` for a template whose expression is being read. */
  readonly #open: string[] = [];
  #at = 0;
  /** Last sign or word of code. */
  #last = '';
  #balanced = true;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Scan {
    this.#line();
    while (this.#at < this.#text.length) this.#step();
    return { lines: this.lines, names: this.names, balanced: this.#balanced && this.#open.length === 0 };
  }

  #line(): void {
    this.lines.push({ at: this.#at, depth: this.#open.length });
  }

  #step(): void {
    const text = this.#text;
    const sign = text[this.#at] ?? '';
    if (sign === '\n') {
      this.#at++;
      this.#line();
    } else if (sign === ' ' || sign === '\t' || sign === '\r') this.#at++;
    else if (text.startsWith('//', this.#at)) this.#skipTo('\n', 0);
    else if (text.startsWith('/*', this.#at)) this.#skipTo('*/', 2);
    else if (sign === "'" || sign === '"') this.#string(sign);
    else if (sign === '`') this.#template(this.#at + 1);
    else if (sign === '/' && this.#regexMayStart()) this.#regex();
    else this.#code(sign);
  }

  #skipTo(end: string, length: number): void {
    const found = this.#text.indexOf(end, this.#at + length);
    if (found < 0 && length > 0) this.#balanced = false;
    this.#at = found < 0 ? this.#text.length : found + length;
  }

  #string(quote: string): void {
    for (let at = this.#at + 1; at < this.#text.length; at++) {
      const sign = this.#text[at];
      if (sign === '\\') at++;
      else if (sign === quote || sign === '\n') {
        this.#balanced &&= sign === quote;
        this.#at = at + 1;
        this.#last = quote;
        return;
      }
    }
    this.#fail();
  }

  /** The text of a template up to its end or to its next expression. */
  #template(from: number): void {
    for (let at = from; at < this.#text.length; at++) {
      const sign = this.#text[at];
      if (sign === '\\') at++;
      else if (sign === '`') {
        this.#at = at + 1;
        this.#last = '`';
        return;
      } else if (sign === '$' && this.#text[at + 1] === '{') {
        this.#open.push('`');
        this.#at = at + 2;
        this.#last = '{';
        return;
      }
    }
    this.#fail();
  }

  #regexMayStart(): boolean {
    if (this.#last === '') return true;
    if (/[\w$\u0080-\uffff]$/.test(this.#last)) return BEFORE_REGEX.has(this.#last);
    return !/[)\]}'"`]$/.test(this.#last);
  }

  #regex(): void {
    let inClass = false;
    for (let at = this.#at + 1; at < this.#text.length; at++) {
      const sign = this.#text[at];
      if (sign === '\\') at++;
      else if (sign === '\n') break;
      else if (sign === '[') inClass = true;
      else if (sign === ']') inClass = false;
      else if (sign === '/' && !inClass) {
        this.#at = at + 1;
        this.#last = ')';
        return;
      }
    }
    this.#fail();
  }

  #code(sign: string): void {
    const name = this.#name();
    if (name !== undefined) {
      this.names.push({ name, at: this.#at, member: this.#last === '.' || this.#last === '?.' });
      this.#at += name.length;
      this.#last = name;
      return;
    }
    if (sign === '}' && this.#open.at(-1) === '`') {
      this.#open.pop();
      this.#template(this.#at + 1);
      return;
    }
    if (OPENING.has(sign)) this.#open.push(sign);
    const opening = CLOSING.get(sign);
    if (opening !== undefined && this.#open.pop() !== opening) this.#balanced = false;
    const chained = sign === '.' && this.#last === '?';
    // `...rest` names a variable, `a.rest` a property.
    const spread = sign === '.' && (this.#last === '.' || this.#last === '..');
    this.#last = chained ? '?.' : spread ? '..' : sign;
    this.#at++;
  }

  #name(): string | undefined {
    PLAIN_NAME.lastIndex = this.#at;
    const plain = PLAIN_NAME.exec(this.#text)?.[0];
    const next = this.#text.charCodeAt(this.#at + (plain?.length ?? 0));
    // A sign beyond ASCII may go on with the name or start one.
    if (!(next > 127)) return plain;
    NAME.lastIndex = this.#at;
    return NAME.exec(this.#text)?.[0];
  }

  #fail(): void {
    this.#balanced = false;
    this.#at = this.#text.length;
  }
}

/** Scans a text once; linear in its length. */
export const scan = (text: string): Scan => new Scanner(text).run();
