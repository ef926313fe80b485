import type { Operation } from './model.ts';
import { camelCase } from './words.ts';

const MAX_CHARS = 100;

/** Words of the language and globals of the sandbox that a top-level function must not take. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function ' +
    'if implements import in instanceof interface let new null package private protected public return static super switch this throw true try ' +
    'typeof undefined var void while with yield async of floh console log http fetch JSON Object Array String Number Boolean Math Date Map Set ' +
    'Promise Error URL URLSearchParams btoa atob TextEncoder TextDecoder crypto globalThis encodeURIComponent decodeURIComponent isNaN parseInt ' +
    'parseFloat escape unescape structuredClone setTimeout clearTimeout queueMicrotask NaN Infinity'
  ).split(' '),
);

const isFree = (name: string): boolean =>
  /^[A-Za-z][\w$]*$/.test(name) && !RESERVED.has(name) && !(name in Object.prototype);

function fromPath({ method, path }: Operation): string {
  const named = path.replace(/\{([^{}]*)\}/g, ' by $1 ');
  return camelCase(`${method} ${named}`).slice(0, MAX_CHARS);
}

function* proposals(operation: Operation): Generator<string> {
  const id = operation.operationId;
  if (id !== undefined && id.length <= MAX_CHARS) yield id;
  if (id !== undefined) yield camelCase(id).slice(0, MAX_CHARS);
  yield fromPath(operation);
  for (let n = 2; ; n++) yield `${fromPath(operation)}${n}`;
}

/** Names of commands, unique JavaScript identifiers: the operationId, else method and path (FL-31, FL-51). */
export function nameCommands(operations: readonly Operation[]): readonly string[] {
  const taken = new Set<string>();
  return operations.map((operation) => {
    for (const name of proposals(operation)) {
      if (!isFree(name) || taken.has(name)) continue;
      taken.add(name);
      return name;
    }
    throw new Error('proposals never end');
  });
}
