import type { Configuration } from 'openid-client';
import type { OAuthFlow } from '../../../shared/connector/manifest.ts';
import { assertNever, type Result } from '../../../shared/result.ts';
import type { OAuthClient, TokenSet } from '../types.ts';
import { byAuthorizationCode } from './code.ts';
import { byDevice } from './device.ts';
import { byClientCredentials } from './grants.ts';

/** What a person has to do now. */
export type AuthorizeStep =
  /** Open this address in a browser. */
  | { readonly kind: 'open'; readonly url: string }
  /** Type this code at that address, before the time (RFC 3339). */
  | {
      readonly kind: 'code';
      readonly userCode: string;
      readonly verificationUrl: string;
      readonly expiresAt: string;
    };

export interface AuthorizeOptions {
  readonly signal: AbortSignal;
  report(step: AuthorizeStep): void;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** Port of the listener on loopback, where the source takes only one that is registered; any free one where absent (AU-3). */
  readonly port?: number;
  /** Time that a person has, ms; the product's limit where absent. */
  readonly timeoutMs?: number;
  /** Waits between two questions of the device flow; default: the clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Gets the first tokens of a connection by one of the flows. */
export function authorize(
  flow: OAuthFlow,
  config: Configuration,
  client: OAuthClient,
  options: AuthorizeOptions,
): Promise<Result<TokenSet>> {
  switch (flow) {
    case 'authorizationCode':
      return byAuthorizationCode(config, client, options);
    case 'device':
      return byDevice(config, client, options);
    case 'clientCredentials':
      return byClientCredentials(config, client);
    default:
      return assertNever(flow);
  }
}
