import { asText, isObject, own, textAt } from '../json.ts';
import { placeholderOf, placeholderType } from '../requests/placeholder.ts';
import type { SeenValue } from '../requests/seen.ts';
import type { Scope } from './variables.ts';

/** A description: a text, or an object with one (PM-9). */
export function descriptionOf(value: unknown): string | undefined {
  return isObject(value) ? textAt(value, 'content') : asText(value);
}

/** Collections made from a description mark what has to be given. */
const REQUIRED = /^\s*\(Required\)\s*/i;

/** A member of a query, header or form list, with its variables replaced; one without a value is left to the user. */
export function readValue(
  member: { readonly name: string; readonly text: string; readonly node: unknown; readonly pointer: string },
  scope: Scope,
): SeenValue {
  const { name, text, node, pointer } = member;
  const stated = isObject(node) ? descriptionOf(own(node, 'description')) : undefined;
  const isRequired = stated !== undefined && REQUIRED.test(stated);
  const base = { name, pointer, description: stated?.replace(REQUIRED, '') };
  const resolved = scope.resolve(text);
  const word = placeholderOf(resolved.text);
  if (resolved.open.length === 0 && word === undefined) {
    return { ...base, value: resolved.text, ...(isRequired ? { required: true } : {}) };
  }
  const type = placeholderType(word ?? '');
  const isMereType = type !== undefined || /^(?:string|date|date-?time|uri|url|uuid|email)$/i.test(word ?? '');
  const isMadeAnew = word === undefined && resolved.open.every((one) => one.startsWith('$'));
  return {
    ...base,
    value: undefined,
    ...(type === undefined ? {} : { type }),
    // A mere type, or a value that is made anew for every request: nothing says that it has to be there.
    ...(isRequired ? { required: true } : isMereType || isMadeAnew ? { required: false } : {}),
  };
}
