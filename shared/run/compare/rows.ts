import { exchangeLimits } from '../../limits.ts';
import { ChangeList } from './changes.ts';
import { addJsonChanges, isEqual } from './json.ts';
import type { RowsComparison, SchemaComparison } from './types.ts';

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const hasFields = (rows: readonly unknown[], fields: readonly string[]): boolean =>
  fields.length > 0 && rows.every((row) => isRow(row) && fields.every((field) => Object.hasOwn(row, field)));

/** The fields that tell rows apart: those of the table's key, `id` where rows have no such fields, else none. */
function keyOf(a: readonly unknown[], b: readonly unknown[], key: readonly string[]): readonly string[] {
  const candidates = [key, ['id']];
  return candidates.find((fields) => hasFields(a, fields) && hasFields(b, fields)) ?? [];
}

/** Rows by their key; the second row of one key is another one, as far as anybody can tell. */
function byKey(rows: readonly unknown[], key: readonly string[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const values = key.map((field) => (isRow(row) ? row[field] : undefined));
    const name = key.length === 0 ? `#${index}` : JSON.stringify(values.length === 1 ? values[0] : values);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    found.set(count === 1 ? name : `${name} (${count})`, row);
  }
  return found;
}

/** What of a row is worth a difference; a row that is no object is one value. */
function addRowChanges(list: ChangeList, a: unknown, b: unknown): void {
  if (!isRow(a) || !isRow(b)) {
    addJsonChanges(list, a, b);
    return;
  }
  for (const name of Object.keys(a))
    if (a[name] !== (Object.hasOwn(b, name) ? b[name] : undefined) || !Object.hasOwn(b, name))
      addJsonChanges(list, a[name], Object.hasOwn(b, name) ? b[name] : undefined, name);
  for (const name of Object.keys(b)) if (!Object.hasOwn(a, name)) addJsonChanges(list, undefined, b[name], name);
}

/** Differences listed of one row. */
const IN_ROW = 20;

/** Rows of two runs, aligned by the key of their table: what came, what went, and which fields changed. */
export function compareRows(a: readonly unknown[], b: readonly unknown[], key: readonly string[]): RowsComparison {
  const fields = keyOf(a, b, key);
  const [rowsA, rowsB] = [byKey(a, fields), byKey(b, fields)];
  const counts = { added: 0, removed: 0, changed: 0, same: 0 };
  const [added, removed, changed]: [string[], string[], RowsComparison['changed']] = [[], [], []];
  const { differences } = exchangeLimits;
  for (const [name, row] of rowsA) {
    if (!rowsB.has(name)) {
      if (++counts.removed <= differences) removed.push(name);
      continue;
    }
    const list = new ChangeList(IN_ROW);
    addRowChanges(list, row, rowsB.get(name));
    if (list.count === 0) counts.same++;
    else if (++counts.changed <= differences) changed.push({ key: name, ...list.end() });
  }
  for (const name of rowsB.keys()) if (!rowsA.has(name) && ++counts.added <= differences) added.push(name);
  return { kind: 'rows', key: [...fields], counts, added, removed, changed };
}

/** Tables and their fields in two schemas: a field is changed where its type or anything else about it is. */
export function compareSchemas(a: Row, b: Row): SchemaComparison {
  const list = new ChangeList();
  const counts = { added: 0, removed: 0, changed: 0, same: 0 };
  const note = (path: string, before: unknown, after: unknown): void => {
    if (isEqual(before, after)) counts.same++;
    else {
      counts[before === undefined ? 'added' : after === undefined ? 'removed' : 'changed']++;
      list.add(() => path, before, after);
    }
  };
  const own = (owner: Row, name: string): unknown => (Object.hasOwn(owner, name) ? owner[name] : undefined);
  const names = (one: unknown, other: unknown): Set<string> =>
    new Set([one, other].flatMap((value) => (isRow(value) ? Object.keys(value) : [])));
  for (const table of names(a, b)) {
    const [before, after] = [own(a, table), own(b, table)];
    if (!isRow(before) || !isRow(after)) {
      note(table, before, after);
      continue;
    }
    for (const field of names(before, after)) {
      const [one, other] = [own(before, field), own(after, field)];
      const type = (value: unknown): unknown => (isRow(value) ? own(value, 'type') : value);
      // What a field is comes first; another title is told by the whole of it.
      const isRetyped = one !== undefined && other !== undefined && !isEqual(type(one), type(other));
      note(`${table}.${field}`, isRetyped ? type(one) : one, isRetyped ? type(other) : other);
    }
  }
  return { kind: 'schema', ...list.end(), counts };
}
