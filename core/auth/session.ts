import { authLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { HttpResponse, Masker } from '../network/index.ts';
import type { TokenDesk } from './desk.ts';
import { endedFailure } from './oauth/failures.ts';
import { isRenewable, renewed } from './oauth/grants.ts';
import { openServer } from './oauth/server.ts';
import type { OAuthClient, TokenSend, TokenSet } from './types.ts';

/** The token of a connection during one run. */
export interface TokenSession {
  /** The token to send now, renewed first where it is about to end. */
  current(): Promise<Result<string>>;
  /** Another token in place of one that was refused. */
  renew(refused: string): Promise<Result<string>>;
  /** Whether a refusal may be answered by another token. */
  mayRenew(refusal: HttpResponse): boolean;
  /** Whether the connection had this token at any time of the run: guest code holds the one it was started with. */
  knows(token: string): boolean;
}

export interface SessionParts {
  readonly client: OAuthClient;
  readonly tokens: TokenSet;
  readonly desk: TokenDesk;
  readonly send: TokenSend;
  readonly masker: Pick<Masker, 'add'>;
  /** ms since the epoch; default: the clock. */
  readonly now?: () => number;
}

/** A session that asks the token server by itself: before a token ends, and after it was refused. */
export function openTokenSession(parts: SessionParts): TokenSession {
  const { client, desk, send, masker, now = Date.now } = parts;
  let tokens = parts.tokens;
  // How long before its end the present token is renewed; a token of this run with a short life is not renewed at once.
  let aheadMs: number = authLimits.refreshAheadMs;
  const known = new Set([tokens.accessToken]);

  const isEnding = (): boolean => tokens.expiresAt !== undefined && tokens.expiresAt - now() <= aheadMs;
  const hasEnded = (): boolean => tokens.accessToken === '' || (tokens.expiresAt ?? Infinity) <= now();

  const ask = async (stale: TokenSet): Promise<Result<TokenSet>> => {
    const server = await openServer(client, send, desk.discovered);
    return server.ok ? renewed(server.value, client, stale, now) : server;
  };
  const adopt = (fresh: TokenSet): void => {
    tokens = fresh;
    known.add(fresh.accessToken);
    aheadMs = Math.min(authLimits.refreshAheadMs, ((fresh.expiresAt ?? Infinity) - now()) / 2);
    // Another run may have asked for it.
    masker.add(fresh.accessToken);
    if (fresh.refreshToken !== undefined) masker.add(fresh.refreshToken);
  };
  const renew = async (refused: string): Promise<Result<string>> => {
    // Several requests were refused with the same token: the first has renewed it.
    if (refused !== tokens.accessToken) return ok(tokens.accessToken);
    const fresh = await desk.renew(client, tokens, ask);
    if (!fresh.ok) return fresh;
    adopt(fresh.value);
    return ok(fresh.value.accessToken);
  };

  return {
    renew,
    current: async () => {
      if (!hasEnded() && !isEnding()) return ok(tokens.accessToken);
      if (!isRenewable(tokens)) {
        if (tokens.accessToken !== '') return ok(tokens.accessToken);
        return { ok: false, error: endedFailure(client, 'it has no token') };
      }
      const fresh = await renew(tokens.accessToken);
      // A renewal ahead of time that failed does no harm yet, unless it is the new token that could not be kept.
      if (fresh.ok || hasEnded() || fresh.error.code === 'vault_failed') return fresh;
      aheadMs = 0;
      return ok(tokens.accessToken);
    },
    mayRenew: () => isRenewable(tokens),
    knows: (token) => token !== '' && known.has(token),
  };
}

/**
 * A session for answers that were recorded: no token server is asked. A request that was sent again after a refusal is sent
 * again here too, so that the recording answers as it did.
 */
export function recordedSession(tokens: TokenSet, wasSentAgain: (refusal: HttpResponse) => boolean): TokenSession {
  const same = async (): Promise<Result<string>> => ok(tokens.accessToken);
  return {
    current: same,
    renew: same,
    mayRenew: wasSentAgain,
    knows: (token) => token !== '' && token === tokens.accessToken,
  };
}
