/** Hosts as the network policy names them: `host` or `host:port`. */

const privateV4 = [
  /^0\./,
  /^10\./,
  /^127\./,
  /^169\.254\./,
  /^192\.168\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
];

const withoutPort = (host: string): string => host.replace(/:\d{1,5}$/, '');

/**
 * Whether a host pattern names this machine or a private network. Such a host needs a grant by the user (policy P1);
 * the core decides, the page only knows when to offer it.
 */
export function isPrivateHost(pattern: string): boolean {
  const host = withoutPort(pattern.toLowerCase());
  if (host.startsWith('[')) return /^\[(::1?|f[cd].*|fe[89ab].*|::ffff:.*)\]$/.test(host);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return privateV4.some((range) => range.test(host));
  return host === 'localhost' || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host);
}

/** Host and explicit port of an absolute http(s) URL in ASCII (punycode), or undefined where it is none (A23). */
export function hostOfUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return /^https?:$/.test(parsed.protocol) && parsed.host !== '' ? parsed.host : undefined;
}

/** The ASCII form of the URL's host where it is written with other letters, which may imitate another host (A23). */
export function disguisedHost(url: string): string | undefined {
  const host = hostOfUrl(url);
  return host !== undefined && /(^|\.)xn--/.test(host) ? host : undefined;
}
