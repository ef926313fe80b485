import { type LosslessValue, parseLossless } from '../../../../shared/json/lossless.ts';
import { stringifyLossless } from '../../../../shared/json/stringify.ts';

/** A list of objects in a JSON body as a table. */
export interface ArrayTable {
  /** Where the list is: `items`, or '' for the body itself. */
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, string>[];
}

/** Columns shown; rows looked at for their names. */
const mostColumns = 60;
const lookedAt = 200;
/** Levels down to which a list is looked for. */
const depth = 3;

type Item = Extract<LosslessValue, { readonly kind: 'object' }>;

const isObject = (value: LosslessValue): value is Item =>
  typeof value === 'object' && value !== null && value.kind === 'object';

/** The longest list of objects within so many levels. */
function longestList(
  value: LosslessValue,
  path: string,
  levels: number,
): { path: string; items: readonly Item[] } | undefined {
  if (typeof value !== 'object' || value === null || value.kind === 'number') return undefined;
  if (value.kind === 'array') {
    const items = value.items.filter(isObject);
    return items.length > 0 && items.length === value.items.length ? { path, items } : undefined;
  }
  if (levels === 0) return undefined;
  const found = value.values.flatMap(
    (one, index) => longestList(one, `${path === '' ? '' : `${path}.`}${value.keys[index]}`, levels - 1) ?? [],
  );
  return found.sort((a, b) => b.items.length - a.items.length)[0];
}

const textOf = (value: LosslessValue): string => (typeof value === 'string' ? value : stringifyLossless(value));

/** The longest list of objects in a JSON text as a table, numbers as they were written (A63); undefined where there is none. */
export function arrayTable(text: string): ArrayTable | undefined {
  const parsed = parseLossless(text);
  const list = parsed.ok ? longestList(parsed.value, '', depth) : undefined;
  if (list === undefined) return undefined;
  const columns = new Set(list.items.slice(0, lookedAt).flatMap((item) => item.keys));
  const rows = list.items.map(
    (item) => new Map(item.keys.map((key, index) => [key, textOf(item.values[index] ?? null)])),
  );
  return { path: list.path, columns: [...columns].slice(0, mostColumns), rows };
}
