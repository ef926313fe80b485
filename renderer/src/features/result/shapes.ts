import { isFunctionName } from '../../../../shared/connector/names.ts';
import { rowsOf } from './rows.ts';

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

/** The ways that fit the result of a target, the best one first; JSON always does. */
export function shapesOf(target: string, result: unknown): readonly Shape[] {
  const rows = rowsOf(result) !== undefined;
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
      return rows ? ['table', 'profile', 'json'] : ['json'];
    case undefined:
      return ['outcome', ...(rows ? (['table', 'profile'] as const) : []), 'json'];
  }
}
