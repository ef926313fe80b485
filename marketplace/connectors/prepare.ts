import { z } from 'zod';
import { installAuthSchema } from '../../shared/connector/install-form.ts';
import type { Authentication } from '../../shared/connector/manifest.ts';
import { semver } from '../../shared/connector/names.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Queries } from '../database/index.ts';
import { type Refusal, refuse } from '../errors.ts';
import { newId } from '../keys.ts';
import type { Market } from '../market.ts';
import type { ListingRow } from '../objects.ts';
import { chooseAuthentication, credentialsOf, hintOf } from './auth.ts';
import { readConfig } from './config.ts';
import type { Credentials } from './credentials.ts';
import { type Published, readPublished } from './published.ts';
import { type Trial, trialOf } from './trial.ts';

/** Body of an installation (FC-41); `version` is an addition: the newest where it is absent. */
export const installSchema = z.strictObject({
  listing: z.string().max(200),
  auth: installAuthSchema,
  name: z
    .string()
    .min(1)
    .max(marketplaceLimits.connectorNameChars)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u, 'use no control characters')
    .optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  version: semver.optional(),
});
export type InstallBody = z.infer<typeof installSchema>;

/** A refusal as the result of work. */
export const no = (status: number, code: string, message: string): Result<never, Refusal> => ({
  ok: false,
  error: refuse(status, code, message),
});

/** An installation whose request is in order; nothing was done yet. */
export interface Prepared {
  readonly id: string;
  readonly name: string;
  readonly listing: ListingRow;
  readonly published: Published;
  readonly version: string;
  readonly authentication: Authentication;
  readonly hint: string | null;
  readonly config: Credentials;
  readonly credentials: Credentials;
}

/** Why a tenant cannot have a connector of this name (FC-45). */
export async function nameRefusal(queries: Queries, tenant: string, name: string): Promise<Refusal | undefined> {
  const there = await queries
    .selectFrom('connectors')
    .select('id')
    .where('tenant', '=', tenant)
    .where('name', '=', name)
    .executeTakeFirst();
  if (!there) return undefined;
  const message = `${there.id} is named ${name} already: give this installation a name of its own.`;
  return refuse(409, 'state_conflict', message);
}

/**
 * Checks a request to install against the listing: 404 for an unknown one, 422 in early access, 400 for an authentication or
 * settings that do not fit, 409 for a name that is taken (FC-42…46).
 */
export async function prepare(market: Market, tenant: string, body: InstallBody): Promise<Result<Prepared, Refusal>> {
  const { db } = market.store;
  const listing = await db.selectFrom('listings').selectAll().where('id', '=', body.listing).executeTakeFirst();
  if (!listing) return no(404, 'not_found', 'There is no such listing.');
  if (listing.status === 'early_access') {
    const message = `${listing.id} is in early access: ask its publisher for it.`;
    return no(422, 'listing_early_access', message);
  }
  const version = body.version ?? listing.latest_version;
  const published = await readPublished(market, listing.id, version);
  if (!published) return no(400, 'invalid_parameter', `version: ${listing.id} has no version ${version}.`);
  const authentication = chooseAuthentication(published.manifest, body.auth.type);
  if ('status' in authentication) return { ok: false, error: authentication };
  const credentials = credentialsOf(authentication, body.auth);
  if ('status' in credentials) return { ok: false, error: credentials };
  const config = readConfig(published.manifest, body.config ?? {});
  if ('status' in config) return { ok: false, error: config };
  const name = body.name ?? listing.id;
  const taken = await nameRefusal(db, tenant, name);
  if (taken) return { ok: false, error: taken };
  const hint = hintOf(body.auth);
  return ok({ id: newId('cn'), name, listing, published, version, authentication, hint, config, credentials });
}

/** The connector as it is called before it is installed. */
export function trialBefore(tenant: string, prepared: Prepared): Promise<Trial> {
  const { id, name, published, authentication, config, credentials } = prepared;
  const secrets = { ...config.secrets, ...credentials.secrets };
  const who = { tenant, id, name, auth: authentication.id };
  return trialOf(who, published, config.fields, { fields: credentials.fields, secrets });
}
