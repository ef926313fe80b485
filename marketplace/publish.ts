import semver from 'semver';
import { parseManifest } from '../core/package/index.ts';
import type { Manifest } from '../shared/connector/manifest.ts';
import { marketplaceLimits } from '../shared/limits.ts';
import { admitManifest, baseVersion } from '../shared/versions/index.ts';
import type { Step } from './database/index.ts';
import { describedBy } from './described.ts';
import { type Refusal, refuse } from './errors.ts';
import { type Market, timeOf } from './market.ts';
import { type ListingRow, namesOf, toVersion } from './objects.ts';
import { namesLock, noteNames } from './resemblance.ts';
import { type PublishedObject, publishedSchema, type VersionObject } from './schemas.ts';

/** An archive that was checked, and who sends it. */
export interface Upload {
  readonly tenant: string;
  readonly listing: string;
  readonly manifest: Manifest;
  /** What its CHANGELOG.md says of this version above the lists; null for nothing. */
  readonly changelog: string | null;
  readonly archive: Uint8Array;
  readonly digest: string;
  readonly idempotencyKey: string | undefined;
  readonly requestId: string;
}

/** How a publish ended; `again` is the first answer to its Idempotency-Key, with the request that it was given to (FC-21). */
export type PublishOutcome =
  | { readonly kind: 'created' | 'unchanged'; readonly version: VersionObject }
  | { readonly kind: 'again'; readonly version: PublishedObject; readonly requestId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const route = 'POST /v1/listings/{id}/versions';
const refused = (status: number, code: string, message: string): PublishOutcome => ({
  kind: 'refused',
  refusal: refuse(status, code, message),
});

const fingerprintOf = (upload: Upload): string => `${upload.listing} ${upload.digest}`;

async function findAnswer(step: Step, upload: Upload): Promise<PublishOutcome | undefined> {
  if (upload.idempotencyKey === undefined) return undefined;
  const answer = await step
    .selectFrom('answers')
    .select(['fingerprint', 'request_id', 'body'])
    .where('tenant', '=', upload.tenant)
    .where('route', '=', route)
    .where('key', '=', upload.idempotencyKey)
    .executeTakeFirst();
  if (!answer) return undefined;
  if (answer.fingerprint !== fingerprintOf(upload))
    return refused(409, 'idempotency_conflict', 'This Idempotency-Key was used with another body: use a new one.');
  // A server before this one kept no body.
  if (!answer.body) return undefined;
  const version = publishedSchema.parse(JSON.parse(answer.body));
  return { kind: 'again', version, requestId: answer.request_id };
}

/** Keeps the answer in the transaction of its effect. */
async function answerWith(
  step: Step,
  upload: Upload,
  now: string,
  outcome: Extract<PublishOutcome, { readonly kind: 'created' | 'unchanged' }>,
): Promise<PublishOutcome> {
  if (upload.idempotencyKey === undefined) return outcome;
  await step
    .insertInto('answers')
    .values({
      tenant: upload.tenant,
      route,
      key: upload.idempotencyKey,
      fingerprint: fingerprintOf(upload),
      request_id: upload.requestId,
      body: JSON.stringify({ ...outcome.version, created: outcome.kind === 'created' }),
      locked_until: '',
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return outcome;
}

/** Keeps what a listing can do, to be asked for by one capability. */
export async function putCapabilities(step: Step, listing_seq: number, capabilities: readonly string[]): Promise<void> {
  await step.deleteFrom('listing_capabilities').where('listing_seq', '=', listing_seq).execute();
  if (capabilities.length === 0) return;
  const rows = capabilities.map((capability) => ({ capability, listing_seq }));
  await step.insertInto('listing_capabilities').values(rows).execute();
}

/** Makes the listing with its first version, or lets a later version describe it if it is the highest. */
async function putListing(
  step: Step,
  { store }: Market,
  upload: Upload,
  before: ListingRow | undefined,
  now: string,
): Promise<void> {
  const { manifest } = upload;
  const latest = before?.latest_version;
  const described = { ...describedBy(manifest), updated_at: now };
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
  await putCapabilities(step, seq, namesOf(described.capabilities));
  // A name that stays is not compared with those that came after it.
  if (before?.name === manifest.name) return;
  await store.lock(step, namesLock);
  await noteNames(step, { seq, id: upload.listing, tenant: upload.tenant, name: manifest.name });
}

/**
 * Why a manifest may not follow the one before it: its version is too low for what changed (FL-40). Undefined where it may.
 * Nothing is known of a version whose manifest was lost, or is of a format that is no longer read: any other may follow it.
 */
export function checkFloor(previous: string | undefined, next: Manifest): Refusal | undefined {
  const read = previous === undefined || previous === '' ? undefined : parseManifest(previous);
  const admitted = admitManifest(read?.ok ? read.value : undefined, next);
  if (admitted.ok) return undefined;
  const { code, message, details } = admitted.error;
  return { ...refuse(422, code, message), ...(details === undefined ? {} : { details }) };
}

/** The manifest of the published version that this one is measured against, as it was kept. */
async function manifestBefore(step: Step, listing: string, version: string): Promise<string | undefined> {
  const versions = step.selectFrom('versions').where('listing', '=', listing);
  const published = await versions.select('version').execute();
  const before = baseVersion(
    published.map((row) => row.version),
    version,
  );
  if (before === undefined) return undefined;
  const row = await versions.select('manifest_json').where('version', '=', before).executeTakeFirst();
  return row?.manifest_json;
}

async function addVersion(step: Step, market: Market, upload: Upload, now: string): Promise<PublishOutcome> {
  const replayed = await findAnswer(step, upload);
  if (replayed) return replayed;
  const listing = await step.selectFrom('listings').selectAll().where('id', '=', upload.listing).executeTakeFirst();
  if (listing && listing.tenant !== upload.tenant) {
    // As every write to a listing of another tenant (A113). That the id is taken is no secret: the catalogue shows it.
    const message = `You have no such listing, and ${upload.listing} is taken: give your connector another id.`;
    return refused(404, 'not_found', message);
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
    return answerWith(step, upload, now, { kind: 'unchanged', version: shown });
  }
  const { count } = await versions.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  if (count >= marketplaceLimits.versions) {
    return refused(422, 'too_many_versions', `A listing may have at most ${marketplaceLimits.versions} versions.`);
  }
  const floor = checkFloor(await manifestBefore(step, upload.listing, version), upload.manifest);
  if (floor) return { kind: 'refused', refusal: floor };
  await market.archives.put(step, upload.digest, upload.archive);
  await putListing(step, market, upload, listing, now);
  const row = await step
    .insertInto('versions')
    .values({
      listing: upload.listing,
      version,
      digest: upload.digest,
      bytes: upload.archive.byteLength,
      manifest_json: JSON.stringify(upload.manifest),
      changelog: upload.changelog,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const shown = toVersion(row, listing?.status ?? 'live');
  return answerWith(step, upload, now, { kind: 'created', version: shown });
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
