import type { Header } from '../../shared/run/exchange.ts';
import { headerOf } from '../../shared/run/header.ts';
import type { Credentials } from './credentials.ts';

/** The part of a request that credentials stand in. */
interface Carrier {
  readonly url: string;
  readonly headers: readonly Header[];
}

const cookieNames = (cookies: string): readonly string[] =>
  cookies.split(';').map((pair) => pair.split('=', 1)[0]?.trim() ?? '');

/** Cookies of the request with those of the connection that it has none of the name of. */
function withCookies(sent: string, own: string): string {
  const names = new Set(cookieNames(sent));
  const missing = own.split('; ').filter((pair) => !names.has(cookieNames(pair)[0] ?? ''));
  return [sent, ...missing].join('; ');
}

function withHeader(headers: readonly Header[], [name, value]: Header): readonly Header[] {
  const lower = name.toLowerCase();
  const sent = headerOf(headers, lower);
  if (sent === undefined) return [...headers, [name, value]];
  if (lower !== 'cookie') return headers;
  return headers.map((one): Header => (one[0].toLowerCase() === 'cookie' ? [one[0], withCookies(one[1], value)] : one));
}

function withQuery(address: string, query: Credentials['query']): string {
  const url = URL.parse(address);
  const missing = query.filter(([name]) => url?.searchParams.has(name) === false);
  if (!url || missing.length === 0) return address;
  const added = missing.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  // What the sender wrote keeps its spelling; `searchParams` would write all of it anew.
  url.search = url.search === '' ? added : `${url.search}&${added}`;
  return url.href;
}

/**
 * A request with the credentials that it lacks. A header, query parameter or cookie of the name that it has already stays as
 * it is, whatever its value.
 */
export const withCredentials = <Request extends Carrier>(request: Request, credentials: Credentials): Request => ({
  ...request,
  url: withQuery(request.url, credentials.query),
  headers: credentials.headers.reduce(withHeader, request.headers),
});
