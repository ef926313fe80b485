import { z } from 'zod';
import type { InstallAuth } from '../../shared/connector/install-form.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Finish } from '../answer-once.ts';
import type { Refusal } from '../errors.ts';
import type { Market } from '../market.ts';
import { credentialsOf, hintOf } from './auth.ts';
import { beginAuthorization, type Client, keepAuthorization, needsConsent } from './authorize.ts';
import type { Credentials } from './credentials.ts';
import { connectorsLock } from './install.ts';
import { findConnector, type Installed, openInstalled } from './installed.ts';
import { type ConnectorRow, connectorSchema, toConnector } from './object.ts';
import { no } from './prepare.ts';
import { secretSettings, trialOf, withoutTokens } from './trial.ts';

/** A connector whose authorization was begun: the person goes to `authorize_url`. */
export const authorizingSchema = connectorSchema.extend({ authorize_url: z.url().optional() });
export type AuthorizingObject = z.infer<typeof authorizingSchema>;

const gone = (): Result<never, Refusal> => no(404, 'not_found', 'There is no such connector.');

/** The authentication of an installed connector, where it has one that a person consents to. */
export const consentingOf = ({ authentication }: Manifest, { auth_id }: ConnectorRow): Authentication | undefined =>
  authentication.find((one) => one.id === auth_id && needsConsent(one));

/** Credentials that an authorization begins with: no tokens, and the other client where there is one. */
export function beforeTokens(
  { published, credentials }: Installed,
  authentication: Authentication,
  client: Client | undefined,
): Credentials {
  if (client === undefined) return withoutTokens(credentials);
  const settings = secretSettings(published.manifest, authentication, credentials.secrets);
  return { fields: client.fields, secrets: { ...settings, ...client.secrets } };
}

function readClient(authentication: Authentication, auth: InstallAuth): Result<Client, Refusal> {
  const credentials = credentialsOf(authentication, auth);
  return 'status' in credentials ? { ok: false, error: credentials } : ok({ ...credentials, hint: hintOf(auth) });
}

/**
 * Begins the authorization of a connector anew, with another client where `auth` names one. What the connector has stays until
 * the answer has come and is good; an authorization that was begun before ends at once. 409 `state_conflict` for a connector
 * that nobody has to consent to.
 */
export async function authorizeAgain(
  market: Market,
  { tenant, id, auth }: { readonly tenant: string; readonly id: string; readonly auth?: InstallAuth },
  finish: Finish,
): Promise<Result<AuthorizingObject, Refusal>> {
  const found = await findConnector(market, tenant, id);
  if (!found) return gone();
  const installed = await openInstalled(market, found);
  const { published, subject, settings } = installed;
  const authentication = consentingOf(published.manifest, found);
  if (!authentication)
    return no(409, 'state_conflict', `${id} has credentials that nobody consents to: change them with PATCH and auth.`);
  const client = auth === undefined ? ok(undefined) : readClient(authentication, auth);
  if (!client.ok) return client;
  const trial = await trialOf(subject, published, settings, beforeTokens(installed, authentication, client.value));
  const begun = await beginAuthorization(market, trial.subject, 'Nothing was changed.');
  if (!begun.ok) return begun;
  const vault = await market.vault.of(tenant);
  return market.store.transact(connectorsLock(tenant), async (step): Promise<Result<AuthorizingObject, Refusal>> => {
    const row = await step.selectFrom('connectors').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return gone();
    await keepAuthorization(step, market, vault, { tenant, connector: id, client: client.value, ...begun.value });
    const shown: AuthorizingObject = { ...toConnector(row), authorize_url: begun.value.url };
    await finish(step, shown);
    return ok(shown);
  });
}
