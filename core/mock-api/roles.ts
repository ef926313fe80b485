import { bindRow } from '../infer/bindings.ts';
import type { Operation, Shape } from '../infer/model.ts';
import { pathKey, segments } from '../infer/path.ts';
import { singularName } from '../infer/words.ts';
import { locateRow } from './answer/locate.ts';
import { parentListOf, type Table } from './data/table.ts';

/** What one row is named by in a path. */
export interface RowPath {
  readonly table: Table;
  /** Variables that name the place of the list, in the order of the table's places; empty where any list may hold the row. */
  readonly above: readonly string[];
  readonly variable: string;
  /** Fields of a row that the variable may mean, the likeliest first. */
  readonly fields: readonly string[];
}

/** What an operation does with the rows of a mock. */
export type Role =
  | { readonly kind: 'list'; readonly table: Table }
  | { readonly kind: 'create'; readonly table: Table; readonly above: readonly string[] }
  | { readonly kind: 'row'; readonly action: 'read' | 'update' | 'remove'; readonly row: RowPath }
  /** Something else, of which only the row that its path names is looked for. */
  | { readonly kind: 'other'; readonly owner: RowPath | undefined };

const variablesIn = (path: string): readonly string[] =>
  segments(path).flatMap((step) =>
    step.kind === 'variable' ? [step.name] : [...step.text.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? ''),
  );

/** Paths that differ in their variables and a file ending only. */
const listKey = (path: string): string => pathKey(path.split(/[?#]/, 1)[0] ?? '').replace(/\.(?:json|xml)$/i, '');

/** The path without its last step, where that is a variable (`{id}`, `{id}.json`). */
function withoutVariable(path: string): { readonly list: string; readonly variable: string } | undefined {
  const found = /^(.*)\/\{([^{}/]+)\}(?:\.\w+)?\/?$/.exec(path.split(/[?#]/, 1)[0] ?? '');
  const [, list, variable] = found ?? [];
  return list === undefined || variable === undefined ? undefined : { list, variable };
}

const METHODS: ReadonlyMap<string, 'read' | 'update' | 'remove'> = new Map([
  ['GET', 'read'],
  ['HEAD', 'read'],
  ['PUT', 'update'],
  ['PATCH', 'update'],
  ['POST', 'update'],
  ['DELETE', 'remove'],
]);

/** Finds out what every operation of a description does, from its path, its method and what it takes and gives. */
export class Roles {
  readonly #byOperation: ReadonlyMap<string, Table>;
  readonly #byPath: ReadonlyMap<string, readonly Table[]>;
  readonly #byStep: ReadonlyMap<string, readonly Table[]>;

  constructor(tables: readonly Table[]) {
    const rows = tables.filter((table) => table.rows !== 'values');
    this.#byOperation = new Map(tables.map((table) => [table.entity.operation, table]));
    this.#byPath = Map.groupBy(
      rows.toSorted((a, b) => Number(a.operation.method !== 'GET') - Number(b.operation.method !== 'GET')),
      (table) => listKey(table.path),
    );
    this.#byStep = Map.groupBy(
      rows.toSorted((a, b) => a.places.length - b.places.length),
      (table) => table.thing,
    );
  }

  of(operation: Operation): Role {
    const table = this.#byOperation.get(operation.key);
    if (table) return { kind: 'list', table };
    const action = METHODS.get(operation.method);
    const row = this.#rowOf(operation);
    if (row && action !== undefined && (operation.method !== 'POST' || isAbout(operation, row.table.row))) {
      return { kind: 'row', action, row };
    }
    const lists = operation.method === 'POST' ? this.#byPath.get(listKey(operation.path)) : undefined;
    const created = lists?.find((list) => isAbout(operation, list.row));
    if (created) return { kind: 'create', table: created, above: variablesIn(operation.path) };
    return { kind: 'other', owner: this.#ownerOf(operation.path) };
  }

  /** The row that the whole path names. */
  #rowOf(operation: Operation): RowPath | undefined {
    const found = withoutVariable(operation.path);
    if (!found) return undefined;
    const [exact] = this.#byPath.get(listKey(found.list)) ?? [];
    if (exact) return rowPath(exact, variablesIn(found.list), found.variable);
    // The list may stand somewhere else: `/users/{id}` for the rows of `/teams/{team}/users`.
    const last = segments(found.list).at(-1);
    const thing = last?.kind === 'static' ? singularName(last.text.replace(/\.\w+$/, '')) : '';
    const like = this.#byStep.get(thing)?.find((table) => isAbout(operation, table.row));
    return like && rowPath(like, [], found.variable);
  }

  /** The row that the longest beginning of a path names: `/boards/{id}` of `/boards/{id}/archive`. */
  #ownerOf(path: string): RowPath | undefined {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const found = withoutVariable(path.slice(0, at));
      const [exact] = found ? (this.#byPath.get(listKey(found.list)) ?? []) : [];
      if (found && exact) return rowPath(exact, variablesIn(found.list), found.variable);
    }
    return undefined;
  }
}

/** True where an operation takes or gives something that is like a row. */
function isAbout(operation: Operation, row: Shape): boolean {
  const { answer, body } = operation;
  const given = answer?.shape && answer.shape.items === undefined ? locateRow(answer.shape, row) : undefined;
  if (given) return true;
  return body?.shape !== undefined && locateRow(body.shape, row) !== undefined;
}

function rowPath(table: Table, above: readonly string[], variable: string): RowPath {
  const bound = bindRow({ name: variable, type: 'string' }, parentListOf(table), false);
  // Children that stand below the same variable say what it is bound to.
  const byChildren = table.children.flatMap((child) => {
    const field = child.entity.parent?.bindings[variable];
    return field === undefined ? [] : [field];
  });
  const fields = [...byChildren, ...(bound === undefined ? [] : [bound]), ...table.entity.primaryKey, 'id'];
  return { table, above, variable, fields: [...new Set(fields)] };
}
