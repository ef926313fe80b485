import { hostPattern } from '../../../shared/connector/names.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { classifyAddress, matchesPattern } from '../../network/index.ts';
import type { OAuthClient } from '../types.ts';

const SHOWN_CHARS = 120;

const isLoopback = (host: string): boolean =>
  host === 'localhost' || classifyAddress(host.replace(/^\[|\]$/g, '')) === 'loopback';

/**
 * An address of an authorization server, parsed: https, or http to loopback or a host that the user granted. What it gives is
 * safe to show and to hand to a browser as one argument; it is never given to a shell (A111). Fails with `bad_oauth_url`.
 */
export function checkAddress(text: string, what: string, client: OAuthClient): Result<URL> {
  const url = URL.parse(text, client.baseUrl === '' ? undefined : client.baseUrl);
  const shown = JSON.stringify(text.slice(0, SHOWN_CHARS));
  const refuse = (why: string): Result<never> =>
    fail('connector', 'bad_oauth_url', `The ${what} of ${client.connector}, ${shown}, cannot be used: ${why}.`);
  if (!url) return refuse('it is not a URL');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('only https addresses are opened');
  if (url.username !== '' || url.password !== '') return refuse('it carries a user name or password');
  if (!hostPattern.safeParse(url.host).success || url.host.startsWith('*'))
    return refuse('its host is not a host name');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isGranted = client.grants.some((pattern) => matchesPattern(pattern, host, url.port === '' ? '80' : url.port));
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !isGranted)
    return refuse('it is http, which anyone on the way can read; use https, or allow the host for this connection');
  return ok(url);
}
