import { BASE_URL_REMEDY, usableAddress } from '../address.ts';
import { quote } from '../quote.ts';
import type { Warnings } from '../warnings.ts';
import type { SeenServer } from './seen.ts';

/** Where the requests of a source go. */
export interface Servers {
  /** The base URL of most of them; '' where it depends on variables or cannot be used. */
  readonly baseUrl: string;
  /** The base URL of a request that goes elsewhere. */
  readonly other: (server: SeenServer) => string | undefined;
}

interface Counted {
  readonly server: SeenServer;
  count: number;
}

const keyOf = (server: SeenServer): string => (server.url === '' ? ` ${server.label}` : server.url);

/** The base URL that most requests share (PM-6). What is not http(s), and what is left open elsewhere, is a warning. */
export function findServers(seen: readonly SeenServer[], warnings: Warnings): Servers {
  const counts = new Map<string, Counted>();
  for (const server of seen) {
    const same = counts.get(keyOf(server));
    if (same) same.count++;
    else counts.set(keyOf(server), { server, count: 1 });
  }
  // A stable sort: of two servers with equally many requests the first one wins.
  const ranked = [...counts.values()].sort((a, b) => b.count - a.count);
  const urls = new Map<string, string>();
  const warn: Warnings['add'] = (code, pointer, message) => warnings.add(code, pointer, message);
  for (const { server } of ranked) {
    const usable = server.url === '' ? undefined : usableAddress(warn, server.url, server.pointer);
    urls.set(keyOf(server), usable ?? '');
  }
  const main = ranked[0]?.server;
  const baseUrl = main ? (urls.get(keyOf(main)) ?? '') : '';
  for (const { server, count } of ranked.slice(1)) {
    if (urls.get(keyOf(server)) !== '') continue;
    warnings.add(
      'other_server',
      server.pointer,
      `${count === 1 ? 'A request goes' : `${count} requests go`} to ${quote(server.label)}, whose address is not stated; they are taken to belong to the base URL: ${BASE_URL_REMEDY}, or correct them by hand.`,
    );
  }
  return {
    baseUrl,
    other: (server) => {
      const url = urls.get(keyOf(server)) ?? '';
      return url === '' || url === baseUrl ? undefined : url;
    },
  };
}
