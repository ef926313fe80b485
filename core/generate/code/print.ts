/** Columns of generated source. */
const WIDTH = 100;

/**
 * A piece of source that knows how to break: text as it is, pieces one after another, or a bracketed list that stands on one
 * line where it fits and has one item per line where it does not.
 */
export type Code = string | readonly Code[] | CodeList;

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
export const array = (items: readonly Code[]): CodeList => list('[', ']', items, false, false);

/** A call whose last argument, where it is an object, may break inside the parentheses. */
export function call(callee: string, args: readonly Code[]): Code {
  const last = args.at(-1);
  const others = args.slice(0, -1);
  if (last === undefined || !isList(last)) return [callee, list('(', ')', args, false, false)];
  return [`${callee}(`, ...others.flatMap((arg): readonly Code[] => [arg, ', ']), last, ')'];
}

const isList = (code: Code): code is CodeList => typeof code === 'object' && 'kind' in code;

function flat(code: Code): string {
  if (typeof code === 'string') return code;
  if (!isList(code)) return code.map(flat).join('');
  if (code.items.length === 0) return code.open + code.close;
  const pad = code.padded ? ' ' : '';
  return `${code.open}${pad}${code.items.map(flat).join(', ')}${pad}${code.close}`;
}

function mustBreak(code: Code): boolean {
  if (typeof code === 'string') return code.includes('\n');
  if (!isList(code)) return code.some(mustBreak);
  return (code.expanded && code.items.length > 0) || code.items.some(mustBreak);
}

const lastColumn = (text: string, start: number): number => {
  const newline = text.lastIndexOf('\n');
  return newline < 0 ? start + text.length : text.length - newline - 1;
};

/** `after` is what follows on the same line and has to fit too. */
function render(code: Code, indent: number, column: number, after: number): string {
  if (typeof code === 'string') return code;
  if (isList(code)) return renderList(code, indent, column, after);
  let text = '';
  code.forEach((part, index) => {
    const rest = code.slice(index + 1);
    const width = rest.some(mustBreak) ? 0 : rest.map(flat).join('').length + after;
    text += render(part, indent, lastColumn(text, column), width);
  });
  return text;
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
