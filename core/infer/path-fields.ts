import { segments } from './path.ts';
import { singularName, words } from './words.ts';

const GENERIC = new Set(['id', 'key', 'slug', 'name', 'uuid', 'guid', 'number', 'code']);

/**
 * Under what name the value of a path variable is kept in the rows it was read with, and asked for as a filter. A variable that
 * says only `id` is called after the step before it: `/boards/{id}/cards` → `board_id`.
 */
export function pathField(path: string, variable: string): string {
  if (!GENERIC.has(words(variable).join('_'))) return variable;
  const steps = segments(path);
  const index = steps.findIndex((step) => step.kind === 'variable' && step.name === variable);
  const before = steps.slice(0, Math.max(index, 0)).findLast((step) => step.kind === 'static');
  return before?.kind === 'static' ? `${singularName(before.text)}_${words(variable).join('_')}` : variable;
}
