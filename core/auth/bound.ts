import { checkUrl, type EgressPolicy } from '../network/index.ts';

/**
 * Whether an address may get the credentials of a connection (P2): it is one of the connector's hosts, the connection's own or
 * a granted one, and asked for by https. Without it they would go in the clear, which only the person may choose: by an
 * http base URL, or by granting the host.
 */
export function isBound(address: string, policy: EgressPolicy, baseUrl: unknown): boolean {
  const allowed = checkUrl(address, policy);
  if (!allowed.ok) return false;
  const { url, granted } = allowed.value;
  if (url.protocol === 'https:' || granted) return true;
  const own = typeof baseUrl === 'string' ? URL.parse(baseUrl) : null;
  return own?.protocol === 'http:' && own.host === url.host;
}
