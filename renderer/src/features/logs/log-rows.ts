import { sandboxLimits } from '../../../../shared/limits.ts';
import type { SourcePlace } from '../../../../shared/run/place.ts';
import { type LogLine, logLevels } from '../../../../shared/run/run.ts';
import { stripAnsi } from '../../lib/text.ts';

/** A level of the log. */
export type LogLevel = LogLine['level'];

/** A line of the panel; a `gap` stands where lines over the limits were not kept. */
export type LogRow =
  | { readonly kind: 'line'; readonly line: LogLine }
  | { readonly kind: 'gap'; readonly dropped: number };

/** Index of the first line that was kept as one of the last: the first ones end where a limit was reached. */
function headEnd(lines: readonly LogLine[]): number {
  let chars = 0;
  for (const [index, { text }] of lines.entries()) {
    chars += text.length;
    if (index >= sandboxLimits.logLines || chars > sandboxLimits.logChars) return index;
  }
  return lines.length;
}

const rows = new WeakMap<LogLine, LogRow>();

/** The same row for the same line, so that it does not render again. */
function rowOf(line: LogLine): LogRow {
  const known = rows.get(line);
  if (known) return known;
  const row: LogRow = { kind: 'line', line };
  rows.set(line, row);
  return row;
}

/** The lines of at least this level that hold the text, with a gap where `dropped` others stood. */
export function logRows(lines: readonly LogLine[], dropped: number, least: LogLevel, text: string): readonly LogRow[] {
  const from = logLevels.indexOf(least);
  const wanted = text.trim().toLowerCase();
  const gap = dropped > 0 ? headEnd(lines) : -1;
  const shown: LogRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === gap) shown.push({ kind: 'gap', dropped });
    if (logLevels.indexOf(line.level) >= from && (wanted === '' || line.text.toLowerCase().includes(wanted)))
      shown.push(rowOf(line));
  }
  if (gap === lines.length) shown.push({ kind: 'gap', dropped });
  return shown;
}

const place = /(?:^|[\s(@"'])((?:[\w.-]+\/)*[\w.-]+\.[jt]s):(\d{1,7})(?::(\d{1,7}))?/;

/** The first place in the connector's files that a line names, as stacks do; undefined where it names none of `files`. */
export function placeIn(text: string, files: ReadonlySet<string>): SourcePlace | undefined {
  const [, file, line, column = '1'] = place.exec(stripAnsi(text)) ?? [];
  return file !== undefined && files.has(file) ? { file, line: Number(line), column: Number(column) } : undefined;
}
