import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { authLimits } from '../../../shared/limits.ts';
import type { Failure } from '../../../shared/result.ts';
import type { HttpFailure } from '../../network/index.ts';
import type { OAuthClient } from '../types.ts';

/** A request to a token server that got no answer; thrown through the OAuth library, which knows only exceptions. */
export class TokenRequestError extends Error {
  override readonly name = 'TokenRequestError';
  readonly code: string;

  constructor({ code, message }: Pick<HttpFailure, 'code' | 'message'>) {
    super(message);
    this.code = code;
  }
}

/** Errors of RFC 6749 and 8628 that say that the person did not allow the access, or not in time. */
const DENIED: ReadonlySet<string> = new Set(['access_denied', 'expired_token']);

const quoted = (text: string): string => text.slice(0, authLimits.quoteChars);

/** `invalid_grant (the token was revoked)`: foreign words, shortened. */
function saidBy({ error, error_description: description }: { error: string; error_description?: string | undefined }) {
  return description === undefined ? quoted(error) : `${quoted(error)} (${quoted(description)})`;
}

/** Statuses that speak of the server's state, not of the request. */
const isBusy = (status: number): boolean => status >= 500 || status === 429;

const causes = (error: unknown): readonly unknown[] =>
  error instanceof Error && error.cause !== undefined ? [error, ...causes(error.cause)] : [error];

/** The failure of a connection whose access has ended for good: `reconnect_needed`. */
export const endedFailure = (client: OAuthClient, why: string): Failure => ({
  kind: 'remote',
  code: 'reconnect_needed',
  message: `The access of the connection ${client.connection} of ${client.connector} has ended: ${why}; authorize it again.`,
  details: { connector: client.connector, connection: client.connection },
});

/**
 * What went wrong while a token was asked for, in one sentence. Codes: `reconnect_needed`, `authorization_denied`,
 * `authorization_failed` (a wrong state, a missing code …), `token_refused` (the server said no), `token_failed` (it did not
 * answer, or cannot now: another try may help).
 */
export function oauthFailure(error: unknown, client: OAuthClient): Failure {
  const all = causes(error);
  const name = `the connection ${client.connection} of ${client.connector}`;
  const failure = (code: string, message: string): Failure => ({ kind: 'remote', code, message });
  const unsent = all.find((one) => one instanceof TokenRequestError);
  if (unsent) return failure('token_failed', `The token server of ${name} could not be asked: ${unsent.message}`);
  const body = all.find((one) => one instanceof ResponseBodyError);
  // The library keeps an answer that it could not read as the cause.
  const status = body?.status ?? all.find((one) => one instanceof Response)?.status;
  if (status !== undefined && isBusy(status)) {
    const words = body ? `: ${saidBy(body)}` : '';
    return failure('token_failed', `The token server of ${name} answered ${status}${words}; try again later.`);
  }
  if (body?.error === 'invalid_grant') return endedFailure(client, `the token server says ${saidBy(body)}`);
  const denied =
    all.find((one) => one instanceof AuthorizationResponseError) ?? (body && DENIED.has(body.error) ? body : undefined);
  if (denied) {
    return failure(
      'authorization_denied',
      `The access of ${name} was not allowed: the authorization server says ${saidBy(denied)}; connect again.`,
    );
  }
  if (body) {
    return failure(
      'token_refused',
      `The token server refused ${name}: ${saidBy(body)}; check its client ID, secret and scopes.`,
    );
  }
  // The innermost error says which check it was; none of them quotes a value.
  const last = all.findLast((one) => one instanceof Error);
  const answered = status === undefined ? '' : ` (status ${status})`;
  const reason = `${last instanceof Error ? quoted(last.message) : 'it cannot be read'}${answered}`;
  const isCheck = all.some((one) => one instanceof ClientError);
  return failure(
    isCheck ? 'authorization_failed' : 'token_failed',
    `The answer of the authorization server of ${name} cannot be used: ${reason}; connect again.`,
  );
}
