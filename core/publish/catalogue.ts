import { z } from 'zod';
import { marketplaceLimits, packageLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { archiveDigest } from '../package/index.ts';
import { apiAddress, checkKey, marketplaceAddress } from './address.ts';
import { readAnswer, refusal, type Subject, wrongAnswer } from './answers.ts';
import { type Answer, ask, type Fetch } from './request.ts';

const listingSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** `live`, `early_access`; others may come (FC-5). */
  status: z.string(),
  latest_version: z.string(),
  updated_at: z.string(),
});
/** A connector in the catalogue. */
export type Listing = z.infer<typeof listingSchema>;

const detailSchema = listingSchema.extend({
  versions: z.array(
    z.object({ version: z.string(), digest: z.string(), bytes: z.number().int(), created_at: z.string() }),
  ),
});
/** A listing with its newest versions, newest first. */
export type ListingDetail = z.infer<typeof detailSchema>;

const pageSchema = z.object({
  data: z.array(listingSchema),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
});

/** Which marketplace to ask, and as whom. */
export interface Access {
  readonly marketplace: string;
  readonly key: string;
  readonly fetch?: Fetch;
}

interface Asked {
  readonly subject: Subject;
  readonly answer: Answer;
}

async function get(
  access: Access,
  listing: string,
  parts: readonly string[],
  options: { readonly query?: Readonly<Record<string, string>>; readonly maxBytes?: number; readonly version?: string },
): Promise<Result<Asked>> {
  const marketplace = marketplaceAddress(access.marketplace);
  if (!marketplace.ok) return marketplace;
  const key = checkKey(access.key);
  if (!key.ok) return key;
  const url = apiAddress(marketplace.value, 'listings', ...parts);
  for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
  const { version } = options;
  const answer = await ask({
    marketplace: marketplace.value,
    url,
    key: access.key,
    fetch: access.fetch ?? globalThis.fetch,
    maxBytes: options.maxBytes ?? marketplaceLimits.responseBytes,
  });
  if (!answer.ok) return answer;
  const subject = {
    marketplace: marketplace.value,
    listing,
    key: access.key,
    ...(version === undefined ? {} : { version }),
  };
  return ok({ subject, answer: answer.value });
}

/** One page of the catalogue, newest listing first; `cursor` is the `next_cursor` of the page before (FC-10, FC-11). */
export async function listListings(
  access: Access & { readonly limit?: number; readonly cursor?: string },
): Promise<Result<z.infer<typeof pageSchema>>> {
  const query = {
    ...(access.limit === undefined ? {} : { limit: String(access.limit) }),
    ...(access.cursor === undefined ? {} : { cursor: access.cursor }),
  };
  const asked = await get(access, 'the catalogue', [], { query });
  return asked.ok ? readAnswer(asked.value.answer, pageSchema, asked.value.subject) : asked;
}

/** One listing with its versions. Fails with `not_found`; an answer about another listing is `bad_answer` (A116). */
export async function getListing(access: Access & { readonly listing: string }): Promise<Result<ListingDetail>> {
  const asked = await get(access, access.listing, [access.listing], {});
  if (!asked.ok) return asked;
  const { subject } = asked.value;
  const detail = readAnswer(asked.value.answer, detailSchema, subject);
  if (!detail.ok || detail.value.id === access.listing) return detail;
  return wrongAnswer(subject, `it is about ${JSON.stringify(detail.value.id.slice(0, 100))}`);
}

/**
 * The archive of a version. `digest` is the one that the listing stated, or that was approved before: bytes with any
 * other are refused as `bad_answer` (A31, A116).
 */
export async function downloadVersion(
  access: Access & { readonly listing: string; readonly version: string; readonly digest: string },
): Promise<Result<Uint8Array>> {
  const { listing, version } = access;
  const asked = await get(access, listing, [listing, 'versions', version, 'download'], {
    maxBytes: packageLimits.archiveBytes,
    version,
  });
  if (!asked.ok) return asked;
  const { answer, subject } = asked.value;
  if (answer.status !== 200) return { ok: false, error: refusal(answer, subject) };
  const digest = archiveDigest(answer.bytes);
  if (digest === access.digest) return ok(answer.bytes);
  return wrongAnswer(subject, `the package has the digest ${digest}, not ${access.digest}`);
}
