import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { type Published, publishedSchema } from '../../shared/contract/publish.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { type Failure, ok, type Result } from '../../shared/result.ts';
import { toContentDigest } from '../package/index.ts';
import { apiAddress, checkKey, marketplaceAddress } from './address.ts';
import { readAnswer, type Subject, wrongAnswer } from './answers.ts';
import { ask, type Fetch } from './request.ts';

export {
  type Access,
  downloadVersion,
  findVersion,
  getListing,
  getLogo,
  type Listing,
  type ListingDetail,
  type ListingFilters,
  listCategories,
  listListings,
} from './catalogue.ts';
export {
  activeOperators,
  authorizeInstance,
  changeInstanceCredentials,
  findInstances,
  getInstance,
  installInstance,
  listInstances,
  moveInstance,
  type OperatorObject,
  testInstance,
  uninstallInstance,
} from './instances.ts';

/** What to publish, and where. */
export interface PublishRequest {
  readonly archive: Uint8Array;
  /** `sha256:<hex>` of the archive. */
  readonly digest: string;
  readonly manifest: Manifest;
  readonly marketplace: string;
  readonly key: string;
  readonly fetch?: Fetch;
}

/** The listing of a connector: `cn-<id>`. */
export const listingId = (connector: string): string => `cn-${connector}`;

/** The same content of the same version has the same key, on every machine and for ever: a retry never doubles (R5). */
const idempotencyKey = (listing: string, version: string, digest: string): string =>
  `publish-${createHash('sha256').update(`${listing}\n${version}\n${digest}`).digest('hex')}`;

const answerSchema = publishedSchema.omit({ created: true }).extend({
  // A state this studio does not know yet is taken for the usual one (FC-5).
  status: publishedSchema.shape.status.catch('live'),
});

async function publishOnce(request: PublishRequest, marketplace: URL): Promise<Result<Published>> {
  const { manifest, digest, key } = request;
  const listing = listingId(manifest.id);
  const { version } = manifest;
  const subject: Subject = { marketplace, listing, version, key, isPublish: true };
  const answer = await ask({
    marketplace,
    url: apiAddress(marketplace, 'listings', listing, 'versions'),
    key,
    fetch: request.fetch ?? globalThis.fetch,
    maxBytes: marketplaceLimits.responseBytes,
    method: 'POST',
    headers: {
      'content-type': 'application/vnd.connector+zip',
      'content-digest': toContentDigest(digest),
      'idempotency-key': idempotencyKey(listing, version, digest),
      accept: 'application/json',
    },
    body: request.archive,
  });
  if (!answer.ok) return answer;
  const parsed = readAnswer(answer.value, answerSchema, subject);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  const wrong = [
    ['listing', value.listing, listing],
    ['version', value.version, version],
    ['digest', value.digest, digest],
  ].find(([, given, asked]) => given !== asked);
  if (wrong) {
    return wrongAnswer(subject, `it names the ${wrong[0]} ${JSON.stringify(wrong[1]?.slice(0, 100))}, not ${wrong[2]}`);
  }
  // Of an answer given again, `created` tells of the first try.
  return ok({ ...value, created: answer.value.status === 201 });
}

/** How long to wait before the next try, ms; undefined where trying again is of no use (FC-31). */
function waitBeforeRetry(failure: Failure, attempt: number): number | undefined {
  if (failure.details?.passing !== true || attempt >= marketplaceLimits.attempts) return undefined;
  const asked = failure.details.retryAfterMs;
  if (typeof asked === 'number') return asked <= marketplaceLimits.retryAfterMs ? asked : undefined;
  // Doubling, with up to half of it at random, so that many clients do not come back at once.
  return 200 * 2 ** (attempt - 1) * (1 + Math.random() / 2);
}

/**
 * Publishes an archive to a marketplace. What may pass (a broken connection, 429, 5xx) is tried again; the same content
 * never makes a second version, and `created` is false where it stood there already. The answer must name the listing,
 * version and digest that were sent (A116). Input failures: `bad_marketplace`, `insecure_marketplace`, `bad_key`;
 * remote failures: `unreachable`, `redirected`, `bad_key`, `not_permitted`, `foreign_listing`, `version_exists`, `package_too_large`,
 * `package_refused`, `too_many_requests`, `marketplace_failed`, `bad_answer`, `answer_too_large` …
 */
export async function publishConnector(request: PublishRequest): Promise<Result<Published>> {
  const marketplace = marketplaceAddress(request.marketplace);
  if (!marketplace.ok) return marketplace;
  const key = checkKey(request.key);
  if (!key.ok) return key;
  for (let attempt = 1; ; attempt++) {
    const published = await publishOnce(request, marketplace.value);
    if (published.ok) return published;
    const wait = waitBeforeRetry(published.error, attempt);
    if (wait === undefined) return published;
    await sleep(wait);
  }
}
