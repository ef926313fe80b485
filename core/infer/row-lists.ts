import type { Operation, Shape } from './model.ts';
import { isScalar } from './named.ts';
import { namingSteps } from './path.ts';
import { singular, singularName, words } from './words.ts';

/** A place of an answer that may hold the rows of a list. */
export interface RowList {
  readonly steps: readonly string[];
  /** The array, or the object of a map. */
  readonly shape: Shape;
  readonly row: Shape;
  /** Scalars, or the values of a map; an array of objects where absent. */
  readonly rows?: 'values' | 'map';
  /** How well its name fits: 0…3. */
  readonly score: number;
}

/** Names that an envelope gives to its rows whatever they are. */
const ROW_NAMES: ReadonlySet<string> = new Set(
  'data items results records entries values value content rows list resources objects elements hits nodes docs result collection'.split(
    ' ',
  ),
);

/** Names of an object that wraps the rows or the whole answer. */
const WRAPPERS: ReadonlySet<string> = new Set(
  'data result results response payload body content d embedded page list collection hits output items'.split(' '),
);

/** Words of which the other properties of an envelope consist. */
const META_WORDS: ReadonlySet<string> = new Set(
  (
    'total count counts size page pages per limit offset skip skipped cursor cursors next prev previous first last more has is ' +
    'links link meta metadata paging pagination paginator url uri href object kind type etag self status ok success code message messages ' +
    'errors error warnings warning warn info token start end max min items results rows entries number num index current incomplete ' +
    'copyright version time timestamp request response id took knowledge server returned remaining from to sort order included ' +
    'truncated complete continuation sync updated last_modified cache cached empty ts timed out shards marker took query q of filter facets ' +
    'aggregations summary perpage pagesize totalcount result set position prior row'
  ).split(' '),
);

/** Objects inside objects that are opened in search of the rows. */
const MAX_DEPTH = 3;
/** Described properties that the values of a map must have to be rows. */
const MIN_MAP_PROPERTIES = 2;

/** Score of an array that has the name of the resource. */
export const OWN_NAME = 3;
/** Score of an array inside an object that is called after it. */
const NAMED_INSIDE = 2.5;
/** Score of an array with a name that any rows may have. */
export const ROW_NAME = 2;

/** True for an array of objects. */
export function isRecordList(shape: Shape): boolean {
  const item = shape.items;
  if (shape.type === 'object' || item === undefined) return false;
  // Links say where to go on; they are never what a list is read for.
  if (item.properties.has('rel') && item.properties.has('href') && item.properties.size <= 5) return false;
  return item.properties.size > 0 || item.type === 'object';
}

/** True for an array of texts or numbers. */
export function isValueList(shape: Shape): boolean {
  const item = shape.items;
  return shape.type === 'array' && item !== undefined && isScalar(item) && item.type !== undefined;
}

/** True for an object whose values are records: `{ "a1": { … }, "a2": { … } }`. */
export const isRecordMap = (shape: Shape): boolean =>
  shape.properties.size === 0 && (shape.values?.properties.size ?? 0) >= MIN_MAP_PROPERTIES;

/** True for a property that is about the answer and not part of what it holds. */
export const isMeta = (name: string): boolean => words(name).every((word) => META_WORDS.has(word));

/** True for an object that has an id of its own: a thing rather than an envelope. */
export const isIdentified = (shape: Shape): boolean =>
  ['id', 'uuid', 'gid', 'sid', '_id'].some((name) => shape.properties.has(name));

/** How well the name of an array fits the resource that the path names. */
function nameScore(name: string, operation: Operation): number {
  const own = words(name).map(singular).join(' ');
  const steps = namingSteps(operation.path).map((step) => words(step).map(singular));
  const resource = steps.at(-1) ?? [];
  const joined = resource.join(' ');
  if (own === joined && joined !== '') return OWN_NAME;
  // `GET /users.list` and `POST /contacts/search` name their rows before the act.
  if (own !== '' && (resource[0] === own || steps.at(-2)?.join(' ') === own) && operation.method !== 'GET') return 2.5;
  const last = resource.at(-1);
  if (
    last !== undefined &&
    (own.endsWith(last) || own.startsWith(`${joined} `) || joined.endsWith(own) || joined.startsWith(own))
  )
    return 2.5;
  return ROW_NAMES.has(name.toLowerCase()) ? ROW_NAME : 0;
}

function listAt(steps: readonly string[], shape: Shape, score: number): RowList | undefined {
  if (isRecordList(shape) && shape.items) return { steps, shape, row: shape.items, score };
  if (isValueList(shape) && shape.items) return { steps, shape, row: shape.items, rows: 'values', score };
  if (isRecordMap(shape) && shape.values && score >= ROW_NAME) {
    return { steps: [...steps, '*'], shape, row: shape.values, rows: 'map', score: score - 0.5 };
  }
  return undefined;
}

/** The lists of an answer that may be its rows. A thing with an id of its own has rows only under its own name. */
export function rowLists(envelope: Shape, operation: Operation): readonly RowList[] {
  return [...changeFeed(envelope), ...visit(envelope, operation, [])];
}

/** `{ added, modified, removed }`: a feed of changes, whose new rows are those that a table takes. */
function changeFeed(envelope: Shape): readonly RowList[] {
  const added = envelope.properties.get('added');
  const others = ['modified', 'updated', 'changed', 'removed', 'deleted'].filter((name) =>
    envelope.properties.has(name),
  );
  const list = added && others.length > 0 ? listAt(['added'], added, OWN_NAME) : undefined;
  return list ? [list] : [];
}

function visit(envelope: Shape, operation: Operation, above: readonly string[]): readonly RowList[] {
  const found: RowList[] = [];
  const isThing = isIdentified(envelope);
  const content = onlyContent(envelope);
  for (const [name, shape] of envelope.properties) {
    const steps = [...above, name];
    const depth = above.length * 0.25;
    const score = nameScore(name, operation);
    const list = listAt(steps, shape, score - depth);
    if (list) {
      if (!isThing || score === OWN_NAME) found.push(list);
      continue;
    }
    const wraps = WRAPPERS.has(name.replace(/^_/, '').toLowerCase());
    if (isThing || shape.items !== undefined || steps.length >= MAX_DEPTH) continue;
    if (!wraps && content !== name) {
      found.push(...namedInside(name, shape, steps));
      continue;
    }
    const penalty = wraps ? 0 : 0.5;
    found.push(...visit(shape, operation, steps).map((inner) => ({ ...inner, score: inner.score - penalty })));
  }
  return found;
}

/** `topic_list.topics`, `post_stream.posts`: an object that is called after the list in it. */
function namedInside(name: string, shape: Shape, steps: readonly string[]): readonly RowList[] {
  const [stem, ...kind] = words(name);
  if (stem === undefined || kind.length === 0) return [];
  return [...shape.properties].flatMap(([inner, list]) => {
    const found = singularName(inner) === stem ? listAt([...steps, inner], list, NAMED_INSIDE) : undefined;
    return found && found.rows === undefined ? [found] : [];
  });
}

/** The one property that is not about the answer itself, where there is exactly one. */
function onlyContent(envelope: Shape): string | undefined {
  const content = [...envelope.properties.keys()].filter((name) => !isMeta(name));
  return content.length === 1 ? content[0] : undefined;
}

/** Properties beside the rows that a record would have and an envelope would not. */
export const strangers = (envelope: Shape, rows: string): readonly string[] =>
  [...envelope.properties].flatMap(([name, shape]) =>
    name === rows || isMeta(name) || shape.items !== undefined ? [] : [name],
  );
