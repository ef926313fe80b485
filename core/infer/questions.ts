import { bodyOf } from './commands.ts';
import type { Operation } from './model.ts';
import { namingSteps, segments } from './path.ts';
import { words } from './words.ts';

const READS = /^(?:search|query|find|filter|list|lookup|get|fetch|browse|export|sync|retrieve|returns?|read)$/;
const WRITES =
  /^(?:create|creates|update|updates|upsert|add|adds|set|sets|insert|save|saves|store|put|patch|post|delete|deletes|remove|removes|invite|send|sends|submit|import|upload|merge|archive|restore|move|copy|assign|attach|enable|disable|start|stop|cancel|register|generate|write|edit|replace|apply|execute|trigger|or)$/;

const isJsonBody = (type: string): boolean => /^application\/(?:.*\+)?json\b|^\*\/\*|^application\/\*/.test(type);

/**
 * True for a POST that asks a question and changes nothing: its last step, its id or its summary begins with a word of reading, no
 * word of writing stands in them, and what it answers is not what it was sent (`POST /contacts/search`).
 */
export function asksQuestion(operation: Operation): boolean {
  if (operation.method === 'QUERY') return true;
  if (operation.method !== 'POST' || (operation.body && !isJsonBody(operation.body.contentType))) return false;
  const last = words((namingSteps(operation.path).at(-1) ?? '').split(/[.:]/).at(-1) ?? '');
  const id = words(operation.operationId ?? '');
  const summary = words(operation.summary ?? '');
  if ([...last, ...id, ...summary.slice(0, 4)].some((word) => WRITES.test(word))) return false;
  const text = operation.body?.shape?.properties.get('query')?.default;
  if (typeof text === 'string' && /^\s*mutation\b/.test(text)) return false;
  const reads = [last[0], last.at(-1), id[0], id.at(-1), summary[0]].some(
    (word) => word !== undefined && READS.test(word),
  );
  return reads && !answersWhatItWasSent(operation);
}

function answersWhatItWasSent({ body, answer }: Operation): boolean {
  const sent = body?.shape;
  const given = answer?.shape;
  if (!sent || !given) return false;
  return sent === given || (sent.name !== undefined && sent.name === given.name);
}

/** True for a read of rows whose ids the caller must name: a lookup, not a list. */
export function isLookup(operation: Operation): boolean {
  const body = operation.method === 'GET' ? [] : bodyOf(operation).params;
  return [...operation.parameters, ...body].some(
    (one) =>
      one.required && one.default === undefined && one.in !== 'path' && /(?:^|[_-])ids$|[a-z]Ids$/.test(one.name),
  );
}

/** True for a path to one row: it ends in a variable. */
export const isPathToOne = (operation: Operation): boolean => segments(operation.path).at(-1)?.kind === 'variable';
