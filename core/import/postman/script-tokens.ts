/** A piece of a script, as far as reading property paths needs it. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign';
  /** Of a text its content. */
  readonly text: string;
}

/** Characters of one script that are looked at; property paths stand near its top. */
const MAX_CHARS = 64_000;

const PIECE =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|([A-Za-z_$][\w$]*)|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\[\s\S])*)`|(\d[\w.]*)|(=>|\?\.|&&|\|\||[=!]==?|[^\s])/gy;

/** A slash after one of these begins a pattern, not a division. */
const BEFORE_PATTERN = /^(?:[=(,:!;{}[]|=>|&&|\|\||[=!]==?|return)$/;
const PATTERN = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** The tokens of a script, comments and patterns left out. Nothing is run: a script that is no JavaScript gives odd tokens, no error. */
export function scriptTokens(script: string): readonly Token[] {
  const text = script.slice(0, MAX_CHARS);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '/' && BEFORE_PATTERN.test(tokens.at(-1)?.text ?? ';')) {
      PATTERN.lastIndex = at;
      const isComment = text[at + 1] === '/' || text[at + 1] === '*';
      if (!isComment && PATTERN.test(text)) {
        at = PATTERN.lastIndex;
        tokens.push({ kind: 'text', text: '' });
        continue;
      }
    }
    PIECE.lastIndex = at;
    const found = PIECE.exec(text);
    if (!found) break;
    at = PIECE.lastIndex;
    const [, name, double, single, back, number, sign] = found;
    const quoted = double ?? single ?? back;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}
