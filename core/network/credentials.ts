import type { Header } from '../../shared/run/exchange.ts';
import { MASK, type Masker } from './masker.ts';

/** Where a connection sends its credentials, beside the headers that are for nothing else. */
export interface CredentialPlaces {
  /** Lower case. */
  readonly headers: readonly string[];
  readonly query: readonly string[];
}

/** The part of a masker that texts need. */
export type TextMasker = Pick<Masker, 'text' | 'finds'>;

const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization']);
const SET_COOKIE = 'set-cookie';

/** `Bearer x` keeps its scheme, so that one sees what kind of credential was sent; `KEY x` is no scheme (A49). */
const maskCredential = (value: string, masker: TextMasker): string => {
  const scheme = /^[A-Za-z][\w-]*(?= +\S)/.exec(value)?.[0];
  return scheme === undefined || masker.text(scheme) !== scheme ? MASK : `${scheme} ${MASK}`;
};

/** `a=1` keeps its name; without a `=` the whole is the value, as browsers see it (RFC 6265bis). */
function maskCookie(part: string): string {
  const at = part.indexOf('=');
  if (at >= 0) return `${part.slice(0, at)}=${MASK}`;
  return part.trim() === '' ? part : MASK;
}

/** Of Set-Cookie only the first pair is a value of the server's, the rest are attributes. Names may hold a secret too (A49). */
const maskCookies = (value: string, onlyFirst: boolean, masker: TextMasker): string =>
  masker.text(
    value
      .split(';')
      .map((part, index) => (onlyFirst && index > 0 ? part : maskCookie(part)))
      .join(';'),
  );

/** A header that is for credentials, masked whole; undefined for any other. */
function maskWhole([name, value]: Header, masker: TextMasker, places: CredentialPlaces): Header | undefined {
  const lower = name.toLowerCase();
  if (CREDENTIAL_HEADERS.has(lower)) return [name, maskCredential(value, masker)];
  if (lower === 'cookie' || lower === SET_COOKIE) return [name, maskCookies(value, lower === SET_COOKIE, masker)];
  return places.headers.includes(lower) ? [name, MASK] : undefined;
}

/** Headers as they are recorded: credentials masked whole, secrets masked wherever they stand (HR-7). */
export function maskHeaders(headers: readonly Header[], masker: TextMasker, places: CredentialPlaces): Header[] {
  const whole = headers.map((header) => maskWhole(header, masker, places));
  // Almost always there is nothing to be found: one search over all says so.
  const others = headers.filter((_, index) => whole[index] === undefined);
  const clean = !masker.finds(others.map(([name, value]) => `${name}\n${value}`).join('\n'));
  return headers.map(
    ([name, value], index): Header => whole[index] ?? (clean ? [name, value] : [masker.text(name), masker.text(value)]),
  );
}

/** A URL as it is recorded: text is kept as sent, but for secrets and the values of credential parameters. */
export function maskUrl(url: string, masker: TextMasker, places: CredentialPlaces): string {
  const masked = masker.text(url);
  const question = masked.indexOf('?');
  if (question < 0 || places.query.length === 0) return masked;
  // Pair by pair: one expression for name and value would look at a long text without a `=` again from each character on.
  const query = masked.slice(question + 1).replace(/[^&#]+/g, (pair) => {
    const end = pair.search(/(?<=[^=])=/);
    const name = pair.slice(pair.lastIndexOf('=', end - 1) + 1, end);
    return end > 0 && places.query.includes(decoded(name)) ? `${pair.slice(0, end)}=${MASK}` : pair;
  });
  return `${masked.slice(0, question)}?${query}`;
}

const decoded = (name: string): string => {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
};
