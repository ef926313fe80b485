import { quote } from './quote.ts';

/** What a person does about a base URL that a description does not give. */
export const BASE_URL_REMEDY = 'give the base URL when the connector is made';

/** Where a finding about an address goes: that of `Warnings.add`. */
type Warn = (code: string, pointer: string, message: string) => void;

/** Takes user name and password out of a URL, and says so. */
function dropUser(warn: Warn, url: URL, pointer: string): void {
  if (url.username === '' && url.password === '') return;
  url.username = '';
  url.password = '';
  warn(
    'credentials_in_url',
    pointer,
    'The server URL held a user name or a password, which was dropped; remove it from the description and change that password.',
  );
}

/** An absolute http(s) URL without user, query, fragment and trailing slash; undefined, with a warning, for anything else (A13, A23). */
export function usableAddress(warn: Warn, text: string, pointer: string): string | undefined {
  const hasControl = [...text].some((character) => character <= ' ' || character === '\u007f');
  const url = hasControl ? null : URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') {
    warn('bad_server', pointer, `The server ${quote(text)} is not an http or https URL; ${BASE_URL_REMEDY}.`);
    return undefined;
  }
  dropUser(warn, url, pointer);
  if (url.hostname.split('.').some((label) => label.startsWith('xn--'))) {
    warn(
      'international_host',
      pointer,
      `The server's host is written with characters outside ASCII and means ${url.hostname}; check that it is the one you know.`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
