import type { Dispatcher, fetch as undiciFetch } from 'undici';
import { usesProxy } from './proxy.ts';
import { tlsOptions } from './tls.ts';
import type { HttpClientOptions } from './types.ts';

const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80);

type Undici = typeof import('undici');
type Route = Pick<HttpClientOptions, 'proxy' | 'authorities' | 'insecureHosts'>;

function dispatcherFor({ Agent, ProxyAgent }: Undici, url: URL, route: Route): Dispatcher {
  const tls = (target: URL, trust: Route) => tlsOptions(target.hostname.replace(/^\[|\]$/g, ''), portOf(target), trust);
  const { proxy, authorities } = route;
  if (!proxy || !usesProxy(proxy, url.hostname.replace(/^\[|\]$/g, ''), portOf(url)))
    return new Agent({ connect: tls(url, route) });
  const { username = '', password = '' } = proxy;
  const token = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return new ProxyAgent({
    uri: proxy.url.href,
    ...(username === '' && password === '' ? {} : { token }),
    proxyTunnel: true,
    requestTls: tls(url, route),
    // A host that the user trusts is a target; the certificate of the proxy must be good.
    proxyTls: tls(proxy.url, authorities ? { authorities } : {}),
  });
}

/**
 * `fetch` for what the studio itself asks of an address that the user named, such as a marketplace: by way of the user's
 * proxy and authorities, whatever the environment says (A68). No policy, no record: never for a connector.
 */
export function createRoutedFetch(route: Route): typeof globalThis.fetch {
  const dispatchers = new Map<string, Dispatcher>();
  const routed = async (input: URL | string, init: Parameters<typeof undiciFetch>[1]) => {
    // Loaded by the first request: it takes a tenth of a second, and most who may send do not.
    const undici = await import('undici');
    const url = new URL(input);
    const dispatcher = dispatchers.get(url.origin) ?? dispatcherFor(undici, url, route);
    dispatchers.set(url.origin, dispatcher);
    return undici.fetch(url, { ...init, dispatcher });
  };
  // The same function as Node's, of the same authors; only its types have another origin.
  return routed as unknown as typeof globalThis.fetch;
}
