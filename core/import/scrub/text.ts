import { MASK } from '../../network/masker.ts';
import { isKeyQuery, isSecretName } from '../requests/key-names.ts';
import { maskNamed } from '../requests/masked-names.ts';
import { readJson } from '../requests/read-json.ts';

/** True for a value that is written out: no variable, no placeholder, not masked before. */
export const isWrittenOut = (value: string): boolean =>
  value !== '' && value !== MASK && !/\{\{|^<.*>$|^\$/.test(value.trim());

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}

/** `a=1&token=x` with the values of secrets masked; names and order stay. */
export const scrubPairs = (text: string): string =>
  // Pair by pair: one expression for name and value would look at a long text without a `=` again from each character on.
  text.replace(/[^&#\s]+/g, (pair) => {
    const end = pair.search(/(?<=[^=?])=/);
    if (end < 0) return pair;
    const name = pair.slice(Math.max(pair.lastIndexOf('=', end - 1), pair.lastIndexOf('?', end - 1)) + 1, end);
    const plain = decoded(name);
    const value = pair.slice(end + 1);
    const isKey = isWrittenOut(value) && (isKeyQuery(plain, value) || isSecretName(plain));
    return isKey ? `${pair.slice(0, end)}=${MASK}` : pair;
  });

/** An address without the password and the keys in it. */
export function scrubUrl(url: string): string {
  const withoutUser = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@{}:]*:[^/?#@{}]*@/i, `$1${MASK}@`);
  const at = withoutUser.indexOf('?');
  return at < 0 ? withoutUser : withoutUser.slice(0, at + 1) + scrubPairs(withoutUser.slice(at + 1));
}

/** `Bearer x` keeps its scheme. */
export function scrubCredential(value: string): string {
  const [, scheme, rest] = /^([A-Za-z][\w-]*)\s+([\s\S]+)$/.exec(value.trim()) ?? [];
  if (scheme !== undefined && rest !== undefined) return isWrittenOut(rest) ? `${scheme} ${MASK}` : value;
  return isWrittenOut(value) ? MASK : value;
}

/** `a=1; b=2` keeps the names. */
export const scrubCookies = (value: string): string =>
  value.replace(/=[^;]*/g, (part) => (part.includes('{{') ? part : `=${MASK}`));

/** A body that is JSON or a form, with the values of secrets masked; any other text as it is. */
export function scrubBody(text: string): string {
  const value = /^\s*[[{]/.test(text) ? readJson(text) : undefined;
  if (typeof value !== 'object' || value === null) return /^[^\s={}]+=/.test(text) ? scrubPairs(text) : text;
  const masked = maskNamed(value, () => undefined);
  return masked === value ? text : JSON.stringify(masked, null, 2);
}
