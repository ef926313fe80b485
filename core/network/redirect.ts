import type { Header } from '../../shared/run/exchange.ts';
import { headerOf } from '../../shared/run/header.ts';
import { networkFailure } from './failure.ts';
import type { Masker } from './masker.ts';
import type { HttpFailure, HttpRequest } from './types.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const KEEPS_METHOD: ReadonlySet<number> = new Set([307, 308]);

/**
 * What may follow a redirect to another origin. A list of what is harmless, not of what is dangerous: a token that the
 * connector computed is in no list of secrets (A54).
 */
const HARMLESS_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-language',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'range',
  'user-agent',
]);

const withoutContent = (headers: readonly Header[]): readonly Header[] =>
  headers.filter(([name]) => !name.toLowerCase().startsWith('content-'));

/** Takes parameters that hold a secret out of a URL; undefined where one stands in the path. */
function withoutSecrets(url: URL, masker: Masker): URL | undefined {
  if (masker.finds(url.pathname)) return undefined;
  if (!masker.finds(url.search) && !masker.finds(url.searchParams.toString())) return url;
  const clean = new URL(url);
  for (const [name, value] of url.searchParams) {
    if (masker.finds(name) || masker.finds(value)) clean.searchParams.delete(name);
  }
  return clean;
}

const refused = (from: URL, to: URL, what: string): HttpFailure =>
  networkFailure('redirect_refused', `The redirect from ${from.origin} to ${to.origin} was not followed: ${what}.`);

/**
 * The request that a redirect asks for, or why it is not followed; undefined where the response is no redirect. Whatever
 * could be a credential stays with its scheme, host and port (A54–A56).
 */
export function redirected(
  request: HttpRequest,
  from: URL,
  response: { readonly status: number; readonly headers: readonly Header[] },
  masker: Masker,
): HttpRequest | HttpFailure | undefined {
  const location = headerOf(response.headers, 'location');
  if (!REDIRECTS.has(response.status) || location === undefined) return undefined;
  const to = URL.parse(location, from.href);
  if (!to)
    return networkFailure('bad_redirect', `The response from ${from.host} redirects to something that is not a URL.`);
  if (to.hash === '') to.hash = from.hash;
  const toGet =
    !KEEPS_METHOD.has(response.status) &&
    (response.status === 303 ? request.method !== 'HEAD' : request.method === 'POST');
  const next: HttpRequest = toGet ? withoutBody(request) : request;
  if (to.origin === from.origin) return { ...next, url: to.href };
  if (next.body && next.body.byteLength > 0) return refused(from, to, 'it would send the request body to another host');
  const clean = withoutSecrets(to, masker);
  if (!clean) return refused(from, to, 'its path holds a secret of this connection');
  const headers = next.headers.filter(
    ([name, value]) => HARMLESS_HEADERS.has(name.toLowerCase()) && !masker.isCredential(value),
  );
  return { ...next, url: clean.href, headers };
}

function withoutBody(request: HttpRequest): HttpRequest {
  const { body: _body, ...rest } = request;
  return { ...rest, method: 'GET', headers: withoutContent(request.headers) };
}
