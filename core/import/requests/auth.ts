import type { ReportAuth } from '../../../shared/import/report.ts';
import { snakeCase } from '../../infer/words.ts';

/** An authentication without the id that a description gives it. */
export type AuthFinding = Omit<ReportAuth, 'id'>;

interface Known {
  readonly auth: ReportAuth;
  uses: number;
}

const NONE: ReportAuth = { id: 'none', type: 'none', pointer: '#' };

/** What tells two authentications apart: not where they were found. */
const identity = ({ type, in: place, name, also, prefix, flows, tokenUrl }: AuthFinding): string =>
  JSON.stringify([type, place, name?.toLowerCase(), also, prefix?.toLowerCase(), flows, tokenUrl]);

/** The authentications that the requests of a source carry, each once, with an id. */
export class Authentications {
  readonly #known = new Map<string, Known>();
  readonly #ids = new Set<string>();

  /** The id of an authentication; the first request that carries it gives it its pointer. */
  add(found: AuthFinding): string {
    const key = identity(found);
    const before = this.#known.get(key);
    if (before) {
      before.uses++;
      return before.auth.id;
    }
    const wanted = found.type === 'apiKey' ? snakeCase(found.name ?? '') || 'apiKey' : found.type;
    let id = wanted;
    for (let n = 2; this.#ids.has(id); n++) id = `${wanted}_${n}`;
    this.#ids.add(id);
    this.#known.set(key, { auth: { id, ...found }, uses: 1 });
    return id;
  }

  /** All of them, the one that most requests carry first; `none` where there is none (FL-50). */
  list(): readonly ReportAuth[] {
    const ranked = [...this.#known.values()].sort((a, b) => b.uses - a.uses);
    return ranked.length === 0 ? [NONE] : ranked.map(({ auth }) => auth);
  }
}

/**
 * What an `Authorization` header proves by: `Bearer x` and any other word before a token are bearer, `Basic x` is basic, a value
 * without such a word is a key. Its value is looked at for that word only (A22). Undefined for schemes that sign requests.
 */
export function authorizationOf(value: string, pointer: string): AuthFinding | undefined {
  const scheme = /^([A-Za-z][\w-]*)\s+\S/.exec(value.trim())?.[1];
  if (scheme === undefined) return { type: 'apiKey', in: 'header', name: 'Authorization', pointer };
  const lower = scheme.toLowerCase();
  if (lower === 'basic') return { type: 'basic', pointer };
  if (SIGNING.test(lower)) return undefined;
  return lower === 'bearer' ? { type: 'bearer', pointer } : { type: 'bearer', prefix: scheme, pointer };
}

/** Schemes whose value is made anew for every request. */
const SIGNING = /^(?:digest|oauth|hawk|aws4|aws4-hmac-sha256|ntlm|negotiate|eg1-hmac-sha256|signature|hmac)$/;

/** A key at a place of the request. */
export interface KeyPlace {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  readonly pointer: string;
}

/** Keys that one request carries together as one authentication. */
export function keysTogether(places: readonly KeyPlace[]): AuthFinding | undefined {
  const distinct = [...new Map(places.map((one) => [`${one.in} ${one.name.toLowerCase()}`, one])).values()];
  const [first, ...others] = distinct.sort((a, b) => rankOf(a) - rankOf(b));
  if (!first) return undefined;
  return {
    type: 'apiKey',
    in: first.in,
    name: first.name,
    ...(others.length === 0 ? {} : { also: others.map((one) => ({ in: one.in, param: one.name })) }),
    pointer: first.pointer,
  };
}

/** A name that says id or user names the account; the key proper comes first. */
const rankOf = ({ name }: KeyPlace): number => (/(?:id|user(?:name)?)$/i.test(name) ? 1 : 0);
