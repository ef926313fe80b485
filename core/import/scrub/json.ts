import { MASK } from '../../network/masker.ts';
import { isObject, type JsonObject, own, textAt } from '../json.ts';
import { CREDENTIALS } from '../postman/auth.ts';
import { isKeyHeader, isSecretName } from '../requests/key-names.ts';
import { isWrittenOut, scrubBody, scrubCookies, scrubCredential, scrubUrl } from './text.ts';

/** Where a value stands, as far as it tells what the value is. */
type Place = 'cookies' | 'auth' | 'other';

/** Members whose text is a body, and those whose text is an address. */
const BODIES: ReadonlySet<string> = new Set(['text', 'raw', 'body']);
const ADDRESSES: ReadonlySet<string> = new Set(['url', 'raw', 'request', 'redirectURL']);

/** The value of a pair, masked where its name says that it is a credential. */
function scrubPair(name: string, value: string, place: Place): string {
  const lower = name.toLowerCase();
  if (place === 'cookies') return isWrittenOut(value) ? MASK : value;
  if (lower === 'authorization' || lower === 'proxy-authorization') return scrubCredential(value);
  if (lower === 'cookie' || lower === 'set-cookie') return scrubCookies(value);
  const isCredential = isKeyHeader(name) || isSecretName(name) || (place === 'auth' && CREDENTIALS.has(name));
  if (isCredential) return isWrittenOut(value) ? MASK : value;
  // A form member or a variable may hold an address with a password.
  return scrubUrl(value);
}

function scrubText(key: string, text: string, owner: JsonObject): string {
  const isBase64 = own(owner, 'encoding') === 'base64' || own(owner, '_encoding') === 'base64';
  if (key === 'text' && isBase64) {
    const plain = Buffer.from(text, 'base64').toString('utf8');
    const masked = scrubBody(plain);
    return masked === plain ? text : Buffer.from(masked).toString('base64');
  }
  const body = BODIES.has(key) ? scrubBody(text) : text;
  return ADDRESSES.has(key) && !/^\s*(?:\[|\{(?!\{))/.test(body) ? scrubUrl(body) : body;
}

const placeOf = (key: string, place: Place): Place => {
  if (key === 'cookies' || key === 'cookie') return 'cookies';
  return key === 'auth' ? 'auth' : place;
};

/** A collection or an archive without the values of credentials; the value itself where there are none. */
export function scrubJson(value: unknown, place: Place = 'other'): unknown {
  if (Array.isArray(value)) {
    const masked = value.map((item) => scrubJson(item, place));
    return masked.some((item, index) => item !== value[index]) ? masked : value;
  }
  if (!isObject(value)) return value;
  const name = textAt(value, 'name') ?? textAt(value, 'key');
  const stated = textAt(value, 'key') ?? name;
  let changed = false;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const masked =
      typeof inner === 'string'
        ? scrubMember(key, inner, { owner: value, name: stated, place })
        : scrubJson(inner, placeOf(key, place));
    if (masked !== inner) changed = true;
    return [key, masked];
  });
  return changed ? Object.fromEntries(entries) : value;
}

function scrubMember(
  key: string,
  text: string,
  { owner, name, place }: { readonly owner: JsonObject; readonly name: string | undefined; readonly place: Place },
): string {
  if (key === 'value' && name !== undefined) return scrubPair(name, text, place);
  // Version 2.0 holds the attributes of an auth block, and old exports their headers, in plain members.
  if (place === 'auth' && CREDENTIALS.has(key)) return isWrittenOut(text) ? MASK : text;
  if (key === 'header')
    return text.replace(
      /^([^:\n]+:\s*)(.*)$/gm,
      (_, head: string, rest: string) => head + scrubPair(head.replace(/:\s*$/, ''), rest, place),
    );
  return scrubText(key, text, owner);
}
