import { authLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { createHttpClient } from '../network/index.ts';
import type { NetworkParts } from '../runs/network.ts';
import type { TokenDesk } from './desk.ts';
import { openTokenSession, recordedSession, type TokenSession } from './session.ts';
import type { OAuthClient, TokenSend, TokenSet } from './types.ts';

/** The side of a run that deals with the token server of its connection. */
export interface Tokens {
  readonly session: TokenSession;
  readonly client: OAuthClient;
  /** What the connection held when the run started. */
  readonly tokens: TokenSet;
  readonly desk: TokenDesk;
  /** A request to the token server: recorded in the run, held to the policy for token servers. */
  readonly send: TokenSend;
  /** Lets go of its connections as soon as no token is under way. */
  close(): void;
}

/**
 * A token for a connection that has none when the run starts, such as one with client credentials on its first run: guest code
 * may send it by itself. undefined where the run has one already, or needs none.
 */
export async function firstToken(tokens: Tokens | undefined): Promise<Result<string | undefined>> {
  if (tokens?.tokens.accessToken !== '') return ok(undefined);
  return tokens.session.current();
}

/**
 * Opens the token side of a run; undefined where the connection gets no tokens. A token that is being issued is waited for even
 * when the run has ended: the server may have taken back the one before.
 */
export function openTokens(
  { request, access, exchanges, desk, wire, mock }: NetworkParts,
  wasTriedAgain: (exchange: string) => boolean | undefined = () => undefined,
): Tokens | undefined {
  const { oauth, masker } = access;
  if (!oauth) return undefined;
  const { client, tokens, policy } = oauth;
  const { cookies: _cookies, ignored: _ignored, ...route } = wire;
  const { answerBytes } = authLimits;
  const limits = { responseBytes: answerBytes, decodedBytes: answerBytes };
  const http = createHttpClient({ policy, masker, exchanges, limits, ...route });
  const never = new AbortController().signal;
  let underWay = 0;
  let isClosed = false;
  const send: TokenSend = async (tokenRequest) => {
    underWay++;
    try {
      return await http.send(tokenRequest, { signal: never, queuedMs: 0 });
    } finally {
      underWay--;
      if (isClosed && underWay === 0) void http.close();
    }
  };
  const session =
    request.replayOf === undefined && !mock
      ? openTokenSession({ client, tokens, desk, send, masker })
      : recordedSession(tokens, (refusal) => wasTriedAgain(refusal.exchange) === true);
  const close = (): void => {
    isClosed = true;
    if (underWay === 0) void http.close();
  };
  return { session, client, tokens, desk, send, close };
}
