import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { OAuthClient, TokenSet } from '../types.ts';
import { checkAddress } from './address.ts';
import { listenForCallback } from './callback.ts';
import { oauthFailure } from './failures.ts';
import type { AuthorizeOptions } from './flows.ts';
import { scopeOf, tokensOf } from './grants.ts';
import { NO_ISSUER } from './server.ts';

/** What of one attempt is compared with the answer; `verifier` is as secret as a password. */
export interface Attempt {
  readonly state: string;
  /** Absent where the connector does without PKCE. */
  readonly verifier?: string | undefined;
  readonly redirectUri: string;
}

/** An attempt that nobody can guess, whose answer is to come to `redirectUri`. */
export const newAttempt = ({ authentication }: OAuthClient, redirectUri: string): Attempt => ({
  state: randomState(),
  ...(authentication.pkce === false ? {} : { verifier: randomPKCECodeVerifier() }),
  redirectUri,
});

/**
 * The address that the person opens, checked before it is shown to anyone (A111). Fails with `missing_endpoint`,
 * `bad_oauth_url`.
 */
export async function authorizationAddress(
  config: Configuration,
  client: OAuthClient,
  attempt: Attempt,
): Promise<Result<URL>> {
  if (config.serverMetadata().authorization_endpoint === undefined) {
    return fail(
      'connector',
      'missing_endpoint',
      `${client.connector} names no authorization address: set "authorizationUrl" or "issuer" of its authentication ${client.authentication.id} in connector.json.`,
    );
  }
  const { state, verifier, redirectUri } = attempt;
  const pkce =
    verifier === undefined
      ? {}
      : { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const url = buildAuthorizationUrl(config, {
    ...client.authentication.authorizeParams,
    ...scopeOf(client),
    ...pkce,
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    state,
  });
  return checkAddress(url.href, 'authorization address', client);
}

/**
 * RFC 9207: an answer that says who gives it must come from the server that was asked. Where the manifest names no issuer, its
 * host must be one of those that were; the library, which knows none, is then not asked.
 */
function checkIssuer(answer: URL, config: Configuration, client: OAuthClient): Result<URL> {
  const issuer = answer.searchParams.get('iss');
  const { issuer: known, authorization_endpoint: asked, token_endpoint: token } = config.serverMetadata();
  if (issuer === null || known !== NO_ISSUER) return ok(answer);
  const hosts = [asked, token].map((one) => URL.parse(one ?? '')?.host);
  if (!hosts.includes(URL.parse(issuer)?.host)) {
    return fail(
      'remote',
      'authorization_failed',
      `The answer comes from another authorization server than ${client.connector} asks; if that is right, set "issuer" of its authentication ${client.authentication.id} in connector.json.`,
    );
  }
  const checked = new URL(answer);
  checked.searchParams.delete('iss');
  return ok(checked);
}

/**
 * Exchanges the answer that the person's browser brought, its whole address, for tokens. Fails with `authorization_denied`,
 * `authorization_failed` and those of a token request.
 */
export async function exchangeAnswer(
  config: Configuration,
  client: OAuthClient,
  attempt: Attempt,
  address: URL,
): Promise<Result<TokenSet>> {
  const answer = checkIssuer(address, config, client);
  if (!answer.ok) return answer;
  try {
    const tokens = await authorizationCodeGrant(config, answer.value, {
      expectedState: attempt.state,
      ...(attempt.verifier === undefined ? {} : { pkceCodeVerifier: attempt.verifier }),
    });
    return ok(tokensOf(tokens, 'authorizationCode', Date.now()));
  } catch (error) {
    return { ok: false, error: oauthFailure(error, client) };
  }
}

/**
 * The authorization code flow with PKCE S256 and state, through the person's own browser and a listener on loopback
 * (RFC 8252). Fails with `authorization_denied`, `authorization_failed`, `authorization_timeout`, `cancelled` and those of a
 * token request.
 */
export async function byAuthorizationCode(
  config: Configuration,
  client: OAuthClient,
  options: AuthorizeOptions,
): Promise<Result<TokenSet>> {
  const listener = await listenForCallback(options.port ?? 0, options.signal, options.timeoutMs);
  if (!listener.ok) return listener;
  const attempt = newAttempt(client, listener.value.redirectUri);
  try {
    const address = await authorizationAddress(config, client, attempt);
    if (!address.ok) return address;
    options.report({ kind: 'open', url: address.value.href });
    const answer = await listener.value.answer;
    return answer.ok ? await exchangeAnswer(config, client, attempt, answer.value) : answer;
  } catch (error) {
    return { ok: false, error: oauthFailure(error, client) };
  } finally {
    listener.value.close();
  }
}
