import { createHash } from 'node:crypto';
import { linkFilter } from '../../shared/import/link-filter.ts';
import { probeLimits } from '../../shared/limits.ts';
import { jsonPathSteps } from '../generate/json-path.ts';
import { isObject } from '../import/json.ts';
import type { Row } from './types.ts';

/** The value at a JSONPath of an answer, by its own properties only; undefined where there is none. */
export function valueAt(body: unknown, path: string): unknown {
  let value = body;
  for (const step of jsonPathSteps(path)) {
    const filter = linkFilter(step);
    if (Array.isArray(value) && filter) value = value.find((one) => isObject(one) && one[filter.key] === filter.value);
    else if (Array.isArray(value)) value = value[Number(step)];
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/** The path without the star that stands for the values of a map. */
export const containerPath = (records: string): string => records.replace(/\.\*$/, '');

const asRow = (value: unknown): Row => (isObject(value) ? value : { value });

/** The rows of an answer: objects, scalars as `{ value }`, or the values of a map with their `$key`; undefined where none stand there. */
export function rowsOf(body: unknown, records: string, kind: 'values' | 'map' | undefined): readonly Row[] | undefined {
  const found = valueAt(body, containerPath(records));
  if (found === null) return [];
  if (kind === 'map') {
    if (!isObject(found)) return undefined;
    return Object.entries(found).map(([key, value]) => ({ ...asRow(value), $key: key }));
  }
  return Array.isArray(found) ? found.map(asRow) : undefined;
}

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64');

/** The value of a field of a row, by its own name or a dotted way into it: `owner.login`. */
export function fieldOf(row: Row, field: string): unknown {
  if (Object.hasOwn(row, field)) return row[field];
  const way = field.split('.').map((step) => `[${JSON.stringify(step)}]`);
  return valueAt(row, `$${way.join('')}`);
}

/** The values of the primary key of a row; undefined where one is missing or null. */
export function keyOf(row: Row, key: readonly string[]): readonly unknown[] | undefined {
  if (key.length === 0) return undefined;
  const values = key.map((name) => fieldOf(row, name));
  return values.some((value) => value === undefined || value === null) ? undefined : values;
}

/** How rows are told apart: by their key where every row has one and no two share it, else by all they hold. */
export function identify(rows: readonly Row[], key: readonly string[]): (row: Row) => string {
  const ids = rows.map((row) => keyOf(row, key));
  const texts = new Set(ids.map((id) => JSON.stringify(id)));
  const usable = ids.length > 0 && ids.every((id) => id !== undefined) && texts.size === ids.length;
  return usable ? (row) => JSON.stringify(keyOf(row, key) ?? digest(row)) : digest;
}

/** How the rows of one page stand to those of another. */
export interface Overlap {
  /** Rows of the second page that the first has too. */
  readonly shared: number;
  /** The second page is the first one again. */
  readonly same: boolean;
}

/** Compares a page with an earlier one; rows that share a key but nothing else are different rows. */
export function overlap(first: readonly Row[], second: readonly Row[], key: readonly string[]): Overlap {
  const id = identify(first, key);
  const before = new Map(first.map((row) => [id(row), row]));
  const repeated = second.filter((row) => before.has(id(row)));
  const inOrder = first.length === second.length && first.every((row, index) => id(row) === id(second[index] ?? {}));
  if (inOrder || repeated.length === second.length) return { shared: repeated.length, same: second.length > 0 };
  const equal = repeated.filter((row) => digest(before.get(id(row))) === digest(row));
  return { shared: equal.length, same: false };
}

/** Writes a foreign value into a sentence. */
export type Quote = (value: unknown) => string;

/** A foreign value in a sentence: masked first, for half a secret is not found any more, then cut. */
export function quoted(value: unknown, mask: (text: string) => string): string {
  const text = mask(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));
  return text.length > probeLimits.quoteChars ? `${text.slice(0, probeLimits.quoteChars - 1)}…` : text;
}

/** `2 rows, ids 1…2`. */
export function describeRows(rows: readonly Row[], key: readonly string[], quote: Quote): string {
  if (rows.length === 0) return 'no rows';
  const count = rows.length === 1 ? '1 row' : `${rows.length} rows`;
  const label = (row: Row | undefined): string | undefined => {
    const id = row && keyOf(row, key);
    return id && quote(id.length === 1 ? id[0] : id);
  };
  const [first, last] = [label(rows[0]), label(rows.at(-1))];
  if (first === undefined || last === undefined) return count;
  return rows.length === 1 ? `${count}, id ${first}` : `${count}, ids ${first}…${last}`;
}
