import type { z } from 'zod';
import { installAuthSchema, installAuthType } from '../../shared/connector/install-form.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Finish } from '../answer-once.ts';
import type { Refusal } from '../errors.ts';
import { inSession } from '../execute/session.ts';
import { type Market, timeOf } from '../market.ts';
import { namesOf } from '../objects.ts';
import { aloneWith } from './alone.ts';
import { credentialsOf, hintOf } from './auth.ts';
import { type AuthorizingObject, authorizeAgain, consentingOf } from './authorize-again.ts';
import { busy } from './busy.ts';
import { readConfig } from './config.ts';
import { type Credentials, readCredentials, settingsOf } from './credentials.ts';
import { lossRefusal } from './in-use.ts';
import { connectorsLock, keepCapabilities, providedBy, sourceRefusal } from './install.ts';
import { findConnector, openInstalled } from './installed.ts';
import { type ConnectorObject, type ConnectorRow, toConnector } from './object.ts';
import { installSchema, nameRefusal, no } from './prepare.ts';
import { type Published, readPublished } from './published.ts';
import { notedBeside, trialOf } from './trial.ts';

/** What of an installed connector may be changed; what is not said stays. An addition to the statements of the contract. */
export const moveSchema = installSchema
  .pick({ version: true, name: true, config: true })
  .extend({ auth: installAuthSchema.optional() })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'say what is to be changed: version, name, config or auth',
  });
export type MoveBody = z.infer<typeof moveSchema>;

/** A change whose request is in order; nothing was done yet. */
interface Move {
  readonly row: ConnectorRow;
  readonly version: string;
  readonly published: Published;
  readonly authentication: Authentication;
  readonly hint: string | null;
  readonly settings: Credentials['fields'];
  readonly credentials: Credentials;
}

/** Settings as they were, as far as the version still has them, and those that are given. */
function settingsAfter(
  { connectionConfig }: Manifest,
  row: ConnectorRow,
  sealed: Credentials,
  given: MoveBody['config'],
): Credentials | Refusal {
  const before: Readonly<Record<string, unknown>> = { ...settingsOf(row.config_json), ...sealed.secrets };
  const kept = Object.entries(before).filter(([name]) => Object.hasOwn(connectionConfig, name));
  return readConfig({ connectionConfig }, { ...Object.fromEntries(kept), ...given });
}

/** The authentication that the connector has in a version: its own, or, with other credentials, the first of their type. */
function authenticationAfter(
  { authentication }: Manifest,
  { auth_id, auth_type }: ConnectorRow,
  auth: MoveBody['auth'],
): Authentication | undefined {
  const fitting = authentication.filter((one) => installAuthType(one) === auth_type);
  return fitting.find(({ id }) => id === auth_id) ?? (auth === undefined ? undefined : fitting[0]);
}

async function prepareMove(market: Market, row: ConnectorRow, body: MoveBody): Promise<Result<Move, Refusal>> {
  if (row.status === 'pending_auth') return no(409, 'state_conflict', `${row.id} waits for its authorization.`);
  const version = body.version ?? row.version;
  const published = await readPublished(market, row.listing, version);
  if (!published) return no(400, 'invalid_parameter', `version: ${row.listing} has no version ${version}.`);
  const authentication = authenticationAfter(published.manifest, row, body.auth);
  if (!authentication) {
    const message = `version: ${version} asks for other credentials than ${row.version}: install it beside this one.`;
    return no(400, 'invalid_parameter', message);
  }
  const sealed = readCredentials(await market.vault.of(row.tenant), row.id, row.sealed);
  const settings = settingsAfter(published.manifest, row, sealed, body.config);
  if ('status' in settings) return { ok: false, error: settings };
  const given = body.auth === undefined ? sealed : credentialsOf(authentication, body.auth);
  if ('status' in given) return { ok: false, error: given };
  const secrets =
    body.auth === undefined ? { ...sealed.secrets, ...settings.secrets } : { ...settings.secrets, ...given.secrets };
  const hint = body.auth === undefined ? row.hint : hintOf(body.auth);
  const credentials = { fields: given.fields, secrets };
  return ok({ row, version, published, authentication, hint, settings: settings.fields, credentials });
}

/** Runs `validate` of the version with what the connector is to have; gives the credentials with what was got meanwhile. */
async function validated(market: Market, move: Move): Promise<Result<Credentials, Refusal>> {
  const { row, published, authentication, settings, credentials } = move;
  const who = { tenant: row.tenant, id: row.id, name: row.name, auth: authentication.id };
  const { subject, secrets } = await trialOf(who, published, settings, credentials);
  const done = await inSession(market.calls, subject, async (session): Promise<Result<Credentials, Refusal>> => {
    const { verdict } = await session.call('validate');
    if (verdict.kind !== 'ok') return { ok: false, error: sourceRefusal(verdict, 'Nothing was changed.') };
    return ok({ fields: notedBeside(settings, session.fields()), secrets: await secrets() });
  });
  return done ?? { ok: false, error: busy };
}

async function move(market: Market, found: ConnectorRow, body: MoveBody, finish: Finish) {
  const prepared = await prepareMove(market, found, body);
  if (!prepared.ok) return prepared;
  const credentials = await validated(market, prepared.value);
  if (!credentials.ok) return credentials;
  const { id, tenant } = found;
  const { published, version, authentication, hint, settings } = prepared.value;
  const vault = await market.vault.of(tenant);
  return market.store.transact(connectorsLock(tenant), async (step): Promise<Result<ConnectorObject, Refusal>> => {
    const row = await step.selectFrom('connectors').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return no(404, 'not_found', 'There is no such connector.');
    const name = body.name ?? row.name;
    const taken = name === row.name ? undefined : await nameRefusal(step, tenant, name);
    if (taken) return { ok: false, error: taken };
    const provided = providedBy(published.manifest);
    const after = new Set(namesOf(provided.capabilities));
    const lost = namesOf(row.capabilities).filter((capability) => !after.has(capability));
    const refusal = await lossRefusal(step, row, lost);
    if (refusal) return { ok: false, error: refusal };
    const moved = await step
      .updateTable('connectors')
      .set({
        ...provided,
        ...{ name, version, hint, auth_id: authentication.id, status: 'connected', reason: null },
        config_json: JSON.stringify(settings),
        sealed: vault.seal(id, credentials.value),
        last_synced_at: timeOf(market.now()),
      })
      .where('seq', '=', row.seq)
      // What was changed meanwhile is not to be undone.
      .where('version', '=', found.version)
      .where('config_json', '=', found.config_json)
      .where('sealed', found.sealed === null ? 'is' : '=', found.sealed)
      .returningAll()
      .executeTakeFirst();
    if (!moved) return no(409, 'state_conflict', `${id} was changed meanwhile.`);
    await keepCapabilities(step, moved);
    const shown = toConnector(moved);
    await finish(step, shown);
    return ok(shown);
  });
}

/** Whether other credentials mean that a person consents again, and why that cannot be asked for like this. */
async function consents(market: Market, row: ConnectorRow, body: MoveBody): Promise<Result<boolean, Refusal>> {
  if (body.auth === undefined) return ok(false);
  if (body.auth.type !== row.auth_type) {
    const message = `auth.type: ${row.id} has ${row.auth_type}, not ${body.auth.type}: install it beside this one.`;
    return no(400, 'invalid_parameter', message);
  }
  const { published } = await openInstalled(market, row);
  if (!consentingOf(published.manifest, row)) return ok(false);
  const isAlone = [body.version, body.name, body.config].every((one) => one === undefined);
  return isAlone
    ? ok(true)
    : no(400, 'invalid_parameter', 'auth: a person has to consent to it, so change nothing else with it.');
}

/**
 * Moves an installed connector to another version, name, settings or credentials; what is not said stays. The source is asked
 * first: where it says no, or the new version lacks what an active operator needs (FC-57), everything stays as it was. Another
 * client of an authorization takes the place of the old one when a person has consented: see `authorizeAgain`.
 */
export async function moveConnector(
  market: Market,
  tenant: string,
  id: string,
  body: MoveBody,
  finish: Finish,
): Promise<Result<AuthorizingObject, Refusal>> {
  const found = await findConnector(market, tenant, id);
  if (!found) return no(404, 'not_found', 'There is no such connector.');
  const isConsent = await consents(market, found, body);
  if (!isConsent.ok) return isConsent;
  const { auth } = body;
  return isConsent.value && auth !== undefined
    ? authorizeAgain(market, { tenant, id, auth }, finish)
    : aloneWith(market, tenant, id, (row) => move(market, row, body, finish));
}
