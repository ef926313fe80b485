import { mockApiLimits } from '../../../shared/limits.ts';
import { createRandom } from '../../../shared/random.ts';
import { isObject } from '../../import/json.ts';
import { valueAt } from '../place.ts';
import { childCount, topCount } from './count.ts';
import { References } from './references.ts';
import { type ListAt, RowMaker } from './rows.ts';
import { sampleFor } from './samples.ts';
import type { Table } from './table.ts';

/** One row as it is kept. */
export interface Row {
  /** An object, or the scalar itself. */
  value: unknown;
  /** What a map keeps it under. */
  readonly key: string | undefined;
  readonly list: List;
}

/** The rows of a table at one place: all of it, or what belongs to one row of its parent. */
export interface List {
  readonly at: ListAt;
  readonly rows: Row[];
}

/** The fields of a row as a connector sees it: with the places it was read at, which its own fields win over. */
export const seenRow = ({ value, key, list }: Row): Readonly<Record<string, unknown>> => {
  const own = isObject(value) ? value : { value };
  return key === undefined ? { ...list.at, ...own } : { ...list.at, ...own, $key: key };
};

/** All rows of a mock. Lists are made when they are first asked for; what is written stays until the mock ends. */
export class Store {
  readonly tables: readonly Table[];
  readonly #seed: number;
  readonly #rows: number | undefined;
  readonly #maker: RowMaker;
  readonly #top = new Map<Table, List>();
  readonly #below = new Map<Table, WeakMap<Row, List>>();
  /** Rows made so far, which number the next one. */
  readonly #made = new Map<Table, number>();

  constructor(tables: readonly Table[], seed: number, rows: number | undefined) {
    this.tables = tables;
    this.#seed = seed;
    this.#rows = rows;
    this.#maker = new RowMaker(seed, new References(tables), (table) => this.seeded(table));
  }

  readonly #counts = new Map<Table, number>();

  /** Rows that a table is seeded with. */
  seeded(table: Table): number {
    const before = this.#counts.get(table);
    if (before !== undefined) return before;
    let count = topCount(table, this.#rows);
    if (table.parent) {
      count = 0;
      const parents = this.seeded(table.parent);
      for (let position = 0; position < parents; position++) count += childCount(table, position);
    }
    this.#counts.set(table, count);
    return count;
  }

  /** Every list of a table. */
  lists(table: Table): readonly List[] {
    const { parent } = table;
    if (!parent) return [this.#topList(table)];
    return this.lists(parent).flatMap((list) => list.rows.map((row) => this.below(table, row)));
  }

  /** The list at a place, given as it stands in a request; undefined where no row of the parent leads there. */
  listAt(table: Table, given: ReadonlyMap<string, string>): List | undefined {
    const { parent, places, unbound } = table;
    if (unbound.some((name) => this.given(table, name) !== given.get(name))) return undefined;
    if (!parent) {
      const list = this.#topList(table);
      return places.every(({ name, parameter }) => String(list.at[name]) === given.get(parameter)) ? list : undefined;
    }
    for (const list of this.lists(parent)) {
      for (const row of list.rows) {
        const at = this.#atOf(table, row);
        if (places.every(({ name, parameter }) => String(at[name]) === given.get(parameter)))
          return this.below(table, row);
      }
    }
    return undefined;
  }

  /** The list below a row of the parent. */
  below(table: Table, parent: Row): List {
    let lists = this.#below.get(table);
    if (!lists) {
      lists = new WeakMap();
      this.#below.set(table, lists);
      this.#seedBelow(table, lists);
    }
    let list = lists.get(parent);
    if (!list) {
      list = { at: this.#atOf(table, parent), rows: [] };
      lists.set(parent, list);
    }
    return list;
  }

  /** A row that was not there before, with what is usual in its fields; undefined where the table is full. */
  add(table: Table, list: List): Row | undefined {
    const index = Math.max(this.#made.get(table) ?? 0, this.seeded(table));
    if (index >= mockApiLimits.rows) return undefined;
    this.#made.set(table, index + 1);
    return this.#push(table, list, index, list.rows.length);
  }

  #topList(table: Table): List {
    const before = this.#top.get(table);
    if (before) return before;
    const at = Object.fromEntries(table.places.map((place) => [place.name, this.given(table, place.parameter)]));
    const list: List = { at, rows: [] };
    this.#top.set(table, list);
    for (let index = 0; index < this.seeded(table); index++) this.#push(table, list, index, index);
    return list;
  }

  /** A value of the path that only the user can know: the same wherever it is called the same. */
  given(table: Table, parameter: string): string {
    const described = table.operation.parameters.find((one) => one.name === parameter && one.in !== 'body');
    return sampleFor(described, parameter, createRandom(this.#seed, parameter));
  }

  /** The lists below the parents that were seeded, numbered through. */
  #seedBelow(table: Table, lists: WeakMap<Row, List>): void {
    const { parent } = table;
    if (!parent) return;
    let index = 0;
    let position = 0;
    for (const above of this.lists(parent)) {
      for (const row of above.rows) {
        const list: List = { at: this.#atOf(table, row), rows: [] };
        lists.set(row, list);
        const count = position < this.seeded(parent) ? childCount(table, position) : 0;
        for (let n = 0; n < count; n++) this.#push(table, list, index++, n);
        position++;
      }
    }
  }

  #atOf(table: Table, parent: Row): ListAt {
    return Object.fromEntries(
      table.places.map(({ name }) => {
        const from = table.bindings.get(name);
        if (from?.kind === 'place') return [name, parent.list.at[from.name]];
        return [name, from && valueAt(seenRow(parent), from.name)];
      }),
    );
  }

  #push(table: Table, list: List, index: number, position: number): Row {
    const value = this.#maker.make(table, index, position, list.at);
    const row: Row = { value, key: table.rows === 'map' ? this.#maker.mapKey(table, index) : undefined, list };
    list.rows.push(row);
    return row;
  }
}
