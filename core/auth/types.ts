import type { OAuth2Authentication, OAuthFlow } from '../../shared/connector/manifest.ts';
import type { HttpReply, HttpRequest } from '../network/index.ts';

/** Sends a request to a token server: recorded, masked, under the policy for token servers. Never rejects. */
export type TokenSend = (request: HttpRequest) => Promise<HttpReply>;

/** What a connection holds of a token server. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** ms since the epoch; absent where the server did not say. */
  readonly expiresAt?: number;
  /** The flow that it was got by; absent where it was pasted. */
  readonly grant?: OAuthFlow;
}

/** Who asks a token server for whom. */
export interface OAuthClient {
  /** Id of the connector. */
  readonly connector: string;
  /** Id and name of the connection. */
  readonly id: string;
  readonly connection: string;
  readonly authentication: OAuth2Authentication;
  /** '' where the connection has none yet. */
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly scopes: readonly string[];
  /** Hosts that the user granted: only these and loopback may be asked by http. */
  readonly grants: readonly string[];
  /** Addresses of the manifest may be relative to it. */
  readonly baseUrl: string;
}
