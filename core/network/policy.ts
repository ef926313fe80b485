import { type Failure, fail, ok, type Result } from '../../shared/result.ts';
import { type AddressClass, classifyAddress } from './address.ts';

/** Which hosts one run may reach. Patterns as in the manifest: `api.example.com`, `*.example.com`, `127.0.0.1:4010`. */
export interface EgressPolicy {
  /** What the connector declares (the manifest's `hosts`). */
  readonly hosts: readonly string[];
  /** The host of the connection's own address. */
  readonly connectionHosts: readonly string[];
  /** What the user granted to this connection; alone opens private and loopback addresses (policy P1). */
  readonly grants: readonly string[];
}

/** A URL that may be requested, as far as its text tells; its address is checked once it is resolved. */
export interface AllowedUrl {
  readonly url: URL;
  /** Host name without brackets and closing dot. */
  readonly host: string;
  /** Whether addresses that are not public are open to it. */
  readonly granted: boolean;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

const bareHost = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

/** A pattern without a port fits every port; `*.` fits every name below, not the name itself. */
export function matchesPattern(pattern: string, host: string, port: string): boolean {
  const [, name = '', wantedPort] = /^(.*?)(?::(\d{1,5}))?$/.exec(pattern) ?? [];
  if (wantedPort !== undefined && wantedPort !== port) return false;
  const wanted = bareHost(name);
  if (wanted.startsWith('*.')) return host.endsWith(wanted.slice(1)) && host.length > wanted.length - 1;
  return canonicalHost(wanted) === host;
}

/** An IPv6 address has many spellings; a URL has one. */
function canonicalHost(host: string): string {
  if (!host.includes(':')) return host;
  const url = URL.parse(`http://[${host}]/`);
  return url ? bareHost(url.hostname) : host;
}

/** Whether a text is the name of a host that a run may reach anyway, or a part of it: it is in plain sight, and no secret. */
export function isHostName(text: string, own: string, { hosts, connectionHosts, grants }: EgressPolicy): boolean {
  const lower = text.toLowerCase();
  return [own, ...hosts, ...connectionHosts, ...grants].some((pattern) => {
    const name = pattern.toLowerCase().replace(/:\d+$/, '');
    return name.includes(lower) || matchesPattern(name, lower, '');
  });
}

const article = (kind: AddressClass): string => (/^[aeiou]/.test(kind) ? 'an' : 'a');

/** Why an address is closed, and how the user may open it for one connection. */
export function addressRefusal(hostAndPort: string, kind: AddressClass): Failure {
  return {
    kind: 'connector',
    code: 'refused',
    message: `The connector may not reach ${hostAndPort}: it is ${article(kind)} ${kind} address; allow it for this connection.`,
    details: { host: hostAndPort, addressClass: kind },
  };
}

const refused = (host: string, message: string): Result<never> => fail('connector', 'refused', message, { host });

/** Host and port as a person writes them in a grant. */
export const hostAndPort = (url: URL): string => url.host;

/**
 * Whether the policy lets a request to `text` out, judged on the parsed URL (A57). Codes: `bad_url` (not a URL, or one
 * with a user name) and `refused`. A host name that is allowed is still checked by address when it is resolved (A51, A53).
 */
export function checkUrl(text: string, policy: EgressPolicy): Result<AllowedUrl> {
  const url = URL.parse(text);
  if (!url) {
    return fail(
      'connector',
      'bad_url',
      `${JSON.stringify(text.slice(0, 200))} is not an absolute URL; begin it with https://.`,
    );
  }
  const shown = hostAndPort(url);
  if (!Object.hasOwn(DEFAULT_PORTS, url.protocol)) {
    return refused(
      shown,
      `The connector may not open ${url.protocol}${shown === '' ? '' : `//${shown}`}: only http and https addresses can be requested.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    return fail(
      'connector',
      'bad_url',
      `The address of ${shown} carries a user name or password; send an Authorization header instead.`,
    );
  }
  const host = bareHost(url.hostname);
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? '') : url.port;
  const matches = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matchesPattern(pattern, host, port));
  const granted = matches(policy.grants);
  const literal = host === 'localhost' || host.endsWith('.localhost') ? 'loopback' : classifyAddress(host);
  if (!granted && literal !== undefined && literal !== 'public')
    return { ok: false, error: addressRefusal(shown, literal) };
  if (!granted && !matches(policy.connectionHosts) && !matches(policy.hosts)) {
    const declared = policy.hosts.length === 0 ? 'it declares none' : policy.hosts.slice(0, 5).join(', ');
    return refused(
      shown,
      `The connector may not reach ${shown}: it is not one of its hosts (${declared}); add it to "hosts" in connector.json, or allow it for this connection.`,
    );
  }
  return ok({ url, host, granted });
}
