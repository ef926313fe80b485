import { sql } from 'kysely';
import semver from 'semver';
import { parseManifest } from '../core/package/index.ts';
import type { Manifest } from '../shared/connector/manifest.ts';
import { marketplaceLimits } from '../shared/limits.ts';
import { admitManifest, baseVersion } from '../shared/versions/index.ts';
import { forgetAnswers, oldestAnswer } from './answers.ts';
import type { Step } from './database/index.ts';
import { describedBy } from './described.ts';
import { type Refusal, refuse } from './errors.ts';
import { type Market, timeOf } from './market.ts';
import { namesOf, toVersion } from './objects.ts';
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

/** All that a publish has to know, in one question: a database on another machine answers each after a while. */
const findSituation = (step: Step, { tenant, listing, manifest, idempotencyKey = '' }: Upload, now: number) =>
  step
    .selectFrom(sql`(SELECT 1 AS one)`.as('asked'))
    .leftJoin('answers', (join) =>
      join
        .on('answers.tenant', '=', tenant)
        .on('answers.route', '=', route)
        .on('answers.key', '=', idempotencyKey)
        .on('answers.created_at', '>=', oldestAnswer(now)),
    )
    .leftJoin('listings', (join) => join.on('listings.id', '=', listing))
    .leftJoin('versions as latest', (join) =>
      join.onRef('latest.listing', '=', 'listings.id').onRef('latest.version', '=', 'listings.latest_version'),
    )
    .leftJoin('versions as same', (join) =>
      join.on('same.listing', '=', listing).on('same.version', '=', manifest.version),
    )
    .select(['answers.fingerprint', 'answers.request_id', 'answers.body'])
    .select(['listings.seq', 'listings.tenant as owner', 'listings.status', 'listings.capabilities'])
    .select('listings.name')
    .select(['listings.latest_version', 'latest.manifest_json as latest_manifest', 'same.digest as same_digest'])
    .select((eb) =>
      eb
        .selectFrom('versions')
        .where('versions.listing', '=', listing)
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('versions'),
    )
    .executeTakeFirstOrThrow();
type Situation = Awaited<ReturnType<typeof findSituation>>;

/** The first answer to the key of this publish, if it had one. */
function answeredBefore({ fingerprint, request_id, body }: Situation, upload: Upload): PublishOutcome | undefined {
  if (fingerprint === null || request_id === null) return undefined;
  if (fingerprint !== fingerprintOf(upload))
    return refused(409, 'idempotency_conflict', 'This Idempotency-Key was used with another body: use a new one.');
  // A server before this one kept no body.
  if (!body) return undefined;
  return { kind: 'again', version: publishedSchema.parse(JSON.parse(body)), requestId: request_id };
}

/** Keeps the answer in the transaction of its effect. */
async function answerWith(
  step: Step,
  upload: Upload,
  now: number,
  outcome: Extract<PublishOutcome, { readonly kind: 'created' | 'unchanged' }>,
): Promise<PublishOutcome> {
  if (upload.idempotencyKey === undefined) return outcome;
  const answer = {
    fingerprint: fingerprintOf(upload),
    request_id: upload.requestId,
    body: JSON.stringify({ ...outcome.version, created: outcome.kind === 'created' }),
    locked_until: '',
    created_at: timeOf(now),
  };
  await step
    .insertInto('answers')
    .values({ tenant: upload.tenant, route, key: upload.idempotencyKey, ...answer })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'route', 'key'])
        .doUpdateSet(answer)
        .where('answers.created_at', '<', oldestAnswer(now)),
    )
    .execute();
  return outcome;
}

const isAbove = (version: string, latest: string | null): boolean => latest === null || semver.gt(version, latest);

async function addCapabilities(step: Step, listing_seq: number, capabilities: readonly string[]): Promise<void> {
  if (capabilities.length === 0) return;
  const rows = capabilities.map((capability) => ({ capability, listing_seq }));
  await step.insertInto('listing_capabilities').values(rows).execute();
}

/** Keeps what a listing can do, to be asked for by one capability. */
export async function putCapabilities(step: Step, listing_seq: number, capabilities: readonly string[]): Promise<void> {
  await step.deleteFrom('listing_capabilities').where('listing_seq', '=', listing_seq).execute();
  await addCapabilities(step, listing_seq, capabilities);
}

/** Makes the listing with its first version, or lets a later version describe it if it is the highest. */
async function putListing(
  step: Step,
  { store }: Market,
  upload: Upload,
  before: Situation,
  now: string,
): Promise<void> {
  const { manifest, listing: id, tenant } = upload;
  const described = { ...describedBy(manifest), updated_at: now };
  if (before.seq === null) {
    const made = { ...described, id, tenant, status: 'live', created_at: now } as const;
    const { seq } = await step.insertInto('listings').values(made).returning('seq').executeTakeFirstOrThrow();
    await addCapabilities(step, seq, namesOf(described.capabilities));
    await store.lock(step, namesLock);
    await noteNames(step, { seq, id, tenant, name: manifest.name }, 'new');
    return;
  }
  const isHighest = isAbove(manifest.version, before.latest_version);
  await step
    .updateTable('listings')
    .set(isHighest ? described : { updated_at: now })
    .where('id', '=', id)
    .execute();
  if (isHighest && described.capabilities !== before.capabilities)
    await putCapabilities(step, before.seq, namesOf(described.capabilities));
  // A name that stays is not compared with those that came after it.
  if (!isHighest || before.name === manifest.name) return;
  await store.lock(step, namesLock);
  await noteNames(step, { seq: before.seq, id, tenant, name: manifest.name }, 'renamed');
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
async function manifestBefore(
  step: Step,
  { listing, manifest }: Upload,
  before: Situation,
): Promise<string | undefined> {
  if (before.seq === null) return undefined;
  if (isAbove(manifest.version, before.latest_version)) return before.latest_manifest ?? undefined;
  const versions = step.selectFrom('versions').where('listing', '=', listing);
  const published = await versions.select('version').execute();
  const base = baseVersion(
    published.map((row) => row.version),
    manifest.version,
  );
  if (base === undefined) return undefined;
  const row = await versions.select('manifest_json').where('version', '=', base).executeTakeFirst();
  return row?.manifest_json;
}

/** What is there already: the version with this content, or something that this publish may not be made beside. */
async function alreadyThere(step: Step, upload: Upload, before: Situation, now: number) {
  const { listing, digest, manifest } = upload;
  if (before.owner !== null && before.owner !== upload.tenant) {
    // As every write to a listing of another tenant (A113). That the id is taken is no secret: the catalogue shows it.
    const message = `You have no such listing, and ${listing} is taken: give your connector another id.`;
    return refused(404, 'not_found', message);
  }
  const { version } = manifest;
  if (before.same_digest === null) return undefined;
  if (before.same_digest !== digest)
    return refused(
      409,
      'state_conflict',
      `${listing} ${version} is published with other content (${before.same_digest}), and a version never changes: raise the version.`,
    );
  const versions = step.selectFrom('versions').selectAll().where('listing', '=', listing);
  const same = await versions.where('version', '=', version).executeTakeFirstOrThrow();
  return answerWith(step, upload, now, { kind: 'unchanged', version: toVersion(same, before.status ?? 'live') });
}

async function addVersion(step: Step, market: Market, upload: Upload, now: number): Promise<PublishOutcome> {
  const before = await findSituation(step, upload, now);
  const known = answeredBefore(before, upload) ?? (await alreadyThere(step, upload, before, now));
  if (known) return known;
  if ((before.versions ?? 0) >= marketplaceLimits.versions)
    return refused(422, 'too_many_versions', `A listing may have at most ${marketplaceLimits.versions} versions.`);
  const floor = checkFloor(await manifestBefore(step, upload, before), upload.manifest);
  if (floor) return { kind: 'refused', refusal: floor };
  await market.archives.put(step, upload.digest, upload.archive);
  await putListing(step, market, upload, before, timeOf(now));
  const row = await step
    .insertInto('versions')
    .values({
      listing: upload.listing,
      version: upload.manifest.version,
      digest: upload.digest,
      bytes: upload.archive.byteLength,
      manifest_json: JSON.stringify(upload.manifest),
      changelog: upload.changelog,
      created_at: timeOf(now),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return answerWith(step, upload, now, { kind: 'created', version: toVersion(row, before.status ?? 'live') });
}

/**
 * Publishes a version in one transaction: of many equal publishes at once exactly one creates it (A115, A120), and a
 * published version never changes (A31).
 */
export async function publish(market: Market, upload: Upload): Promise<PublishOutcome> {
  const now = market.now();
  await forgetAnswers(market.store, now);
  return market.store.transact(`listing ${upload.listing}`, (step) => addVersion(step, market, upload, now));
}
