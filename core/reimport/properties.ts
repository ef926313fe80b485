import { scan } from './scan.ts';

/** A constant or a property that is an object literal, taken apart into its properties. */
export interface ObjectBlock {
  /** Everything up to the opening brace, with the comments above. */
  readonly head: string;
  /** Source of each property by its name, with the comments above it, without the line end after it. */
  readonly properties: ReadonlyMap<string, string>;
  /** The closing brace and what follows it. */
  readonly tail: string;
}

const PROPERTY = /^\s*(?:async\s+|get\s+|set\s+)?(?:\*\s*)?(?:([\w$]+)|'([^'\\\n]*)'|"([^"\\\n]*)")\s*[:(,}]/;
const COMMENT = /^\s*(?:\/\/|\/\*)/;
/** The line that opens the literal: a constant, or a property that is one itself. */
const OPENS = /^(?:(?:export\s+)?const\s+[\w$]+\s*=|\s*(?:[\w$]+|'[^'\\\n]*'|"[^"\\\n]*")\s*:)\s*\{[ \t]*$/m;

/**
 * Takes `const name = { … };` or `name: { … },` apart where every property starts a line of its own, as the generator writes it. Undefined for
 * any other code: that is merged by lines.
 */
export function splitProperties(text: string): ObjectBlock | undefined {
  const start = OPENS.exec(text);
  if (!start) return undefined;
  const { lines, balanced } = scan(text);
  const from = text.indexOf('\n', start.index) + 1;
  const inner = lines.filter((line) => line.at >= from);
  const end = inner.find((line) => line.depth === 1 && /^\s*\}/.test(text.slice(line.at)));
  if (!balanced || from === 0 || !end) return undefined;
  const tail = text.slice(end.at);
  if (tail.includes('\n')) return undefined;
  const starts = inner.filter((line) => line.depth === 1 && line.at < end.at).map((line) => line.at);
  const properties = new Map<string, string>();
  let lead = '';
  for (const [index, at] of starts.entries()) {
    const piece = text.slice(at, starts[index + 1] ?? end.at);
    if (piece.trim() === '' || COMMENT.test(piece)) {
      lead += piece;
      continue;
    }
    const [, plain, single, double] = PROPERTY.exec(piece) ?? [];
    const name = plain ?? single ?? double;
    if (name === undefined || properties.has(name)) return undefined;
    properties.set(name, (lead + piece).replace(/\n$/, ''));
    lead = '';
  }
  // The last property may stand without a comma, which another one would then need.
  if (lead !== '' || ![...properties.values()].every((one) => one.endsWith(','))) return undefined;
  return { head: text.slice(0, from), properties, tail };
}
