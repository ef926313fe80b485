import type { Row } from './rows.ts';

/** What a spreadsheet would take for a formula, or for the end of the cell (A76). */
const formula = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** A value as one cell of CSV (RFC 4180); a text that a spreadsheet would run gets an apostrophe before it (A76). */
export function csvCell(value: unknown): string {
  const text = textOf(value);
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n\t;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const member = (row: Row, name: string): unknown => (Object.hasOwn(row, name) ? row[name] : undefined);

/** Lines that are joined into one part: a text of a hundred megabytes need not be one string. */
const linesPerPart = 10_000;

function parts(lines: Iterable<string>): readonly string[] {
  const done: string[] = [];
  let part: string[] = [];
  for (const line of lines) {
    part.push(line);
    if (part.length < linesPerPart) continue;
    done.push(part.join(''));
    part = [];
  }
  if (part.length > 0) done.push(part.join(''));
  return done;
}

function* csvLines(rows: readonly Row[], columns: readonly string[]): Generator<string> {
  yield `${columns.map(csvCell).join(',')}\r\n`;
  for (const row of rows) yield `${columns.map((name) => csvCell(member(row, name))).join(',')}\r\n`;
}

/** The columns of all rows, in the order in which they are met. */
export const allColumns = (rows: readonly Row[]): readonly string[] => {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
};

/** Rows as CSV that no spreadsheet takes for formulas (A76), in parts. */
export const toCsv = (rows: readonly Row[], columns: readonly string[] = allColumns(rows)): readonly string[] =>
  parts(csvLines(rows, columns));

/** Rows as one JSON text per line, in parts. */
export const toNdjson = (rows: readonly Row[]): readonly string[] =>
  parts(
    (function* () {
      for (const row of rows) yield `${JSON.stringify(row)}\n`;
    })(),
  );

/** Rows as one JSON array, in parts. */
export const toJson = (rows: readonly Row[]): readonly string[] =>
  parts(
    (function* () {
      yield '[\n';
      for (const [at, row] of rows.entries()) yield `  ${JSON.stringify(row)}${at === rows.length - 1 ? '' : ','}\n`;
      yield ']\n';
    })(),
  );

/** A name for a file: letters, digits and hyphens of what it is made of; nothing that a folder or a device could be. */
export const fileName = (words: readonly string[], ending: string): string =>
  `${
    words
      .map((word) => word.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, ''))
      .filter((word) => word !== '')
      .join('-')
      .slice(0, 100) || 'result'
  }.${ending}`;
