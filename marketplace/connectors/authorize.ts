import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Attempt, authorizationAddress, exchangeAnswer, newAttempt } from '../../core/auth/oauth/code.ts';
import { openServer } from '../../core/auth/oauth/server.ts';
import type { HostRun } from '../../core/runs/index.ts';
import { oauthFlows } from '../../shared/connector/authentication.ts';
import type { Authentication } from '../../shared/connector/manifest.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { type Failure, fail, ok, type Result } from '../../shared/result.ts';
import type { Step } from '../database/index.ts';
import { type Refusal, refuse } from '../errors.ts';
import { inSession, type Subject } from '../execute/session.ts';
import { type Market, timeOf } from '../market.ts';
import type { TenantVault } from '../vault/index.ts';
import { busy } from './busy.ts';
import { credentialsSchema } from './credentials.ts';

/** What is kept of an authorization until its answer comes, sealed. */
const keptSchema = z.object({
  ...{ state: z.string(), verifier: z.string().optional(), redirectUri: z.string() },
  /** Another client than the connector has, which takes its place with the tokens that it gets. */
  client: credentialsSchema.extend({ hint: z.string().nullable() }).optional(),
});
type Kept = z.infer<typeof keptSchema>;
/** A client as it is registered at the source, and how it is recognised. */
export type Client = NonNullable<Kept['client']>;

/** An authorization that was begun: where the person goes, and what its answer is checked with. */
export interface Authorization {
  readonly attempt: Attempt;
  readonly url: string;
}

/** Whether a person has to consent at the source before a connector is connected. */
export const needsConsent = (authentication: Authentication): boolean =>
  authentication.type === 'oauth2' && oauthFlows(authentication).includes('authorizationCode');

/** The one address that authorization servers send browsers back to. */
export const redirectUriOf = ({ publicUrl }: Pick<Market, 'publicUrl'>): string => `${publicUrl()}/v1/oauth/callback`;

export const stateHash = (state: string): string => createHash('sha256').update(state).digest('hex');

/** The authorization server of a connector, ready to be asked. */
async function serverOf({ tokens }: HostRun) {
  if (!tokens) return fail('connector', 'no_token_server', 'The connector names no authorization server.');
  const server = await openServer(tokens.client, tokens.send, tokens.desk.discovered);
  return server.ok ? ok({ server: server.value, ...tokens }) : server;
}

function beginRefusal({ code, message }: Failure, undone: string): Refusal {
  if (code === 'missing_secret')
    return refuse(400, 'invalid_parameter', 'auth.client_secret: the authorization server wants one.');
  return refuse(502, 'connector_upstream_error', `The authorization cannot begin: ${message} ${undone}`);
}

/**
 * Begins an authorization (FC-48): PKCE and state as in the desktop studio, with an address of this server. `undone` says in
 * a sentence that nothing was done where it cannot begin.
 */
export async function beginAuthorization(
  market: Market,
  subject: Subject,
  undone: string,
): Promise<Result<Authorization, Refusal>> {
  const redirectUri = redirectUriOf(market);
  const { client_id: clientId = subject.manifest.connectionConfig.client_id?.default } = subject.fields;
  if (clientId === undefined) {
    const message = `auth.client_id: register a client at the source with the redirect address ${redirectUri}, and send its id.`;
    return { ok: false, error: refuse(400, 'invalid_parameter', message) };
  }
  const begun = await inSession(market.calls, subject, (session) =>
    session.host('authorize', async (run) => {
      const opened = await serverOf(run);
      if (!opened.ok) return opened;
      const { server, client } = opened.value;
      const attempt = newAttempt(client, redirectUri);
      const address = await authorizationAddress(server, client, attempt);
      return address.ok ? ok({ attempt, url: address.value.href }) : address;
    }),
  );
  if (!begun) return { ok: false, error: busy };
  return begun.ok ? begun : { ok: false, error: beginRefusal(begun.error, undone) };
}

/** What an authorization is of. */
interface Owned {
  readonly tenant: string;
  readonly connector: string;
  readonly client?: Client | undefined;
}

/**
 * Keeps an authorization until its answer comes or its time is over; an earlier one of the connector ends with it, and those
 * of others that are over go.
 */
export async function keepAuthorization(
  step: Step,
  market: Market,
  vault: TenantVault,
  { tenant, connector, attempt, client }: Authorization & Owned,
): Promise<void> {
  const now = market.now();
  await step.deleteFrom('authorizations').where('expires_at', '<', timeOf(now)).execute();
  await step.deleteFrom('authorizations').where('connector', '=', connector).execute();
  const hash = stateHash(attempt.state);
  const kept: Kept = { ...attempt, client };
  await step
    .insertInto('authorizations')
    .values({
      ...{ tenant, connector, state_hash: hash },
      sealed: vault.seal(hash, kept),
      created_at: timeOf(now),
      expires_at: timeOf(now + marketplaceLimits.authorizationMs),
    })
    .execute();
}

/** What was kept of an authorization, opened. */
export const readKept = (vault: TenantVault, hash: string, sealed: string): Kept =>
  keptSchema.parse(vault.open(hash, sealed));

/** Exchanges the answer for tokens, and hands them to the secrets of the run. */
export async function redeem(run: HostRun, attempt: Attempt, answer: URL): Promise<Result<void>> {
  const opened = await serverOf(run);
  if (!opened.ok) return opened;
  const { server, client, desk } = opened.value;
  const tokens = await exchangeAnswer(server, client, attempt, answer);
  return tokens.ok ? desk.keep(client, tokens.value) : tokens;
}
