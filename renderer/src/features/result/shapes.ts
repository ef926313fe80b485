import { isFunctionName } from '../../../../shared/connector/names.ts';
import { type Row, rowsOf } from './rows.ts';

/** The ways in which a result can be looked at. */
export const shapeNames = [
  'table',
  'profile',
  'diagram',
  'fields',
  'preview',
  'options',
  'file',
  'account',
  'outcome',
  'json',
] as const;
export type Shape = (typeof shapeNames)[number];

const hasEmptyItems = (result: unknown): boolean =>
  typeof result === 'object' &&
  result !== null &&
  'items' in result &&
  Array.isArray(result.items) &&
  result.items.length === 0;

/** The rows of a result; of `data` none are an answer too. undefined where it holds no list of rows. */
export const rowsFor = (target: string, result: unknown): readonly Row[] | undefined =>
  rowsOf(result) ?? (target === 'data' && hasEmptyItems(result) ? [] : undefined);

/** The ways that fit the result of a target, the best one first; JSON always does. */
export function shapesOf(target: string, result: unknown): readonly Shape[] {
  const rows = rowsFor(target, result);
  switch (isFunctionName(target) ? target : undefined) {
    case 'validate':
      return ['account', 'json'];
    case 'config':
      return ['preview', 'json'];
    case 'schema':
      return ['diagram', 'fields', 'json'];
    case 'datalist':
      return ['options', 'json'];
    case 'resource':
      return ['file', 'json'];
    case 'data':
      return rows === undefined ? ['json'] : rows.length === 0 ? ['table', 'json'] : ['table', 'profile', 'json'];
    case undefined:
      return ['outcome', ...(rows ? (['table', 'profile'] as const) : []), 'json'];
  }
}
