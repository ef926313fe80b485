import type { Transaction } from 'kysely';
import semver from 'semver';
import { capabilitiesOf } from '../shared/connector/capabilities.ts';
import type { Manifest } from '../shared/connector/manifest.ts';
import { marketplaceLimits } from '../shared/limits.ts';
import type { Archives } from './archives.ts';
import type { MarketplaceDatabase } from './database.ts';
import { type Refusal, refuse } from './errors.ts';
import { toVersion, type VersionObject } from './objects.ts';
import type { Tables } from './tables.ts';

/** An archive that was checked, and who sends it. */
export interface Upload {
  readonly tenant: string;
  readonly listing: string;
  readonly manifest: Manifest;
  readonly archive: Uint8Array;
  readonly digest: string;
  readonly idempotencyKey: string | undefined;
  readonly requestId: string;
}

/** How a publish ended; `requestId` is the first request's where its answer is given again (FC-21). */
export type PublishOutcome =
  | { readonly kind: 'created'; readonly version: VersionObject; readonly requestId: string }
  | { readonly kind: 'unchanged'; readonly version: VersionObject; readonly requestId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type Step = Transaction<Tables>;

const route = 'POST /v1/listings/{id}/versions';
const refused = (status: number, code: string, message: string): PublishOutcome => ({
  kind: 'refused',
  refusal: refuse(status, code, message),
});

const fingerprintOf = (upload: Upload): string => `${upload.listing} ${upload.digest}`;

async function findAnswer(step: Step, upload: Upload): Promise<PublishOutcome | string | undefined> {
  if (upload.idempotencyKey === undefined) return undefined;
  const answer = await step
    .selectFrom('answers')
    .select(['fingerprint', 'request_id'])
    .where('tenant', '=', upload.tenant)
    .where('route', '=', route)
    .where('key', '=', upload.idempotencyKey)
    .executeTakeFirst();
  if (!answer) return undefined;
  if (answer.fingerprint === fingerprintOf(upload)) return answer.request_id;
  return refused(409, 'idempotency_conflict', 'This Idempotency-Key was used with another body: use a new one.');
}

async function keepAnswer(step: Step, upload: Upload, version: VersionObject): Promise<void> {
  if (upload.idempotencyKey === undefined) return;
  await step
    .insertInto('answers')
    .values({
      tenant: upload.tenant,
      route,
      key: upload.idempotencyKey,
      fingerprint: fingerprintOf(upload),
      request_id: upload.requestId,
      created_at: version.created_at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Makes the listing with its first version, or lets a later version describe it if it is the highest. */
async function putListing(step: Step, upload: Upload, latest: string | undefined, now: string): Promise<void> {
  const { manifest } = upload;
  const described = {
    name: manifest.name,
    description: manifest.description,
    kind: manifest.kind,
    category: manifest.category ?? null,
    capabilities: JSON.stringify(capabilitiesOf(manifest)),
    latest_version: manifest.version,
    updated_at: now,
  };
  if (latest === undefined) {
    await step
      .insertInto('listings')
      .values({ ...described, id: upload.listing, tenant: upload.tenant, status: 'live', created_at: now })
      .execute();
    return;
  }
  const change = semver.gt(manifest.version, latest) ? described : { updated_at: now };
  await step.updateTable('listings').set(change).where('id', '=', upload.listing).execute();
}

async function addVersion(step: Step, archives: Archives, upload: Upload): Promise<PublishOutcome> {
  const replayed = await findAnswer(step, upload);
  if (typeof replayed === 'object') return replayed;
  const listing = await step.selectFrom('listings').selectAll().where('id', '=', upload.listing).executeTakeFirst();
  if (listing && listing.tenant !== upload.tenant) {
    const message = `${upload.listing} belongs to another publisher: give your connector another id.`;
    return refused(403, 'foreign_listing', message);
  }
  const { version } = upload.manifest;
  const versions = step.selectFrom('versions').where('listing', '=', upload.listing);
  const there = await versions.selectAll().where('version', '=', version).executeTakeFirst();
  if (there && there.digest !== upload.digest) {
    return refused(
      409,
      'state_conflict',
      `${upload.listing} ${version} is published with other content (${there.digest}), and a version never changes: raise the version.`,
    );
  }
  if (there) {
    const shown = toVersion(there, listing?.status ?? 'live');
    await keepAnswer(step, upload, shown);
    return { kind: 'unchanged', version: shown, requestId: replayed ?? upload.requestId };
  }
  const { count } = await versions.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  if (count >= marketplaceLimits.versions) {
    return refused(422, 'too_many_versions', `A listing may have at most ${marketplaceLimits.versions} versions.`);
  }
  const now = new Date().toISOString();
  await archives.put(upload.digest, upload.archive);
  await putListing(step, upload, listing?.latest_version, now);
  const row = await step
    .insertInto('versions')
    .values({
      listing: upload.listing,
      version,
      digest: upload.digest,
      bytes: upload.archive.byteLength,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const shown = toVersion(row, listing?.status ?? 'live');
  await keepAnswer(step, upload, shown);
  return { kind: 'created', version: shown, requestId: upload.requestId };
}

/**
 * Publishes a version in one transaction: of many equal publishes at once exactly one creates it (A115, A120), and a
 * published version never changes (A31).
 */
export function publish(db: MarketplaceDatabase, archives: Archives, upload: Upload): Promise<PublishOutcome> {
  const oldest = new Date(Date.now() - marketplaceLimits.idempotencyHours * 3_600_000).toISOString();
  return db.transaction().execute(async (step) => {
    // A write first: it takes SQLite's lock before anything is read, against another server on the same folder.
    await step.deleteFrom('answers').where('created_at', '<', oldest).execute();
    return addVersion(step, archives, upload);
  });
}
