import type { YAMLException } from 'js-yaml';
import { importLimits } from '../../shared/limits.ts';

/** What was done to a text so that it is YAML. Lines keep their numbers: a line that is left out becomes an empty one. */
export interface Mend {
  readonly kind: 'indentation' | 'tabs' | 'duplicate' | 'left out';
  /** Line it was needed for first, from 1. */
  readonly line: number;
}

export interface Mended {
  readonly text: string;
  readonly value: unknown;
  readonly mends: readonly Mend[];
}

/** How a text is loaded: with `twice`, a name may stand twice in an object, and the last one counts. */
export type LoadYaml = (text: string, twice: boolean) => unknown;

/** A line that only closes a flow collection: YAML wants it indented deeper than the key, and many writers do not. */
const CLOSING_LINE = /^(?=[ ]*[\]}]+,?[ ]*$)/gm;
/** Blanks at the start of a line with a tab among them. */
const TABBED = /^[ ]*\t[ \t]*/gm;

const lineOf = (error: YAMLException): number => (error.mark?.line ?? 0) + 1;

function withoutLine(text: string, line: number): string {
  const lines = text.split('\n');
  lines[line - 1] = '';
  return lines.join('\n');
}

/** The nearest line above that holds something, 0 where there is none. */
function lineAbove(text: string, line: number): number {
  const lines = text.split('\n').slice(0, line - 1);
  return lines.findLastIndex((one) => one.trim() !== '') + 1;
}

type Attempt = { readonly value: unknown } | { readonly error: YAMLException };

/**
 * Loads a text that is nearly YAML. Tabs, closing brackets at the margin and names that stand twice are read as meant; of other faults
 * the line is left out that lets the rest be read furthest, up to `importLimits.mendedLines` of a text of up to
 * `importLimits.mendedBytes`. Throws the first fault where that leads nowhere.
 */
export function mendYaml(text: string, load: LoadYaml, isFault: (error: unknown) => error is YAMLException): Mended {
  const mends: Mend[] = [];
  let current = text;
  let twice = false;
  let first: YAMLException | undefined;
  const attempt = (source: string): Attempt => {
    try {
      return { value: load(source, twice) };
    } catch (error) {
      if (!isFault(error)) throw error;
      return { error };
    }
  };
  for (;;) {
    const tried = attempt(current);
    if ('value' in tried) return { text: current, value: tried.value, mends };
    const { error } = tried;
    first ??= error;
    const known = (kind: Mend['kind']): boolean => mends.some((mend) => mend.kind === kind);
    const line = lineOf(error);
    if (error.reason.includes('tab characters') && !known('tabs')) {
      mends.push({ kind: 'tabs', line });
      current = current.replace(TABBED, (blanks) => blanks.replaceAll('\t', '  '));
    } else if (error.reason === 'deficient indentation' && !known('indentation')) {
      mends.push({ kind: 'indentation', line });
      current = current.replace(CLOSING_LINE, '  ');
    } else if (error.reason === 'duplicated mapping key' && !twice) {
      mends.push({ kind: 'duplicate', line });
      twice = true;
    } else {
      const left = leaveOut(current, line, mends, attempt);
      if (!left) throw first;
      mends.push({ kind: 'left out', line: left.line });
      current = left.text;
    }
  }
}

/** The text without the line at fault or the one above it, whichever lets more be read; undefined where neither does. */
function leaveOut(
  text: string,
  line: number,
  mends: readonly Mend[],
  attempt: (text: string) => Attempt,
): { readonly text: string; readonly line: number } | undefined {
  const left = mends.filter((mend) => mend.kind === 'left out').length;
  if (left >= importLimits.mendedLines || text.length > importLimits.mendedBytes) return undefined;
  const candidates = [line, lineAbove(text, line)]
    .filter((one) => one > 0)
    .map((one) => {
      const shorter = withoutLine(text, one);
      const tried = attempt(shorter);
      return { line: one, text: shorter, reach: 'value' in tried ? Number.POSITIVE_INFINITY : lineOf(tried.error) };
    })
    .sort((a, b) => b.reach - a.reach);
  const [best] = candidates;
  return best && best.reach > line ? best : undefined;
}
