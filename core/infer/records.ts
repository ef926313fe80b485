import type { Evidence } from '../../shared/import/report.ts';
import type { Operation, Shape } from './model.ts';
import { namingSteps, segments } from './path.ts';
import { singular, words } from './words.ts';

/** Where the rows of a list stand in its answer. */
export interface Records {
  /** `$` for a bare array, else `$.data.items`. */
  readonly path: string;
  readonly row: Shape;
  /** The answer as a whole; the row list itself for a bare array. */
  readonly envelope: Shape;
  readonly evidence: Evidence;
}

/** Names that an envelope gives to its rows whatever they are. */
const ROW_NAMES: ReadonlySet<string> = new Set(
  'data items results records entries values value content rows list resources objects elements hits nodes docs result collection'.split(
    ' ',
  ),
);

/** Names of an object that wraps the rows or the whole answer. */
const WRAPPERS: ReadonlySet<string> = new Set(
  'data result results response payload body content d embedded page list collection'.split(' '),
);

/** Words of which the other properties of an envelope consist. */
const META_WORDS: ReadonlySet<string> = new Set(
  (
    'total count counts size page pages per limit offset skip skipped cursor cursors next prev previous first last more has is ' +
    'links link meta metadata paging pagination paginator url uri href object kind type etag self status ok success code message messages ' +
    'errors error warnings warning warn info token start end max min items results rows entries number num index current incomplete ' +
    'copyright version time timestamp request response id took knowledge server returned remaining from to sort order included ' +
    'truncated complete continuation sync updated last_modified cache cached empty'
  ).split(' '),
);

const isRecordList = (shape: Shape): boolean => {
  const item = shape.items;
  if (shape.type === 'object' || item === undefined) return false;
  return item.properties.size > 0 || item.type === 'object';
};

const isMeta = (name: string): boolean => words(name).every((word) => META_WORDS.has(word));

interface Candidate {
  readonly steps: readonly string[];
  readonly shape: Shape;
  readonly score: number;
}

/** Score of an array that has the name of the resource. */
const OWN_NAME = 3;

/** How well the name of an array fits the resource that the path names: 0…3. */
function nameScore(name: string, operation: Operation): number {
  const own = words(name).map(singular).join(' ');
  const resource = words(namingSteps(operation.path).at(-1) ?? '').map(singular);
  const joined = resource.join(' ');
  if (own === joined && joined !== '') return OWN_NAME;
  const last = resource.at(-1);
  if (last !== undefined && (own.endsWith(last) || joined.endsWith(own) || joined.startsWith(own))) return 2.5;
  return ROW_NAMES.has(name.toLowerCase()) ? 2 : 0;
}

/** The arrays of an answer that may be its rows. A thing with an id of its own has rows only under its own name. */
function candidates(envelope: Shape, operation: Operation): readonly Candidate[] {
  const found: Candidate[] = [];
  const isThing = isIdentified(envelope);
  for (const [name, shape] of envelope.properties) {
    const score = nameScore(name, operation);
    if ((!isThing || score === OWN_NAME) && isRecordList(shape)) found.push({ steps: [name], shape, score });
  }
  if (isThing) return found;
  const content = onlyContent(envelope);
  for (const [name, shape] of envelope.properties) {
    const wraps = WRAPPERS.has(name.replace(/^_/, '').toLowerCase());
    if ((!wraps && content !== name) || shape.items !== undefined) continue;
    for (const [inner, list] of shape.properties) {
      if (!isRecordList(list)) continue;
      found.push({ steps: [name, inner], shape: list, score: nameScore(inner, operation) - (wraps ? 0.25 : 0.75) });
    }
  }
  return found;
}

/** The one property that is not about the answer itself, where there is exactly one. */
function onlyContent(envelope: Shape): string | undefined {
  const content = [...envelope.properties.keys()].filter((name) => !isMeta(name));
  return content.length === 1 ? content[0] : undefined;
}

/** Properties beside the rows that a record would have and an envelope would not. */
function strangers(envelope: Shape, rows: string): readonly string[] {
  return [...envelope.properties].flatMap(([name, shape]) =>
    name === rows || isMeta(name) || shape.items !== undefined ? [] : [name],
  );
}

const isIdentified = (shape: Shape): boolean =>
  ['id', 'uuid', 'gid', 'sid', '_id'].some((name) => shape.properties.has(name));

const endsInVariable = (path: string): boolean => segments(path).at(-1)?.kind === 'variable';

const quoteStep = (step: string): string =>
  /^[A-Za-z_$][\w$-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;

/** Finds the rows in the answer of a GET: a bare array, or the array of an envelope that carries the resource. */
export function findRecords(operation: Operation): Records | undefined {
  const answer = operation.answer?.shape;
  if (!answer) return undefined;
  if (isRecordList(answer) && answer.items) {
    return {
      path: '$',
      row: answer.items,
      envelope: answer,
      evidence: {
        field: 'records',
        rule: 'bare-array',
        pointer: answer.pointer,
        confidence: 0.98,
        note: 'The answer is an array of objects.',
      },
    };
  }
  return fromEnvelope(operation, answer);
}

function fromEnvelope(operation: Operation, envelope: Shape): Records | undefined {
  const ranked = [...candidates(envelope, operation)].sort((a, b) => b.score - a.score);
  const best = ranked[0];
  const row = best?.shape.items;
  if (!best || !row) return undefined;
  const outer = best.steps[0] ?? '';
  const others = strangers(envelope, outer).length;
  const alone = ranked.length === 1;
  if (isIdentified(envelope) && others > 2) return undefined;
  // The path to one thing, and no array that is called like rows.
  if (best.score < 2 && endsInVariable(operation.path)) return undefined;
  if (best.score < 2 && !(alone && others === 0)) return undefined;
  if (best.score < OWN_NAME && others > 3) return undefined;
  const path = `$${best.steps.map(quoteStep).join('')}`;
  const confidence = best.score >= 2 ? (alone ? 0.95 : 0.85) : 0.75;
  return {
    path,
    row,
    envelope,
    evidence: {
      field: 'records',
      rule: best.score > 2 ? 'array-named-like-resource' : best.score === 2 ? 'envelope-array' : 'only-array',
      pointer: best.shape.pointer,
      confidence,
      note: `The answer is an object whose ${path} holds the rows.`,
    },
  };
}
