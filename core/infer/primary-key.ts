import type { Evidence } from '../../shared/import/report.ts';
import type { Shape } from './model.ts';
import { isScalar, propertyNamed } from './named.ts';
import { singular, words } from './words.ts';

/** What is known of a list when its key is looked for. */
export interface KeyFacts {
  readonly row: Shape;
  readonly rows?: 'values' | 'map' | undefined;
  /** Last naming step of the path. */
  readonly resource: string;
  /** Variables of the list's own path: every row repeats their values, so none of them names a row. */
  readonly pathVariables: readonly string[];
  /** Variables that name one row in other paths: of the detail operation first. */
  readonly detailVariables: readonly { readonly name: string; readonly pointer: string }[];
  /** True for the name of what another list holds: its id in this row is a foreign key. */
  readonly isOtherRow?: ((name: string) => boolean) | undefined;
}

export interface KeyFinding {
  readonly primaryKey: readonly string[];
  readonly evidence: Evidence | undefined;
}

const IDS = ['id', '_id', 'gid', 'sid', 'uuid', 'guid', 'kid'];
const ID_WORDS = new Set(['id', 'uuid', 'guid', 'gid', 'sid', 'key', 'identifier']);

/** Last words of a variable that say which field of the row it is. */
const HANDLE_WORDS = new Set(['key', 'slug', 'code', 'number', 'name']);

const isKeyLike = (shape: Shape): boolean => isScalar(shape) && shape.type !== 'boolean';

/** Property whose name has exactly these words. */
function propertyOf(row: Shape, wanted: string): string | undefined {
  const property = propertyNamed(row, wanted);
  return property && isKeyLike(property[1]) ? property[0] : undefined;
}

const found = (name: string, rule: string, pointer: string, confidence: number, note: string): KeyFinding => ({
  primaryKey: [name],
  evidence: { field: 'primaryKey', rule, pointer, confidence, note },
});

const pointerOf = (row: Shape, name: string): string => row.properties.get(name)?.pointer ?? row.pointer;

function byId({ row }: KeyFacts): KeyFinding | undefined {
  for (const id of IDS) {
    const names = [...row.properties.keys()];
    const name = names.find((one) => one === id) ?? names.find((one) => one.toLowerCase() === id);
    const shape = name === undefined ? undefined : row.properties.get(name);
    if (name !== undefined && shape && isKeyLike(shape)) {
      return found(name, 'id-field', shape.pointer, id === 'id' ? 0.97 : 0.93, `Rows have ${name}.`);
    }
  }
  return undefined;
}

/** `dag_id` of dags, `eventId` of special-events; never the id of something else. */
function byEntityId({ row, resource }: KeyFacts): KeyFinding | undefined {
  const parts = words(resource);
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const entity = [...parts.slice(0, -1), singular(last)];
  for (let from = 0; from < entity.length; from++) {
    for (const id of ID_WORDS) {
      const name = propertyOf(row, [...entity.slice(from), id].join(' '));
      if (name !== undefined)
        return found(name, 'entity-id-field', pointerOf(row, name), 0.92, `${name} is named after the table.`);
    }
  }
  return undefined;
}

/** What the variable of the path to one row says: `/pools/{pool_name}` → pool_name or name. */
function byDetailVariable({ row, resource, detailVariables }: KeyFacts): KeyFinding | undefined {
  const entity = new Set(words(resource).flatMap((word) => [word, singular(word)]));
  for (const variable of detailVariables) {
    const parts = words(variable.name);
    const rest = parts.filter((word) => !entity.has(word));
    const last = parts.at(-1) ?? '';
    const wanted = [parts.join(' '), rest.join(' '), ...(HANDLE_WORDS.has(last) ? [last] : [])].filter(
      (name) => name !== '',
    );
    for (const name of wanted) {
      const property = propertyOf(row, name);
      if (property !== undefined) {
        return found(
          property,
          'detail-path-variable',
          variable.pointer,
          0.9,
          `{${variable.name}} names one row in the path.`,
        );
      }
    }
  }
  return undefined;
}

const NAMING = ['key', 'slug', 'sha', 'code', 'shortcode', 'number'];

/** A field that is called as the rows are: `month` of months, `version` of versions. */
function byOwnName({ row, resource }: KeyFacts): KeyFinding | undefined {
  const parts = words(resource);
  const name = propertyOf(row, [...parts.slice(0, -1), singular(parts.at(-1) ?? '')].join(' '));
  if (name === undefined) return undefined;
  return found(
    name,
    'field-named-like-row',
    pointerOf(row, name),
    0.7,
    `Rows have no id; ${name} is called as they are.`,
  );
}

/** A detail path whose variable says nothing (`/branches/{branch}`) leaves the field that people name things by. */
function byNamingField({ row, detailVariables }: KeyFacts): KeyFinding | undefined {
  const variable = detailVariables[0];
  const name = (variable ? NAMING : ['key', 'slug', 'code', 'shortcode'])
    .map((wanted) => propertyOf(row, wanted))
    .find((one) => one !== undefined);
  if (name === undefined) return undefined;
  const rule = variable ? 'only-naming-field' : 'key-like-field';
  return found(name, rule, pointerOf(row, name), variable ? 0.75 : 0.6, `Rows have no id; ${name} names them.`);
}

/** Things that have their own address: it names them. */
function byAddress({ row }: KeyFacts): KeyFinding | undefined {
  for (const wanted of ['self', 'href', 'uri', 'url', 'api detail url']) {
    const name = propertyOf(row, wanted);
    const shape = name === undefined ? undefined : row.properties.get(name);
    const isOwn = wanted === 'uri' || wanted === 'self' || shape?.format === 'uri' || row.properties.size <= 3;
    if (name !== undefined && isOwn) {
      return found(name, 'address-field', pointerOf(row, name), 0.6, `Rows have no id; ${name} is their address.`);
    }
  }
  return undefined;
}

/** With a path to one row, the name is what is left to name it by. */
function byName({ row, detailVariables }: KeyFacts): KeyFinding | undefined {
  const name = propertyOf(row, 'name');
  if (name === undefined || detailVariables.length === 0) return undefined;
  return found(name, 'only-naming-field', pointerOf(row, name), 0.65, `Rows have no id; ${name} names them.`);
}

/** What a row belongs to or was made by: its id is never that of the row. */
const FOREIGN =
  /^(?:owner|user|creator|author|parent|team|tenant|org|organization|organisation|assignee|reporter|customer|created_by|updated_by|group|project|workspace|maintainer|reviewer|approver|manager)$/;

/** The only property that ends in id, and not the id of what another list holds. */
function bySingleId({ row, isOtherRow }: KeyFacts): KeyFinding | undefined {
  const ids = [...row.properties].filter(([name, shape]) => {
    const parts = words(name);
    return parts.length > 1 && ID_WORDS.has(parts.at(-1) ?? '') && isKeyLike(shape);
  });
  const [only] = ids;
  const [first] = row.properties.keys();
  if (!only || ids.length !== 1) return undefined;
  const owner = words(only[0]).slice(0, -1).join('_');
  if (only[0] !== first && (FOREIGN.test(owner) || isOtherRow?.(owner) !== false)) return undefined;
  return found(only[0], 'only-id-field', only[1].pointer, 0.65, `${only[0]} is the only id of a row.`);
}

/** `{ added_at, track: { id, … } }`: a row that is about one thing is named by that thing. */
function byInnerThing({ row }: KeyFacts): KeyFinding | undefined {
  if (row.properties.size > 4) return undefined;
  const things = [...row.properties].filter(([, shape]) => shape.items === undefined && shape.properties.size > 0);
  const [only] = things;
  if (!only || things.length !== 1) return undefined;
  const id = IDS.map((name) => propertyOf(only[1], name)).find((name) => name !== undefined);
  if (id === undefined) return undefined;
  const name = `${only[0]}.${id}`;
  return found(name, 'id-of-inner-thing', only[1].pointer, 0.7, `A row is about one thing, named by ${name}.`);
}

const MOMENTS = ['ts', 'timestamp', 'date', 'day', 'month', 'datetime', 'date time', 'time', 'path'];

/** Entries of a log or a calendar: the moment that each must have names it. */
function byMoment({ row }: KeyFacts): KeyFinding | undefined {
  const [first] = row.properties.keys();
  const name = MOMENTS.map((wanted) => propertyOf(row, wanted)).find(
    (one) => one !== undefined && (row.required.has(one) || one === first),
  );
  if (name === undefined) return undefined;
  return found(name, 'moment-field', pointerOf(row, name), 0.5, `Rows have no id; every row has ${name}.`);
}

const RULES = [
  byId,
  byEntityId,
  byDetailVariable,
  byOwnName,
  bySingleId,
  byNamingField,
  byAddress,
  byName,
  byInnerThing,
  byMoment,
];

/** The key of a list's rows; an empty list where none is proven. */
export function inferPrimaryKey(facts: KeyFacts): KeyFinding {
  if (facts.rows === 'map') {
    return found('$key', 'map-key', facts.row.pointer, 0.9, 'The rows are the values of a map; its key names them.');
  }
  const shared = new Set(facts.pathVariables.map((name) => words(name).join(' ')).filter((name) => name.includes(' ')));
  for (const rule of RULES) {
    const finding = rule(facts);
    if (finding && !finding.primaryKey.some((field) => shared.has(words(field).join(' ')))) return finding;
  }
  return { primaryKey: [], evidence: undefined };
}
