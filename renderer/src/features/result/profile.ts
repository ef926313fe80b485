import type { Field } from '../../../../shared/connector/manifest.ts';
import { viewLimits } from '../../../../shared/limits.ts';
import { type ColumnType, cellText, type Row, typeOfValue } from './rows.ts';

/** What the values of one column are like, over the rows that were looked at. */
export interface ColumnProfile {
  readonly name: string;
  /** Kinds of values, the most frequent first; none where all are empty. */
  readonly types: readonly { readonly type: ColumnType; readonly count: number }[];
  /** As the connector declares it; undefined where it does not. */
  readonly declared: string | undefined;
  /** Whether some value does not go with what is declared. */
  readonly isOther: boolean;
  readonly filled: number;
  readonly nulls: number;
  /** Rows without the member. */
  readonly missing: number;
  readonly distinct: number;
  /** Distinct values were no longer counted beyond the limit. */
  readonly isMore: boolean;
  /** Of numbers their value, of other values the text that comes first and last. */
  readonly least: string;
  readonly most: string;
  /** Mean of the numbers; null where there is none. */
  readonly mean: number | null;
  /** Most frequent values. */
  readonly top: readonly { readonly text: string; readonly count: number }[];
}

/** Frequent values that are shown. */
const topCount = 10;
/** Characters by which two values are told apart. */
const keyChars = 200;

const fits: Record<string, readonly ColumnType[]> = {
  string: ['string', 'date'],
  number: ['number'],
  integer: ['number'],
  boolean: ['boolean'],
  object: ['json'],
  array: ['json'],
  date: ['date'],
  datetime: ['date'],
};

/** Whether values of a kind go with a declared type. */
const goesWith = (declared: string, type: ColumnType): boolean => fits[declared]?.includes(type) ?? true;

class Column {
  filled = 0;
  nulls = 0;
  seen = 0;
  isMore = false;
  readonly counts = new Map<string, number>();
  readonly types = new Map<ColumnType, number>();
  private sum = 0;
  private numbers = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private first: string | undefined;
  private last: string | undefined;

  add(value: unknown): void {
    this.seen++;
    if (value === null || value === undefined) {
      this.nulls++;
      return;
    }
    this.filled++;
    const type = typeOfValue(value);
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
    const text = cellText(value).slice(0, keyChars);
    const count = this.counts.get(text);
    if (count !== undefined) this.counts.set(text, count + 1);
    else if (this.counts.size < viewLimits.profileDistinct) this.counts.set(text, 1);
    else this.isMore = true;
    if (typeof value === 'number') this.addNumber(value);
    else if (typeof value !== 'object') this.addText(text);
  }

  private addNumber(value: number): void {
    this.numbers++;
    this.sum += value;
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
  }

  private addText(text: string): void {
    if (this.first === undefined || text < this.first) this.first = text;
    if (this.last === undefined || text > this.last) this.last = text;
  }

  profile(name: string, rows: number, declared: string | undefined): ColumnProfile {
    const isNumeric = this.numbers > 0 && this.first === undefined;
    const types = [...this.types].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
    return {
      name,
      types,
      declared,
      isOther: declared !== undefined && types.some(({ type }) => !goesWith(declared, type)),
      filled: this.filled,
      nulls: this.nulls,
      missing: rows - this.seen,
      distinct: this.counts.size,
      isMore: this.isMore,
      least: isNumeric ? String(this.min) : (this.first ?? ''),
      most: isNumeric ? String(this.max) : (this.last ?? ''),
      mean: this.numbers > 0 ? this.sum / this.numbers : null,
      top: [...this.counts]
        .map(([text, count]) => ({ text, count }))
        .sort((a, b) => b.count - a.count)
        .slice(0, topCount),
    };
  }
}

/** The profile of each column, in the order in which they are met; of at most the first `viewLimits.profileRows` rows. */
export function profileOf(rows: readonly Row[], fields: readonly Field[]): readonly ColumnProfile[] {
  const columns = new Map<string, Column>();
  const looked = rows.slice(0, viewLimits.profileRows);
  for (const row of looked)
    for (const [name, value] of Object.entries(row)) {
      let column = columns.get(name);
      if (column === undefined) {
        column = new Column();
        columns.set(name, column);
      }
      column.add(value);
    }
  const declared = new Map(fields.map((field) => [field.name, field.type]));
  // A declared field that no row has is worth a line.
  for (const name of declared.keys()) if (!columns.has(name)) columns.set(name, new Column());
  return [...columns].map(([name, column]) => column.profile(name, looked.length, declared.get(name)));
}
