import { z } from 'zod';
import { semver } from '../shared/connector/names.ts';
import { marketplaceLimits } from '../shared/limits.ts';

/** Text of up to so many characters that both databases keep as it is: PostgreSQL has no NUL, UTF-8 no half of a pair. */
export const text = (maxChars: number) =>
  z
    .string()
    .max(maxChars)
    .regex(/^[^\0]*$/, 'must hold no NUL')
    .refine((value) => value.isWellFormed(), 'must hold whole characters, no half of a surrogate pair');

/** Text that says something. */
export const someText = (maxChars: number) => text(maxChars).regex(/\S/, 'must not be empty');

/** A filter of a list: the list holds what has exactly this. */
export const filter = text(marketplaceLimits.filterChars);

/** `cn-` and the id of a connector. */
export const listingId = z
  .string()
  .max(67)
  .regex(/^cn-[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
  .describe('`cn-` and the id of the connector.');
export const listingParams = z.object({ id: listingId });
/** A listing and one of its versions. */
export const versionParams = z.object({ id: listingId, version: semver.describe('Semantic version.') });

const time = z.iso.datetime();
/** When something came to be, RFC 3339 in UTC. */
export const createdAt = time.describe('When it was made, RFC 3339 in UTC.');

/** What an installation costs; stated before and at install (FC-58). */
export const priceSchema = z.object({
  amount: z.number().int().nonnegative().describe('In the smallest unit of the currency: cents.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217, such as `USD`.'),
  per: z.enum(['month', 'year', 'once']).describe('How often it is due.'),
});
export type Price = z.infer<typeof priceSchema>;

export const listingStatus = z
  .enum(['live', 'early_access'])
  .describe('`early_access` listings are shown, but are not installed by oneself.');

/** Letters, digits and a few signs of ASCII, so that names of other scripts cannot be taken for one of these (A118). */
export const publisherName = z
  .string()
  .max(marketplaceLimits.publisherChars)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9 .,&'-]*[A-Za-z0-9.])?$/, "use letters, digits, spaces and . , & ' -")
  .describe('Name of the publisher as people read it. No other tenant may have one that looks the same.');

/** A listing as clients see it; every object carries `object` (FC-5). */
export const listingSchema = z.object({
  object: z.literal('listing').describe('What this is.'),
  id: listingId,
  name: z.string().describe('What people read. Listings may share a name, never an id.'),
  description: z.string().describe('What the connector is for.'),
  kind: z.enum(['saas', 'hardware']).describe('What the source is.'),
  category: z.string().nullable().describe('Shelf of the catalogue.'),
  capabilities: z.array(z.string()).describe('What it can do, `noun.verb`.'),
  publisher: z.string().describe("Name of the publisher; the tenant's id where it gave none."),
  publisher_id: z.string().describe('The tenant that publishes it. Unlike a name it cannot be chosen.'),
  publisher_verified: z
    .boolean()
    .describe('Whether whoever runs the marketplace has verified that the publisher is who its name says.'),
  resembles: listingId
    .nullable()
    .describe(
      'A listing of another publisher, there before, that this one may be taken for; null where there is none.',
    ),
  status: listingStatus,
  price: priceSchema.nullable().describe('What an installation costs; null for nothing.'),
  latest_version: z.string().describe('The highest version.'),
  deprecated: z.string().nullable().describe('Why the highest version should no longer be used; null where it may be.'),
  created_at: createdAt,
  updated_at: time.describe('When it was last published or changed, RFC 3339 in UTC.'),
});
export type ListingObject = z.infer<typeof listingSchema>;

/** A version as clients see it; `bytes` is the size of its archive. */
export const versionSchema = z.object({
  object: z.literal('version').describe('What this is.'),
  listing: listingId,
  version: semver.describe('Semantic version. Its archive never changes.'),
  digest: z.string().describe('`sha256:` and the SHA-256 of the archive in hex.'),
  bytes: z.number().int().describe('Size of the archive.'),
  status: listingStatus,
  changelog: z.string().nullable().describe('What the publisher says of it.'),
  deprecated: z.string().nullable().describe('Why it should no longer be used; null where it may be.'),
  created_at: createdAt,
});
export type VersionObject = z.infer<typeof versionSchema>;

/** Answer to a publish. */
export const publishedSchema = versionSchema.extend({
  created: z.boolean().describe('False where this version stood there already, with the same content.'),
});
export type PublishedObject = z.infer<typeof publishedSchema>;

/** The one shape of every failure (FC-30). */
export const errorSchema = z.object({
  error: z.looseObject({
    type: z.string().describe('Kind of the failure, such as `not_found_error`.'),
    code: z.string().describe('Stable name of the failure; new ones may come.'),
    message: z.string().describe('One sentence for people; not to be parsed.'),
    doc_url: z.string().describe('Where the code is explained.'),
    request_id: z.string().describe('Names the request, `req_…`; also in `X-Request-Id`.'),
  }),
});
