import type { ParentList } from './bindings.ts';
import { pathKey, segments } from './path.ts';
import { singularName } from './words.ts';

/** The lists of a description by what children look them up by. */
export class ParentLists {
  readonly #byPath: ReadonlyMap<string, readonly ParentList[]>;
  readonly #byName: ReadonlyMap<string, readonly ParentList[]>;

  constructor(lists: readonly ParentList[]) {
    this.#byPath = Map.groupBy(lists, (list) => pathKey(list.path));
    // Lists that need no input first, then the shortest path: the plainest list of a resource.
    const ranked = [...lists].sort(
      (a, b) => Number(b.free) - Number(a.free) || segments(a.path).length - segments(b.path).length,
    );
    const byName = new Map<string, ParentList[]>();
    for (const list of ranked) {
      for (const name of list.names) byName.set(name, [...(byName.get(name) ?? []), list]);
    }
    // A list that is called so by its path comes before one whose rows are.
    for (const [name, found] of byName) {
      found.sort((a, b) => Number(b.free) - Number(a.free) || rank(a, name) - rank(b, name));
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

  has(name: string): boolean {
    return this.#byName.has(name);
  }
}

const rank = (list: ParentList, name: string): number => (singularName(list.resource) === name ? 0 : 1);

/** Endings of schema names that say what the schema is for and not what the rows are. */
const SCHEMA_ENDING =
  /_(?:response|dto|model|object|resource|item|bean|entity|summary|details?|info|schema|type|data|view|read|out|base|representation|record|json|v\d+)$/;

/** What the rows of a list are called, in the singular: after the path, after the place of the rows, after their schema. */
export function rowNames(resource: string, recordsPath: string, schema: string | undefined): readonly string[] {
  const step = recordsPath === '$' ? undefined : recordsPath.replace(/\.\*$/, '').split('.').at(-1);
  let named = schema === undefined ? '' : singularName(schema);
  while (SCHEMA_ENDING.test(named)) named = named.replace(SCHEMA_ENDING, '');
  const places = step === undefined || GENERIC.has(singularName(step)) ? [] : [singularName(step)];
  return [...new Set([singularName(resource), ...places, named])].filter((name) => name !== '');
}

/** Names that an envelope gives to any rows. */
const GENERIC: ReadonlySet<string> = new Set(
  'data item result record entry value content row list resource object element hit node doc collection'.split(' '),
);
