import { scan } from './scan.ts';

/** A top-level declaration with the comments above it. */
export interface Block {
  /** `pets` for a declaration of that name, `import ./utility.js` for an import; unique in its file. */
  readonly key: string;
  /** Name that it declares, where it declares one. */
  readonly name: string | undefined;
  /** Blank lines above it. */
  readonly gap: string;
  /** Comments and code, without the line end after it. */
  readonly text: string;
}

const DECLARATION =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;
const STARTS = /^(?:import|export|async\s+function|function|class|const|let|var)\b/;
/** An import that is at its end: code below it is none of it. */
const WHOLE_IMPORT = /^import\b[\s\S]*['"];?\s*$/;
const COMMENT = /^(?:\/\/|\/\*)/;

function keyOf(code: string): { readonly key: string; readonly name: string | undefined } {
  const name = DECLARATION.exec(code)?.[1];
  if (name !== undefined) return { key: name, name };
  if (code.startsWith('import')) {
    const from = /(?:\bfrom|^import)\s*(['"])(.*?)\1/.exec(code)?.[2];
    return { key: `import ${from ?? code.slice(0, 80)}`, name: undefined };
  }
  return { key: (code.split('\n', 1)[0] ?? '').slice(0, 80), name: undefined };
}

/** A piece of a file between two lines that start at the top level. */
interface Unit {
  readonly text: string;
  readonly kind: 'blank' | 'comment' | 'start' | 'more';
}

function unitsOf(text: string, starts: readonly number[]): readonly Unit[] {
  return starts.map((from, index) => {
    const piece = text.slice(from, starts[index + 1] ?? text.length);
    const head = piece.trimStart();
    const kind = head === '' ? 'blank' : COMMENT.test(head) ? 'comment' : STARTS.test(piece) ? 'start' : 'more';
    return { text: piece, kind };
  });
}

/** The code of a block, below its comments. */
export function codeOf(text: string): string {
  let rest = text.trimStart();
  while (COMMENT.test(rest)) {
    const end = rest.startsWith('//') ? rest.indexOf('\n') : rest.indexOf('*/') + 1;
    if (end <= 0) return '';
    rest = rest.slice(end + 1).trimStart();
  }
  return rest;
}

/**
 * The top-level declarations of a script or module in order, or undefined where its brackets do not close. What stands between
 * two declarations belongs to the one above it, comments to the one below.
 */
export function splitBlocks(text: string): readonly Block[] | undefined {
  const { lines, balanced } = scan(text);
  const topLines = lines.filter((line) => line.depth === 0).map((line) => line.at);
  if (!balanced) return undefined;
  const groups: { lead: string; body: string }[] = [];
  let lead = '';
  for (const unit of unitsOf(text, topLines)) {
    const last = groups.at(-1);
    const isNew = last === undefined || WHOLE_IMPORT.test(last.body);
    if (unit.kind === 'start' || (unit.kind === 'more' && isNew)) {
      groups.push({ lead, body: unit.text });
      lead = '';
    } else if (unit.kind === 'more' && last) {
      last.body += lead + unit.text;
      lead = '';
    } else lead += unit.text;
  }
  if (lead.trim() !== '') groups.push({ lead, body: '' });
  const taken = new Map<string, number>();
  return groups.map((group) => {
    const whole = group.lead + group.body;
    const start = whole.search(/\S/);
    const gap = whole.slice(0, whole.lastIndexOf('\n', start) + 1);
    const block = whole.slice(gap.length).trimEnd();
    const { key, name } = keyOf(codeOf(block));
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return { key: count === 1 ? key : `${key} #${count}`, name, gap, text: block };
  });
}
