import { resourceOf } from './entity-names.ts';
import type { Operation, Shape } from './model.ts';
import { phrase } from './named.ts';
import { pagingParameters } from './pagination/roles.ts';
import { pathKey, segments } from './path.ts';
import type { KeyFinding } from './primary-key.ts';
import type { Records } from './records.ts';
import { isPlural, singular, singularName, words } from './words.ts';

/** An operation that reads rows, and where they stand in its answer. */
export interface List {
  readonly operation: Operation;
  readonly records: Records;
}

/** Rule of the records of a list whose answer nothing shows. */
const RULE = 'list-by-name';
/** Its confidence where other lists of the source show how answers are built, and where none does. */
const LIKE_OTHERS = 0.6;
const UNKNOWN = 0.3;

const PLURALS = new Set(['people', 'children', 'data']);
const SAYS_LIST = /^(?:list|all|browse|index|search|get all|get list|fetch all|retrieve all|show all|read all)\b/i;
const TELLS_LIST = /\b(?:returns?|gets?|fetch(?:es)?|retrieves?|lists?) (?:a |the )?(?:list|all|collection)\b/i;
const ID_WORDS = new Set(['id', 'uuid', 'guid', 'key', 'slug']);

/** A shape with these properties and nothing else known. */
const shapeOf = (pointer: string, properties: ReadonlyMap<string, Shape>, items?: Shape): Shape => ({
  pointer,
  name: undefined,
  type: items ? 'array' : properties.size > 0 ? 'object' : undefined,
  nullable: false,
  format: undefined,
  description: undefined,
  enum: undefined,
  example: undefined,
  default: undefined,
  properties,
  required: new Set(),
  items,
});

/** Paths by the list that they go on from: `/transfers` → `/transfers/{transferId}`, `/transfers/{transferId}/cancel`. */
class Below {
  readonly #byList = new Map<
    string,
    { readonly operation: Operation; readonly variable: string; readonly isLast: boolean }[]
  >();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      const steps = segments(operation.path);
      steps.forEach((step, index) => {
        if (step.kind !== 'variable' || index === 0) return;
        const list = pathKey(
          `/${steps
            .slice(0, index)
            .map((one) => (one.kind === 'static' ? one.text : `{${one.name}}`))
            .join('/')}`,
        );
        const found = { operation, variable: step.name, isLast: index === steps.length - 1 };
        this.#byList.set(list, [...(this.#byList.get(list) ?? []), found]);
      });
    }
  }

  of(
    operation: Operation,
  ): readonly { readonly operation: Operation; readonly variable: string; readonly isLast: boolean }[] {
    return this.#byList.get(pathKey(operation.path)) ?? [];
  }
}

/** True for a read that can hardly be anything but a list: a plural with one row below it, with paging, or with words that say so. */
function isList(operation: Operation, below: Below): boolean {
  const last = segments(operation.path).at(-1);
  if (operation.method !== 'GET' || operation.key.includes('#') || last?.kind !== 'static') return false;
  const word = words(resourceOf(operation.path)).at(-1) ?? '';
  if (!isPlural(word) && !PLURALS.has(word)) return false;
  return (
    below.of(operation).length > 0 ||
    pagingParameters(operation).size > 0 ||
    SAYS_LIST.test(phrase(operation.summary ?? '')) ||
    TELLS_LIST.test(operation.description ?? '')
  );
}

/** How the lists that are shown build their answers: the path that most of them have, `own` for the name of the resource. */
function commonPath(shown: readonly List[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { operation, records } of shown) {
    if (records.rows === 'map') continue;
    const isOwn = phrase(records.path) === phrase(resourceOf(operation.path));
    const path = isOwn ? 'own' : records.path;
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** An array that a text speaks of without saying what is in it. */
function toldArray(operation: Operation): readonly [string, Shape] | undefined {
  const arrays = [...(operation.answer?.shape?.properties ?? [])].filter(([, shape]) => shape.type === 'array');
  const own = arrays.find(([name]) => singularName(name) === singularName(resourceOf(operation.path)));
  return own ?? (arrays.length === 1 ? arrays[0] : undefined);
}

/** What a row looks like, as far as the answer for one row or the variable that names it tells. */
function rowOf(operation: Operation, below: Below): Shape {
  const resource = singularName(resourceOf(operation.path));
  const found = below.of(operation);
  const one = found.find(
    (detail) => detail.isLast && detail.operation.method === 'GET' && detail.operation.answer?.shape,
  );
  const answer = one?.operation.answer?.shape;
  const inner = answer && [...answer.properties].find(([name]) => singularName(name) === resource || name === 'data');
  if (answer) return answer.properties.size === 1 && inner && inner[1].properties.size > 0 ? inner[1] : answer;
  const owner = new Set(words(resourceOf(operation.path)).flatMap((word) => [word, singular(word)]));
  for (const { variable, operation: detail } of found) {
    const rest = words(variable).filter((word) => !owner.has(word));
    const [only] = rest;
    if (rest.length !== 1 || only === undefined || !ID_WORDS.has(only)) continue;
    return shapeOf(operation.pointer, new Map([[only, shapeOf(detail.pointer, new Map())]]));
  }
  return shapeOf(operation.pointer, new Map());
}

function recordsOf(operation: Operation, below: Below, common: string | undefined): Records | undefined {
  const answer = operation.answer?.shape;
  const told = toldArray(operation);
  // An answer that is shown and has no array is no list.
  if (answer && answer.type !== undefined && !told) return undefined;
  const row = rowOf(operation, below);
  const own = `$.${resourceOf(operation.path)}`;
  const path = told ? `$.${told[0]}` : common === undefined ? '$' : common === 'own' ? own : common;
  const isSafe = /^\$(?:\.[A-Za-z_]\w*)*$/.test(path);
  if (!isSafe) return undefined;
  const confidence = told || common !== undefined ? LIKE_OTHERS : UNKNOWN;
  const note = told
    ? `Nothing shows what ${path} holds; a script reads it as a list.`
    : common === undefined
      ? 'Nothing shows the answer: its name says that it is a list, and a bare array is taken. Read it once to be sure.'
      : `Nothing shows the answer: its name says that it is a list, and the other lists of this source have their rows at ${path}.`;
  const items = shapeOf(row.pointer, row.properties);
  return {
    path,
    row: items,
    ...(told && row.properties.size === 0 ? { rows: 'values' as const } : {}),
    envelope: answer ?? shapeOf(operation.pointer, new Map(), path === '$' ? items : undefined),
    evidence: { field: 'records', rule: RULE, pointer: told?.[1].pointer ?? operation.pointer, confidence, note },
  };
}

/**
 * Reads of a collection that no example answers and that are lists by their names. Where the rows stand is taken from the lists
 * that are shown, else a bare array is assumed, each with a confidence that says so. Only requests that were made are looked at:
 * a description that leaves an answer open means it.
 */
export function unshownLists(operations: readonly Operation[], shown: readonly List[]): readonly List[] {
  const known = new Set(shown.map(({ operation }) => operation));
  const open = operations.filter((operation) => operation.observed === true && !known.has(operation));
  if (open.length === 0) return [];
  const below = new Below(operations);
  const common = commonPath(shown);
  return open.flatMap((operation) => {
    if (!isList(operation, below)) return [];
    const records = recordsOf(operation, below, common);
    return records ? [{ operation, records }] : [];
  });
}

/** The key of rows that nothing shows is no surer than the rows are. */
export function keyOfUnshown(records: Records, key: KeyFinding): KeyFinding {
  if (records.evidence.rule !== RULE || !key.evidence) return key;
  const confidence = Math.min(key.evidence.confidence, records.evidence.confidence);
  const note = `${key.evidence.note ?? ''} No row was shown.`.trim();
  return { primaryKey: key.primaryKey, evidence: { ...key.evidence, confidence, note } };
}
