import type { z } from 'zod';
import { installAuthType } from '../../shared/connector/install-form.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Finish } from '../answer-once.ts';
import type { Refusal } from '../errors.ts';
import { inSession } from '../execute/session.ts';
import { type Market, timeOf } from '../market.ts';
import { namesOf } from '../objects.ts';
import { busy } from './busy.ts';
import { readConfig } from './config.ts';
import { type Credentials, heldSecrets, readCredentials, settingsOf } from './credentials.ts';
import { lossRefusal } from './in-use.ts';
import { connectorsLock, keepCapabilities, providedBy, sourceRefusal } from './install.ts';
import { findConnector } from './installed.ts';
import { type ConnectorObject, type ConnectorRow, toConnector } from './object.ts';
import { installSchema, nameRefusal, no } from './prepare.ts';
import { type Published, readPublished } from './published.ts';

/** What of an installed connector may be changed; its credentials stay. An addition to the statements of the contract. */
export const moveSchema = installSchema
  .pick({ version: true, name: true, config: true })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'say what is to be changed: version, name or config',
  });
export type MoveBody = z.infer<typeof moveSchema>;

/** A change whose request is in order; nothing was done yet. */
interface Move {
  readonly row: ConnectorRow;
  readonly version: string;
  readonly published: Published;
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

async function prepareMove(market: Market, row: ConnectorRow, body: MoveBody): Promise<Result<Move, Refusal>> {
  if (row.status === 'pending_auth') return no(409, 'state_conflict', `${row.id} waits for its authorization.`);
  const version = body.version ?? row.version;
  const published = await readPublished(market, row.listing, version);
  if (!published) return no(400, 'invalid_parameter', `version: ${row.listing} has no version ${version}.`);
  const authentication = published.manifest.authentication.find(({ id }) => id === row.auth_id);
  if (!authentication || installAuthType(authentication) !== row.auth_type) {
    const message = `version: ${version} asks for other credentials than ${row.version}: install it beside this one.`;
    return no(400, 'invalid_parameter', message);
  }
  const sealed = readCredentials(await market.vault.of(row.tenant), row.id, row.sealed);
  const settings = settingsAfter(published.manifest, row, sealed, body.config);
  if ('status' in settings) return { ok: false, error: settings };
  const credentials = { fields: sealed.fields, secrets: { ...sealed.secrets, ...settings.secrets } };
  return ok({ row, version, published, settings: settings.fields, credentials });
}

/** Runs `validate` of the version with what the connector has; gives the credentials with what was got meanwhile. */
async function validated(market: Market, move: Move): Promise<Result<Credentials, Refusal>> {
  const { row, published, settings, credentials } = move;
  const { manifest, files } = published;
  const { tenant, id, name, auth_id: auth } = row;
  const held = await heldSecrets(manifest.id, id, credentials.secrets);
  const fields = { ...settings, ...credentials.fields };
  const secretFields = Object.keys(credentials.secrets);
  const subject = { tenant, id, name, auth, files, manifest, fields, secretFields, secrets: held.store };
  const done = await inSession(market.calls, subject, async (session): Promise<Result<Credentials, Refusal>> => {
    const { verdict } = await session.call('validate');
    if (verdict.kind !== 'ok') return { ok: false, error: sourceRefusal(verdict, 'Nothing was changed.') };
    const got = Object.entries(session.fields()).filter(([field]) => !Object.hasOwn(settings, field));
    return ok({ fields: Object.fromEntries(got), secrets: await held.all() });
  });
  return done ?? { ok: false, error: busy };
}

/**
 * Moves an installed connector to another version, name or settings; its credentials stay sealed. The source is asked first:
 * where it says no, or the new version lacks what an active operator needs (FC-57), everything stays as it was.
 */
export async function moveConnector(
  market: Market,
  tenant: string,
  id: string,
  body: MoveBody,
  finish: Finish,
): Promise<Result<ConnectorObject, Refusal>> {
  const found = await findConnector(market, tenant, id);
  if (!found) return no(404, 'not_found', 'There is no such connector.');
  const move = await prepareMove(market, found, body);
  if (!move.ok) return move;
  const credentials = await validated(market, move.value);
  if (!credentials.ok) return credentials;
  const vault = await market.vault.of(tenant);
  return market.store.transact(connectorsLock(tenant), async (step): Promise<Result<ConnectorObject, Refusal>> => {
    const row = await step.selectFrom('connectors').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return no(404, 'not_found', 'There is no such connector.');
    const name = body.name ?? row.name;
    const taken = name === row.name ? undefined : await nameRefusal(step, tenant, name);
    if (taken) return { ok: false, error: taken };
    const provided = providedBy(move.value.published.manifest);
    const after = new Set(namesOf(provided.capabilities));
    const lost = namesOf(row.capabilities).filter((capability) => !after.has(capability));
    const refusal = await lossRefusal(step, row, lost);
    if (refusal) return { ok: false, error: refusal };
    const moved = await step
      .updateTable('connectors')
      .set({
        ...provided,
        ...{ name, version: move.value.version, status: 'connected', reason: null },
        config_json: JSON.stringify(move.value.settings),
        sealed: vault.seal(id, credentials.value),
        last_synced_at: timeOf(market.now()),
      })
      .where('seq', '=', row.seq)
      // What was changed meanwhile, a token too, is not to be undone.
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
