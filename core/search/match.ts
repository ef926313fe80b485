import type { SearchMatch } from '../../shared/contract/search.ts';
import { searchLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** What a search looks for, without where. */
export interface Pattern {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly replacement?: string | undefined;
}

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The expression that finds a pattern. Input failure `bad_pattern`. */
export function expressionOf(pattern: Pattern): Result<RegExp> {
  const body = pattern.regex ? pattern.text : quoted(pattern.text);
  const source = pattern.wholeWord ? `(?<![\\w$])(?:${body})(?![\\w$])` : body;
  try {
    // Read alone first: a pattern such as `a)(b` must not become whole by what stands around it.
    new RegExp(body);
    return ok(new RegExp(source, pattern.matchCase ? 'gm' : 'gim'));
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : 'it cannot be read';
    return fail('input', 'bad_pattern', `This is no regular expression: ${why}.`);
  }
}

/** Offsets at which the lines of a text start. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** What a find becomes: the replacement with its groups where it is an expression, else the text as it stands. */
function replaced(found: RegExpExecArray, { regex, replacement }: Pattern): string | undefined {
  if (replacement === undefined) return undefined;
  if (!regex) return replacement;
  const value = replacement.replace(
    /\\([nt\\])|\$(\$|&|\d{1,2})/g,
    (whole: string, escaped?: string, group?: string) => {
      if (escaped !== undefined) return escaped === 'n' ? '\n' : escaped === 't' ? '\t' : '\\';
      if (group === '$') return '$';
      if (group === '&') return found[0];
      return Number(group) < found.length ? (found[Number(group)] ?? '') : whole;
    },
  );
  return value.slice(0, searchLimits.replacedChars);
}

/** The line around a find, cut where it is long. */
function excerpt(text: string, lineStart: number, offset: number, length: number) {
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline === -1 ? text.length : newline;
  const from = Math.max(lineStart, offset - searchLimits.lineCharsBefore);
  const to = Math.min(lineEnd, from + searchLimits.lineChars);
  const line = text.slice(from, to).replace(/\r$/, '');
  const trimmed = line.trimStart();
  // Indentation goes, but never what was found.
  const cut = Math.min(line.length - trimmed.length, offset - from);
  const start = offset - from - cut;
  return { text: line.slice(cut), start, shown: Math.max(0, Math.min(length, line.length - cut - start)) };
}

/** Characters of what these finds become. */
export const replacedChars = (matches: readonly SearchMatch[]): number =>
  matches.reduce((sum, one) => sum + (one.replacement?.length ?? 0), 0);

/**
 * The finds of an expression in a text, at most `limit`, which become at most `chars` characters together; `more` says that
 * there are further ones.
 */
export function findMatches(
  text: string,
  expression: RegExp,
  pattern: Pattern,
  limit: number,
  chars: number = searchLimits.replacedTotalChars,
): { readonly matches: readonly SearchMatch[]; readonly more: boolean } {
  const matches: SearchMatch[] = [];
  let starts: readonly number[] | undefined;
  let line = 0;
  let left = chars;
  expression.lastIndex = 0;
  for (let found = expression.exec(text); found !== null; found = expression.exec(text)) {
    const length = found[0].length;
    if (length === 0) {
      // An expression that fits nothing at all would stand still here.
      expression.lastIndex += 1;
      continue;
    }
    if (matches.length >= limit) return { matches, more: true };
    starts ??= lineStarts(text);
    while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= found.index) line += 1;
    const lineStart = starts[line] ?? 0;
    const replacement = replaced(found, pattern);
    left -= replacement?.length ?? 0;
    if (left < 0) return { matches, more: true };
    matches.push({
      offset: found.index,
      length,
      line: line + 1,
      column: found.index - lineStart + 1,
      ...excerpt(text, lineStart, found.index, length),
      ...(replacement === undefined ? {} : { replacement }),
    });
  }
  return { matches, more: false };
}
