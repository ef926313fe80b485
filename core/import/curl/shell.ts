import { quotedEnd } from '../quoted-end.ts';

/** What of a word only a shell could know; it is kept as text and never run (A20). */
export type Substitution = 'command' | 'variable';

/** One word of a command line with its quotes taken off. Variables stand in it as `{{NAME}}`. */
export interface Word {
  readonly text: string;
  readonly substitutions: readonly Substitution[];
}

/** One command of a script. */
export interface ShellCommand {
  readonly words: readonly Word[];
  /** Counted from 1. */
  readonly line: number;
  /** The comment in the lines right above it. */
  readonly comment: string | undefined;
  /** True where its output goes to a file or another command. */
  readonly isRedirected: boolean;
}

export type Dialect = 'bash' | 'cmd';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  v: '\v',
};

const ANSI = /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|([\s\S]))/g;

function codePoint(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** Bytes that stand side by side and are UTF-8 are one character; a byte alone is one of Latin-1, as in a header. */
const utf8Bytes = (text: string): string =>
  text.replace(/(?<!\\)(?:\\\\)*(?:\\x[89A-Fa-f][0-9A-Fa-f]){2,}/g, (run) => {
    const start = run.indexOf('\\x');
    const bytes = Buffer.from(run.slice(start).replaceAll('\\x', ''), 'hex');
    const decoded = bytes.toString('utf8');
    return decoded.includes('\ufffd') ? run : run.slice(0, start) + decoded;
  });

/** What stands between `$'` and `'`. */
const ansiText = (text: string): string =>
  utf8Bytes(text).replace(ANSI, (_, hex?: string, short?: string, long?: string, octal?: string, single?: string) => {
    const digits = hex ?? short ?? long;
    if (digits !== undefined) return codePoint(digits, 16);
    if (octal !== undefined) return codePoint(octal, 8);
    return single === undefined ? '' : (ESCAPES[single] ?? single);
  });

/** A command line copied for the Windows prompt: carets quote, and end a line that goes on. */
export const dialectOf = (text: string): Dialect => (/\^[ \t]*\r?\n|\^"/.test(text) ? 'cmd' : 'bash');

const fromCmd = (text: string): string =>
  text
    .replace(/\^\r?\n\r?\n/g, '\n')
    .replace(/\^[ \t]*\r?\n/g, ' ')
    .replace(/\^([\s\S])/g, '$1');

const NAME = /^\$(?:\{([A-Za-z_]\w*)(?:[:#%/^,@?+-][^{}]*)?\}|([A-Za-z_]\w*))/;

/** Characters that mean themselves outside of quotes, and between double quotes. */
const PLAIN = /[\w./:@%+=,{}~*!?()[\]-]+/y;
const QUOTED = /[^"\\$`]+/y;

/** Reads a script into commands by the quoting rules of a POSIX shell; nothing is expanded or run. */
class Scanner {
  readonly #text: string;
  readonly #expands: boolean;
  readonly #commands: ShellCommand[] = [];
  #at = 0;
  #line = 1;
  /** Offset up to which lines are counted. */
  #counted = 0;
  #startLine = 1;
  #words: Word[] = [];
  #word: string | undefined;
  #substitutions: Substitution[] = [];
  #comment: string[] = [];
  #isRedirected = false;

  constructor(text: string, expands: boolean) {
    this.#text = text;
    this.#expands = expands;
  }

  read(): readonly ShellCommand[] {
    while (this.#at < this.#text.length) this.#step(this.#text[this.#at] ?? '');
    this.#endCommand();
    return this.#commands;
  }

  #step(char: string): void {
    const next = this.#text[this.#at + 1] ?? '';
    // A line goes on after a backslash, and after the backtick of PowerShell.
    const goesOn = /^[\\`][ \t]*\r?\n/.exec(this.#text.slice(this.#at, this.#at + 20))?.[0];
    if (goesOn !== undefined) this.#skip(goesOn.length);
    else if (char === '\\') this.#take(next, 2);
    else if (char === "'") this.#single(1, (text) => text);
    else if (char === '$' && next === "'" && this.#expands) this.#single(2, ansiText);
    else if (char === '"' || (char === '$' && next === '"')) this.#double(char === '"' ? 1 : 2);
    else if ((char === '$' || char === '`') && this.#expands) this.#substitution(char);
    else if (char === '#' && this.#word === undefined) this.#remark();
    else if (char === '\n') this.#newLine();
    else if (/\s/.test(char)) this.#endWord(1);
    else if (/[;|&]/.test(char)) this.#separator(char, next);
    else if (/[<>]/.test(char)) this.#angle();
    else this.#plain(PLAIN, char);
  }

  /** A run of characters that mean themselves, at once: scripts may hold megabytes of them. */
  #plain(run: RegExp, char: string): void {
    run.lastIndex = this.#at;
    const text = run.exec(this.#text)?.[0] ?? char;
    this.#take(text, text.length);
  }

  #skip(count: number): void {
    this.#at += count;
  }

  /** The line that the scanner is at; lines are counted when a command begins. */
  #lineNow(): number {
    for (;;) {
      const next = this.#text.indexOf('\n', this.#counted);
      if (next < 0 || next >= this.#at) return this.#line;
      this.#counted = next + 1;
      this.#line++;
    }
  }

  #take(text: string, count: number): void {
    if (this.#word === undefined && this.#words.length === 0) this.#startLine = this.#lineNow();
    this.#word = (this.#word ?? '') + text;
    this.#skip(count);
  }

  /** `'…'` and `$'…'`; one that never ends goes on to the end of the text. */
  #single(opening: number, decode: (text: string) => string): void {
    const begin = this.#at + opening;
    const close = opening === 2 ? quotedEnd(this.#text, begin, "'") : this.#text.indexOf("'", begin);
    const end = close < 0 ? this.#text.length : close;
    this.#take(decode(this.#text.slice(begin, end)), end + 1 - this.#at);
  }

  #double(opening: number): void {
    this.#take('', opening);
    const end = quotedEnd(this.#text, this.#at, '"');
    const body = this.#text.slice(this.#at, end);
    // Without anything to fill in it is taken at once.
    if (!this.#expands || !/[$`]/.test(body)) {
      this.#take(
        body.replace(/\\(["\\$`\n])/g, (_, char: string) => (char === '\n' ? '' : char)),
        body.length + 1,
      );
      return;
    }
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      const char = this.#text[this.#at] ?? '';
      const next = this.#text[this.#at + 1] ?? '';
      if (char === '\\' && next === '\n') this.#skip(2);
      else if (char === '\\' && /["\\$`]/.test(next)) this.#take(next, 2);
      else if ((char === '$' || char === '`') && this.#expands) this.#substitution(char);
      else this.#plain(QUOTED, char);
    }
    this.#skip(1);
  }

  /** `$NAME`, `${NAME}`, `$(…)` and backticks: what only a shell could fill in. */
  #substitution(char: string): void {
    const rest = this.#text.slice(this.#at, this.#at + 400);
    const name = NAME.exec(rest);
    if (name) {
      this.#substitutions.push('variable');
      this.#take(`{{${name[1] ?? name[2] ?? ''}}}`, name[0].length);
      return;
    }
    if (char === '$' && rest[1] !== '(') {
      this.#take(char, 1);
      return;
    }
    this.#substitutions.push('command');
    const end = char === '`' ? this.#text.indexOf('`', this.#at + 1) : this.#closing(this.#at + 1);
    this.#take('{{command}}', (end < 0 ? this.#text.length : end + 1) - this.#at);
  }

  /** The parenthesis that closes the one at `from`. */
  #closing(from: number): number {
    let depth = 0;
    for (let at = from; at < this.#text.length; at++) {
      if (this.#text[at] === '(') depth++;
      if (this.#text[at] === ')' && --depth === 0) return at;
    }
    return -1;
  }

  #remark(): void {
    const end = this.#text.indexOf('\n', this.#at);
    const text = this.#text.slice(this.#at, end < 0 ? undefined : end);
    if (this.#words.length === 0 && !text.startsWith('#!')) this.#comment.push(text.replace(/^#+\s*/, '').trim());
    this.#skip(text.length);
  }

  #newLine(): void {
    const isBlank = this.#words.length === 0 && this.#word === undefined;
    // A blank line takes a comment away from the command below it.
    if (isBlank && /^\r?\n[ \t]*\r?\n/.test(this.#text.slice(this.#at, this.#at + 40))) this.#comment = [];
    this.#endCommand();
    this.#skip(1);
  }

  #separator(char: string, next: string): void {
    const isPipe = char === '|' && next !== '|';
    if (isPipe) this.#isRedirected = true;
    this.#endCommand();
    this.#skip(next === char ? 2 : 1);
  }

  /** `<id>` marks a place in an example; any other angle redirects. */
  #angle(): void {
    const mark = /^<[A-Za-z][\w.-]*>/.exec(this.#text.slice(this.#at, this.#at + 80))?.[0];
    if (mark === undefined) this.#redirect();
    else this.#take(mark, mark.length);
  }

  /** `> file`: the target is no word of the command. */
  #redirect(): void {
    const isNumber = this.#word !== undefined && /^\d$/.test(this.#word);
    if (isNumber) this.#word = undefined;
    this.#endWord(0);
    this.#isRedirected = true;
    const found = /^[<>]+&?[ \t]*[^\s;|&]*/.exec(this.#text.slice(this.#at, this.#at + 400))?.[0] ?? '>';
    this.#skip(found.length);
  }

  #endWord(count: number): void {
    if (this.#word !== undefined) this.#words.push({ text: this.#word, substitutions: this.#substitutions });
    this.#word = undefined;
    this.#substitutions = [];
    this.#skip(count);
  }

  #endCommand(): void {
    this.#endWord(0);
    if (this.#words.length === 0) return;
    const comment = this.#comment.filter((line) => line !== '').join(' ');
    this.#commands.push({
      words: this.#words,
      line: this.#startLine,
      comment: comment === '' ? undefined : comment,
      isRedirected: this.#isRedirected,
    });
    this.#words = [];
    this.#comment = [];
    this.#isRedirected = false;
  }
}

/** The commands of a script, as text (A20). */
export function shellCommands(text: string, dialect: Dialect): readonly ShellCommand[] {
  return new Scanner(dialect === 'cmd' ? fromCmd(text) : text, dialect === 'bash').read();
}
