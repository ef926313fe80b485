import { markdownLimits } from '../../../../shared/limits.ts';

/** A page outside that foreign text leads to. */
export interface OutsidePage {
  readonly href: string;
  /** The host that is really asked, in ASCII where its letters could be mistaken for others. */
  readonly host: string;
}

/**
 * The page that an address of foreign text leads to: http and https only, no user name that could pretend to be the host
 * (A99, A117). undefined for anything else, a path of the package too.
 */
export function outsidePage(address: string): OutsidePage | undefined {
  if (address.length > markdownLimits.addressChars || !/^https?:\/\//i.test(address)) return undefined;
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  return { href: url.href, host: url.host };
}
