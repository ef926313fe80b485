/** Rows of a result, as a table shows them. */

export type Row = Readonly<Record<string, unknown>>;

/** What a column mostly holds; it decides how it is set. */
export type ColumnType = 'string' | 'number' | 'boolean' | 'date' | 'json';

/** One column; `width` in px. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly width: number;
}

/** Rows looked at to find columns, their types and widths. */
export const sampleRows = 1000;
/** Columns shown; the rest is in the JSON of the row. */
export const maxColumns = 100;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const rowsIn = (value: unknown): readonly Row[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.slice(0, sampleRows).every(isRow) ? value.filter(isRow) : undefined;

const member = (value: unknown, key: string): unknown =>
  isRow(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/**
 * The rows of a result: itself, `items` (FB-41), `types` of config, or the `payload` of a command; undefined where it
 * holds none.
 */
export function rowsOf(result: unknown): readonly Row[] | undefined {
  const payload = member(result, 'payload');
  for (const candidate of [
    result,
    member(result, 'items'),
    member(result, 'types'),
    payload,
    member(payload, 'items'),
  ]) {
    const rows = rowsIn(candidate);
    if (rows !== undefined) return rows;
  }
  return undefined;
}

const isoDate = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** What one value is for a table. */
export function typeOfValue(value: unknown): ColumnType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return isoDate.test(value) ? 'date' : 'string';
  return 'json';
}

/** A value as the one line of a cell; null and undefined as ''. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value).slice(0, 500) : String(value);
}

/** The columns: the union of the keys in the order in which they are met, at most `maxColumns`. */
export function columnsOf(rows: readonly Row[]): readonly Column[] {
  const found = new Map<string, { type: ColumnType | undefined; chars: number }>();
  for (const [index, row] of rows.slice(0, sampleRows).entries()) {
    for (const [name, value] of Object.entries(row)) {
      const column = found.get(name) ?? { type: undefined, chars: name.length + 2 };
      found.set(name, column);
      if (value === null || value === undefined) continue;
      const type = typeOfValue(value);
      if (column.type === undefined) column.type = type;
      else if (column.type !== type) column.type = type === 'json' || column.type === 'json' ? 'json' : 'string';
      // Widths need no more than a screenful.
      if (index < 100) column.chars = Math.max(column.chars, Math.min(44, cellText(value).length));
    }
  }
  return [...found].slice(0, maxColumns).map(([name, { type, chars }]) => ({
    name,
    type: type ?? 'string',
    width: Math.max(60, Math.round(chars * 7.4 + 24)),
  }));
}

/** How many columns there are in all, in the rows looked at. */
export const columnCount = (rows: readonly Row[]): number =>
  new Set(rows.slice(0, sampleRows).flatMap((row) => Object.keys(row))).size;

const words = new Intl.Collator('en', { numeric: true });
const rank = (value: unknown): number => {
  if (value === undefined) return 5;
  if (value === null) return 4;
  if (typeof value === 'number') return 0;
  return typeof value === 'boolean' ? 1 : typeof value === 'string' ? 2 : 3;
};

/** The order of two cells: numbers by value, texts as people sort them, what is empty last. */
export function compareCells(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return words.compare(a, b);
  const order = rank(a) - rank(b);
  return order === 0 ? words.compare(cellText(a), cellText(b)) : order;
}

/** A row with the number by which it came, from 0: it keeps it in any order. */
export interface NumberedRow {
  readonly row: Row;
  readonly number: number;
}

/** The rows with their numbers. */
export const numbered = (rows: readonly Row[]): readonly NumberedRow[] => rows.map((row, number) => ({ row, number }));

/** The rows that hold a text in some cell, whatever its case; all where it is empty. */
export function filterRows(rows: readonly NumberedRow[], text: string): readonly NumberedRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter(({ row }) => Object.values(row).some((value) => cellText(value).toLowerCase().includes(wanted)));
}
