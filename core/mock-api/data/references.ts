import type { Field } from '../../../shared/connector/manifest.ts';
import { phrase } from '../../infer/named.ts';
import { singularName } from '../../infer/words.ts';
import { type Facts, factsOf } from '../values/facts.ts';
import type { Table } from './table.ts';

/** A field of a row that holds the key of a row of another table. */
export interface Reference {
  readonly table: Table;
  readonly field: string;
}

const ID = / (?:id|uuid|guid|gid|sid|ids|uuids)$/;
const isNumeric = ({ type }: Facts): boolean => type === 'integer' || type === 'number';

/** True where a key of the other table is a value that the field may hold. */
function fits(facts: Facts, table: Table, field: string): boolean {
  const target = table.row.properties.get(field);
  if (!target) return false;
  const key = factsOf(target);
  if (facts.type === 'object' || facts.type === 'array' || facts.choices || facts.bounds.pattern !== undefined)
    return false;
  if (isNumeric(facts)) return isNumeric(key);
  return (
    facts.type === 'string' && (key.type === 'string' || isNumeric(key)) && (facts.format ?? key.format) === key.format
  );
}

/** Which fields of which tables refer to which tables, worked out once. */
export class References {
  readonly #byThing: ReadonlyMap<string, readonly Table[]>;
  readonly #byName: ReadonlyMap<string, Table>;
  readonly #known = new Map<Table, ReadonlyMap<string, Reference>>();

  constructor(tables: readonly Table[]) {
    this.#byName = new Map(tables.map((table) => [table.name, table]));
    // Lists that stand by themselves come first: theirs are the rows that others mean.
    const sorted = tables
      .filter((table) => table.rows === 'objects' && table.self === undefined && table.entity.primaryKey.length === 1)
      .toSorted((a, b) => a.places.length - b.places.length);
    this.#byThing = Map.groupBy(sorted, (table) => phrase(table.thing));
  }

  /** References of a table by the name of the field. */
  of(table: Table): ReadonlyMap<string, Reference> {
    const before = this.#known.get(table);
    if (before) return before;
    const stated = new Map(table.entity.fields.map((field) => [field.name, field]));
    const found = new Map<string, Reference>();
    for (const [name, shape] of table.row.properties) {
      const reference = table.unique.has(name) ? undefined : this.#find(table, name, factsOf(shape), stated.get(name));
      if (reference) found.set(name, reference);
    }
    this.#known.set(table, found);
    return found;
  }

  #find(table: Table, name: string, facts: Facts, field: Field | undefined): Reference | undefined {
    const item = facts.type === 'array' && facts.items ? factsOf(facts.items) : facts;
    if (field?.relation) {
      const target = this.#byName.get(field.relation.entity);
      return target?.self === undefined && target && fits(item, target, field.relation.field)
        ? { table: target, field: field.relation.field }
        : undefined;
    }
    const words = phrase(name);
    if (!ID.test(words)) return undefined;
    const thing = phrase(singularName(words.replace(ID, '')));
    // `last modified by user id` is a user as well.
    const candidates = this.#byThing.get(thing) ?? this.#byThing.get(thing.split(' ').at(-1) ?? '') ?? [];
    for (const target of candidates) {
      const [key] = target.entity.primaryKey;
      if (target !== table && key !== undefined && fits(item, target, key)) return { table: target, field: key };
    }
    return undefined;
  }
}
