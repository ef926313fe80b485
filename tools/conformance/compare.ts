import type { ReportEntity } from '../../shared/import/report.ts';

type Seen = Readonly<Record<string, unknown>>;

/** A value as a connector gives it on: text for whatever is an object or a list. */
const given = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** The value of a dotted field. */
function fieldOf(row: Seen, field: string): unknown {
  if (Object.hasOwn(row, field)) return row[field];
  const [first = '', ...rest] = field.split('.');
  const inner = Object.hasOwn(row, first) ? row[first] : undefined;
  return typeof inner === 'object' && inner !== null && rest.length > 0
    ? fieldOf({ ...inner }, rest.join('.'))
    : undefined;
}

const keysOf = (rows: readonly Seen[], fields: readonly string[]): readonly string[] =>
  rows.map((row) => fields.map((field) => given(fieldOf(row, field))).join(' ')).toSorted();

/** What tells the rows of a connector from those of its source; undefined where nothing does. */
export function difference(
  entity: Pick<ReportEntity, 'primaryKey'>,
  items: readonly Seen[],
  seeded: readonly Seen[],
): string | undefined {
  if (items.length !== seeded.length) return `${items.length} rows instead of ${seeded.length}`;
  const ids = new Set(items.map((item) => String(item.id)));
  if (ids.size !== items.length) return `${items.length - ids.size} ids stand twice`;
  // A key inside an object has become text on its way; the number of rows and their ids have to do for it.
  const fields = entity.primaryKey.filter((field) => field !== 'id' && !field.includes('.'));
  const [seen, there] = [keysOf(items, fields), keysOf(seeded, fields)];
  return seen.some((key, index) => key !== there[index]) ? 'the keys of the rows are others' : undefined;
}
