import semver from 'semver';
import { capabilitiesOf } from '../shared/connector/capabilities.ts';
import type { Manifest } from '../shared/connector/manifest.ts';
import { marketplaceLimits } from '../shared/limits.ts';
import type { Step } from './database/index.ts';
import { type Refusal, refuse } from './errors.ts';
import { type Market, timeOf } from './market.ts';
import { toVersion } from './objects.ts';
import type { VersionObject } from './schemas.ts';

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

async function keepAnswer(step: Step, upload: Upload, now: string): Promise<void> {
  if (upload.idempotencyKey === undefined) return;
  await step
    .insertInto('answers')
    .values({
      tenant: upload.tenant,
      route,
      key: upload.idempotencyKey,
      fingerprint: fingerprintOf(upload),
      request_id: upload.requestId,
      // The answer is the version, which never changes; it is not kept a second time.
      body: '',
      locked_until: '',
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What a search looks through. */
const wordsOf = (manifest: Manifest): string => {
  const { id, name, description, category, tags } = manifest;
  return [id, name, description, category, ...(tags ?? []), ...capabilitiesOf(manifest)].join(' ').toLowerCase();
};

/** Makes the listing with its first version, or lets a later version describe it if it is the highest. */
async function putListing(step: Step, upload: Upload, latest: string | undefined, now: string): Promise<void> {
  const { manifest } = upload;
  const capabilities = capabilitiesOf(manifest);
  const described = {
    name: manifest.name,
    description: manifest.description,
    kind: manifest.kind,
    category: manifest.category ?? null,
    capabilities: JSON.stringify(capabilities),
    words: wordsOf(manifest),
    latest_version: manifest.version,
    updated_at: now,
  };
  const isHighest = latest === undefined || semver.gt(manifest.version, latest);
  const { seq } =
    latest === undefined
      ? await step
          .insertInto('listings')
          .values({ ...described, id: upload.listing, tenant: upload.tenant, status: 'live', created_at: now })
          .returning('seq')
          .executeTakeFirstOrThrow()
      : await step
          .updateTable('listings')
          .set(isHighest ? described : { updated_at: now })
          .where('id', '=', upload.listing)
          .returning('seq')
          .executeTakeFirstOrThrow();
  if (!isHighest) return;
  await step.deleteFrom('listing_capabilities').where('listing_seq', '=', seq).execute();
  for (const capability of capabilities)
    await step.insertInto('listing_capabilities').values({ capability, listing_seq: seq }).execute();
}

async function addVersion(step: Step, { archives }: Market, upload: Upload, now: string): Promise<PublishOutcome> {
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
    await keepAnswer(step, upload, now);
    return { kind: 'unchanged', version: shown, requestId: replayed ?? upload.requestId };
  }
  const { count } = await versions.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  if (count >= marketplaceLimits.versions) {
    return refused(422, 'too_many_versions', `A listing may have at most ${marketplaceLimits.versions} versions.`);
  }
  await archives.put(step, upload.digest, upload.archive);
  await putListing(step, upload, listing?.latest_version, now);
  const row = await step
    .insertInto('versions')
    .values({
      listing: upload.listing,
      version,
      digest: upload.digest,
      bytes: upload.archive.byteLength,
      manifest_json: JSON.stringify(upload.manifest),
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const shown = toVersion(row, listing?.status ?? 'live');
  await keepAnswer(step, upload, now);
  return { kind: 'created', version: shown, requestId: upload.requestId };
}

/**
 * Publishes a version in one transaction: of many equal publishes at once exactly one creates it (A115, A120), and a
 * published version never changes (A31).
 */
export function publish(market: Market, upload: Upload): Promise<PublishOutcome> {
  const now = market.now();
  return market.store.transact(`listing ${upload.listing}`, async (step) => {
    const oldest = timeOf(now - marketplaceLimits.idempotencyHours * 3_600_000);
    await step.deleteFrom('answers').where('created_at', '<', oldest).execute();
    return addVersion(step, market, upload, timeOf(now));
  });
}
