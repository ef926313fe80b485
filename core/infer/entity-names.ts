import type { Operation } from './model.ts';
import { namingSteps } from './path.ts';
import { remember } from './remember.ts';
import { singularName, snakeCase, words } from './words.ts';

/** First words of a step that say what is done rather than what is read. */
const ACTS = new Set(
  'list find search query get fetch all by index filter lookup recent read export browse json xml csv sync'.split(' '),
);

/** Steps that name the resource, without acts: `/pet/findByStatus` → pet; `/users.list` → users. */
const resourceSteps = remember((path): readonly string[] => {
  const steps = namingSteps(path).flatMap((step) => step.split('.').filter((part) => words(part).length > 0));
  const named = steps.filter((step) => !ACTS.has(words(step)[0] ?? ''));
  return named.length > 0 ? named : steps;
});

/** The step after which a list is named. */
export const resourceOf = (path: string): string => resourceSteps(path).at(-1) ?? '';

function proposals(operation: Operation): readonly string[] {
  const steps = resourceSteps(operation.path);
  const last = snakeCase(steps.at(-1) ?? operation.tags[0] ?? operation.operationId ?? 'rows');
  const longer: string[] = [];
  for (const step of steps.slice(0, -1).reverse()) longer.push(`${singularName(step)}_${longer.at(-1) ?? last}`);
  const byId = operation.operationId === undefined ? [] : [snakeCase(operation.operationId)];
  return [last, ...longer, ...byId].filter((name) => name !== '');
}

/** True for names that are a property of every object and would surprise as a key. */
const isAwkward = (name: string): boolean => name in Object.prototype;

/**
 * Table names in snake_case, unique in a description: the last step of the path, with more of the path where two lists end
 * alike. The list with the shortest path keeps the shortest name.
 */
export function nameEntities(operations: readonly Operation[]): readonly string[] {
  const taken = new Set<string>();
  const names = new Map<Operation, string>();
  const ranked = operations
    .map((operation) => ({
      operation,
      rank: variableCount(operation.path) * 1_000 + namingSteps(operation.path).length,
    }))
    .sort((a, b) => a.rank - b.rank);
  for (const { operation } of ranked) {
    const wanted = proposals(operation).filter((name) => !isAwkward(name));
    const free = wanted.find((name) => !taken.has(name));
    const name = free ?? numbered(wanted[0] ?? 'rows', taken);
    taken.add(name);
    names.set(operation, name);
  }
  return operations.map((operation) => names.get(operation) ?? 'rows');
}

const variableCount = (path: string): number => path.split('{').length;

function numbered(base: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n++) if (!taken.has(`${base}_${n}`)) return `${base}_${n}`;
}
