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
  /** Variables that name one row in other paths: of the detail operation first. */
  readonly detailVariables: readonly { readonly name: string; readonly pointer: string }[];
}

export interface KeyFinding {
  readonly primaryKey: readonly string[];
  readonly evidence: Evidence | undefined;
}

const IDS = ['id', '_id', 'gid', 'sid', 'uuid', 'guid'];
const ID_WORDS = new Set(['id', 'uuid', 'guid', 'gid', 'sid', 'key', 'identifier']);

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
    const wanted = [parts.join(' '), rest.join(' ')].filter((name) => name !== '');
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

/** A detail path whose variable says nothing (`/branches/{branch}`) leaves the field that people name things by. */
function byName({ row, detailVariables }: KeyFacts): KeyFinding | undefined {
  const variable = detailVariables[0];
  const candidates = variable ? ['key', 'slug', 'sha', 'code', 'name', 'number'] : ['key', 'slug', 'code'];
  for (const wanted of candidates) {
    const name = propertyOf(row, wanted);
    if (name === undefined) continue;
    const confidence = variable ? 0.75 : 0.6;
    return found(
      name,
      variable ? 'only-naming-field' : 'key-like-field',
      pointerOf(row, name),
      confidence,
      `Rows have no id; ${name} names them.`,
    );
  }
  return undefined;
}

/** Summaries of things that have their own address: it names them. */
function byAddress({ row }: KeyFacts): KeyFinding | undefined {
  for (const wanted of ['self', 'href', 'url', 'uri', 'api detail url']) {
    const name = propertyOf(row, wanted);
    const shape = name === undefined ? undefined : row.properties.get(name);
    if (name !== undefined && (shape?.format === 'uri' || row.properties.size <= 3)) {
      return found(name, 'address-field', pointerOf(row, name), 0.6, `Rows have no id; ${name} is their address.`);
    }
  }
  return undefined;
}

/** A lone property that ends in id and is the first one, required and not one of several. */
function bySingleId({ row }: KeyFacts): KeyFinding | undefined {
  const ids = [...row.properties].filter(([name, shape]) => {
    const parts = words(name);
    return parts.length > 1 && ID_WORDS.has(parts.at(-1) ?? '') && isKeyLike(shape);
  });
  const [only] = ids;
  const [first] = row.properties.keys();
  if (!only || ids.length !== 1 || only[0] !== first) return undefined;
  return found(only[0], 'only-id-field', only[1].pointer, 0.65, `${only[0]} is the first field and the only id.`);
}

const RULES = [byId, byEntityId, byDetailVariable, bySingleId, byName, byAddress];

/** The key of a list's rows; an empty list where none is proven. */
export function inferPrimaryKey(facts: KeyFacts): KeyFinding {
  if (facts.rows === 'map') {
    return found('$key', 'map-key', facts.row.pointer, 0.9, 'The rows are the values of a map; its key names them.');
  }
  for (const rule of RULES) {
    const finding = rule(facts);
    if (finding) return finding;
  }
  return { primaryKey: [], evidence: undefined };
}
