import type { Entity, Field } from '../../shared/connector/manifest.ts';
import { ownKey } from '../generate/plan.ts';
import type { Notes } from './notes.ts';
import { keyOf, type Quote } from './rows.ts';
import type { Row } from './types.ts';

/** The type that a value shows, in the words of the manifest. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function fits(field: Field, value: unknown): boolean {
  const type = typeOf(value);
  switch (field.type) {
    case 'unknown':
      return true;
    case 'number':
      return type === 'number' || type === 'integer';
    case 'date':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'string':
    case 'integer':
    case 'boolean':
    case 'object':
    case 'array':
      return type === field.type;
  }
}

/** How the first value that does not fit a field differs; undefined where all fit. */
function drift(field: Field, rows: readonly Row[]): string | undefined {
  for (const row of rows) {
    const value = Object.hasOwn(row, field.name) ? row[field.name] : undefined;
    if (value === undefined || (value === null && field.nullable)) continue;
    if (value === null) return `${field.name} is null although it is declared never to be`;
    if (!fits(field, value)) return `${field.name} is declared ${field.type} and is ${typeOf(value)}`;
  }
  return undefined;
}

const SHOWN = 5;

type Said = readonly [isOk: boolean, note: string];

function fieldsSaid(entity: Entity, rows: readonly Row[]): Said {
  const drifts = entity.fields.map((field) => drift(field, rows)).filter((one) => one !== undefined);
  if (drifts.length === 0) return [true, `The values have the declared types in ${rows.length} rows.`];
  const more = drifts.length > SHOWN ? ` and ${drifts.length - SHOWN} more` : '';
  return [false, `${drifts.slice(0, SHOWN).join('; ')}${more}.`];
}

function keySaid(key: readonly string[], rows: readonly Row[], quote: Quote): Said {
  const name = key.join(' and ');
  const keys = rows.map((row) => keyOf(row, key));
  const missing = keys.filter((key) => key === undefined).length;
  if (missing > 0) return [false, `${missing} of ${rows.length} rows have no ${name}.`];
  const seen = new Set<string>();
  for (const one of keys) {
    const text = JSON.stringify(one);
    if (seen.has(text)) return [false, `Two rows have the same ${name}, ${quote(one?.length === 1 ? one[0] : one)}.`];
    seen.add(text);
  }
  return [true, `${name} is there and unique in ${rows.length} rows.`];
}

/** Holds the rows that were seen against what the manifest says of them: its key and the types of its fields. */
export function checkRows(entity: Entity, rows: readonly Row[], notes: Notes, quote: Quote): void {
  if (rows.length === 0) return;
  const key = ownKey(entity);
  if (key.length > 0) notes.check('key', ...keySaid(key, rows, quote));
  notes.check('fields', ...fieldsSaid(entity, rows));
}
