import type { ExcerptLine, Location } from '../../../shared/import/location.ts';
import { positionAt } from '../../../shared/json/fault.ts';
import { viewLimits } from '../../../shared/limits.ts';
import type { Span } from './span.ts';

/** Offset of the start of the line `count` lines above the one that starts at `lineStart`, and how many there were. */
function above(text: string, lineStart: number, count: number): { readonly start: number; readonly lines: number } {
  let start = lineStart;
  let lines = 0;
  while (lines < count && start > 0) {
    start = text.lastIndexOf('\n', start - 2) + 1;
    lines++;
  }
  return { start, lines };
}

/** A line of any length as one that can be shown: where it is long, the part around `column` (A77). */
function shown(text: string, number: number, column: number): ExcerptLine {
  const limit = viewLimits.excerptChars;
  if (text.length <= limit) return { number, text, from: 0, cut: false };
  const from = Math.max(0, Math.min(column - 1 - Math.floor(limit / 4), text.length - limit));
  return { number, text: text.slice(from, from + limit), from, cut: from + limit < text.length };
}

/** The place of a span, with the lines around it: those above that lead to it, and as much of it as fits. */
export function locationOf(file: string, text: string, span: Span): Location {
  const { line, column } = positionAt(text, span.start);
  const endLine = positionAt(text, Math.max(span.start, span.end - 1)).line;
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const { start, lines: before } = above(text, lineStart, viewLimits.excerptLinesAbove);
  const lines: ExcerptLine[] = [];
  let at = start;
  for (let number = line - before; lines.length < viewLimits.excerptLines && at <= text.length; number++) {
    const end = text.indexOf('\n', at);
    const raw = text.slice(at, end === -1 ? text.length : end);
    lines.push(shown(raw.endsWith('\r') ? raw.slice(0, -1) : raw, number, number === line ? column : 1));
    if (end === -1) break;
    at = end + 1;
  }
  return { file, line, column, endLine, exact: span.exact, lines };
}
