import type { ParentList } from './bindings.ts';
import type { Operation, Shape } from './model.ts';
import { pathKey, segments } from './path.ts';
import { remember } from './remember.ts';
import { singularName } from './words.ts';

/** The lists of a description by what children look them up by. */
export class ParentLists {
  readonly #byPath: ReadonlyMap<string, readonly ParentList[]>;
  readonly #byName: ReadonlyMap<string, readonly ParentList[]>;
  readonly #answers: ReadonlyMap<string, Shape>;

  constructor(operations: readonly Operation[], lists: readonly ParentList[]) {
    this.#answers = new Map(
      operations.flatMap(({ method, path, answer }) =>
        method === 'GET' && answer?.shape ? [[pathKey(path), answer.shape] as const] : [],
      ),
    );
    this.#byPath = Map.groupBy(lists, (list) => pathKey(list.path));
    const byName = new Map<string, ParentList[]>();
    for (const list of lists.filter((one) => one.readable)) {
      for (const name of list.names) byName.set(name, [...(byName.get(name) ?? []), list]);
    }
    // Lists that need no input first, then those that are called so by their path, then the shortest path.
    for (const [name, found] of byName) {
      found.sort(
        (a, b) =>
          Number(b.free) - Number(a.free) ||
          rank(a, name) - rank(b, name) ||
          segments(a.path).length - segments(b.path).length,
      );
    }
    this.#byName = byName;
  }

  atPath(path: string): readonly ParentList[] {
    return this.#byPath.get(pathKey(path)) ?? [];
  }

  /** Lists of rows that are called so, in the singular; those that need no input first. */
  named(name: string): readonly ParentList[] {
    return this.#byName.get(name) ?? [];
  }

  /** The same for the rows at a path: lists whose rows are like what `GET` of one of them answers come first. */
  ofRowsAt(listPath: string, name: string): readonly ParentList[] {
    const one = this.#answers.get(pathKey(`${listPath}/{id}`));
    const lists = this.named(name);
    if (!one) return lists;
    const alike = new Map(lists.map((list) => [list, likeness(list.row, one)]));
    return [...lists].sort((a, b) => (alike.get(b) ?? 0) - (alike.get(a) ?? 0));
  }
}

const rank = (list: ParentList, name: string): number => (singularName(list.resource) === name ? 0 : 1);

/** How much two shapes have in common, in steps of a quarter so that small differences do not decide: 0…4. */
function likeness(row: Shape, one: Shape): number {
  if (row === one || (row.name !== undefined && row.name === one.name)) return 4;
  // One row is often wrapped: `{ "contact": { … } }`.
  const [only] = one.properties.values();
  const inner = one.properties.size === 1 && only && only.properties.size > 0 ? only : one;
  const common = [...row.properties.keys()].filter((key) => inner.properties.has(key)).length;
  return Math.floor((4 * common) / Math.max(row.properties.size, 1));
}

/** Endings of schema names that say what the schema is for and not what the rows are. */
const SCHEMA_ENDING = /_(?:response|dto|model|object|resource|bean|entity|details?|schema|representation|v\d+)$/;

/** What a schema is of, in the singular: `IssueDetailsDto` → issue. */
const schemaName = remember((schema) => {
  let named = singularName(schema);
  while (SCHEMA_ENDING.test(named)) named = named.replace(SCHEMA_ENDING, '');
  return named;
});

/** What the rows of a list are called, in the singular: after the path, after the place of the rows, after their schema. */
export function rowNames(resource: string, recordsPath: string, schema: string | undefined): readonly string[] {
  const step = recordsPath === '$' ? undefined : recordsPath.replace(/\.\*$/, '').split('.').at(-1);
  const named = schema === undefined ? '' : schemaName(schema);
  const places = step === undefined || GENERIC.has(singularName(step)) ? [] : [singularName(step)];
  return [...new Set([singularName(resource), ...places, named])].filter((name) => name !== '');
}

/** Names that an envelope gives to any rows. */
const GENERIC: ReadonlySet<string> = new Set(
  'data item result record entry value content row list resource object element hit node doc collection'.split(' '),
);
