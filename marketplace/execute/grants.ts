import { matchesPattern } from '../../core/network/index.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';

interface Pattern {
  readonly host: string;
  readonly port: string | undefined;
}

function patternOf(text: string): Pattern {
  const [, host = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  return { host, port };
}

/** What two patterns of hosts have in common, as a pattern; undefined where that is nothing. */
function common(one: Pattern, other: Pattern): string | undefined {
  const host = matchesPattern(one.host, other.host.replace(/^\*\./, 'x.').replace(/^\[|\]$/g, ''), '')
    ? other.host
    : matchesPattern(other.host, one.host.replace(/^\*\./, 'x.').replace(/^\[|\]$/g, ''), '')
      ? one.host
      : undefined;
  if (host === undefined || (one.port ?? other.port) !== (other.port ?? one.port)) return undefined;
  const port = one.port ?? other.port;
  return port === undefined ? host : `${host}:${port}`;
}

/** Hosts of a connector's authorization servers. */
function oauthHosts(authentication: Authentication | undefined): readonly string[] {
  if (authentication?.type !== 'oauth2') return [];
  const { authorizationUrl, tokenUrl, deviceAuthorizationUrl, revocationUrl, issuer } = authentication;
  return [authorizationUrl, tokenUrl, deviceAuthorizationUrl, revocationUrl, issuer].flatMap(
    (address) => URL.parse(address ?? '')?.host || [],
  );
}

/**
 * Private hosts that a connector may reach: those that whoever runs the server allows, as far as the connector declares them
 * or its base URL names them. An allowed host is not open to connectors that have nothing to do with it.
 */
export function grantsFor(
  allowed: readonly string[],
  { hosts }: Pick<Manifest, 'hosts'>,
  authentication: Authentication | undefined,
  baseUrl: unknown,
): readonly string[] {
  const own = typeof baseUrl === 'string' ? (URL.parse(baseUrl)?.host ?? '') : '';
  const named = [...hosts, ...oauthHosts(authentication), own].filter((host) => host !== '').map(patternOf);
  return [...new Set(allowed.map(patternOf).flatMap((one) => named.flatMap((other) => common(one, other) ?? [])))];
}
