import type { Header } from '../../../shared/run/exchange.ts';

/** A cookie of HAR 1.2; `expires` is RFC 3339. */
export interface HarCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  readonly domain?: string;
  readonly expires?: string;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
}

const valuesOf = (headers: readonly Header[], wanted: string): readonly string[] =>
  headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));

/** `a=b` in two; without a `=` the whole is the value, as browsers see it (RFC 6265bis). */
function pairOf(part: string): HarCookie {
  const at = part.indexOf('=');
  return { name: at < 0 ? '' : part.slice(0, at).trim(), value: part.slice(at + 1).trim() };
}

/** The cookies that a request sent. */
export const requestCookies = (headers: readonly Header[]): HarCookie[] =>
  valuesOf(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .filter((part) => part.trim() !== '')
    .map(pairOf);

function attribute(part: string): Partial<HarCookie> {
  const { name, value } = pairOf(part.includes('=') ? part : `${part}=`);
  switch (name.toLowerCase()) {
    case 'path':
      return { path: value };
    case 'domain':
      return { domain: value };
    case 'httponly':
      return { httpOnly: true };
    case 'secure':
      return { secure: true };
    case 'expires': {
      const at = new Date(value);
      // A date that nobody can read is left out: HAR allows none that is not ISO 8601.
      return Number.isNaN(at.getTime()) ? {} : { expires: at.toISOString() };
    }
    default:
      return {};
  }
}

/** The cookies that a response set. */
export const responseCookies = (headers: readonly Header[]): HarCookie[] =>
  valuesOf(headers, 'set-cookie').map((value) => {
    const [first = '', ...rest] = value.split(';');
    return Object.assign({ httpOnly: false, secure: false }, pairOf(first), ...rest.map(attribute));
  });
