import { oauthFlows } from '../../shared/connector/authentication.ts';
import {
  type Authentication,
  type Manifest,
  type OAuthFlow,
  oauthFlowSchema,
} from '../../shared/connector/manifest.ts';
import type { EgressPolicy } from '../network/index.ts';
import type { StoredConnection } from '../workspace/types.ts';
import type { OAuthClient, TokenSet } from './types.ts';

/** What the studio needs to get and renew tokens for a connection. Secrets included; never stored or shown. */
export interface OAuthAccess {
  readonly client: OAuthClient;
  readonly tokens: TokenSet;
  /** Hosts that tokens may be asked of: those that the authentication names, and those of the connector. */
  readonly policy: EgressPolicy;
}

/** What a connection is made of, collected. */
export interface ConnectionParts {
  readonly manifest: Manifest;
  readonly connection: StoredConnection;
  readonly authentication: Authentication | undefined;
  /** Settings of the connection over the defaults of the manifest. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly secrets: ReadonlyMap<string, string>;
  /** The policy of a run with this connection. */
  readonly policy: EgressPolicy;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The flow that a connection got its token by. Where a client can only act for itself, nobody has to start it. */
function grantOf({ fields, authentication }: ConnectionParts): OAuthFlow | undefined {
  const noted = oauthFlowSchema.safeParse(fields.grant);
  if (noted.success) return noted.data;
  const flows = authentication?.type === 'oauth2' ? oauthFlows(authentication) : [];
  return flows.length === 1 && flows[0] === 'clientCredentials' && fields.client_id !== undefined
    ? flows[0]
    : undefined;
}

/** The tokens that a connection holds, `accessToken` '' where it has none. */
function tokensIn(parts: ConnectionParts): TokenSet {
  const refreshToken = parts.secrets.get('refresh_token');
  const expiresAt = Date.parse(text(parts.fields.expires_at));
  const grant = grantOf(parts);
  return {
    accessToken: parts.secrets.get('access_token') ?? '',
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
    ...(grant === undefined ? {} : { grant }),
  };
}

/** The OAuth side of a connection; undefined where it has none, or a token must be pasted. */
export function oauthAccess(parts: ConnectionParts): OAuthAccess | undefined {
  const { manifest, connection, authentication, fields, secrets, policy } = parts;
  if (authentication?.type !== 'oauth2' || oauthFlows(authentication).length === 0) return undefined;
  const { authorizationUrl, tokenUrl, deviceAuthorizationUrl, revocationUrl, issuer } = authentication;
  const baseUrl = text(fields.baseUrl);
  const hosts = [authorizationUrl, tokenUrl, deviceAuthorizationUrl, revocationUrl, issuer].flatMap((address) => {
    const host = address === undefined ? undefined : URL.parse(address, baseUrl === '' ? undefined : baseUrl)?.host;
    return host === undefined || host === '' ? [] : [host];
  });
  const clientSecret = secrets.get('client_secret');
  const named = text(fields.scopes)
    .split(/[\s,]+/)
    .filter((scope) => scope !== '');
  return {
    client: {
      connector: manifest.id,
      id: connection.id,
      connection: connection.name,
      authentication,
      clientId: text(fields.client_id).trim(),
      ...(clientSecret === undefined ? {} : { clientSecret }),
      scopes: named.length > 0 ? named : (authentication.scopes ?? []),
      grants: connection.allowedHosts,
      baseUrl,
    },
    tokens: tokensIn(parts),
    policy: { ...policy, hosts: [...new Set([...hosts, ...policy.hosts])] },
  };
}
