import { z } from 'zod';
import { marketplaceLimits, packageLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { archiveDigest } from '../package/index.ts';
import { apiAddress, checkKey, marketplaceAddress } from './address.ts';
import { readAnswer, refusal, type Subject, wrongAnswer } from './answers.ts';
import { followPages } from './pages.ts';
import { type Answer, ask, type Fetch } from './request.ts';

const priceSchema = z.object({ amount: z.number().int().nonnegative(), currency: z.string(), per: z.string() });

/** What a marketplace may leave out is told as unknown: null, or none. */
const listingSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** `saas`, `hardware`; others may come (FC-5). */
  kind: z.string().default('saas'),
  category: z.string().nullable().default(null),
  capabilities: z.array(z.string()).default([]),
  publisher: z.string().nullable().default(null),
  /** The tenant that publishes it, which cannot be chosen. */
  publisher_id: z.string().nullable().default(null),
  publisher_verified: z.boolean().default(false),
  /** A listing of another publisher that it may be taken for (A118). */
  resembles: z.string().nullable().default(null),
  /** `live`, `early_access`; others may come (FC-5). */
  status: z.string(),
  price: priceSchema.nullable().default(null),
  latest_version: z.string(),
  updated_at: z.string(),
});
/** A connector in the catalogue. */
export type Listing = z.infer<typeof listingSchema>;

const versionSchema = z.object({
  version: z.string(),
  digest: z.string(),
  bytes: z.number().int(),
  changelog: z.string().nullable().default(null),
  /** Why it should no longer be used. */
  deprecated: z.string().nullable().default(null),
  created_at: z.string(),
});
const detailSchema = listingSchema.extend({ versions: z.array(versionSchema) });
/** A listing with its newest versions, newest first. */
export type ListingDetail = z.infer<typeof detailSchema>;

const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), has_more: z.boolean(), next_cursor: z.string().nullable() });
const pageSchema = pageOf(listingSchema);
const versionPageSchema = pageOf(versionSchema);
const categoryPageSchema = pageOf(
  z
    .object({ name: z.string(), count: z.number().int().optional(), listings: z.number().int().optional() })
    .transform(({ name, count, listings }) => ({ name, count: count ?? listings ?? 0 })),
);

const logoSchema = z.object({ listing: z.string(), version: z.string(), svg: z.string().nullable() });

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

/** Sends a read below `/v1/`. */
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
  const url = apiAddress(marketplace.value, ...parts);
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

/** What of the catalogue is wanted; every word of `query` must occur. */
export interface ListingFilters {
  readonly query?: string | undefined;
  readonly category?: string | undefined;
  readonly kind?: string | undefined;
  readonly capability?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const given = (values: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

/** One page of the catalogue, newest listing first; `cursor` is the `next_cursor` of the page before (FC-10, FC-11). */
export async function listListings(access: Access & ListingFilters): Promise<Result<z.infer<typeof pageSchema>>> {
  const { query, category, kind, capability, limit, cursor } = access;
  const asked = await get(access, 'the catalogue', ['listings'], {
    query: given({ query, category, kind, capability, limit, cursor }),
  });
  return asked.ok ? readAnswer(asked.value.answer, pageSchema, asked.value.subject) : asked;
}

/** The categories of the catalogue with how many listings each has. */
export async function listCategories(access: Access): Promise<Result<z.infer<typeof categoryPageSchema>['data']>> {
  const subject = 'the categories';
  const all: z.infer<typeof categoryPageSchema>['data'] = [];
  const read = await followPages(
    access,
    subject,
    async (cursor) => {
      const asked = await get(access, subject, ['categories'], { query: given({ limit: 100, cursor }) });
      return asked.ok ? readAnswer(asked.value.answer, categoryPageSchema, asked.value.subject) : asked;
    },
    (categories) => {
      all.push(...categories);
      return false;
    },
  );
  return read.ok ? ok(all) : read;
}

/** One version of a listing, however old; undefined where there is none. */
export async function findVersion(
  access: Access & { readonly listing: string; readonly version: string },
): Promise<Result<ListingDetail['versions'][number] | undefined>> {
  const { listing } = access;
  let found: ListingDetail['versions'][number] | undefined;
  const read = await followPages(
    access,
    listing,
    async (cursor) => {
      const asked = await get(access, listing, ['listings', listing, 'versions'], {
        query: given({ limit: 100, cursor }),
      });
      return asked.ok ? readAnswer(asked.value.answer, versionPageSchema, asked.value.subject) : asked;
    },
    (versions) => {
      found = versions.find(({ version }) => version === access.version);
      return found !== undefined;
    },
  );
  if (!read.ok || read.value !== 'repeats') return read.ok ? ok(found) : read;
  const subject = { marketplace: new URL(access.marketplace), listing, key: access.key };
  return wrongAnswer(subject, 'its next page is the same page');
}

/** One listing with its versions. Fails with `not_found`; an answer about another listing is `bad_answer` (A116). */
export async function getListing(access: Access & { readonly listing: string }): Promise<Result<ListingDetail>> {
  const asked = await get(access, access.listing, ['listings', access.listing], {});
  if (!asked.ok) return asked;
  const { subject } = asked.value;
  const detail = readAnswer(asked.value.answer, detailSchema, subject);
  if (!detail.ok || detail.value.id === access.listing) return detail;
  return wrongAnswer(subject, `it is about ${JSON.stringify(detail.value.id.slice(0, 100))}`);
}

/**
 * The logo of a version: text of an SVG, foreign, to be cleaned and shown as an image only. null where it has none, where it is
 * larger than `marketplaceLimits.logoBytes`, and where the marketplace does not give logos by themselves.
 */
export async function getLogo(
  access: Access & { readonly listing: string; readonly version: string },
): Promise<Result<string | null>> {
  const { listing, version } = access;
  const asked = await get(access, listing, ['listings', listing, 'versions', version, 'logo'], { version });
  if (!asked.ok) return asked;
  const { answer, subject } = asked.value;
  if (answer.status === 404) return ok(null);
  const logo = readAnswer(answer, logoSchema, subject);
  if (!logo.ok) return logo;
  if (logo.value.listing !== listing || logo.value.version !== version)
    return wrongAnswer(subject, 'it is about another version');
  const { svg } = logo.value;
  return ok(svg === null || Buffer.byteLength(svg) > marketplaceLimits.logoBytes ? null : svg);
}

/**
 * The archive of a version. `digest` is the one that the listing stated, or that was approved before: bytes with any
 * other are refused as `bad_answer` (A31, A116).
 */
export async function downloadVersion(
  access: Access & { readonly listing: string; readonly version: string; readonly digest: string },
): Promise<Result<Uint8Array>> {
  const { listing, version } = access;
  const asked = await get(access, listing, ['listings', listing, 'versions', version, 'download'], {
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
