import {
  type Configuration,
  clientCredentialsGrant,
  refreshTokenGrant,
  type TokenEndpointResponse,
} from 'openid-client';
import type { OAuthFlow } from '../../../shared/connector/manifest.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { OAuthClient, TokenSet } from '../types.ts';
import { endedFailure, oauthFailure } from './failures.ts';

/** The parameter `scope` of a request; none where nothing particular is asked for. */
export const scopeOf = ({ scopes }: OAuthClient): Readonly<Record<string, string>> =>
  scopes.length === 0 ? {} : { scope: scopes.join(' ') };

/** A hundred years: more than that is no moment that can be written down. */
const LONGEST_SECONDS = 100 * 365 * 24 * 3_600;

/** A token answer as it is kept; `before` gives the refresh token where the server issues no new one (RFC 6749 section 6). */
export function tokensOf(
  answer: TokenEndpointResponse,
  grant: OAuthFlow | undefined,
  now: number,
  before?: TokenSet,
): TokenSet {
  const { access_token: accessToken, expires_in: seconds = 0 } = answer;
  const refreshToken = answer.refresh_token ?? before?.refreshToken;
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    // 0 is how some servers say that it does not end.
    ...(seconds > 0 ? { expiresAt: now + Math.min(seconds, LONGEST_SECONDS) * 1_000 } : {}),
    ...(grant === undefined ? {} : { grant }),
  };
}

/** Whether a new token can be had without the person: by a refresh token, or because the client acts for itself. */
export const isRenewable = (tokens: Pick<TokenSet, 'refreshToken' | 'grant'>): boolean =>
  tokens.refreshToken !== undefined || tokens.grant === 'clientCredentials';

/** A token for the client itself (RFC 6749 section 4.4). */
export async function byClientCredentials(
  config: Configuration,
  client: OAuthClient,
  now: () => number = Date.now,
): Promise<Result<TokenSet>> {
  try {
    const answer = await clientCredentialsGrant(config, { ...scopeOf(client) });
    return ok(tokensOf(answer, 'clientCredentials', now()));
  } catch (error) {
    return { ok: false, error: oauthFailure(error, client) };
  }
}

/** A new token in place of one that has ended or was refused. Fails with `reconnect_needed` where only the person can help. */
export async function renewed(
  config: Configuration,
  client: OAuthClient,
  tokens: TokenSet,
  now: () => number = Date.now,
): Promise<Result<TokenSet>> {
  if (tokens.refreshToken === undefined) {
    if (tokens.grant === 'clientCredentials') return byClientCredentials(config, client, now);
    return { ok: false, error: endedFailure(client, 'its token is no longer taken and there is no refresh token') };
  }
  try {
    const answer = await refreshTokenGrant(config, tokens.refreshToken);
    return ok(tokensOf(answer, tokens.grant, now(), tokens));
  } catch (error) {
    return { ok: false, error: oauthFailure(error, client) };
  }
}
