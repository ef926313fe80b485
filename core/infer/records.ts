import type { Evidence } from '../../shared/import/report.ts';
import { jsonPathStep } from './json-path-step.ts';
import type { Operation, Shape } from './model.ts';
import { saysMore } from './pagination/answer.ts';
import { pagingParameters } from './pagination/roles.ts';
import { segments } from './path.ts';
import {
  isIdentified,
  isRecordList,
  isRecordMap,
  isValueList,
  OWN_NAME,
  ROW_NAME,
  type RowList,
  rowLists,
  strangers,
} from './row-lists.ts';

/** Where the rows of a list stand in its answer. */
export interface Records {
  /** `$` for a bare array, else `$.data.items`; `$.data.*` for the values of a map. */
  readonly path: string;
  readonly row: Shape;
  /** Scalars, or the values of a map; objects where absent. */
  readonly rows?: 'values' | 'map';
  /** The answer as a whole; the row list itself for a bare array. */
  readonly envelope: Shape;
  readonly evidence: Evidence;
}

const endsInVariable = (path: string): boolean => segments(path).at(-1)?.kind === 'variable';

function bare(answer: Shape, rule: string, confidence: number, note: string): Records['evidence'] {
  return { field: 'records', rule, pointer: answer.pointer, confidence, note };
}

/** Finds the rows in the answer of a list: a bare array, a map, or the array of an envelope that carries the resource. */
export function findRecords(operation: Operation): Records | undefined {
  const answer = operation.answer?.shape;
  if (!answer) return undefined;
  if (isRecordList(answer) && answer.items) {
    const evidence = bare(answer, 'bare-array', 0.98, 'The answer is an array of objects.');
    return { path: '$', row: answer.items, envelope: answer, evidence };
  }
  if (isValueList(answer) && answer.items && !endsInVariable(operation.path)) {
    const evidence = bare(answer, 'bare-array-of-values', 0.8, 'The answer is an array of single values.');
    return { path: '$', row: answer.items, rows: 'values', envelope: answer, evidence };
  }
  if (isRecordMap(answer) && answer.values && !endsInVariable(operation.path)) {
    const evidence = bare(answer, 'map-of-records', 0.75, 'The answer is an object whose values are the rows.');
    return { path: '$.*', row: answer.values, rows: 'map', envelope: answer, evidence };
  }
  const best = chosen(operation, answer);
  return best && toRecords(best, answer);
}

interface Choice {
  readonly list: RowList;
  readonly rule: string;
  readonly confidence: number;
}

/** The list that carries the resource; undefined where no list does so surely enough. */
function chosen(operation: Operation, envelope: Shape): Choice | undefined {
  const all = [...rowLists(envelope, operation)].sort((a, b) => b.score - a.score);
  const records = all.filter((list) => list.rows === undefined);
  const [best] = records.length > 0 ? records : all;
  if (!best) return undefined;
  const others = strangers(envelope, best.steps[0] ?? '').length;
  const alone = records.length === 1 || (records.length === 0 && all.length === 1);
  if (isIdentified(envelope) && others > 2) return undefined;
  const isPaged = (): boolean => pagingParameters(operation).size > 0 || saysMore(envelope);
  // The path to one thing, and no array that is called like rows.
  if (best.score < ROW_NAME && endsInVariable(operation.path)) return undefined;
  if (best.rows === 'values') return valuesChoice(best, { others, alone, isPaged });
  if (best.score < ROW_NAME - 0.5) {
    if (alone && others === 0) return { list: best, rule: 'only-array', confidence: 0.75 };
    return alone && others <= 4 && isPaged()
      ? { list: best, rule: 'only-array-of-paged-answer', confidence: 0.8 }
      : undefined;
  }
  if (best.score < OWN_NAME && others > 3 && !(alone && isPaged())) return undefined;
  const rule =
    best.rows === 'map' ? 'map-in-envelope' : best.score > ROW_NAME ? 'array-named-like-resource' : 'envelope-array';
  return { list: best, rule, confidence: alone ? 0.95 : 0.85 };
}

/** Single values are rows where they carry the name of the resource, or are all that a paged answer holds. */
function valuesChoice(
  list: RowList,
  found: { readonly others: number; readonly alone: boolean; readonly isPaged: () => boolean },
): Choice | undefined {
  const named = list.score === OWN_NAME && found.others === 0;
  const only = found.alone && found.others <= 2 && found.isPaged();
  return named || only ? { list, rule: 'array-of-values', confidence: named ? 0.75 : 0.7 } : undefined;
}

function toRecords({ list, rule, confidence }: Choice, envelope: Shape): Records {
  const path = `$${list.steps.map(jsonPathStep).join('')}`;
  return {
    path,
    row: list.row,
    ...(list.rows === undefined ? {} : { rows: list.rows }),
    envelope,
    evidence: {
      field: 'records',
      rule,
      pointer: list.shape.pointer,
      confidence,
      note: `The answer is an object whose ${path} holds the rows.`,
    },
  };
}
