import { isIPv4, isIPv6 } from 'node:net';

/** What an address is good for; only `public` is reachable without the user's grant (A5, A51). */
export type AddressClass =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'metadata'
  | 'carrier-grade NAT'
  | 'multicast'
  | 'unspecified'
  | 'reserved';

type Rule = readonly [range: string, prefix: number, kind: AddressClass];

// The first that fits wins. RFC 6890 and its registry, RFC 6598, RFC 5771, RFC 1112.
const RULES_4: readonly Rule[] = [
  ['169.254.169.254', 32, 'metadata'],
  ['0.0.0.0', 8, 'unspecified'],
  ['10.0.0.0', 8, 'private'],
  ['100.100.100.200', 32, 'metadata'],
  ['100.64.0.0', 10, 'carrier-grade NAT'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.0.2.0', 24, 'reserved'],
  ['192.88.99.0', 24, 'reserved'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'reserved'],
  ['198.51.100.0', 24, 'reserved'],
  ['203.0.113.0', 24, 'reserved'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
];

// Global unicast is 2000::/3; what is carved out of it stands first (RFC 4291, 4193, 6666, 3849, 9637, IANA registry).
const RULES_6: readonly Rule[] = [
  ['::', 128, 'unspecified'],
  ['::1', 128, 'loopback'],
  ['fd00:ec2::254', 128, 'metadata'],
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'private'],
  ['ff00::', 8, 'multicast'],
  ['64:ff9b:1::', 48, 'private'],
  ['2001::', 23, 'reserved'],
  ['2001:db8::', 32, 'reserved'],
  ['2002::', 16, 'reserved'],
  ['3fff::', 20, 'reserved'],
  ['2000::', 3, 'public'],
  ['::', 0, 'reserved'],
];

const BITS_4 = 32n;
const BITS_6 = 128n;
const MAPPED = 0xffffn;
const NAT64 = 0x0064_ff9b_0000_0000_0000_0000n;

const toNumber4 = (ip: string): bigint => ip.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);

function toNumber6(ip: string): bigint {
  // The URL parser writes the shortest form of any IPv6 address, with the dotted tail as hex groups.
  const text = new URL(`http://[${ip}]/`).hostname.slice(1, -1);
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

interface Range {
  readonly start: bigint;
  readonly shift: bigint;
  readonly kind: AddressClass;
}

const ranges = (rules: readonly Rule[], bits: bigint, parse: (ip: string) => bigint): readonly Range[] =>
  rules.map(([range, prefix, kind]) => {
    const shift = bits - BigInt(prefix);
    return { start: parse(range) >> shift, shift, kind };
  });

const RANGES_4 = ranges(RULES_4, BITS_4, toNumber4);
const RANGES_6 = ranges(RULES_6, BITS_6, toNumber6);

const classOf = (address: bigint, known: readonly Range[]): AddressClass =>
  known.find((range) => address >> range.shift === range.start)?.kind ?? 'public';

/**
 * Class of an IP address; undefined where the text is none. IPv4 inside IPv6 counts as what it leads to: an IPv4-mapped
 * address is never public (nothing hands one out honestly), a NAT64 address is what its IPv4 address is, because on
 * IPv6-only networks every IPv4 host has one.
 */
export function classifyAddress(ip: string): AddressClass | undefined {
  const address = ip.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIPv4(address)) return classOf(toNumber4(address), RANGES_4);
  if (!isIPv6(address)) return undefined;
  const number = toNumber6(address);
  const embedded = classOf(number & 0xffff_ffffn, RANGES_4);
  if (number >> 32n === MAPPED) return embedded === 'public' ? 'reserved' : embedded;
  if (number >> 32n === NAT64) return embedded;
  return classOf(number, RANGES_6);
}
