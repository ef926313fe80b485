import { createRandom } from '../../../shared/random.ts';
import { isObject } from '../../import/json.ts';
import { phrase } from '../../infer/named.ts';
import { valueAt, withValue } from '../place.ts';
import { type Facts, factsOf } from '../values/facts.ts';
import { keyFor } from '../values/key.ts';
import { type Filled, makeValue } from '../values/make.ts';
import { markOf } from './mark.ts';
import { plainShape } from './plain-shape.ts';
import type { References } from './references.ts';
import type { Table } from './table.ts';

/** Values of the places that a list stands at, by the name of the place. */
export type ListAt = Readonly<Record<string, unknown>>;

/** Makes rows. The same seed, table, index and place always give the same row. */
export class RowMaker {
  readonly #seed: number;
  readonly #references: References;
  /** Rows that a table is seeded with, lists below parents together. */
  readonly #total: (table: Table) => number;

  constructor(seed: number, references: References, total: (table: Table) => number) {
    this.#seed = seed;
    this.#references = references;
    this.#total = total;
  }

  /** The row with this index; `position` counts inside its own list. */
  make(table: Table, index: number, position: number, at: ListAt): unknown {
    const random = createRandom(this.#seed, `${table.name}/${index}`);
    const fill = (place: string, facts: Facts): Filled | undefined =>
      this.#fill(table, place, facts, { index, position, at });
    if (table.rows === 'values') return this.#key(table, '', factsOf(table.row), index, position).value;
    const needed = new Set([...table.unique].flatMap(waysTo));
    if (table.entity.incremental) needed.add(table.entity.incremental.field);
    const mark = markOf(table);
    for (const way of mark === undefined ? [] : waysTo(mark)) needed.add(way);
    const row = makeValue(table.row, table.thing, { random, index, fill, needs: (place) => needed.has(place) });
    return this.#whole(table, row, index, position);
  }

  /** The key that a map keeps a row under. */
  mapKey(table: Table, index: number): string {
    return `${table.thing.replaceAll('_', '-')}-${index + 1}`;
  }

  /** Keys are there although the description of the row is silent about them; a row without any gets a field that tells it apart. */
  #whole(table: Table, row: unknown, index: number, position: number): unknown {
    if (!isObject(row)) return row;
    let whole: unknown = row;
    for (const field of table.unique) {
      if (valueAt(whole, field) !== undefined || field === '$key') continue;
      const made = this.#key(table, field, factsOf(plainShape('string')), index, position);
      whole = withValue(whole, field.split('.'), made.value);
    }
    return Object.keys(row).length === 0 && table.unique.size === 0 && table.rows === 'objects'
      ? { id: index + 1 }
      : whole;
  }

  #fill(
    table: Table,
    place: string,
    facts: Facts,
    row: { index: number; position: number; at: ListAt },
  ): Filled | undefined {
    const isScalar = facts.type !== 'object' && facts.type !== 'array';
    if (table.self !== undefined && place === table.entity.primaryKey[0]) return { value: row.at[table.self] };
    if (table.unique.has(place) || (place === markOf(table) && isScalar)) {
      return this.#key(table, place, facts, row.index, row.position);
    }
    const above = isScalar ? this.#above(table, place, facts, row.at) : undefined;
    if (above) return above;
    const isItem = place.endsWith('[]');
    const reference = isScalar ? this.#references.of(table).get(isItem ? place.slice(0, -2) : place) : undefined;
    if (!reference) return undefined;
    const total = this.#total(reference.table);
    if (total === 0) return undefined;
    const chosen = createRandom(this.#seed, `${table.name}/${row.index}/${place}`).integer(0, total - 1);
    const target = reference.table.row.properties.get(reference.field);
    if (!target) return undefined;
    const { value } = this.#key(reference.table, reference.field, factsOf(target), chosen, chosen);
    return { value: facts.type === 'string' ? String(value) : value };
  }

  /** A row names the parent that it belongs to: `site_id` of a deploy of a site. */
  #above(table: Table, place: string, facts: Facts, at: ListAt): Filled | undefined {
    const { parent } = table;
    if (!parent) return undefined;
    for (const { name } of table.places) {
      const field = table.bindings.get(name)?.name;
      const own = phrase(place);
      const isNamed = own === phrase(name) && phrase(name) !== phrase(field ?? '');
      const namesParent =
        own === phrase(`${parent.thing}_${field ?? 'id'}`) ||
        (isNamed === false && own === phrase(name) && own.includes(phrase(parent.thing)));
      if (!isNamed && !namesParent) continue;
      const value = at[name];
      if (facts.type === 'string') return { value: String(value) };
      if ((facts.type === 'integer' || facts.type === 'number') && Number.isFinite(Number(value)))
        return { value: Number(value) };
    }
    return undefined;
  }

  #key(table: Table, field: string, facts: Facts, index: number, position: number): Filled {
    // A choice is a key only inside one list: there are not enough of them for more.
    const at = facts.choices || facts.type === 'boolean' ? position : index;
    const key = { seed: this.#seed, list: table.name, thing: table.thing, field: field || table.thing, index: at };
    return { value: keyFor(facts, key) };
  }
}

/** `owner`, `owner.login` for `owner.login`: what has to be there so that the last one is. */
const waysTo = (field: string): readonly string[] =>
  field.split('.').map((_, index, steps) => steps.slice(0, index + 1).join('.'));
