import type { AnswerHeader } from '../../infer/model.ts';
import { asArray, asNumber, isObject, own, textAt } from '../json.ts';
import { pointerTo } from '../quote.ts';
import type { SeenAnswer, SeenValue } from '../requests/seen.ts';
import { readLooseJson } from './loose-json.ts';
import { readUrl } from './url.ts';
import { readValue } from './values.ts';
import type { Scope } from './variables.ts';

function headersOf(list: unknown, pointer: string): readonly AnswerHeader[] {
  if (typeof list === 'string') {
    return list.split(/\r?\n/).flatMap((line) => {
      const name = /^([\w-]+)\s*:/.exec(line)?.[1];
      return name === undefined ? [] : [{ name: name.toLowerCase(), description: undefined, pointer }];
    });
  }
  return asArray(list).flatMap((node, index) => {
    const name = isObject(node) ? textAt(node, 'key') : undefined;
    if (name === undefined) return [];
    return [{ name: name.toLowerCase(), description: undefined, pointer: pointerTo(pointer, index) }];
  });
}

/** Status texts of examples that state no code. */
const STATUSES: ReadonlyMap<string, number> = new Map([
  ['ok', 200],
  ['created', 201],
  ['accepted', 202],
  ['no content', 204],
  ['bad request', 400],
  ['unauthorized', 401],
  ['forbidden', 403],
  ['not found', 404],
  ['conflict', 409],
  ['unprocessable entity', 422],
  ['too many requests', 429],
  ['internal server error', 500],
]);

/** The saved examples of a request (PM-7). One that states no status counts as a success. */
export function examplesOf(list: unknown, pointer: string): readonly SeenAnswer[] {
  return asArray(list).flatMap((node, index) => {
    if (!isObject(node)) return [];
    const at = pointerTo(pointer, index);
    const code = asNumber(own(node, 'code')) ?? STATUSES.get(textAt(node, 'status')?.toLowerCase() ?? '') ?? 200;
    const body = textAt(node, 'body');
    const value = body === undefined ? undefined : readLooseJson(body);
    return [
      {
        status: code,
        pointer: at,
        headers: headersOf(own(node, 'header'), pointerTo(at, 'header')),
        body: typeof value === 'object' && value !== null ? value : undefined,
        bodyPointer: pointerTo(at, 'body'),
      },
    ];
  });
}

/** Query parameters that only the requests of the saved examples carry: nothing says that they have to be there. */
export function exampleQuery(list: unknown, pointer: string, scope: Scope): readonly SeenValue[] {
  return asArray(list).flatMap((node, index) => {
    const original = isObject(node) ? own(node, 'originalRequest') : undefined;
    if (!isObject(original)) return [];
    const url = readUrl(own(original, 'url'), pointerTo(pointer, index, 'originalRequest', 'url'));
    return (url?.query ?? []).map(({ key, value, node: member, pointer: at }) => ({
      ...readValue({ name: key, text: value, node: member, pointer: at }, scope),
      required: false,
    }));
  });
}
