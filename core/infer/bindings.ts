import type { Shape } from './model.ts';
import { phrase, propertyNamed, scalarNamed } from './named.ts';
import { segments } from './path.ts';
import { pathField } from './path-fields.ts';
import { singular, words } from './words.ts';

/** A list that may be the parent of another. */
export interface ParentList {
  readonly name: string;
  readonly path: string;
  readonly row: Shape;
  readonly primaryKey: readonly string[];
  /** Last naming step of its path. */
  readonly resource: string;
  /** What its rows are called, in the singular: by the path, by the place of the rows, by their schema. */
  readonly names: readonly string[];
  /** True where it can be read without any input of the user. */
  readonly free: boolean;
  /** True where it needs nothing but the variables of its path. */
  readonly readable: boolean;
}

/** A variable to be bound, with the type its parameter declares. */
export interface Variable {
  readonly name: string;
  readonly type: string;
}

const ID_WORDS = new Set(['id', 'uuid', 'guid', 'gid', 'sid', 'identifier']);
/** Fields that people and paths name a thing by, the most telling first. */
const HANDLES = ['login', 'slug', 'key', 'username', 'handle', 'name'];
const ADDRESS = /\b(?:url|uri|href|link|self)$/;
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['index', ['number', 'iid', 'index']],
  ['number', ['number', 'iid']],
  ['username', ['username', 'login', 'user name', 'name']],
  ['key', ['key', 'id']],
]);

/** `owner` as an object with a handle of its own: `owner.login`. */
function nestedHandle(row: Shape, wanted: string): string | undefined {
  const found = propertyNamed(row, wanted);
  if (!found || found[1].properties.size === 0) return undefined;
  const inner = [...HANDLES, 'id'].map((handle) => scalarNamed(found[1], handle)).find((name) => name !== undefined);
  return inner === undefined ? undefined : `${found[0]}.${inner}`;
}

const firstOf = (row: Shape, names: readonly string[], accept: (shape: Shape) => boolean): string | undefined =>
  names
    .map((name) => scalarNamed(row, name))
    .find((name) => name !== undefined && accept(row.properties.get(name) ?? row));

/** The part of a variable's name that is not the name of the resource: `site_id` of sites → id; `invoice` of invoices → ''. */
function remainder(variable: string, parent: ParentList): readonly string[] {
  const entity = new Set([parent.resource, ...parent.names].flatMap(words).flatMap((word) => [word, singular(word)]));
  return words(variable).filter((word) => !entity.has(word));
}

/**
 * The field of a parent's row that fills the last variable of the path to that row. `among` others the row is named by more
 * than its key, so a handle fits better than an id.
 */
export function bindRow(variable: Variable, parent: ParentList, among: boolean): string | undefined {
  const found = fieldFor(variable, parent, among);
  const field = found !== undefined && fits(variable, found, parent.row) ? found : undefined;
  // An address names a row to a browser, never inside a path.
  if (field === undefined || !isAddressName(field) || isAddressName(variable.name)) return field;
  return firstOf(parent.row, HANDLES, (shape) => shape.type === 'string' || shape.type === undefined);
}

/** A variable that takes a number is never filled by a text that is no id: many descriptions write the numbers of ids as texts. */
export function fits(variable: Variable, field: string, row: Shape): boolean {
  const shape = row.properties.get(field);
  const isText = shape?.type === 'string' && !NUMERIC.test(shape.format ?? '');
  return !isText || !/^(?:integer|number)$/.test(variable.type) || ID_WORDS.has(words(field).at(-1) ?? '');
}

const NUMERIC = /^(?:int|uint|number|decimal|numeric|big)/;

/** True for a name that means an address. */
export const isAddressName = (name: string): boolean => ADDRESS.test(phrase(name));

function fieldFor(variable: Variable, parent: ParentList, among: boolean): string | undefined {
  const { row } = parent;
  const exact = scalarNamed(row, phrase(variable.name));
  if (exact !== undefined) return exact;
  const [key] = parent.primaryKey;
  const rest = remainder(variable.name, parent);
  const text = rest.join(' ');
  const synonym = firstOf(row, SYNONYMS.get(text) ?? [], () => true);
  if (synonym !== undefined) return synonym;
  if (rest.length === 1 && ID_WORDS.has(text)) return key;
  // `idOrSlug`, `id_or_key`: either will do, and the key is the surer one.
  if (rest.includes('or')) return rest.some((word) => ID_WORDS.has(word)) ? key : firstOf(row, rest, () => true);
  const named = rest.length > 0 ? scalarNamed(row, text) : undefined;
  if (named !== undefined) return named;
  const isTextual = variable.type === 'string' || variable.type === 'unknown';
  const keyIsNumber = key !== undefined && /^(?:integer|number)$/.test(row.properties.get(key)?.type ?? '');
  if (isTextual && (among || keyIsNumber) && rest.length === 0) {
    const handle = firstOf(row, HANDLES, (shape) => shape.type === 'string' || shape.type === undefined);
    if (handle !== undefined) return handle;
  }
  return rest.length === 0 || words(variable.name).some((word) => ID_WORDS.has(word)) ? key : undefined;
}

/**
 * The field that fills a variable standing before the last one: a property of that name, its handle, or a variable of the
 * parent's own path, which its rows carry along.
 */
export function bindQualifier(variable: Variable, parent: ParentList): string | undefined {
  const wanted = phrase(variable.name);
  const carried = segments(parent.path).some((step) => step.kind === 'variable' && phrase(step.name) === wanted);
  return (
    scalarNamed(parent.row, wanted) ??
    nestedHandle(parent.row, wanted) ??
    (carried ? pathField(parent.path, variable.name) : undefined)
  );
}
