import { fail, ok, type Result } from '../../shared/result.ts';

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(?:\.\d{1,3}){3}$/.test(hostname);

const bad = (text: string, why: string): Result<never> =>
  fail(
    'input',
    'bad_marketplace',
    `${JSON.stringify(text.slice(0, 200))} cannot be a marketplace's address: ${why}. Use one such as https://marketplace.example.com.`,
  );

/**
 * The address of a marketplace as its user typed it, ending in a slash. Plain http is for this machine only: the key
 * would cross the network in the open. Input failures: `bad_marketplace`, `insecure_marketplace`.
 */
export function marketplaceAddress(text: string): Result<URL> {
  if (!URL.canParse(text)) return bad(text, 'it is no URL');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return bad(text, 'it must start with https://');
  if (url.username !== '' || url.password !== '') return bad(text, 'it must not hold a user name or password');
  if (url.search !== '' || url.hash !== '') return bad(text, 'it must end with its path');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return fail(
      'input',
      'insecure_marketplace',
      `${url.origin} is not encrypted, so your key could be read on the way: use https://${url.host}. Plain http is for this machine (127.0.0.1, localhost) only.`,
    );
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return ok(url);
}

/** An address of the API below the marketplace's own; each part is one path segment, escaped. */
export const apiAddress = (marketplace: URL, ...parts: readonly string[]): URL =>
  new URL(['v1', ...parts].map(encodeURIComponent).join('/'), marketplace);

/** The address as a person reads it. */
export const shownAddress = (marketplace: URL): string => marketplace.href.replace(/\/$/, '');

/** A key goes into a header: anything else than visible ASCII was copied wrongly. It is never repeated in a message. */
export function checkKey(key: string): Result<string> {
  if (/^[\x21-\x7e]{1,500}$/.test(key)) return ok(key);
  return fail(
    'input',
    'bad_key',
    'The marketplace key is empty or holds a space, a line break or another character that keys do not have: copy it again.',
  );
}
