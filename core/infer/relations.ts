import type { Field } from '../../shared/connector/manifest.ts';
import { singularName, words } from './words.ts';

/** A table that the fields of others may refer to. */
export interface Target {
  readonly entity: string;
  /** What its rows are called, in the singular. */
  readonly names: readonly string[];
  readonly primaryKey: readonly string[];
  readonly fields: readonly Field[];
}

const ID_WORDS = new Set(['id', 'ids', 'uuid', 'guid', 'gid', 'sid']);

/** Tables by what their rows are called; of several tables of that name the first, which has the plainest path. */
export function targetsByName(targets: readonly Target[]): ReadonlyMap<string, Target> {
  const found = new Map<string, Target>();
  for (const target of targets) {
    for (const name of target.names) if (!found.has(name)) found.set(name, target);
  }
  return found;
}

/** `customer_id` → customer, `ownerIds` → owner; undefined for a field that does not speak of an id. */
function referredTo(name: string): string | undefined {
  const all = words(name);
  const last = all.at(-1);
  if (all.length < 2 || last === undefined || !ID_WORDS.has(last)) return undefined;
  return singularName(all.slice(0, -1).join('_'));
}

const SCALARS: ReadonlySet<Field['type']> = new Set(['string', 'integer', 'number', 'unknown', 'array']);

/** A text may hold a number, but a number is never the key of texts. */
function fits(field: Field, key: Field | undefined): boolean {
  if (!SCALARS.has(field.type) || key === undefined) return false;
  const isNumber = (type: Field['type']): boolean => type === 'integer' || type === 'number';
  return field.type === 'array' || field.type === 'unknown' || isNumber(field.type) === isNumber(key.type);
}

/**
 * The fields of a table with the relations that their names state (FB-32): `customer_id` refers to the rows of customers, where
 * there is one table of that name with a single key of the same kind. `known` keeps what was made of a field: lists that share
 * their rows share it too.
 */
export function withRelations(
  own: Target,
  targets: ReadonlyMap<string, Target>,
  known: WeakMap<Field, Field>,
): readonly Field[] {
  const ownKey = own.primaryKey.length === 1 ? own.primaryKey[0] : undefined;
  return own.fields.map((field) => {
    const before = field.name === ownKey ? undefined : known.get(field);
    if (before) return before;
    const name = field.name === ownKey ? undefined : referredTo(field.name);
    const target = name === undefined ? undefined : targets.get(name);
    const [key, ...more] = target?.primaryKey ?? [];
    if (!target || key === undefined || more.length > 0) return field;
    const keyField = target.fields.find((one) => one.name === key);
    if (!fits(field, keyField)) return field;
    const related: Field = { ...field, relation: { entity: target.entity, field: key } };
    known.set(field, related);
    return related;
  });
}
