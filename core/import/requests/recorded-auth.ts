import { type AuthFinding, authorizationOf, type KeyPlace, keysTogether } from './auth.ts';
import { sortHeaders } from './headers.ts';
import { isKeyCookie, isKeyQuery } from './key-names.ts';
import type { SeenValue } from './seen.ts';

/** A name and a value that was sent, and where it stands. */
export interface Sent {
  readonly name: string;
  readonly value: string;
  readonly pointer: string;
}

/** What a recorded request carries: its parameters, what proves who is asking, and where secrets were seen. */
export interface Carried {
  readonly query: readonly SeenValue[];
  readonly headers: readonly SeenValue[];
  readonly auth: AuthFinding | undefined;
  /** Pointers of values that are credentials (A22). */
  readonly secrets: readonly string[];
}

const seenValue = ({ name, value, pointer }: Sent): SeenValue => ({ name, value, pointer, description: undefined });

/** Tells parameters from credentials. The value of a credential goes no further than this function (A22). */
export function sortRecorded(request: {
  readonly headers: readonly Sent[];
  readonly query: readonly Sent[];
  readonly cookies: readonly Sent[];
}): Carried {
  const { parameters, keys } = sortHeaders(request.headers.map(seenValue));
  const keyQuery = request.query.filter((one) => isKeyQuery(one.name, one.value));
  const keyCookies = request.cookies.filter((one) => isKeyCookie(one.name));
  const header = request.headers.find((one) => one.name.toLowerCase() === 'authorization' && one.value.trim() !== '');
  const inQuery = keyQuery.map((one): KeyPlace => ({ in: 'query', name: one.name, pointer: one.pointer }));
  const inCookies = keyCookies.map((one): KeyPlace => ({ in: 'cookie', name: one.name, pointer: one.pointer }));
  const auth =
    (header && authorizationOf(header.value, header.pointer)) ??
    keysTogether([...keys, ...inQuery]) ??
    keysTogether(inCookies);
  return {
    query: request.query.filter((one) => !keyQuery.includes(one)).map(seenValue),
    headers: parameters,
    auth,
    secrets: [header, ...keys, ...keyQuery, ...keyCookies].flatMap((one) => (one === undefined ? [] : [one.pointer])),
  };
}
