import type { Authentication, ConnectionField, Manifest, OAuth2Authentication, OAuthFlow } from './manifest.ts';

/** A field of the form that makes a connection. */
export interface AuthField {
  readonly id: string;
  readonly title: string;
  readonly secret: boolean;
  readonly required: boolean;
  /** True where only the studio uses it: guest code never gets it. */
  readonly studioOnly?: true;
}

/** The ways by which the studio itself can get a token, the preferred one first; none where one must be pasted. */
export function oauthFlows(authentication: OAuth2Authentication): readonly OAuthFlow[] {
  const { flows, issuer, authorizationUrl, tokenUrl, deviceAuthorizationUrl } = authentication;
  if (tokenUrl === undefined && issuer === undefined) return [];
  if (flows !== undefined) return flows;
  const has = (url: string | undefined): boolean => url !== undefined || issuer !== undefined;
  return [
    ...(has(authorizationUrl) ? (['authorizationCode'] as const) : []),
    ...(has(deviceAuthorizationUrl) ? (['device'] as const) : []),
    'clientCredentials',
  ];
}

/**
 * What the studio notes beside the fields of an oauth2 connection: `expires_at`, the end of the token (RFC 3339), and
 * `grant`, the flow that it was got by. Nobody sets them.
 */
export const managedFields: readonly string[] = ['expires_at', 'grant'];

function oauthFields(authentication: OAuth2Authentication): readonly AuthField[] {
  const isPasted = oauthFlows(authentication).length === 0;
  const token: AuthField = { id: 'access_token', title: 'Access token', secret: true, required: isPasted };
  if (isPasted) return [token];
  return [
    { id: 'client_id', title: 'Client ID', secret: false, required: false },
    { id: 'client_secret', title: 'Client secret', secret: true, required: false, studioOnly: true },
    { id: 'scopes', title: 'Scopes, separated by spaces', secret: false, required: false },
    token,
    { id: 'refresh_token', title: 'Refresh token', secret: true, required: false, studioOnly: true },
  ];
}

/**
 * The credentials one authentication asks for. Ids: apiKey → `key` and the name of each
 * further key; bearer → `token`; basic → `username`, `password`;
 * oauth2 → `access_token` (FB-12) and, where the studio can get one, `client_id`, `client_secret`, `scopes`, `refresh_token`.
 */
export function authFields(authentication: Authentication): readonly AuthField[] {
  switch (authentication.type) {
    case 'none':
      return [];
    case 'apiKey':
      return [
        { id: 'key', title: 'API key', secret: true, required: true },
        ...(authentication.also ?? []).map(({ param }) => ({ id: param, title: param, secret: true, required: true })),
      ];
    case 'bearer':
      return [{ id: 'token', title: 'Token', secret: true, required: true }];
    case 'basic':
      return [
        { id: 'username', title: 'User name', secret: false, required: true },
        { id: 'password', title: 'Password', secret: true, required: false },
      ];
    case 'oauth2':
      return oauthFields(authentication);
  }
}

const isSecret = (field: ConnectionField): boolean => field.type === 'secret';

/** All fields of a connection: the credentials of the chosen authentication, then the connector's own settings. */
export function connectionFields(manifest: Manifest, authId: string): readonly AuthField[] {
  const authentication = manifest.authentication.find((one) => one.id === authId);
  const settings = Object.entries(manifest.connectionConfig).map(([id, field]) => ({
    id,
    title: field.title ?? id,
    secret: isSecret(field),
    required: field.required === true && field.default === undefined,
  }));
  return [...(authentication ? authFields(authentication) : []), ...settings];
}
