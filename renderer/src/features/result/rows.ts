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

function typeOfValue(value: unknown): ColumnType {
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
    width: Math.max(56, Math.round(chars * 7 + 18)),
  }));
}

/** How many columns there are in all, in the rows looked at. */
export const columnCount = (rows: readonly Row[]): number =>
  new Set(rows.slice(0, sampleRows).flatMap((row) => Object.keys(row))).size;
