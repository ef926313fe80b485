/** Columns of generated source. */
const WIDTH = 100;

/**
 * A piece of source that knows how to break: text as it is, pieces one after another, or a bracketed list that stands on one
 * line where it fits and has one item per line where it does not.
 */
export type Code = string | readonly Code[] | CodeList | CodeCall | CodeProperty | CodeEither;

export interface CodeList {
  readonly kind: 'list';
  readonly open: string;
  readonly close: string;
  readonly items: readonly Code[];
  /** Blanks inside the brackets: `{ a }` against `[a]`. */
  readonly padded: boolean;
  /** One item per line in any case. */
  readonly expanded: boolean;
}

const list = (open: string, close: string, items: readonly Code[], padded: boolean, expanded: boolean): CodeList => ({
  kind: 'list',
  open,
  close,
  items,
  padded,
  expanded,
});

export const object = (items: readonly Code[], expanded = false): CodeList => list('{', '}', items, true, expanded);
export const array = (items: readonly Code[], expanded = false): CodeList => list('[', ']', items, false, expanded);

/** `key: value` of an object; a long text goes to a line of its own. */
export interface CodeProperty {
  readonly kind: 'property';
  readonly key: string;
  readonly value: Code;
}

export const property = (key: string, value: Code): CodeProperty => ({ kind: 'property', key, value });

/** A call: on one line, or with its last argument breaking inside the parentheses, or with one argument per line. */
export interface CodeCall {
  readonly kind: 'call';
  readonly callee: string;
  readonly args: CodeList;
}

export const call = (callee: string, args: readonly Code[]): CodeCall => ({
  kind: 'call',
  callee,
  args: list('(', ')', args, false, false),
});

/** `left ?? right`, as the value of a property. */
export interface CodeEither {
  readonly kind: 'either';
  readonly left: string;
  readonly right: Code;
}

export const either = (left: string, right: Code): CodeEither => ({ kind: 'either', left, right });

const isSequence = (code: Code): code is readonly Code[] => Array.isArray(code);

const isList = (code: Code): code is CodeList => typeof code === 'object' && !isSequence(code) && code.kind === 'list';

const isEither = (code: Code): code is CodeEither =>
  typeof code === 'object' && !isSequence(code) && code.kind === 'either';

function flat(code: Code): string {
  if (typeof code === 'string') return code;
  if (isSequence(code)) return code.map(flat).join('');
  if (code.kind === 'call') return code.callee + flat(code.args);
  if (code.kind === 'property') return `${code.key}: ${flat(code.value)}`;
  if (code.kind === 'either') return `${code.left} ?? ${flat(code.right)}`;
  if (code.items.length === 0) return code.open + code.close;
  const pad = code.padded ? ' ' : '';
  return `${code.open}${pad}${code.items.map(flat).join(', ')}${pad}${code.close}`;
}

function mustBreak(code: Code): boolean {
  if (typeof code === 'string') return code.includes('\n');
  if (isSequence(code)) return code.some(mustBreak);
  if (code.kind === 'call') return mustBreak(code.args);
  if (code.kind === 'property') return mustBreak(code.value);
  if (code.kind === 'either') return mustBreak(code.right);
  return (code.expanded && code.items.length > 0) || code.items.some(mustBreak);
}

const lastColumn = (text: string, start: number): number => {
  const newline = text.lastIndexOf('\n');
  return newline < 0 ? start + text.length : text.length - newline - 1;
};

/** `after` is what follows on the same line and has to fit too. */
function render(code: Code, indent: number, column: number, after: number): string {
  if (typeof code === 'string') return code;
  if (!isSequence(code)) {
    switch (code.kind) {
      case 'call':
        return renderCall(code, indent, column, after);
      case 'property':
        return renderProperty(code, indent, column, after);
      case 'either':
        return `${code.left} ?? ${render(code.right, indent, column + code.left.length + 4, after)}`;
      case 'list':
        return renderList(code, indent, column, after);
    }
  }
  let text = '';
  code.forEach((part, index) => {
    const rest = code.slice(index + 1);
    const width = rest.some(mustBreak) ? 0 : rest.map(flat).join('').length + after;
    text += render(part, indent, lastColumn(text, column), width);
  });
  return text;
}

/** A key of so few characters never stands alone on its line: the value would hardly gain room. */
const SHORT_KEY = 4;

function renderProperty({ key, value }: CodeProperty, indent: number, column: number, after: number): string {
  const head = `${key}: `;
  const isText = typeof value === 'string' && /^['"]/.test(value);
  const fits = column + head.length + flat(value).length + after <= WIDTH;
  if (!fits && isEither(value) && !isList(value.right)) {
    const margin = `\n${' '.repeat(indent + 2)}`;
    const joint = indent + 2 + flat(value).length + after <= WIDTH ? ' ' : margin;
    return `${key}:${margin}${value.left} ??${joint}${flat(value.right)}`;
  }
  if (isText && !fits && key.length > SHORT_KEY) return `${key}:\n${' '.repeat(indent + 2)}${value}`;
  return head + render(value, indent, column + head.length, after);
}

function renderCall({ callee, args }: CodeCall, indent: number, column: number, after: number): string {
  const start = column + callee.length;
  const last = args.items.at(-1);
  const fits = !mustBreak(args) && start + flat(args).length + after <= WIDTH;
  // Of two objects, one of which would break, each has a line of its own.
  const before = args.items.at(-2);
  if (!fits && last !== undefined && isList(last) && !(before !== undefined && isList(before))) {
    const head = `(${args.items
      .slice(0, -1)
      .map((arg) => `${flat(arg)}, `)
      .join('')}`;
    if (start + head.length + last.open.length <= WIDTH) {
      const broken = renderList({ ...last, expanded: true }, indent, start + head.length, after + 1);
      return `${callee}${head}${broken})`;
    }
  }
  return callee + renderList(args, indent, start, after);
}

function renderList(code: CodeList, indent: number, column: number, after: number): string {
  const oneLine = flat(code);
  if (!mustBreak(code) && column + oneLine.length + after <= WIDTH) return oneLine;
  if (code.items.length === 0) return oneLine;
  const inner = ' '.repeat(indent + 2);
  const lines = code.items.map((item) => `${inner}${render(item, indent + 2, indent + 2, 1)},`);
  return `${code.open}\n${lines.join('\n')}\n${' '.repeat(indent)}${code.close}`;
}

/** Source text of a piece that starts at this indentation. */
export const print = (code: Code, indent = 0): string => render(code, indent, indent, 0);

/** A statement: the piece at its indentation, followed by a semicolon. */
export const statement = (code: Code, indent = 0): string => `${' '.repeat(indent)}${render(code, indent, indent, 1)};`;

/** `start` and a choice between two calls, on one line where it fits. */
export function choice(start: string, condition: string, yes: Code, no: Code, indent: number): string {
  const margin = ' '.repeat(indent);
  const oneLine = `${margin}${start}${condition} ? ${flat(yes)} : ${flat(no)};`;
  if (oneLine.length <= WIDTH) return oneLine;
  const inner = indent + 2;
  const branch = (sign: string, code: Code, after: number): string =>
    `${' '.repeat(inner)}${sign} ${render(code, inner + 2, inner + 2, after)}`;
  return `${margin}${start}${condition}\n${branch('?', yes, 0)}\n${branch(':', no, 1)};`;
}
