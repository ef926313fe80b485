import { quote } from '../quote.ts';
import type { Warnings } from '../warnings.ts';
import type { Entry } from './entries.ts';

const MAX_HOSTS = 5;

const STATIC_TYPE =
  /^(?:image|font|audio|video)\/|^text\/(?:css|html|javascript)$|^application\/(?:javascript|x-javascript|ecmascript|font|wasm|manifest\+json|xhtml\+xml|ld\+json|importmap\+json)/;
const STATIC_FILE =
  /\.(?:png|jpe?g|gif|svg|ico|webp|avif|css|m?js|map|woff2?|ttf|otf|eot|mp[34]|webm|html?|wasm|webmanifest|pdf|zip)$/i;
/** Methods of the browser's own. */
const NOT_CALLED = /^(?:OPTIONS|HEAD|CONNECT|TRACE)$/;

const hasJson = (entry: Entry): boolean => entry.answer !== undefined || /(?:^|[/+])json$/.test(entry.mimeType);

/** A request that a person or a page made for data: its answer is JSON, or it changes something and answers without a page. */
function isCall(entry: Entry): boolean {
  if (NOT_CALLED.test(entry.method)) return false;
  if (hasJson(entry)) return !/^application\/(?:manifest|importmap)\+json/.test(entry.mimeType);
  if (STATIC_TYPE.test(entry.mimeType) || STATIC_FILE.test(entry.url.pathname)) return false;
  return entry.method !== 'GET' || entry.status === 0 || entry.status >= 400;
}

/** The last two labels of a host name, or all of an address. */
function siteOf(host: string): string {
  const labels = host.split('.');
  return /^[\d.:[\]]+$/.test(host) ? host : labels.slice(-2).join('.');
}

/** The calls of an archive to its API: the host with the most JSON answers, and other hosts of the same site. The rest is counted. */
export function chooseCalls(entries: readonly Entry[], warnings: Warnings): readonly Entry[] {
  const calls = entries.filter(isCall);
  const counts = new Map<string, number>();
  for (const { url, answer } of calls)
    counts.set(url.host, (counts.get(url.host) ?? 0) + (answer === undefined ? 0 : 1));
  const [main] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const site = siteOf(URL.parse(`http://${main ?? ''}`)?.hostname ?? '');
  const chosen = calls.filter(
    ({ url }) => url.host === main || (siteOf(url.hostname) === site && (counts.get(url.host) ?? 0) > 0),
  );
  const others = [...new Set(calls.filter((entry) => !chosen.includes(entry)).map(({ url }) => url.host))];
  const left = entries.length - chosen.length;
  if (left > 0) {
    const named = others.slice(0, MAX_HOSTS).map(quote).join(', ');
    const more = others.length > MAX_HOSTS ? ` and ${others.length - MAX_HOSTS} more` : '';
    const hosts = others.length === 0 ? '' : ` (among them calls to ${named}${more})`;
    warnings.add(
      'left_out',
      '#/log/entries',
      `${left} of ${entries.length} recorded requests were left out as pages, images, scripts, preflights or calls to other sites${hosts}; record the API alone if one is missed.`,
    );
  }
  return chosen;
}
