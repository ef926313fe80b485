import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { classifyAddress } from './address.ts';
import { ExchangeError, networkFailure, policyFailure } from './failure.ts';
import { type AllowedUrl, addressRefusal, hostAndPort } from './policy.ts';
import type { Resolve, ResolvedAddress } from './types.ts';

export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/** All addresses of a host; an IP literal is its own. Rejects with `dns_failure` where there is none. */
export async function addressesOf(host: string, resolve: Resolve): Promise<readonly ResolvedAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family: family === 6 ? 6 : 4 }];
  const found = await resolve(host);
  if (found.length > 0) return found;
  throw new ExchangeError(networkFailure('dns_failure', `The request to ${host} failed: the name has no address.`));
}

/**
 * The addresses of a target that are open to it. Where a name has public and private ones, only the public remain (A53);
 * a literal was judged with the URL. Rejects with `refused` where none is open.
 */
export async function openAddresses(target: AllowedUrl, resolve: Resolve): Promise<readonly ResolvedAddress[]> {
  const found = await addressesOf(target.host, resolve);
  if (isIP(target.host) !== 0) return found;
  const open = found.filter(({ address }) => target.granted || classifyAddress(address) === 'public');
  if (open.length > 0) return open;
  const shown = hostAndPort(target.url);
  const kind = classifyAddress(found[0]?.address ?? '') ?? 'reserved';
  throw new ExchangeError(policyFailure(shown, addressRefusal(shown, kind).message));
}
