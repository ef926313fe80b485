import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  None,
  type ServerMetadata,
} from 'openid-client';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { OAuthClient, TokenSend } from '../types.ts';
import { checkAddress } from './address.ts';
import { oauthFailure } from './failures.ts';
import { tokenFetch } from './fetch.ts';

/** What issuers said of themselves, by their address; kept while the studio runs. */
export type DiscoveredServers = Map<string, ServerMetadata>;

/** Stands for the issuer that a manifest does not name; nothing is ever compared with it. */
export const NO_ISSUER = 'https://issuer.invalid';

/** Members of the server's metadata with the manifest's names of them. */
const ENDPOINTS = [
  ['authorization_endpoint', 'authorizationUrl', 'authorization address'],
  ['token_endpoint', 'tokenUrl', 'token address'],
  ['device_authorization_endpoint', 'deviceAuthorizationUrl', 'device authorization address'],
  ['revocation_endpoint', 'revocationUrl', 'revocation address'],
] as const;

/** Addresses that the manifest states; they win over what the issuer says. */
function statedEndpoints(client: OAuthClient): Result<Partial<ServerMetadata>> {
  const stated: [string, string][] = [];
  for (const [endpoint, name, what] of ENDPOINTS) {
    const text = client.authentication[name];
    if (text === undefined) continue;
    const url = checkAddress(text, what, client);
    if (!url.ok) return url;
    stated.push([endpoint, url.value.href]);
  }
  return ok(Object.fromEntries(stated));
}

async function discover(
  client: OAuthClient,
  issuer: URL,
  fetch: CustomFetch,
  discovered: DiscoveredServers,
): Promise<Result<ServerMetadata>> {
  const known = discovered.get(issuer.href);
  if (known) return ok(known);
  const ask = (algorithm: 'oidc' | 'oauth2') =>
    discovery(issuer, client.clientId, undefined, None(), {
      algorithm,
      [customFetch]: fetch,
      execute: [allowInsecureRequests],
    });
  try {
    const found = (await ask('oidc').catch(() => ask('oauth2'))).serverMetadata();
    discovered.set(issuer.href, found);
    return ok(found);
  } catch (error) {
    return { ok: false, error: oauthFailure(error, client) };
  }
}

function clientAuth(
  client: OAuthClient,
  { token_endpoint_auth_methods_supported: methods }: ServerMetadata,
): ClientAuth {
  const { clientSecret: secret } = client;
  // AU-2: a desktop program is a public client unless the server insists on a secret.
  const isBasic = methods?.includes('client_secret_basic') && !methods.includes('client_secret_post');
  const usual = isBasic ? 'client_secret_basic' : 'client_secret_post';
  const kind = client.authentication.clientAuth ?? (secret === undefined ? 'none' : usual);
  if (kind === 'none') return None();
  return kind === 'client_secret_basic' ? ClientSecretBasic(secret ?? '') : ClientSecretPost(secret ?? '');
}

/**
 * Everything that is known of the authorization server of a connection, ready to be asked. Fails with `missing_field` (no
 * client ID), `missing_secret`, `bad_oauth_url`, and where an issuer cannot be asked.
 */
export async function openServer(
  client: OAuthClient,
  send: TokenSend,
  discovered: DiscoveredServers,
  timeoutMs?: number,
): Promise<Result<Configuration>> {
  const { authentication, clientId, connector, connection } = client;
  if (clientId === '') {
    return fail(
      'input',
      'missing_field',
      `The connection ${connection} of ${connector} has no client ID: register a client at the source and give its ID to the connection.`,
      { connector, connection, set: ['client_id'] },
    );
  }
  if (authentication.clientAuth?.startsWith('client_secret') && client.clientSecret === undefined) {
    return fail(
      'input',
      'missing_secret',
      `The connection ${connection} of ${connector} has no client secret: give it to the connection.`,
      { connector, connection, field: 'client_secret' },
    );
  }
  const stated = statedEndpoints(client);
  if (!stated.ok) return stated;
  const fetch = tokenFetch(client, send, timeoutMs);
  let server: ServerMetadata = { issuer: NO_ISSUER };
  if (authentication.issuer !== undefined) {
    const issuer = checkAddress(authentication.issuer, 'issuer', client);
    if (!issuer.ok) return issuer;
    const found = await discover(client, issuer.value, fetch, discovered);
    if (!found.ok) return found;
    server = found.value;
  }
  const metadata: ServerMetadata = { ...server, ...stated.value };
  const config = new Configuration(metadata, clientId, {}, clientAuth(client, metadata));
  config[customFetch] = fetch;
  // Which addresses may be http depends on the host, and is checked where they are sent and shown.
  allowInsecureRequests(config);
  return ok(config);
}
