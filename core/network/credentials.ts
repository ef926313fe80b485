import type { Header } from '../../shared/run/exchange.ts';
import { MASK, type Masker } from './masker.ts';

/** Where a connection sends its credentials, beside the headers that are for nothing else. */
export interface CredentialPlaces {
  /** Lower case. */
  readonly headers: readonly string[];
  readonly query: readonly string[];
}

const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization']);
const SET_COOKIE = 'set-cookie';

/** `Bearer x` keeps its scheme, so that one sees what kind of credential was sent. */
const maskCredential = (value: string): string => {
  const scheme = /^[A-Za-z][\w-]*(?= +\S)/.exec(value)?.[0];
  return scheme === undefined ? MASK : `${scheme} ${MASK}`;
};

/** `a=1; b=2` keeps the names; of Set-Cookie only the first pair is a value of the server's, the rest are attributes. */
const maskCookies = (value: string, onlyFirst: boolean): string =>
  value
    .split(';')
    .map((part, index) => (onlyFirst && index > 0 ? part : part.replace(/=.*$/s, `=${MASK}`)))
    .join(';');

/** A header that is for credentials, masked whole; undefined for any other. */
function maskWhole([name, value]: Header, places: CredentialPlaces): Header | undefined {
  const lower = name.toLowerCase();
  if (CREDENTIAL_HEADERS.has(lower)) return [name, maskCredential(value)];
  if (lower === 'cookie' || lower === SET_COOKIE) return [name, maskCookies(value, lower === SET_COOKIE)];
  return places.headers.includes(lower) ? [name, MASK] : undefined;
}

/** What masking of texts needs. */
type TextMasker = Pick<Masker, 'text' | 'finds'>;

/** Headers as they are recorded: credentials masked whole, secrets masked wherever they stand (HR-7). */
export function maskHeaders(headers: readonly Header[], masker: TextMasker, places: CredentialPlaces): Header[] {
  const whole = headers.map((header) => maskWhole(header, places));
  // Almost always there is nothing to be found: one search over all says so.
  const others = headers.filter((_, index) => whole[index] === undefined);
  const clean = !masker.finds(others.map(([name, value]) => `${name}\n${value}`).join('\n'));
  return headers.map(
    ([name, value], index): Header => whole[index] ?? (clean ? [name, value] : [masker.text(name), masker.text(value)]),
  );
}

/** A URL as it is recorded: text is kept as sent, but for secrets and the values of credential parameters. */
export function maskUrl(url: string, masker: Pick<Masker, 'text'>, places: CredentialPlaces): string {
  const masked = masker.text(url);
  const question = masked.indexOf('?');
  if (question < 0 || places.query.length === 0) return masked;
  const query = masked
    .slice(question + 1)
    .replace(/([^&=#]+)=([^&#]*)/g, (pair, name: string) =>
      places.query.includes(decoded(name)) ? `${name}=${MASK}` : pair,
    );
  return `${masked.slice(0, question)}?${query}`;
}

const decoded = (name: string): string => {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
};
