import type { Insertable } from 'kysely';
import type { Verdict } from '../../core/runs/calls/verdict.ts';
import { capabilitiesOf, toolsOf } from '../../shared/connector/capabilities.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Finish } from '../answer-once.ts';
import type { Step, Tables } from '../database/index.ts';
import { type Refusal, refuse } from '../errors.ts';
import { inSession } from '../execute/session.ts';
import { type Market, timeOf } from '../market.ts';
import { namesOf, priceOf } from '../objects.ts';
import { type Authorization, beginAuthorization, keepAuthorization, needsConsent } from './authorize.ts';
import { busy } from './busy.ts';
import type { Credentials } from './credentials.ts';
import { type ConnectorRow, type InstalledObject, toConnector } from './object.ts';
import { type InstallBody, nameRefusal, no, type Prepared, prepare, trialBefore } from './prepare.ts';
import { notedBeside } from './trial.ts';

type NewRow = Insertable<Tables['connectors']>;

/** Held by whoever adds or removes connectors of a tenant, or decides by which there are. */
export const connectorsLock = (tenant: string): string => `connectors ${tenant}`;

/** What a connector says of a failure ends as it likes. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Why nothing was done: the source said no, or nobody can know (FC-47). `undone` says so in a sentence. */
export function sourceRefusal(verdict: Exclude<Verdict, { kind: 'ok' }>, undone: string): Refusal {
  const message = sentence(verdict.message);
  if (verdict.kind === 'rejected' || (verdict.kind === 'failed' && verdict.code === 'tool_failed'))
    return refuse(422, 'auth_failed', `The source rejected the credentials: ${message} ${undone}`);
  if (verdict.kind === 'failed' && verdict.code === 'host_refused')
    return refuse(422, 'host_refused', `${message} ${undone}`);
  return refuse(502, 'connector_upstream_error', `The source could not be asked: ${message} ${undone}`);
}

const NOTHING_INSTALLED = 'Nothing was installed.';

/** Runs `validate`; gives the credentials with what was got meanwhile, such as a token of the client itself. */
async function validated(market: Market, tenant: string, prepared: Prepared): Promise<Result<Credentials, Refusal>> {
  const { subject, secrets } = await trialBefore(tenant, prepared);
  const { fields: settings } = prepared.config;
  const done = await inSession(market.calls, subject, async (session): Promise<Result<Credentials, Refusal>> => {
    const { verdict } = await session.call('validate');
    if (verdict.kind !== 'ok') return { ok: false, error: sourceRefusal(verdict, NOTHING_INSTALLED) };
    return ok({ fields: notedBeside(settings, session.fields()), secrets: await secrets() });
  });
  return done ?? { ok: false, error: busy };
}

/** Notes the capabilities of a connector where lists look for them. */
export async function keepCapabilities(step: Step, { tenant, seq, capabilities }: ConnectorRow): Promise<void> {
  await step.deleteFrom('connector_capabilities').where('connector_seq', '=', seq).execute();
  for (const capability of namesOf(capabilities))
    await step.insertInto('connector_capabilities').values({ tenant, capability, connector_seq: seq }).execute();
}

/** What of a manifest stands in the row of a connector. */
export const providedBy = (manifest: Manifest) => ({
  kind: manifest.kind,
  capabilities: JSON.stringify(capabilitiesOf(manifest)),
  tools_json: JSON.stringify(toolsOf(manifest).map((tool) => ({ name: tool.name, side_effect: tool.sideEffect }))),
});

async function insertRow(step: Step, row: NewRow): Promise<ConnectorRow> {
  const inserted = await step.insertInto('connectors').values(row).returningAll().executeTakeFirstOrThrow();
  await keepCapabilities(step, inserted);
  return inserted;
}

/** Writes everything that an installed connector is; a refusal where the name was taken meanwhile. */
async function add(step: Step, row: NewRow): Promise<Result<ConnectorRow, Refusal>> {
  const { tenant } = row;
  const taken = await nameRefusal(step, tenant, row.name);
  if (taken) return { ok: false, error: taken };
  const { count } = await step
    .selectFrom('connectors')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant', '=', tenant)
    .executeTakeFirstOrThrow();
  if (count >= marketplaceLimits.connectors)
    return no(422, 'too_many_connectors', `A tenant may have at most ${marketplaceLimits.connectors} connectors.`);
  return ok(await insertRow(step, row));
}

/**
 * Installs a listing into a tenant (FC-41…50, FC-58). The source is asked first; then the connector, its capabilities, its
 * sealed credentials and the stored answer come to be in one transaction, or none of them.
 */
export async function install(
  market: Market,
  tenant: string,
  body: InstallBody,
  finish: Finish,
): Promise<Result<InstalledObject, Refusal>> {
  const prepared = await prepare(market, tenant, body);
  if (!prepared.ok) return prepared;
  const { id, name, listing, published, version, authentication, hint, config } = prepared.value;
  const vault = await market.vault.of(tenant);
  let credentials: Credentials;
  let authorization: Authorization | undefined;
  if (needsConsent(authentication)) {
    const begun = await beginAuthorization(
      market,
      (await trialBefore(tenant, prepared.value)).subject,
      NOTHING_INSTALLED,
    );
    if (!begun.ok) return begun;
    authorization = begun.value;
    credentials = prepared.value.credentials;
  } else {
    const found = await validated(market, tenant, prepared.value);
    if (!found.ok) return found;
    credentials = found.value;
  }
  const { manifest } = published;
  const sealed = { fields: credentials.fields, secrets: { ...config.secrets, ...credentials.secrets } };
  const row: NewRow = {
    ...{ id, tenant, listing: listing.id, version, name, hint },
    ...providedBy(manifest),
    auth_type: body.auth.type,
    auth_id: authentication.id,
    status: authorization ? 'pending_auth' : 'connected',
    config_json: JSON.stringify(config.fields),
    sealed: vault.seal(id, sealed),
    created_at: timeOf(market.now()),
  };
  return market.store.transact(connectorsLock(tenant), async (step): Promise<Result<InstalledObject, Refusal>> => {
    const added = await add(step, row);
    if (!added.ok) return added;
    if (authorization) await keepAuthorization(step, market, vault, { tenant, connector: id, ...authorization });
    const installed: InstalledObject = {
      ...toConnector(added.value),
      ...(authorization ? { authorize_url: authorization.url } : {}),
      price: priceOf(listing),
      deprecated: published.deprecated,
    };
    await finish(step, installed);
    return ok(installed);
  });
}
